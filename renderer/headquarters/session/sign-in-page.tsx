import { Alert, Button, Form, Input, Typography, type InputRef } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { useAction } from '../../hooks/use-command.ts';
import { useConsoleState, useHeadquarters } from '../use-headquarters.tsx';

interface Credentials { loginName: string; password: string }

/** Who works at the console now. */
export function SignInPage() {
  const { t } = useTranslation('staff');
  const { t: words } = useTranslation('headquarters');
  const { client, connection } = useHeadquarters();
  const state = useConsoleState();
  const [form] = Form.useForm<Credentials>();
  const passwordField = useRef<InputRef>(null);
  const signIn = useAction((credentials: Credentials) => client.session.signIn(credentials), {
    onDone: connection.takeState,
    onRefused() {
      form.setFieldValue('password', '');
      passwordField.current?.focus();
    },
  });
  return (
    <CentredPage title={state?.headquarters.name ?? ''}>
      <Typography.Text type="secondary">{words('signIn.lead')}</Typography.Text>
      {signIn.errorText && <Alert type="error" showIcon role="alert" title={signIn.errorText} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={credentials => void signIn.run(credentials)} validateTrigger="onSubmit">
        <Form.Item name="loginName" label={t('loginName')} rules={[{ required: true, whitespace: true, message: t('loginNameMissing') }]}>
          <Input autoFocus size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={32} />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordMissing') }]}>
          <Input.Password ref={passwordField} size="large" autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button block type="primary" size="large" htmlType="submit" loading={signIn.isRunning}>{t('signIn.submit')} <kbd>Enter</kbd></Button>
      </Form>
    </CentredPage>
  );
}
