import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import type { MoveKind } from '../../shared/complaint-steps.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { DueMark, StateMark } from '../components/complaints/complaint-marks.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { RevealedPerson } from './revealed-person.tsx';
import { CaseOfComplaint, StoryCases } from './story-cases.tsx';
import { StoryDeadlines } from './story-deadlines.tsx';
import { StoryPapers } from './story-papers.tsx';
import { StoryPhotos } from './story-photos.tsx';
import { StorySteps } from '../components/complaints/story-steps.tsx';
import { useComplaintWords, type ComplaintWords } from './use-complaint-words.ts';
import { useServedVisit } from './use-served-visit.ts';
import './complaints.css';

const readEveryMs = 15_000;

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** the complaint the page is opened for was taken in a moment ago */
    isJustReceived?: boolean;
  }
}

/** One complaint as a story, from its ticket to its closing, with what may be done now. */
export function StoryPage() {
  const { complaintId = '' } = useParams({ strict: false });
  const { t } = useTranslation('complaints');
  const { query } = useBranch();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useComplaintWords();
  const found = useQuery(query.complaints.story.queryOptions({ input: { complaintId }, staleTime: 0, refetchInterval: readEveryMs }));
  const show = (story: ComplaintStory) => { queries.setQueryData(query.complaints.story.queryKey({ input: { complaintId } }), story); };
  const back = () => void navigate({ to: '/complaints' });
  if (found.data) return <FoundStory key={complaintId} story={found.data} words={words} onMoved={show} onStale={() => void found.refetch()} onBack={back} />;
  return (
    <Flex vertical gap="small" className="complaints-page">
      <PageHead title={t('story.title')} lead={t('board.lead')}><Button onClick={back}>{t('back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

interface FoundStoryProps { story: ComplaintStory; words: ComplaintWords; onMoved(story: ComplaintStory): void; onStale(): void; onBack(): void }

function FoundStory({ story, words, onMoved, onStale, onBack }: FoundStoryProps) {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  const [asked, setAsked] = useState<MoveKind | null>(null);
  const [said, setSaid] = useState('');
  const navigate = useNavigate();
  const isJustReceived = useLocation({ select: ({ state }) => state.isJustReceived === true }) && story.stepCount === 1;
  const served = useServedVisit(isJustReceived);
  const { form, ticket } = story;
  const allowed = story.moves.filter(({ isAllowed }) => isAllowed);
  const facts = [
    ['what', form.what], ['remedySought', form.remedySought], ['where', form.where], ['happenedAt', form.happenedAt === null ? '' : times.dayAndClock(form.happenedAt)],
    ['aboutStaffIds', story.aboutStaffNames.join(t('separator'))], ['aboutProduct', form.aboutProduct],
    ['ticket', ticket === null ? '' : t('story.ticket', { number: ticket.number, service: words.nameOf({ nameZh: ticket.serviceNameZh, nameEn: ticket.serviceNameEn }), at: times.clock(ticket.issuedAt), wait: ticket.waitMinutes ?? '—' })],
  ] as const;

  return (
    <Flex vertical gap="small" className="complaints-page">
      <PageHead title={t('story.heading', { number: story.number })} lead={t('story.lead', { class: words.className(story.classId), channel: t(`channel.${form.channel}`), at: times.dayAndClock(story.receivedAt), name: story.takenInByName })}>
        <Button onClick={onBack}>{t('back')}</Button>
        {isJustReceived && served.visit && <Button onClick={() => void navigate({ to: '/desk' })}>{t('intake.backToDesk')}</Button>}
        <StoryPapers story={story} words={words} isJustReceived={isJustReceived} />
      </PageHead>
      <Flex gap="middle" wrap align="center"><StateMark state={story.state} /><DueMark complaint={story} /><span>{t('story.severity', { severity: story.severity })}</span>{story.handlerName !== null && <span>{t('story.handler', { name: story.handlerName })}</span>}</Flex>
      <div role="status">{isJustReceived && <Alert type="success" showIcon title={t('intake.received', { number: story.number })} />}{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      <div className="complaints-moves">
        {allowed.length > 0 && <div className="complaints-moves" role="group" aria-label={t('story.moves')}>{allowed.map(({ move }, at) => <Button key={move} type={at === 0 && story.state !== 'closed' ? 'primary' : 'default'} onClick={() => setAsked(move)}>{t(`move.${move}.do`)}</Button>)}</div>}
        {story.state === 'closed' || story.reopenCount > 0 ? <CaseOfComplaint story={story} /> : allowed.length === 0 && <Typography.Text type="secondary">{t('story.noMoves')}</Typography.Text>}
      </div>
      <div className="complaints-story">
        <div>
          <Descriptions size="small" column={1} bordered items={facts.filter(([, content]) => content !== '').map(([key, content]) => ({ key, label: t(`form.${key}`), children: <span style={{ whiteSpace: 'pre-line' }}>{content}</span> }))} />
          <StoryPhotos photos={story.photos} />
          <Typography.Title level={2} style={{ fontSize: 16 }}>{t('story.steps')}</Typography.Title>
          <StorySteps steps={story.steps} className={words.className} />
        </div>
        <aside className="complaints-beside">
          <RevealedPerson story={story} />
          <StoryDeadlines story={story} />
          <StoryCases story={story} />
        </aside>
      </div>
      {asked && (
        <MoveDialog
          story={story} move={asked} words={words} onStale={onStale} onClose={() => setAsked(null)}
          onMoved={moved => { onMoved(moved); setSaid(t('story.done', { move: t(`move.${asked}.do`) })); setAsked(null); }}
        />
      )}
    </Flex>
  );
}
