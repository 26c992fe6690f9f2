import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useSpanWords } from './spans.ts';

export interface Sentence { key: string; kind: 'grave' | 'late' | 'well'; text: string }

/** One branch told in sentences: what is missing and since when, the worst first. `now`: UTC ms. */
export function useBranchSentences(): (story: BranchStory, now: number) => Sentence[] {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const span = useSpanWords();

  return (story, now) => {
    const present = story.epochs.find(({ epoch }) => epoch === story.epoch);
    const looked = story.witness?.findings[0];
    const sentences: (Sentence | null)[] = [
      story.revokedAt === null ? null : say('revoked', 'grave', { at: times.dayAndClock(story.revokedAt), name: story.revokedByName ?? '' }),
      ...story.epochs.filter(({ fencedAt }) => fencedAt !== null).map(({ epoch, fencedAt, fenceConfirmedAt, fenceConfirmedByName }) =>
        fenceConfirmedAt === null ? say('fenced', 'grave', { epoch, at: times.dayAndClock(fencedAt ?? 0) }) : say('fenceConfirmed', 'well', { epoch, at: times.dayAndClock(fenceConfirmedAt), name: fenceConfirmedByName ?? '' })),
      story.troubles.includes('logRewritten') ? say('logRewritten', 'grave', { at: times.dayAndClock(story.witness?.refused?.at ?? 0), size: story.witness?.size ?? 0 }) : null,
      looked ? say('logLookedAt', 'late', { refusedAt: times.dayAndClock(looked.refused.at), name: looked.byName, at: times.dayAndClock(looked.at), words: looked.words }) : null,
      story.held > 0 ? say('held', 'grave', { count: story.held, at: times.dayAndClock(story.heldSinceAt ?? 0) }) : null,
      contact(story, now),
      missing(story, present, now),
      present && present.receivedSeq > present.projectedSeq ? say('notProjected', 'late', { count: present.receivedSeq - present.projectedSeq }) : null,
      present && present.receivedSeq > 0 ? say(present.durableSeq === present.receivedSeq ? 'allDurable' : 'someDurable', 'well', { seq: present.durableSeq, count: present.receivedSeq - present.durableSeq }) : null,
      directives(story),
      story.differingDays > 0 ? say('differing', 'late', { count: story.differingDays }) : story.comparison ? say('same', 'well', { at: times.dayAndClock(story.comparison.at), tables: story.comparison.tables, days: story.comparison.days }) : say('neverCompared', 'well'),
      story.clockOffsetMs !== null && story.troubles.includes('clockOff') ? say(story.clockOffsetMs > 0 ? 'clockAhead' : 'clockBehind', 'late', { span: span(story.clockOffsetMs) }) : null,
      story.troubles.includes('oldVersion') ? say('oldVersion', 'late', { version: story.versions?.application ?? '', schema: story.versions?.schema ?? 0 }) : null,
      story.troubles.includes('logRewritten') ? null : story.witness && story.witness.size > 0 ? say(story.witness.sinceAt === null ? 'witnessed' : 'witnessedNewLine', 'well', { size: story.witness.size, at: times.dayAndClock(story.witness.at), since: times.dayAndClock(story.witness.sinceAt ?? 0) }) : say('notWitnessed', 'well'),
      (story.waitingFiles ?? 0) > 0 ? say('filesWait', 'late', { count: story.waitingFiles ?? 0 }) : null,
    ];
    const order = ['grave', 'late', 'well'];
    return sentences.filter(each => each !== null).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  };

  function say(name: string, kind: Sentence['kind'], data: Record<string, string | number> = {}): Sentence {
    return { key: `${name}${data['epoch'] ?? ''}`, kind, text: t(`sentence.${name}`, data) };
  }

  function contact({ lastContactAt, enrolledAt, troubles }: BranchStory, now: number): Sentence {
    if (lastContactAt === null) return say('neverReported', troubles.includes('silent') ? 'late' : 'well', { at: times.dayAndClock(enrolledAt) });
    return troubles.includes('silent') ? say('silent', 'late', { span: span(now - lastContactAt), at: times.dayAndClock(lastContactAt) }) : say('reported', 'well', { span: span(now - lastContactAt) });
  }

  function missing({ waitingChanges, oldestWaitingAt, writtenSeq, troubles }: BranchStory, present: BranchStory['epochs'][number] | undefined, now: number): Sentence | null {
    if (waitingChanges === null || !present) return null;
    // What it reported is as old as its last contact: what has arrived since is no longer missing.
    const count = Math.max(0, (writtenSeq ?? 0) - present.receivedSeq);
    if (count === 0 || oldestWaitingAt === null) return say('nothingMissing', 'well', { seq: present.receivedSeq });
    return say('missing', troubles.includes('lagging') ? 'late' : 'well', { count, at: times.dayAndClock(oldestWaitingAt), span: span(now - oldestWaitingAt) });
  }

  function directives({ directives: { last, taken, open } }: BranchStory): Sentence {
    const refused = open.filter(({ outcome }) => outcome === 'refused').length;
    if (refused > 0) return say('refused', 'late', { count: refused });
    if (last === 0) return say('noDirectives', 'well');
    return taken < last ? say('notTaken', 'late', { count: last - taken, at: times.dayAndClock(open.filter(({ outcome }) => outcome === null).at(-1)?.publishedAt ?? 0) }) : say('allTaken', 'well', { count: last });
  }
}
