import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answeredBy, expect, history, needsDouble, test } from './shell-under-test.ts';

const secretThatCame = (dataFolder: string) => readFileSync(join(dataFolder, 'secret-that-came'), 'utf8');
const keptIn = (dataFolder: string) => join(dataFolder, 'shell', 'branch-secret');

test('the branch gets one secret of 32 bytes, the same at each start; on disk it is encrypted', async ({ launch }) => {
  const first = await launch();
  needsDouble(first);
  const { dataFolder } = first;
  await answeredBy(await first.page('desk'), 'desk');
  const secret = secretThatCame(dataFolder);
  expect(Buffer.from(secret, 'base64')).toHaveLength(32);
  const kept = readFileSync(keptIn(dataFolder));
  expect(kept.includes(Buffer.from(secret, 'base64'))).toBe(false);
  expect(kept.includes(Buffer.from(secret))).toBe(false);
  expect(statSync(keptIn(dataFolder)).mode & 0o777).toBe(0o600);
  await first.quit();

  const second = await launch({ dataFolder });
  await answeredBy(await second.page('desk'), 'desk');
  expect(secretThatCame(dataFolder)).toBe(secret);
});

test('the secret stands in no argument of the service and in no variable of its environment', async ({ launch }) => {
  const shell = await launch();
  const { dataFolder } = shell;
  const processId = await answeredBy(await shell.page('desk'), 'desk');
  const secret = secretThatCame(dataFolder);
  expect(history(dataFolder).join('\n')).not.toContain(secret);
  test.skip(process.platform !== 'linux', 'only Linux shows what a process was started with');
  for (const told of ['cmdline', 'environ']) expect(readFileSync(`/proc/${processId}/${told}`, 'utf8')).not.toContain(secret);
});

test('without a key store worth the name the shell keeps no secret', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'only Linux has Electron\'s fixed password');
  for (const keyStore of ['basicText', 'none'] as const) {
    const shell = await launch({ keyStore });
    needsDouble(shell);
    await answeredBy(await shell.page('desk'), 'desk');
    expect(secretThatCame(shell.dataFolder)).toBe('none');
    expect(existsSync(keptIn(shell.dataFolder))).toBe(false);
    await shell.quit();
  }
});

test('a secret the key store can no longer open is left as it is: no new one takes its place', async ({ launch }) => {
  const first = await launch();
  needsDouble(first);
  const { dataFolder } = first;
  await answeredBy(await first.page('desk'), 'desk');
  const secret = secretThatCame(dataFolder);
  const kept = readFileSync(keptIn(dataFolder));
  await first.quit();

  const second = await launch({ dataFolder, keyStore: 'forgetful' });
  await expect.poll(() => history(dataFolder).filter(line => line.startsWith('start')).length).toBe(2);
  await answeredBy(await second.page('desk'), 'desk');
  expect(secretThatCame(dataFolder)).toBe('none');
  expect(readFileSync(keptIn(dataFolder))).toEqual(kept);
  expect(secret).not.toBe('none');
});
