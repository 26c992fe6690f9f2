import { Alert, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useHelloAgain } from './use-hello-again.ts';

/** Makes the demonstration branch; afterwards the sign-in page shows its people. */
export function DemonstrationStart({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const { client } = useBranch();
  const helloAgain = useHelloAgain();
  const create = useCommand(client.setup.createDemonstration, { onDone: helloAgain, onRefused: () => undefined });
  return (
    <CentredPage title={t('firstRun.demonstration')} width={520}>
      <Typography.Paragraph style={{ margin: 0 }}>{t('firstRun.demonstrationWhat')}</Typography.Paragraph>
      {create.errorText && <Alert type="error" showIcon role="alert" title={create.errorText} />}
      <Flex gap={8}>
        <Button type="primary" size="large" autoFocus loading={create.isRunning} onClick={() => void create.run({})}>{t('firstRun.demonstrationMake')}</Button>
        <Button size="large" disabled={create.isRunning} onClick={onBack}>{t('firstRun.back')}</Button>
      </Flex>
    </CentredPage>
  );
}
