import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionByTime, sessionLocksAt } from '../../main/staff/idle-lock.ts';
import { secretHasher } from '../../main/staff/hashing.ts';
import { afterFailure, attemptsLeft, hasFaded, lockedOutUntil, noFailures, type Failures } from '../../main/staff/lock-out.ts';
import { weaknessOf } from '../../main/staff/password-rule.ts';
import { leavesAnAdministrator } from '../../main/staff/separation.ts';
import { quickHasher } from '../builders/a-staffed-branch.ts';

const minute = 60_000;

describe('the lock-out rule', () => {
  /** Guesses at these gaps; the times of those that were answered. */
  function answeredAt(gapsMs: readonly number[]): number[] {
    let failures: Failures = noFailures;
    let now = 1_000_000;
    const answered: number[] = [];
    for (const gap of gapsMs) {
      now += gap;
      if (lockedOutUntil(failures, now) !== null) continue;
      answered.push(now);
      failures = afterFailure(failures, now);
    }
    return answered;
  }

  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 20 * minute })), { maxLength: 200 });

  test('answers at most five guesses in any fifteen minutes, however they are spaced', () => {
    fc.assert(fc.property(gaps, list => {
      const answered = answeredAt(list);
      const gapsToTheSixth = answered.slice(5).map((at, index) => at - (answered[index] ?? at));
      expect(gapsToTheSixth.filter(gap => gap < 15 * minute)).toEqual([]);
    }));
  });

  test('never locks anybody out for longer than fifteen minutes', () => {
    fc.assert(fc.property(gaps, list => {
      let failures: Failures = noFailures;
      let now = 0;
      for (const gap of list) {
        now += gap;
        if (lockedOutUntil(failures, now) === null) failures = afterFailure(failures, now);
        expect((lockedOutUntil(failures, now) ?? now) - now).toBeLessThanOrEqual(15 * minute);
      }
      expect(hasFaded(failures, now + 15 * minute)).toBe(true);
    }));
  });

  test('counts down and starts anew when the failures have faded', () => {
    const once = afterFailure(noFailures, 0);
    expect(attemptsLeft(once)).toBe(4);
    expect(attemptsLeft(afterFailure(once, 15 * minute - 1))).toBe(3);
    expect(attemptsLeft(afterFailure(once, 15 * minute))).toBe(4);
  });
});

describe('the idle lock rule', () => {
  test('a session locks at the moment it said it would, and not before', () => {
    fc.assert(fc.property(fc.nat(10 * 3_600_000), fc.integer({ min: 1, max: 240 }), (lastActiveAt, idleLockMinutes) => {
      const times = { startedAt: 0, lastActiveAt };
      const locksAt = sessionLocksAt(times, idleLockMinutes);
      expect(sessionByTime(times, idleLockMinutes, locksAt - 1)).toBe('active');
      expect(sessionByTime(times, idleLockMinutes, locksAt)).toBe('idle');
    }));
  });

  test('with 0 minutes it never locks, yet it ends', () => {
    const times = { startedAt: 0, lastActiveAt: 0 };
    expect(sessionByTime(times, 0, 16 * 60 * minute - 1)).toBe('active');
    expect(sessionByTime(times, 0, 16 * 60 * minute)).toBe('over');
  });
});

describe('the password rule', () => {
  test.each([
    ['short pw', 'tooShort'], ['密码密码密码密码密', 'tooShort'], ['Zx7#kQ2!m', 'tooShort'],
    ['1234567890', 'tooCommon'], ['0987654321', 'tooCommon'], ['qwertyuiop', 'tooCommon'], ['aaaaaaaaaaaa', 'tooCommon'], ['abcabcabcabc', 'tooCommon'],
    ['123123123123', 'tooCommon'], ['qwerasdfzxcv', 'tooCommon'], ['5201314520', 'tooCommon'], ['Password2026!', 'tooCommon'], ['admin@123456', 'tooCommon'],
    ['13812345678', 'tooCommon'], ['1990010112', 'tooCommon'], ['1qaz2wsx3edc', 'tooCommon'], ['１２３４５６７８９０', 'tooCommon'], ['qwerty123456', 'tooCommon'],
    ['limin-is-here-today', 'containsLoginName'], ['Tell LIMIN nothing', 'containsLoginName'],
  ])('refuses %s: %s', (password, reason) => {
    expect(weaknessOf(password, 'limin')).toBe(reason);
  });

  test.each(['river stone 47 lantern', 'lowercaselettersonly', '早上七点开门迎接客户', '83920174655', 'blue-horse-battery', 'aB3$kk9!zQ'])('takes %s: length counts, not mixture', password => {
    expect(weaknessOf(password, 'limin')).toBeNull();
  });

  test('a login name of two letters says nothing', () => {
    expect(weaknessOf('polite lighthouse', 'li')).toBeNull();
  });

  test('no password under ten characters is ever taken', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 9 }), password => {
      fc.pre([...password.normalize('NFKC')].length < 10);
      expect(weaknessOf(password, 'limin')).toBe('tooShort');
    }));
  });
});

describe('hashing', () => {
  test('is Argon2id as OWASP asks unless something else is asked for', async () => {
    expect(await secretHasher().hash('river stone')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('never matches what was not hashed, and has a salt of its own each time', async () => {
    const hasher = quickHasher();
    const [one, two] = await Promise.all([hasher.hash('river stone'), hasher.hash('river stone')]);
    expect(one).not.toBe(two);
    expect(await hasher.matches(one, 'river stone')).toBe(true);
    expect(await hasher.matches(one, 'river stonf')).toBe(false);
    expect(await hasher.matches(null, 'river stone')).toBe(false);
  });

  test('works as long for an account that is not there as for one that is', async () => {
    const hasher = secretHasher();
    const secretHash = await hasher.hash('river stone');
    await hasher.matches(null, 'warm');
    // Time on the processor, taken in turns: how busy the machine is then does not matter.
    const cpuMs = async (stored: string | null) => {
      const before = process.cpuUsage();
      await hasher.matches(stored, 'wrong');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    let known = 0;
    let unknown = 0;
    for (let run = 0; run < 15; run += 1) {
      known += await cpuMs(secretHash);
      unknown += await cpuMs(null);
    }
    const ratio = unknown / known;
    // Without the decoy the ratio is below 0.05.
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

test('an administrator remains exactly when an active one is left after the change', () => {
  const administrator = { id: 'a', roles: ['administrator'] as const, isActive: true };
  const retired = { id: 'b', roles: ['administrator'] as const, isActive: false };
  expect(leavesAnAdministrator([administrator, retired], { id: 'a', roles: ['clerk'], isActive: true })).toBe(false);
  expect(leavesAnAdministrator([administrator, retired], { id: 'b', roles: ['administrator'], isActive: true })).toBe(true);
  expect(leavesAnAdministrator([administrator, retired], { id: 'b', roles: ['clerk'], isActive: false })).toBe(true);
});
