import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { useAction } from '../../hooks/use-command.ts';
import { useConsoleState, useHeadquarters } from '../use-headquarters.tsx';
import { OwnPasswordForm } from './own-password-form.tsx';

/** A temporary password opens only this page. */
export function NewPasswordPage() {
  const { t } = useTranslation('staff');
  const { client, connection } = useHeadquarters();
  const name = useConsoleState()?.staff?.name;
  const signOut = useAction(() => client.session.signOut(), { onDone: connection.takeState });
  return (
    <CentredPage title={t('newPasswordPage.title')}>
      <Typography.Text>{t('newPasswordPage.text', { name })}</Typography.Text>
      <OwnPasswordForm isTemporary />
      <Button type="link" onClick={() => void signOut.run(undefined)}>{t('signOut')}</Button>
    </CentredPage>
  );
}
