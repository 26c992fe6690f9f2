import { Alert, App, Button, Flex, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

interface PinWish { currentPassword: string; pin: string | null }

/** The PIN unlocks a locked screen quickly; it never signs anybody in. */
export function PinForm() {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const { client, connection } = useBranch();
  const session = useSession();
  const hasPin = session?.staff?.hasPin ?? false;
  const [form] = Form.useForm<{ currentPassword: string; pin: string }>();
  const setPin = useAction((wish: PinWish) => client.staff.setOwnPin(wish), {
    onDone(staff) {
      form.resetFields();
      if (session) connection.takeSession({ ...session, staff });
      void message.success(staff.hasPin ? t('account.pinSet') : t('account.pinRemoved'));
    },
    onRefused: () => undefined,
  });

  async function remove() {
    const { currentPassword } = await form.validateFields(['currentPassword']);
    await setPin.run({ currentPassword, pin: null });
  }

  return (
    <Form name="own-pin" form={form} layout="vertical" requiredMark={false} onFinish={wish => void setPin.run(wish)}>
      <Typography.Paragraph type="secondary">{hasPin ? t('account.pinIsSet') : t('account.pinText')}</Typography.Paragraph>
      {setPin.errorText && <Alert type="error" showIcon role="alert" title={setPin.errorText} style={{ marginBottom: 12 }} />}
      <Form.Item name="pin" label={t('newPin')} rules={[{ required: true, pattern: /^\d{4,8}$/, message: t('pinRule') }]}>
        <Input.Password inputMode="numeric" autoComplete="off" maxLength={8} />
      </Form.Item>
      <Form.Item name="currentPassword" label={t('currentPassword')} rules={[{ required: true, message: t('passwordMissing') }]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={setPin.isRunning}>{t('account.setPin')}</Button>
        {hasPin && <Button onClick={() => void remove().catch(() => undefined)}>{t('account.removePin')}</Button>}
      </Flex>
    </Form>
  );
}
