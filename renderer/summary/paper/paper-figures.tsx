import type { Interruptions, Outage, Share, Spread } from '../../../shared/summary.ts';
import { PaperWords } from '../../components/paper.tsx';
import { usePaperWords } from '../../components/paper-words.ts';

/** Of the remarks so many characters stand on the first page: two lines. */
export const longestRemark = 84;

/** So many outages stand on the first page with their times: its room is counted. */
const stoppagesNamed = 3;

/** Minutes with one digit; the unit stands in the heading. */
export function minutesText(ms: number | null): string {
  return ms === null ? '—' : (ms / 60_000).toFixed(1);
}

/** `92.3% (36/39)` */
export function shareText({ part, of }: Share): string {
  return of === 0 ? '—' : `${(part * 100 / of).toFixed(1)}% (${part}/${of})`;
}

/** Median / P90 / longest (n), in minutes. */
export function spreadText({ n, median, p90, max }: Spread): string {
  return n === 0 ? '—' : `${minutesText(median)} / ${minutesText(p90)} / ${minutesText(max)} (${n})`;
}

/** How many, and how long together in minutes: `2 · 49.0′`. */
export function interruptionsText({ count, totalMs }: Interruptions): string {
  return count === 0 ? '0' : `${count} · ${minutesText(totalMs)}′`;
}

/** When the first outages of a day were: ` (08:42–09:19, 10:00–10:30)`; of another day with its date. */
export function stoppagesText(stoppages: readonly Outage[], businessDate: string, time: (atMs: number) => string): string {
  const clock = (at: number | null): string => (at === null ? '…' : time(at).slice(time(at).startsWith(businessDate) ? 11 : 5));
  const named = stoppages.slice(0, stoppagesNamed).map(({ beganAt, endedAt }) => `${clock(beganAt)}–${clock(endedAt)}`);
  return named.length === 0 ? '' : ` (${[...named, ...stoppages.length > stoppagesNamed ? ['…'] : []].join(', ')})`;
}

/** The figures of one subject in one line of the form; a share of nothing is told in words. */
export function FactLine({ section, facts }: { section: string; facts: readonly (readonly [name: string, value: string | number | Share])[] }) {
  const { inBoth } = usePaperWords('summary');
  const told = (value: string | number | Share) => (typeof value !== 'object' ? value : value.of === 0 ? <PaperWords text={inBoth('paper.ofNone')} /> : shareText(value));
  return (
    <tr>
      <th><PaperWords text={inBoth(`section.${section}`)} /></th>
      <td>{facts.map(([name, value]) => <span key={name} className="summary-paper__fact"><PaperWords text={inBoth(name)} /> <b>{told(value)}</b></span>)}</td>
    </tr>
  );
}
