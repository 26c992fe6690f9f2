import { Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { DemonstrationStart } from './demonstration-start.tsx';
import { NewBranchWizard } from './new-branch-wizard.tsx';

type Choice = 'newBranch' | 'demonstration' | null;

/** The first start: a real branch, or one to try things out. */
export function FirstRunPage() {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice>(null);
  const back = () => setChoice(null);

  if (choice === 'newBranch') return <NewBranchWizard onBack={back} />;
  if (choice === 'demonstration') return <DemonstrationStart onBack={back} />;
  return (
    <CentredPage title={t('firstRun.title')} width={760}>
      <Typography.Paragraph style={{ margin: 0 }}>{t('firstRun.text')}</Typography.Paragraph>
      <Flex gap="large">
        <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('firstRun.newBranch')}</h2>} style={{ flex: 1 }}>
          <Typography.Paragraph>{t('firstRun.newBranchText')}</Typography.Paragraph>
          <Button type="primary" size="large" autoFocus onClick={() => setChoice('newBranch')}>{t('firstRun.newBranchStart')}</Button>
        </Card>
        <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('firstRun.demonstration')}</h2>} style={{ flex: 1 }}>
          <Typography.Paragraph>{t('firstRun.demonstrationText')}</Typography.Paragraph>
          <Button size="large" onClick={() => setChoice('demonstration')}>{t('firstRun.demonstrationStart')}</Button>
        </Card>
      </Flex>
    </CentredPage>
  );
}
