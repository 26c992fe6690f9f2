import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** A new password twice, with its rule in words; the service judges it finally. */
export function NewPasswordFields({ name = 'newPassword', label, autoFocus = false }: { name?: string | string[]; label?: string; autoFocus?: boolean }) {
  const { t } = useTranslation('staff');
  const path = typeof name === 'string' ? [name] : name;
  const again = [...path.slice(0, -1), `${path.at(-1)}Again`];
  return (
    <>
      <Form.Item
        name={path}
        label={label ?? t('newPassword')}
        extra={t('passwordRule')}
        rules={[{ required: true, message: t('passwordMissing') }, { validator: (_rule, value?: string) => !value || [...value].length >= 10 ? Promise.resolve() : Promise.reject(new Error(t('passwordTooShort'))) }]}
      >
        <Input.Password autoFocus={autoFocus} autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name={again}
        label={t('passwordAgain')}
        dependencies={[path]}
        rules={[
          { required: true, message: t('passwordAgainMissing') },
          form => ({
            validator: (_rule, value?: string) => !value || form.getFieldValue(path) === value ? Promise.resolve() : Promise.reject(new Error(t('passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  );
}
