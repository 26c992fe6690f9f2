import { App, Flex, Segmented, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/desktop-bridge.ts';
import { useSession } from '../hooks/branch-client.tsx';
import { changeLanguage } from '../hooks/language.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { PinForm } from './pin-form.tsx';
import { useRoleWords } from './use-role-words.ts';

/** What belongs to oneself: password, PIN, language. */
export function AccountPage() {
  const { t, i18n } = useTranslation('staff');
  const { message } = App.useApp();
  const staff = useSession()?.staff;
  const roleWords = useRoleWords();
  if (!staff) return null;
  return (
    <Flex vertical gap="large" style={{ padding: 24, maxWidth: 960 }}>
      <div>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{staff.name}</Typography.Title>
        <Typography.Text type="secondary">{t('loginName')} {staff.loginName} · {roleWords(staff.roles)}</Typography.Text>
      </div>
      <Flex gap={48} wrap>
        <section style={{ width: 360 }} aria-labelledby="own-password">
          <Typography.Title level={2} id="own-password" style={{ fontSize: 16 }}>{t('account.password')}</Typography.Title>
          <ChangePasswordForm isTemporary={false} onChanged={() => void message.success(t('account.passwordChanged'))} />
        </section>
        <Flex vertical gap="large" style={{ width: 360 }}>
          <section aria-labelledby="own-pin">
            <Typography.Title level={2} id="own-pin" style={{ fontSize: 16 }}>{t('account.pin')}</Typography.Title>
            <PinForm />
          </section>
          <section aria-labelledby="own-language">
            <Typography.Title level={2} id="own-language" style={{ fontSize: 16 }}>{t('account.language')}</Typography.Title>
            <Segmented<Language>
              aria-labelledby="own-language"
              value={i18n.language === 'en' ? 'en' : 'zh-CN'}
              onChange={language => void changeLanguage(language)}
              options={[{ value: 'zh-CN', label: '中文' }, { value: 'en', label: 'English' }]}
            />
          </section>
        </Flex>
      </Flex>
    </Flex>
  );
}
