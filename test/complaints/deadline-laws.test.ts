import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadlineLine, TimeSpan } from '../../shared/deadlines.ts';
import { explainDeadline } from '../../main/complaints/deadline-lines.ts';
import { reckonDeadline, type DeadlineFacts } from '../../main/complaints/deadlines.ts';
import { anyFacts, anySpan, anyWorld, groundOf } from './a-random-deadline.ts';
import { slowly } from './slow-oracle.ts';

const china = ['Asia/Shanghai'];
/** Clocks that change at 02:00 by an hour, by half an hour, at midnight, and where one o'clock comes twice at midnight's edge. */
const changingClocks = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut', 'America/Havana', 'Europe/London'];
const zones = [...china, ...changingClocks];
const [minute, quarter] = [1, 15];
const aDay = 24 * 3_600_000;

/** A paused deadline is later than any other. */
const dueOf = (facts: DeadlineFacts, world: Parameters<typeof groundOf>[0]) => reckonDeadline(facts, groundOf(world)).dueAt ?? Number.POSITIVE_INFINITY;

describe('laws of deadlines', () => {
  it('equal a walk minute by minute and day by day', () => {
    fc.assert(fc.property(anyWorld(minute, china), anyFacts(minute, 40), (world, facts) => {
      const slow = slowly(facts, world, minute);
      expect(dueOf(facts, world)).toBe(slow === 'paused' ? Number.POSITIVE_INFINITY : slow);
    }), { numRuns: 200 });
  });

  it('equal the same walk where the clock is put forward and back', () => {
    fc.assert(fc.property(anyWorld(quarter, changingClocks), anyFacts(quarter, 40), (world, facts) => {
      const slow = slowly(facts, world, quarter);
      expect(dueOf(facts, world)).toBe(slow === 'paused' ? Number.POSITIVE_INFINITY : slow);
    }), { numRuns: 200 });
  });

  it('a later receipt is never due earlier', () => {
    fc.assert(fc.property(anyWorld(minute, zones), anyFacts(minute, 200), fc.integer({ min: 1, max: 10 * aDay }), (world, facts, laterMs) => {
      expect(dueOf({ ...facts, receivedAt: facts.receivedAt + laterMs }, world)).toBeGreaterThanOrEqual(dueOf(facts, world));
    }), { numRuns: 200 });
  });

  it('a pause never shortens, and counts once when it is there twice', () => {
    fc.assert(fc.property(anyWorld(minute, zones), anyFacts(minute, 200), (world, facts) => {
      const [one, ...others] = facts.pauses;
      if (!one) return;
      const paused = dueOf(facts, world);
      expect(paused).toBeGreaterThanOrEqual(dueOf({ ...facts, pauses: others }, world));
      expect(dueOf({ ...facts, pauses: [...others, one, one].reverse() }, world)).toBe(paused);
    }), { numRuns: 200 });
  });

  it('an extension never shortens, and adds nothing once the deadline has passed', () => {
    fc.assert(fc.property(anyWorld(minute, zones), anyFacts(minute, 200), anySpan(minute, 100), (world, facts, span) => {
      const due = dueOf({ ...facts, extensions: [] }, world);
      if (due === Number.POSITIVE_INFINITY) return;
      const extended = (approvedAt: number) => dueOf({ ...facts, extensions: [{ approvedAt, span }] }, world);
      expect(extended(due - 1)).toBeGreaterThan(due);
      expect(extended(due)).toBe(due);
      expect(dueOf(facts, world)).toBeGreaterThanOrEqual(due);
    }), { numRuns: 200 });
  });

  it('the lines follow each other without a gap from receipt to due moment and add up to the term', () => {
    fc.assert(fc.property(anyWorld(minute, zones), anyFacts(minute, 200), (world, facts) => {
      const { deadline, lines } = explainDeadline(facts, groundOf(world));
      const stretches = lines.filter(line => 'until' in line);
      let at = facts.receivedAt;
      for (const { from, until } of stretches) {
        expect(from).toBe(at);
        expect(until).toBeGreaterThan(from);
        at = until;
      }
      for (const line of stretches) if (line.code === 'countedTime') expect(line.ms).toBeLessThanOrEqual(line.until - line.from);
      if (deadline.dueAt === null) {
        expect(lines.at(-1)).toMatchObject({ code: 'stillPaused', ...deadline.paused });
      } else {
        expect(at).toBe(deadline.dueAt);
        expect(lines.at(-1)).toEqual({ code: 'due', at: deadline.dueAt, lastDay: deadline.lastDay });
      }
      for (const { span, days, ms } of sums(facts, lines)) {
        if (span.unit === 'naturalDays' || span.unit === 'workingDays') expect(days).toBe(span.amount);
        else expect(ms).toBe(span.amount * (span.unit === 'hours' ? 3_600_000 : 60_000));
      }
    }), { numRuns: 200 });
  });
});

/** What each finished part of a deadline counted: the term, then the extensions that were in time; a part still paused with what it lacks. */
function sums(facts: DeadlineFacts, lines: readonly DeadlineLine[]) {
  const parts = [{ span: facts.term as TimeSpan, days: 0, ms: 0 }];
  for (const line of lines) {
    if (line.code === 'extended' && line.dueAtThen !== null) parts.push({ span: line.span, days: 0, ms: 0 });
    const part = parts.at(-1)!;
    if (line.code === 'countedDays') part.days += line.days;
    if (line.code === 'countedTime') part.ms += line.ms;
    if (line.code === 'stillPaused') {
      part.days += line.leftDays ?? 0;
      part.ms += line.leftMs ?? 0;
      // A last day that was a day off waits for one more, which the table did not count.
      if (part.span.unit === 'naturalDays' && part.days === part.span.amount + 1) part.days -= 1;
    }
  }
  return parts;
}
