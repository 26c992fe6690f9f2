import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from '../components/password-fields.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

interface Passwords { currentPassword: string; newPassword: string }

/** One's own password; `onChanged` is told after the service has taken it. */
export function ChangePasswordForm({ isTemporary, onChanged }: { isTemporary: boolean; onChanged?: () => void }) {
  const { t } = useTranslation('staff');
  const { client, connection } = useBranch();
  const session = useSession();
  const [form] = Form.useForm<Passwords>();
  const change = useAction(
    ({ currentPassword, newPassword }: Passwords) => client.staff.changeOwnPassword({ currentPassword, newPassword }),
    {
      onDone(staff) {
        form.resetFields();
        if (session) connection.takeSession({ ...session, staff });
        onChanged?.();
      },
      onRefused: () => undefined,
    },
  );
  return (
    <Form name="own-password" form={form} layout="vertical" requiredMark={false} onFinish={passwords => void change.run(passwords)}>
      {change.errorText && <Alert type="error" showIcon role="alert" title={change.errorText} style={{ marginBottom: 12 }} />}
      <input hidden readOnly autoComplete="username" value={session?.staff?.loginName ?? ''} />
      <Form.Item name="currentPassword" label={isTemporary ? t('temporaryPassword') : t('currentPassword')} rules={[{ required: true, message: t('passwordMissing') }]}>
        <Input.Password autoFocus={isTemporary} autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <NewPasswordFields />
      <Button type="primary" htmlType="submit" loading={change.isRunning}>{t('changePassword')}</Button>
    </Form>
  );
}
