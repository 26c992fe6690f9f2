import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextStep, type LineNow, type RoundSoFar } from '../../main/sync/next-step.ts';
import { pauseMs } from '../../main/sync/round-end.ts';

const line: LineNow = { epoch: 1, sealedSeq: 5, receivedSeq: 5, durableSeq: 5, writtenSeq: 5, firstKept: null, directive: 2, newestDirective: 2, untoldTakes: 0, epochWish: null, missed: [] };
const round: RoundSoFar = { hasReported: true, pushesUpTo: 100, fetchesMissed: true, hasPulledAll: false, hasPruned: false };
const stepOf = (of: Partial<LineNow>, so: Partial<RoundSoFar> = {}) => nextStep({ ...line, ...of }, { ...round, ...so }).step;

test.each<[string, Partial<LineNow>, Partial<RoundSoFar>]>([
  ['report', { writtenSeq: 9 }, { hasReported: false }],
  ['beginEpoch', { epochWish: { why: 'restoredBackup', keptUpTo: 3 } }, { hasReported: false }],
  ['beginEpoch', { receivedSeq: 6 }, {}],
  ['fetchMissed', { missed: [{ epoch: 1, from: 4, to: 5, since: 3 }], writtenSeq: 9 }, {}],
  ['push', { missed: [{ epoch: 1, from: 4, to: 5, since: 3 }], writtenSeq: 9 }, { fetchesMissed: false }],
  ['push', { writtenSeq: 9, newestDirective: 3, firstKept: 1 }, {}],
  ['push', { receivedSeq: 3, firstKept: 4 }, {}],
  ['wait', { receivedSeq: 3, firstKept: 5 }, {}],
  ['wait', { receivedSeq: 3 }, {}],
  ['pull', { newestDirective: 3, firstKept: 1 }, {}],
  ['pull', { untoldTakes: 1 }, {}],
  ['prune', { newestDirective: 3, firstKept: 1 }, { hasPulledAll: true }],
  ['rest', { firstKept: 6, writtenSeq: 9 }, { pushesUpTo: 5 }],
  ['rest', {}, {}],
])('%s comes next when the line is %j and the round %j', (step, of, so) => {
  expect(stepOf(of, so)).toBe(step);
});

test('pauses grow from a second to five minutes, and no two branches come back together', () => {
  expect([1, 2, 3, 20].map(failures => pauseMs(failures, null, 1))).toEqual([1000, 2000, 4000, 300_000]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
    const pause = pauseMs(failures, null, random);
    expect(pause).toBeGreaterThanOrEqual(500);
    expect(pause).toBeLessThanOrEqual(300_000);
  }));
});

test('who was told when to come back comes no earlier', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 3_600_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (afterMs, random) => {
    expect(pauseMs(1, afterMs, random)).toBeGreaterThanOrEqual(afterMs);
  }));
});
