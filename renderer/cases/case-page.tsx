import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCanGoBack, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../shared/cases.ts';
import { CaseStateMark, CheckCounts, CustomerOutcome } from '../components/cases/case-marks.tsx';
import { CaseText, TraceMark } from '../components/cases/case-text.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useComplaintClasses } from '../hooks/use-complaint-classes.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { CaseChecks, CaseEvents } from './case-history.tsx';
import { CasePrint } from './case-print.tsx';
import { caseSteps, mayTake, type CaseStep } from './case-steps.ts';
import { CheckDialog } from './check-dialog.tsx';
import { StepDialog } from './step-dialog.tsx';
import './library.css';

const readEveryMs = 30_000;

/** One case, read in a minute; beside it its checks and its story, above it what may be done. */
export function CasePage() {
  const { caseId = '' } = useParams({ strict: false });
  const { t } = useTranslation('cases');
  const { query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const goBack = useGoBack();
  const found = useQuery(query.cases.get.queryOptions({ input: { caseId }, staleTime: 0, refetchInterval: readEveryMs }));
  const show = (record: CaseRecord) => { queries.setQueryData(query.cases.get.queryKey({ input: { caseId } }), record); };
  if (found.data) return <FoundCase key={caseId} record={found.data} onChanged={show} onStale={() => void found.refetch()} onBack={goBack} />;
  return (
    <Flex vertical gap="small" className="cases-page">
      <PageHead title={t('case.title')} lead=""><Button onClick={goBack}>{t('back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

interface FoundCaseProps { record: CaseRecord; onChanged(record: CaseRecord): void; onStale(): void; onBack(): void }

function FoundCase({ record, onChanged, onStale, onBack }: FoundCaseProps) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const times = useTimes();
  const classes = useComplaintClasses();
  const isReviewer = useSession()?.staff?.roles.some(role => role === 'archivist' || role === 'manager') ?? false;
  const [asked, setAsked] = useState<CaseStep | 'check' | null>(null);
  const [said, setSaid] = useState('');
  const { form, may } = record;
  const steps = caseSteps.filter(step => mayTake(step, record));
  const about = [form.classId === null ? '' : classes.className(form.classId), form.channel === null ? '' : t(`complaints:channel.${form.channel}`), t('library.by', { name: record.authorName }), record.publishedAt === null ? '' : t('library.published', { at: times.day(record.publishedAt) })];
  const close = () => setAsked(null);
  const done = (changed: CaseRecord) => { onChanged(changed); setSaid(t(`done.${asked ?? 'check'}`)); close(); };

  return (
    <Flex vertical gap="small" className="cases-page">
      <PageHead title={t('case.heading', { number: record.number, title: form.title || t('untitled') })} lead={about.filter(Boolean).join(' · ')}>
        <Button onClick={onBack}>{t('back')}</Button>
        <CasePrint record={record} className={form.classId === null ? '' : classes.className(form.classId)} />
      </PageHead>
      <Flex gap="small" wrap align="center">
        <CaseStateMark state={record.state} /><CustomerOutcome outcome={record.outcome} /><CheckCounts {...record} />
        {isReviewer && record.personalTraces.filter(({ field }) => field === 'title').map(trace => <TraceMark key={trace.kind} trace={trace} />)}
      </Flex>
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      {(steps.length > 0 || may.write) && (
        <div className="cases-steps" role="group" aria-label={t('case.steps')}>
          {may.write && <Button type={steps.includes('publish') ? 'default' : 'primary'} onClick={() => void navigate({ to: '/cases/$caseId/edit', params: { caseId: record.id } })}>{t('case.edit')}</Button>}
          {steps.map(step => <Button key={step} type={step === 'publish' ? 'primary' : 'default'} danger={step === 'retire'} onClick={() => setAsked(step)}>{t(`step.${step}.do`)}</Button>)}
        </div>
      )}
      {record.state === 'inReview' && !may.review && <Typography.Text type="secondary">{t(isReviewer ? 'case.own' : 'case.waits')}</Typography.Text>}
      <div className="cases-reading">
        <CaseText record={record} marksTraces={isReviewer && record.state !== 'published'} />
        <aside className="cases-beside"><CaseChecks record={record} onCheck={() => setAsked('check')} /><CaseEvents record={record} /></aside>
      </div>
      {asked === 'check' && <CheckDialog record={record} onDone={done} onClose={close} />}
      {asked !== null && asked !== 'check' && <StepDialog record={record} step={asked} onDone={done} onStale={onStale} onClose={close} />}
    </Flex>
  );
}

/** Back to where one came from: the list as it was asked, or the complaint; opened by its address, to the library. */
export function useGoBack(): () => void {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const navigate = useNavigate();
  return () => { if (canGoBack) router.history.back(); else void navigate({ to: '/cases' }); };
}
