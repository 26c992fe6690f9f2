import { expect, test } from 'vitest';
import { settingsDirective } from '../../shared/directives.ts';

test('a directive that gives one setting says nothing of the others, not even their defaults', () => {
  const directive = { values: { idleLockMinutes: 7 }, locked: ['idleLockMinutes' as const], unlocked: [] };
  expect(settingsDirective.parse(directive)).toEqual(directive);
});

test('a setting is given in the limits it has at the branch', () => {
  expect(settingsDirective.safeParse({ values: { complaintReturns: 11 }, locked: [], unlocked: [] }).success).toBe(false);
});
