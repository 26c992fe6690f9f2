import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/queue.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useTimes } from '../../hooks/use-times.ts';
import { minutesSince, secondsSince } from '../../hooks/branch-now.ts';
import { ClassTag } from '../../queue/queue-row.tsx';
import { useQueueWords } from '../../queue/use-queue-words.ts';
import { CallDelivery } from './call-delivery.tsx';
import { deskStateOf } from './judge-press.ts';

/** What the desk is about now, readable at a glance; its height never changes. */
export function BigState({ view, now }: { view: DeskView; now: number }) {
  switch (deskStateOf(view)) {
    case 'paused':
      return <Paused view={view} now={now} />;
    case 'idle':
      return <Idle view={view} now={now} />;
    case 'called':
      return <Called view={view} now={now} />;
    case 'serving':
      return <Serving view={view} now={now} />;
  }
}

interface StateProps { view: DeskView; now: number }

function Idle({ view, now }: StateProps) {
  const { t } = useTranslation('desk');
  const words = useQueueWords();
  const first = view.next[0];
  if (!first) return <Frame title={t('idle.title')} big={t('idle.nobody')} isQuiet first={t('idle.nobodyText')} />;
  return (
    <Frame
      title={t('idle.title')} big={first.number} serviceId={first.serviceId} tag={<ClassTag customerClass={first.customerClass} />}
      first={t('idle.waited', { minutes: first.waitMinutes + minutesSince(view.asOf, now) })}
      second={t('idle.why', { reason: words.reason(first.number, first.reason) })}
    />
  );
}

function Called({ view, now }: StateProps) {
  const { t } = useTranslation('desk');
  const times = useTimes();
  const current = view.current;
  if (!current) return null;
  const { ticket, delivery } = current;
  const calledAt = ticket.lastCalledAt ?? now;
  return (
    <Frame
      title={t('called.title')} big={ticket.number} serviceId={ticket.serviceId} tag={<ClassTag customerClass={ticket.customerClass} />}
      first={(
        <span title={t('called.at', { time: times.clockSeconds(calledAt) })}>
          <Typography.Text strong style={{ fontVariantNumeric: 'tabular-nums' }}>{t('called.since', { seconds: secondsSince(calledAt, now) })}</Typography.Text>
          {' · '}{t('called.calls', { count: ticket.callCount })}
        </span>
      )}
      second={<CallDelivery delivery={delivery} />}
    />
  );
}

function Serving({ view, now }: StateProps) {
  const { t } = useTranslation('desk');
  const times = useTimes();
  const current = view.current;
  if (!current) return null;
  const { ticket } = current;
  const startedAt = ticket.servingAt ?? now;
  const waited = minutesSince(ticket.issuedAt, ticket.firstCalledAt ?? now);
  return (
    <Frame
      title={t('serving.title')} big={ticket.number} serviceId={ticket.serviceId} tag={<ClassTag customerClass={ticket.customerClass} />}
      first={<span title={times.clockSeconds(startedAt)}>{t('serving.since', { minutes: minutesSince(startedAt, now) })}{' · '}{t('serving.waited', { minutes: waited })}</span>}
      second={ticket.appointmentAt === null ? undefined : t('serving.appointment', { time: times.clock(ticket.appointmentAt) })}
    />
  );
}

function Paused({ view, now }: StateProps) {
  const { t } = useTranslation(['desk', 'queue']);
  const reason = t(`queue:pauseReason.${view.window.pauseReason ?? 'other'}`);
  return (
    <Frame title={t('paused.title')} big={t('queue:windowState.paused')} isQuiet first={t('paused.since', { reason, minutes: minutesSince(view.window.stateSince, now) })} second={t('paused.hint')} />
  );
}

interface FrameProps { title: string; big: string; isQuiet?: boolean; serviceId?: string; tag?: ReactNode; first?: ReactNode; second?: ReactNode }

function Frame({ title, big, isQuiet, serviceId, tag, first, second }: FrameProps) {
  return (
    <>
      <div className="desk-state__number" data-quiet={isQuiet}>{big}</div>
      <div className="desk-state__facts">
        <h1 className="desk-state__title">{title}</h1>
        {serviceId !== undefined && <div className="desk-state__service"><ServiceName serviceId={serviceId} /> {tag}</div>}
        <div>{first}</div>
        <div>{second}</div>
      </div>
    </>
  );
}

function ServiceName({ serviceId }: { serviceId: string }) {
  const { query } = useBranch();
  const words = useQueueWords();
  const services = useQuery(query.queue.listServices.queryOptions());
  const service = services.data?.find(each => each.id === serviceId);
  return <>{service ? words.name(service) : ''}</>;
}
