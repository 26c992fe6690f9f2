import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import { recoveryKeyOf, secretOfRecoveryKey } from '../../main/branch/recovery-key.ts';

test('every secret comes back from what was written down, however it is typed', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes => {
    const secret = Buffer.from(bytes);
    const written = recoveryKeyOf(secret);
    expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{3}$/);
    for (const typed of [written, written.toLowerCase(), written.replaceAll('-', ' '), written.replaceAll('0', 'o').replaceAll('1', 'l')]) expect(secretOfRecoveryKey(typed)).toEqual(secret);
  }));
});

test('a letter that was mistaken, left out or added is found', () => {
  const written = recoveryKeyOf(Buffer.alloc(32, 7));
  for (let at = 0; at < written.length; at += 1) {
    if (written[at] === '-') continue;
    const other = written[at] === 'Q' ? 'R' : 'Q';
    expect(secretOfRecoveryKey(written.slice(0, at) + other + written.slice(at + 1))).toBeNull();
    expect(secretOfRecoveryKey(written.slice(0, at) + written.slice(at + 1))).toBeNull();
  }
  expect(secretOfRecoveryKey(`${written}Q`)).toBeNull();
  expect(secretOfRecoveryKey('')).toBeNull();
});

test('what one machine has wrapped another one opens by the recovery key', () => {
  const lost = branchKeyOf(randomBytes(32));
  const found = branchKeyOf(secretOfRecoveryKey(lost.recoveryKey())!);
  expect(found.unwrap(lost.wrap(Buffer.from('a content key'), 'file'), 'file')).toEqual(Buffer.from('a content key'));
});
