import { Alert, Button, Form, Input, Typography, type InputRef } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../components/centred-page.tsx';
import { LineState } from '../components/line-state.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { DemonstrationAccounts } from './demonstration-accounts.tsx';
import { useCapsLock } from './use-caps-lock.ts';

interface Credentials { loginName: string; password: string }

/** Who works here now. */
export function SignInPage() {
  const { t } = useTranslation('staff');
  const { client, connection } = useBranch();
  const session = useSession();
  const [form] = Form.useForm<Credentials>();
  const passwordField = useRef<InputRef>(null);
  const isCapsLock = useCapsLock();
  const signIn = useAction((credentials: Credentials) => client.session.signIn(credentials), {
    onDone: ({ state, token }) => connection.takeSession(state, token),
    onRefused() {
      form.setFieldValue('password', '');
      passwordField.current?.focus();
    },
  });
  const branch = session?.branch;
  return (
    <CentredPage title={branch?.name ?? ''}>
      <Typography.Text type="secondary">{t('signIn.station', { name: session?.station?.name })} <LineState /></Typography.Text>
      {signIn.errorText && <Alert type="error" showIcon role="alert" title={signIn.errorText} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={credentials => void signIn.run(credentials)} validateTrigger="onSubmit">
        <Form.Item name="loginName" label={t('loginName')} rules={[{ required: true, whitespace: true, message: t('loginNameMissing') }]}>
          <Input autoFocus size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={32} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} extra={isCapsLock ? <span role="status">{t('capsLock')}</span> : undefined} rules={[{ required: true, message: t('passwordMissing') }]}>
          <Input.Password ref={passwordField} size="large" autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button block type="primary" size="large" htmlType="submit" loading={signIn.isRunning}>{t('signIn.submit')} <kbd>Enter</kbd></Button>
      </Form>
      {branch?.isDemonstration && <DemonstrationAccounts onChoose={account => void signIn.run(account)} />}
    </CentredPage>
  );
}
