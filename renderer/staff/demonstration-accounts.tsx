import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { demonstrationAccounts, demonstrationPassword } from '../../shared/demonstration.ts';
import { useRoleWords } from './use-role-words.ts';

/** Everybody but the clerks at their windows. */
const SHOWN = 7;

/** The invented people of a demonstration branch: one press signs in as one of them; their login names are for who approves beside another. */
export function DemonstrationAccounts({ onChoose }: { onChoose: (account: { loginName: string; password: string }) => void }) {
  const { t } = useTranslation('staff');
  const roleWords = useRoleWords();
  return (
    <section aria-labelledby="demonstration-accounts">
      <Typography.Title level={2} id="demonstration-accounts" style={{ fontSize: 14 }}>{t('demonstration.title')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('demonstration.text', { password: demonstrationPassword })}</Typography.Paragraph>
      <Flex wrap gap={8}>
        {demonstrationAccounts.slice(0, SHOWN).map(account => (
          <Button key={account.loginName} size="small" onClick={() => onChoose({ loginName: account.loginName, password: demonstrationPassword })}>
            {account.name} · {roleWords(account.roles)} <Typography.Text type="secondary">{account.loginName}</Typography.Text>
          </Button>
        ))}
      </Flex>
    </section>
  );
}
