import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../components/centred-page.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { ChangePasswordForm } from './change-password-form.tsx';

/** A temporary password opens only this page. */
export function NewPasswordPage() {
  const { t } = useTranslation('staff');
  const { client, connection } = useBranch();
  const name = useSession()?.staff?.name;
  const signOut = useAction(() => client.session.signOut(), { onDone: state => connection.takeSession(state) });
  return (
    <CentredPage title={t('newPasswordPage.title')}>
      <Typography.Text>{t('newPasswordPage.text', { name })}</Typography.Text>
      <ChangePasswordForm isTemporary />
      <Button type="link" onClick={() => void signOut.run(undefined)}>{t('signOut')}</Button>
    </CentredPage>
  );
}
