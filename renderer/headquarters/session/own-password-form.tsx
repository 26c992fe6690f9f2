import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from '../../components/password-fields.tsx';
import { useAction } from '../../hooks/use-command.ts';
import { useConsoleState, useHeadquarters } from '../use-headquarters.tsx';

interface Passwords { currentPassword: string; newPassword: string }

/** One's own password at headquarters. */
export function OwnPasswordForm({ isTemporary, onChanged }: { isTemporary: boolean; onChanged?: () => void }) {
  const { t } = useTranslation('staff');
  const { client, connection } = useHeadquarters();
  const loginName = useConsoleState()?.staff?.loginName ?? '';
  const [form] = Form.useForm<Passwords>();
  const change = useAction(({ currentPassword, newPassword }: Passwords) => client.session.changeOwnPassword({ currentPassword, newPassword }), {
    onDone(state) {
      form.resetFields();
      connection.takeState(state);
      onChanged?.();
    },
    onRefused: () => undefined,
  });
  return (
    <Form name="own-password" form={form} layout="vertical" requiredMark={false} onFinish={passwords => void change.run(passwords)}>
      {change.errorText && <Alert type="error" showIcon role="alert" title={change.errorText} style={{ marginBottom: 12 }} />}
      <input hidden readOnly autoComplete="username" value={loginName} />
      <Form.Item name="currentPassword" label={isTemporary ? t('temporaryPassword') : t('currentPassword')} rules={[{ required: true, message: t('passwordMissing') }]}>
        <Input.Password autoFocus={isTemporary} autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <NewPasswordFields />
      <Button type="primary" htmlType="submit" loading={change.isRunning}>{t('changePassword')}</Button>
    </Form>
  );
}
