import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { VerificationTab } from '../verification/verification-tab.tsx';
import { BranchHistory } from './branch-history.tsx';
import { useBranchSentences } from './branch-sentences.ts';
import { BundleDialog } from './bundle-dialog.tsx';
import { ConfirmDialog, type Confirmed } from './confirm-dialog.tsx';
import { EnrolmentCodes } from './enrolment-codes.tsx';
import { HeldChanges } from './held-changes.tsx';
import { OpenDirectives } from './open-directives.tsx';
import { TroubleMark } from './trouble-mark.tsx';
import { WitnessProof } from './witness-proof.tsx';
import '../headquarters.css';

/** One branch: what is missing and since when, in sentences; below, what they rest on. */
export function BranchPage() {
  const { branchId = '' } = useParams({ strict: false });
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const found = useQuery(query.branches.one.queryOptions({ input: { branchId }, ...shownLive }));
  if (found.data) return <FoundBranch key={branchId} story={found.data} readAt={found.dataUpdatedAt} />;
  return (
    <Flex vertical gap="small">
      <PageHead title={t('page.branch')} lead=""><Button onClick={() => void navigate({ to: '/branches' })}>{t('back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

function FoundBranch({ story, readAt }: { story: BranchStory; readAt: number }) {
  const { t } = useTranslation('headquarters');
  const navigate = useNavigate();
  const times = useTimes();
  const sentencesOf = useBranchSentences();
  const isAdministrator = useMay('administrator');
  const [asked, setAsked] = useState<'code' | 'bundle' | Confirmed | null>(null);
  const fenced = story.epochs.find(({ fencedAt, fenceConfirmedAt }) => fencedAt !== null && fenceConfirmedAt === null);
  return (
    <Flex vertical gap="small">
      <PageHead title={story.name} lead={t('branchLead', { trade: t(`app:trade.${story.trade}`), at: times.dayAndClock(story.enrolledAt), id: story.id })}>
        <Button onClick={() => void navigate({ to: '/branches' })}>{t('back')}</Button>
        {isAdministrator && story.revokedAt === null && (
          <>
            {fenced && <Button type="primary" danger onClick={() => setAsked({ what: 'confirmFence', epoch: fenced.epoch })}>{t('confirm.confirmFence.do')}</Button>}
            <Button onClick={() => setAsked('bundle')}>{t('bundle.open')}</Button>
            <Button onClick={() => setAsked('code')}>{t('code.replace')}</Button>
            <Button danger onClick={() => setAsked({ what: 'revoke' })}>{t('confirm.revoke.do')}</Button>
          </>
        )}
      </PageHead>
      {story.troubles.length > 0 && <div>{story.troubles.map(kind => <TroubleMark key={kind} kind={kind} />)}</div>}
      <ul className="console-sentences" aria-label={t('sentences')}>
        {sentencesOf(story, readAt).map(({ key, kind, text }) => <li key={key} data-kind={kind}>{text}</li>)}
      </ul>
      <Tabs
        items={[
          { key: 'quarantine', label: t('counted', { name: t('tab.quarantine'), count: story.held }), children: <HeldChanges story={story} /> },
          { key: 'directives', label: t('counted', { name: t('tab.directives'), count: story.directives.open.length }), children: <OpenDirectives story={story} /> },
          { key: 'history', label: t('tab.history'), children: <BranchHistory story={story} /> },
          { key: 'verification', label: story.differingDays > 0 ? t('counted', { name: t('tab.verification'), count: story.differingDays }) : t('tab.verification'), children: <VerificationTab branchId={story.id} /> },
          { key: 'witness', label: t('tab.witness'), children: <WitnessProof story={story} /> },
        ]}
        defaultActiveKey={story.held > 0 ? 'quarantine' : story.troubles.includes('logRewritten') ? 'witness' : story.differingDays > 0 ? 'verification' : story.directives.open.length > 0 ? 'directives' : 'history'}
      />
      {asked === 'code' && <EnrolmentCodes branch={story} onClose={() => setAsked(null)} />}
      {asked === 'bundle' && <BundleDialog branch={story} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'code' && asked !== 'bundle' && <ConfirmDialog story={story} asked={asked} onClose={() => setAsked(null)} />}
    </Flex>
  );
}
