import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { ComplaintForm } from '../../shared/complaints.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';
import { emptyForm, IntakeForm } from './intake-form.tsx';
import { draftsAreKept } from './use-draft-keeper.ts';
import { useServedVisit } from './use-served-visit.ts';
import './complaints.css';

/** Taking a complaint in 受理: what was begun and not sent is offered first; at a window it belongs to the visit in hand. */
export function IntakePage() {
  const { t } = useTranslation('complaints');
  const { client, query } = useBranch();
  const navigate = useNavigate();
  const times = useTimes();
  const isClerk = useSession()?.staff?.roles.includes('clerk') ?? false;
  const served = useServedVisit(isClerk);
  const asked = query.complaints.drafts.queryOptions({ staleTime: 0, gcTime: 0 });
  const drafts = useQuery({ ...asked, queryFn: async context => { await draftsAreKept(); return asked.queryFn(context); } });
  const [begun, setBegun] = useState<{ draftId: string; form: ComplaintForm } | null>(null);
  const discard = useAction((draftId: string) => client.complaints.discardDraft({ commandId: uuidv7(), draftId }), { changes: [query.complaints.drafts.key()] });
  const start = () => setBegun({ draftId: uuidv7(), form: { ...emptyForm, ticketId: served.visit?.ticketId ?? null, visitId: served.visit?.id ?? null, customerId: served.visit?.customer?.id ?? null } });
  const back = () => void navigate({ to: isClerk && served.visit ? '/desk' : '/complaints' });
  // A fast typist must not press Enter on a list that has not arrived.
  const classes = useQuery(query.complaints.classes.queryOptions({ staleTime: 60_000 }));
  const isReading = drafts.isPending || served.isReading || classes.isPending;
  /** the draft of this very visit: most likely what is wanted; any other is of somebody who has left */
  const offered = drafts.data?.find(({ form: { visitId } }) => visitId !== null && visitId === served.visit?.id)?.id;
  // Nothing to choose from: the form stands there at once.
  if (!begun && !isReading && (drafts.data?.length ?? 0) === 0) start();

  return (
    <Flex vertical gap="small" className="complaints-page">
      <PageHead title={t('intake.title')} lead={t('intake.lead')}><Button onClick={back}>{t(isClerk && served.visit ? 'intake.backToDesk' : 'back')}</Button></PageHead>
      {isReading && <Skeleton active aria-label={t('loading')} />}
      {!begun && !isReading && drafts.data?.map(({ id, form, savedAt }) => (
        <Alert
          key={id} type="info" showIcon title={t('intake.draft', { at: times.dayAndClock(savedAt), what: form.what.slice(0, 40) || t('intake.draftEmpty') })}
          action={<Flex gap="small"><Button size="small" type="primary" autoFocus={id === offered} onClick={() => setBegun({ draftId: id, form })}>{t('intake.goOn')}</Button><Button size="small" onClick={() => void discard.run(id)}>{t('intake.discard')}</Button></Flex>}
        />
      ))}
      {!begun && !isReading && (drafts.data?.length ?? 0) > 0 && <div><Button type="primary" autoFocus={offered === undefined} onClick={start}>{t('intake.startNew')}</Button></div>}
      {begun && <IntakeForm key={begun.draftId} draftId={begun.draftId} start={begun.form} visit={served.visit} onReceived={story => void navigate({ to: '/complaints/$complaintId', params: { complaintId: story.id }, state: { isJustReceived: true } })} />}
    </Flex>
  );
}
