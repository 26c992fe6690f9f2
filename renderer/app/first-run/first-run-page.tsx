import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { DemonstrationStart } from './demonstration-start.tsx';
import { NewBranchWizard } from './new-branch-wizard.tsx';
import { RebuildPage } from './rebuild/rebuild-page.tsx';

type Choice = 'newBranch' | 'rebuild' | 'demonstration' | null;

/** Rows come by the thousand: often enough to see them come. */
const lookEveryMs = 1000;

/** The first start: a real branch, the place of a lost machine, or a branch to try things out. */
export function FirstRunPage() {
  const { t } = useTranslation();
  const { query } = useBranch();
  const [choice, setChoice] = useState<Choice>(null);
  const back = () => setChoice(null);
  const rebuild = useQuery(query.rebuild.state.queryOptions({ staleTime: 0, refetchInterval: ({ state }) => state.data && !state.data.complete ? lookEveryMs : false }));

  if (rebuild.data || choice === 'rebuild') return <RebuildPage state={rebuild.data ?? null} onBegun={() => void rebuild.refetch()} onBack={back} />;
  if (choice === 'newBranch') return <NewBranchWizard onBack={back} />;
  if (choice === 'demonstration') return <DemonstrationStart onBack={back} />;
  return (
    <CentredPage title={t('firstRun.title')} width={960}>
      <Typography.Paragraph style={{ margin: 0 }}>{t('firstRun.text')}</Typography.Paragraph>
      <Flex gap="large">
        <Way title={t('firstRun.newBranch')} text={t('firstRun.newBranchText')}>
          <Button type="primary" size="large" autoFocus onClick={() => setChoice('newBranch')}>{t('firstRun.newBranchStart')}</Button>
        </Way>
        <Way title={t('firstRun.rebuild')} text={t('firstRun.rebuildText')}>
          <Button size="large" onClick={() => setChoice('rebuild')}>{t('firstRun.rebuildStart')}</Button>
        </Way>
        <Way title={t('firstRun.demonstration')} text={t('firstRun.demonstrationText')}>
          <Button size="large" onClick={() => setChoice('demonstration')}>{t('firstRun.demonstrationStart')}</Button>
        </Way>
      </Flex>
    </CentredPage>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{title}</h2>} style={{ flex: 1 }}>
      <Typography.Paragraph>{text}</Typography.Paragraph>
      {children}
    </Card>
  );
}
