import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions, List, Skeleton, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SyncDetails, SyncState } from '../../shared/sync-state.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';

/** Below this a clock is right enough: the sequence orders, the clock is evidence. */
const rightEnoughMs = 5_000;

/** What is behind the sentences: positions, directives, the clock. Read anew with each picture of the line. */
export function LineFacts({ state }: { state: SyncState }) {
  const { query } = useBranch();
  const toText = useErrorText();
  const options = query.sync.details.queryOptions();
  const facts = useQuery({ ...options, queryKey: [...options.queryKey, state.lastContactAt, state.waiting.changes] as never, placeholderData: before => before });
  if (facts.error) return <Alert type="error" showIcon title={toText(facts.error)} />;
  if (facts.data === undefined) return <Skeleton active />;
  return facts.data === null ? null : <Facts facts={facts.data} state={state} />;
}

function Facts({ facts, state }: { facts: SyncDetails; state: SyncState }) {
  const { t } = useTranslation('sync');
  const times = useTimes();
  const moment = (at: number | null) => at === null ? t('never') : times.dayAndClock(at);
  const seesLog = useSession()?.staff?.roles.some(role => role === 'manager' || role === 'auditor' || role === 'administrator') ?? false;
  const offset = facts.clockOffsetMs;
  const clock = offset === null ? '—' : Math.abs(offset) < rightEnoughMs ? t('clock.right') : t(offset > 0 ? 'clock.behind' : 'clock.ahead', { count: Math.round(Math.abs(offset) / 1000) });
  return (
    <>
      <Descriptions
        column={1} size="small" bordered style={{ marginTop: 16 }}
        items={[
          { key: 'name', label: t('fact.headquarters'), children: <>{facts.headquartersName} <Typography.Text type="secondary">{facts.address}</Typography.Text></> },
          { key: 'contact', label: t('fact.lastContact'), children: moment(state.lastContactAt) },
          { key: 'received', label: t('fact.received'), children: t('fact.ofWritten', { count: facts.received, written: facts.written, time: moment(facts.receivedAt) }) },
          { key: 'durable', label: t('fact.durable'), children: t('fact.upTo', { count: facts.durable }) },
          { key: 'directives', label: t('fact.directives'), children: t('fact.directivesTaken', { count: facts.directive, newest: facts.newestDirective }) },
          { key: 'files', label: t('fact.files'), children: facts.filesWaiting === 0 ? t('fact.noFiles') : t('fact.filesWait', { count: facts.filesWaiting }) },
          { key: 'compared', label: t('fact.compared'), children: <Compared compared={facts.compared} /> },
          { key: 'clock', label: t('fact.clock'), children: clock },
          { key: 'enrolled', label: t('fact.enrolled'), children: t('fact.enrolledAt', { time: moment(facts.enrolledAt), epoch: facts.epoch }) },
        ]}
      />
      {facts.witnessRefused && seesLog && <Alert type="error" showIcon role="alert" style={{ marginTop: 12 }} title={t('witnessRefused.title')} description={t('witnessRefused.text')} />}
      {facts.missed.length > 0 && <Alert type="info" showIcon style={{ marginTop: 12 }} title={t('missed', { count: facts.missed.reduce((sum, { from, to }) => sum + to - from + 1, 0) })} />}
      {facts.takes.length > 0 && (
        <List
          size="small" header={<strong>{t('takes')}</strong>} style={{ marginTop: 12 }} dataSource={facts.takes} rowKey="number"
          renderItem={({ number, kind, outcome, code, at }) => (
            <List.Item>
              <span>{number} · {t(`kind.${kind}`, { defaultValue: kind })}{code !== null && <Typography.Text type="secondary"> {t('refusedBecause', { code })}</Typography.Text>}</span>
              <span>{moment(at)} <Tag color={outcome === 'taken' ? 'success' : 'warning'}>{t(`outcome.${outcome}`)}</Tag></span>
            </List.Item>
          )}
        />
      )}
    </>
  );
}

/** Whether both sides hold the same, as of when. */
function Compared({ compared }: Pick<SyncDetails, 'compared'>) {
  const { t } = useTranslation('sync');
  const times = useTimes();
  if (compared === null) return t('compared.never');
  const at = times.dayAndClock(compared.at);
  return compared.differing === 0 ? t('compared.same', { at, count: compared.rows }) : <Typography.Text type="warning">{t('compared.differing', { at, count: compared.differing })}</Typography.Text>;
}
