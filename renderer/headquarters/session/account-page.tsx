import { App, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { useConsoleState } from '../use-headquarters.tsx';
import { OwnPasswordForm } from './own-password-form.tsx';

export function AccountPage() {
  const { t } = useTranslation('headquarters');
  const { message } = App.useApp();
  const staff = useConsoleState()?.staff;
  if (!staff) return null;
  return (
    <Flex vertical gap="middle">
      <PageHead title={staff.name} lead={`${staff.loginName} · ${staff.roles.map(role => t(`role.${role}`)).join(t('separator'))}`} />
      <section style={{ width: 360 }} aria-labelledby="own-password-title">
        <Typography.Title level={2} id="own-password-title" style={{ fontSize: 16 }}>{t('staff:account.password')}</Typography.Title>
        <OwnPasswordForm isTemporary={false} onChanged={() => void message.success(t('staff:account.passwordChanged'))} />
      </section>
    </Flex>
  );
}
