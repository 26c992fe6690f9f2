import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Flex, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeadquartersMoveKind } from '../../../shared/complaint-steps.ts';
import type { ConsoleComplaintStory, ConsoleStep } from '../../../shared/console-complaints.ts';
import { DueMark, StateMark } from '../../components/complaints/complaint-marks.tsx';
import { StorySteps } from '../../components/complaints/story-steps.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useRefusalWords } from '../refusal-words.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { StepDialog } from './step-dialog.tsx';
import '../headquarters.css';

/** One complaint of a branch as headquarters has it, with headquarters' own steps and whether the branch has taken them. */
export function ComplaintPage() {
  const { branchId = '', complaintId = '' } = useParams({ strict: false });
  const { t } = useTranslation('headquartersComplaints');
  const { query } = useHeadquarters();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toText = useErrorText();
  const input = { branchId, complaintId };
  const found = useQuery(query.complaints.one.queryOptions({ input, ...shownLive }));
  if (found.data) return <FoundComplaint key={complaintId} story={found.data} onMoved={story => queries.setQueryData(query.complaints.one.queryKey({ input }), story)} onStale={() => void found.refetch()} />;
  return (
    <Flex vertical gap="small">
      <PageHead title={t('title')} lead=""><Button onClick={() => void navigate({ to: '/complaints' })}>{t('headquarters:back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('headquarters:loading')} />}
    </Flex>
  );
}

function FoundComplaint({ story, onMoved, onStale }: { story: ConsoleComplaintStory; onMoved(story: ConsoleComplaintStory): void; onStale(): void }) {
  const { t, i18n } = useTranslation('headquartersComplaints');
  const navigate = useNavigate();
  const times = useTimes();
  const isSupervisor = useMay('supervisor');
  const [asked, setAsked] = useState<HeadquartersMoveKind | null>(null);
  const [said, setSaid] = useState('');
  const { form } = story;
  const className = (classId: string) => {
    const found = story.classes.find(({ id }) => id === classId);
    return found ? (i18n.language === 'en' ? found.nameEn : found.nameZh) : '';
  };
  const facts = [
    ['what', form.what], ['remedySought', form.remedySought], ['where', form.where], ['happenedAt', form.happenedAt === null ? '' : times.dayAndClock(form.happenedAt)], ['aboutProduct', form.aboutProduct],
    ['complainantName', form.isAnonymous ? t('complaints:anonymous') : form.maskedName ?? ''], ['complainantPhone', form.maskedPhone ?? ''], ['accountNumber', form.maskedAccountNumber ?? ''], ['address', form.maskedAddress ?? ''], ['agentName', form.maskedAgentName ?? ''],
  ] as const;
  return (
    <Flex vertical gap="small">
      <PageHead title={t('heading', { number: story.number, branch: story.branchName })} lead={t('complaints:story.lead', { class: className(story.classId), channel: t(`complaints:channel.${form.channel}`), at: times.dayAndClock(story.receivedAt), name: story.takenInByName })}>
        <Button onClick={() => void navigate({ to: '/complaints' })}>{t('headquarters:back')}</Button>
      </PageHead>
      <Flex gap="middle" wrap align="center">
        <StateMark state={story.state} /><DueMark complaint={story} /><span>{t('complaints:story.severity', { severity: story.severity })}</span>
        {story.handlerName !== null && <span>{t('complaints:story.handler', { name: story.handlerName })}</span>}
        <Link to="/branches/$branchId" params={{ branchId: story.branchId }}>{story.branchName}</Link>
      </Flex>
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      {isSupervisor && (story.moves.length > 0
        ? <Flex gap="small" wrap role="group" aria-label={t('complaints:story.moves')}>{story.moves.map((move, nth) => <Button key={move} type={nth === 0 ? 'primary' : 'default'} onClick={() => setAsked(move)}>{t(`move.${move}.do`)}</Button>)}</Flex>
        : <Typography.Text type="secondary">{t('ended')}</Typography.Text>)}
      <div className="console-two">
        <div>
          <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>{t('complaints:story.steps')}</Typography.Title>
          <StorySteps<ConsoleStep> steps={story.steps} className={className} markOf={step => <DeliveryMark step={step} />} />
        </div>
        <aside>
          <Descriptions size="small" column={1} bordered layout="vertical" items={facts.filter(([, content]) => content !== '').map(([key, content]) => ({ key, label: t(`complaints:form.${key}`), children: <span style={{ whiteSpace: 'pre-line' }}>{content}</span> }))} />
          <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>{t('masked')}</Typography.Paragraph>
        </aside>
      </div>
      {asked && (
        <StepDialog
          story={story} move={asked} onStale={onStale} onClose={() => setAsked(null)}
          onMoved={moved => { onMoved(moved); setSaid(t('done', { move: t(`move.${asked}.do`) })); setAsked(null); }}
        />
      )}
    </Flex>
  );
}

/** Whether the branch has a step of headquarters: by shape and word. */
function DeliveryMark({ step: { delivery } }: { step: ConsoleStep }) {
  const { t } = useTranslation('headquartersComplaints');
  const refusalWords = useRefusalWords();
  if (delivery === null) return null;
  if (delivery.state === 'refused') return <Tag color="error">✕ {t('headquarters:directives.refused', { why: refusalWords(delivery.code) })}</Tag>;
  return <Tag variant="outlined">{delivery.state === 'taken' ? `● ${t('delivery.taken')}` : `○ ${t('delivery.waits')}`}</Tag>;
}
