import { Alert, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from '../../components/password-fields.tsx';

/** One of the two people a branch starts with, and why they are two. */
export function PersonStep({ who }: { who: 'administrator' | 'manager' }) {
  const { t } = useTranslation();
  const { t: staff } = useTranslation('staff');
  const other = who === 'administrator' ? 'manager' : 'administrator';
  return (
    <>
      <Alert type="info" showIcon title={t(`firstRun.why.${who}`)} description={t('firstRun.why.separation')} style={{ marginBottom: 12 }} />
      <Flex gap="middle">
        <Form.Item name={[who, 'name']} label={staff('name')} style={{ flex: 1 }} rules={[{ required: true, whitespace: true, message: staff('nameMissing') }]}>
          <Input autoFocus maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={[who, 'loginName']}
          label={staff('loginName')}
          style={{ flex: 1 }}
          rules={[
            { required: true, pattern: /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,31}$/, message: staff('loginNameRule') },
            form => ({
              validator: (_rule, loginName?: string) => !loginName || loginName.toLowerCase() !== (form.getFieldValue([other, 'loginName']) as string | undefined)?.toLowerCase()
                ? Promise.resolve() : Promise.reject(new Error(t('firstRun.samePerson'))),
            }),
          ]}
        >
          <Input maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      </Flex>
      <NewPasswordFields name={[who, 'password']} label={staff('password')} />
    </>
  );
}
