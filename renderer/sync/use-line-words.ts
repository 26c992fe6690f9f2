import { useTranslation } from 'react-i18next';
import { businessDateOf } from '../../shared/business-date.ts';
import type { SyncState } from '../../shared/sync-state.ts';
import { useOffice } from '../hooks/office.ts';
import { useTimes } from '../hooks/use-times.ts';
import type { LineStanding } from './line-standing.ts';

/** The line to headquarters in plain words: a few for the top line, a sentence for who looks closer. */
export function useLineWords() {
  const { t } = useTranslation('sync');
  const times = useTimes();
  const { timeZone } = useOffice();

  /** 09:41 today, with its day before. */
  function moment(atMs: number, nowMs: number): string {
    const zone = timeZone ?? 'Asia/Shanghai';
    return businessDateOf(atMs, zone) === businessDateOf(nowMs, zone) ? times.clock(atMs) : times.dayAndClock(atMs);
  }
  const upTo = ({ completeTo }: SyncState, nowMs: number) => completeTo === null ? t('upTo.nothing') : t('upTo.moment', { time: moment(completeTo, nowMs) });
  const waits = ({ waiting: { changes, oldestAt } }: SyncState, nowMs: number) =>
    changes === 0 || oldestAt === null ? t('waits.none') : t('waits.some', { count: changes, time: moment(oldestAt, nowMs) });

  return {
    moment,
    /** what fits beside everything else */
    short(standing: LineStanding, state: SyncState, nowMs: number): string {
      switch (standing) {
        case 'notEnrolled': return t('short.notEnrolled');
        case 'complete': return t('short.complete', { time: state.completeTo === null ? '—' : moment(state.completeTo, nowMs) });
        case 'waiting': return `${waits(state, nowMs)}${t('separator')}${upTo(state, nowMs)}`;
        case 'away': return state.waiting.changes === 0 ? t('short.away', { time: moment(state.trouble?.since ?? nowMs, nowMs) }) : `${waits(state, nowMs)}${t('separator')}${upTo(state, nowMs)}`;
        case 'stopped': return t('short.stopped', { count: state.waiting.changes });
      }
    },
    /** 14 changes wait, the oldest from 09:12; headquarters has everything to 08:57. 3 photos or scans wait. */
    sentence: (state: SyncState, nowMs: number) =>
      t('sentence', { waits: waits(state, nowMs), upTo: upTo(state, nowMs) }) + (state.filesWaiting > 0 ? t('filesWait', { count: state.filesWaiting }) : ''),
    /** What is the matter, and what to do. */
    trouble: ({ code }: { code: string }) => t(`trouble.${code}`, { defaultValue: t('trouble.FAULT') }),
  };
}
