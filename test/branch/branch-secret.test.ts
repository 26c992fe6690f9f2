import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import { openBranchKey } from '../../main/branch/branch-secret.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'branch-desk-keys-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

const contentKey = randomBytes(32);
const refused = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test('without a shell the folder keeps the secret itself, readable by this user alone, and the same at each start', async () => {
  const first = await openBranchKey(folder);
  expect(first.keptBy).toBe('file');
  expect((await stat(join(folder, 'keys', 'branch-key'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
  const again = await openBranchKey(folder);
  expect(again.key.unwrap(first.key.wrap(contentKey, 'a file'), 'a file')).toEqual(contentKey);
});

test('with a secret from the shell the folder holds nothing that opens a scan', async () => {
  const secret = randomBytes(32);
  const { key, keptBy } = await openBranchKey(folder, secret);
  expect(keptBy).toBe('shell');
  expect(await readdir(join(folder, 'keys'))).toEqual(['branch-key.json']);
  const record = await readFile(join(folder, 'keys', 'branch-key.json'));
  expect(record.includes(secret.toString('hex'))).toBe(false);
  expect(JSON.parse(record.toString())).toEqual({ id: key.id, checkpointPublicKey: key.checkpointPublicKey.toString('hex') });
});

test('a branch that began without the desktop application keeps its key there and back again', async () => {
  const headless = await openBranchKey(folder);
  const wrapped = headless.key.wrap(contentKey, 'a file');
  const shellSecret = randomBytes(32);
  for (const offered of [shellSecret, null, shellSecret]) {
    const opened = await openBranchKey(folder, offered);
    expect(opened.keptBy).toBe('file');
    expect(opened.key.unwrap(wrapped, 'a file')).toEqual(contentKey);
  }
});

test('a branch that began on the desktop is locked without it, makes no other key, and opens again with it', async () => {
  const secret = randomBytes(32);
  const desktop = await openBranchKey(folder, secret);
  const wrapped = desktop.key.wrap(contentKey, 'a file');

  const { key: locked, keptBy } = await openBranchKey(folder);
  expect(keptBy).toBe('locked');
  expect(locked.checkpointPublicKey).toEqual(desktop.key.checkpointPublicKey);
  for (const use of [() => locked.unwrap(wrapped, 'a file'), () => locked.wrap(contentKey, 'a file'), () => locked.signCheckpoint(Buffer.from('x'))]) {
    expect(refused(use)).toBe('BRANCH_KEY_DIFFERS');
  }
  expect(await readdir(join(folder, 'keys'))).toEqual(['branch-key.json']);
  expect((await openBranchKey(folder, randomBytes(32))).keptBy).toBe('locked');
  expect((await openBranchKey(folder, secret)).key.unwrap(wrapped, 'a file')).toEqual(contentKey);
});

test('a secret brought back as a file opens a folder whose desktop is lost', async () => {
  const secret = randomBytes(32);
  await openBranchKey(folder, secret);
  await writeFile(join(folder, 'keys', 'branch-key'), secret);
  expect((await openBranchKey(folder)).keptBy).toBe('file');
});

test('a key file that a crash left empty does not stop the branch', async () => {
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys', 'branch-key'), '');
  await writeFile(join(folder, 'keys', 'branch-key.json'), '{"id":');
  expect((await openBranchKey(folder)).keptBy).toBe('file');
});

test('a wrapped key says whose it is: another branch, a changed byte and another file are told apart', () => {
  const key = branchKeyOf(randomBytes(32));
  const wrapped = key.wrap(contentKey, 'this file');
  expect(refused(() => branchKeyOf(randomBytes(32)).unwrap(wrapped, 'this file'))).toBe('BRANCH_KEY_DIFFERS');
  expect(refused(() => key.unwrap(wrapped, 'that file'))).toBe('SCAN_DAMAGED');
  expect(refused(() => key.unwrap(wrapped.subarray(0, 20), 'this file'))).toBe('SCAN_DAMAGED');
  const changed = Buffer.from(wrapped);
  changed[30] = (changed[30] ?? 0) ^ 1;
  expect(refused(() => key.unwrap(changed, 'this file'))).toBe('SCAN_DAMAGED');
});
