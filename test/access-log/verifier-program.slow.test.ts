import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verification } from '../../shared/access-log.ts';
import { makeCheckpoint } from '../../main/access-log/access-log-checkpoints-store.ts';
import { exportLog } from '../../main/access-log/log-files-store.ts';
import { runsOfLines, verifyRuns } from '../../main/access-log/verify-stream.ts';
import { lineThreads } from '../../main/access-log/verify-threads.ts';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aLog } from '../builders/a-log.ts';

type Built = Awaited<ReturnType<typeof aBuiltScript>>;
let folder = '';
let program: Built;
let lineWorker: Built;
let text = '';
let key = '';
let paper = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branch-desk-verifier-'));
  const logWorker = await aBuiltScript('main/access-log/access-log-worker.ts');
  [program, lineWorker] = await Promise.all([aBuiltScript('main/verify-log.ts'), aBuiltScript('main/access-log/verify-lines-worker.ts')]);
  const log = await aLog();
  await log.grow(40);
  paper = (await makeCheckpoint(log.parts)).text;
  await log.grow(40);
  const { file } = await exportLog({ ...log.parts, logWorker: logWorker.script });
  text = await readFile(file, 'utf8');
  key = log.parts.branchKey.checkpointPublicKey.toString('base64');
  await log.close();
  await logWorker.dispose();
});
afterAll(async () => {
  await Promise.all([program.dispose(), lineWorker.dispose(), rm(folder, { recursive: true, force: true })]);
});

async function verify(content: string | null, ...options: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const file = join(folder, 'log.jsonl');
  if (content === null) await rm(file, { force: true });
  else await writeFile(file, content);
  const child = spawn(process.execPath, [fileURLToPath(program.script), file, ...options], { env: { ...process.env, LANG: 'C' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', part => { out += part; });
  child.stderr.on('data', part => { err += part; });
  const status = await new Promise<number | null>(resolve => child.on('close', resolve));
  return { status, out, err };
}

describe('the verifier, run as a program', () => {
  it('says that an honest log is one, in both languages, and whose key it believed', async () => {
    const chinese = await verify(text, '--language', 'zh-CN', '--key', key, '--checkpoint', paper.replaceAll('\n', '\\n'));
    expect(chinese).toMatchObject({ status: 0, err: '' });
    expect(chinese.out).toContain('通过      未被改动');
    expect(chinese.out).toContain('由核查者提供');
    const english = await verify(text, '--language', 'en');
    expect(english.status).toBe(0);
    expect(english.out).toContain('PASS      Complete');
    expect(english.out).toContain('UNKNOWN   Witnessed');
    expect(english.out).toContain('it came with the file');
  });

  it('gives programs one line of JSON', async () => {
    const { out, status } = await verify(text, '--json');
    expect(status).toBe(0);
    expect(verification.parse(JSON.parse(out))).toMatchObject({ size: 80, unchanged: 'pass', findingCount: 0 });
  });

  it('ends with 1 when something speaks against the log', async () => {
    const edited = await verify(text.replace('王*芳', '王*明'), '--language', 'en');
    expect(edited.status).toBe(1);
    expect(edited.out).toContain('entry 0: the detail is not the one the entry commits to [detailDiffers]');
    expect((await verify(text, '--key', Buffer.alloc(32, 7).toString('base64'))).status).toBe(1);
    const other = paper.split('\n').map((line, at) => at === 2 ? Buffer.alloc(32).toString('base64') : line).slice(0, 3).join('\\n');
    expect((await verify(text, '--checkpoint', other)).status).toBe(1);
  });

  it('ends with 2 when there is no log to read or it was asked in another way', async () => {
    expect(await verify('name,phone\n', '--language', 'en')).toMatchObject({ status: 2, out: '', err: 'This file is not an access log exported by this program.\n' });
    expect((await verify(null)).status).toBe(2);
    for (const options of [['--key', 'abc'], ['--witness-key', 'nobody'], ['--checkpoint', 'a\\nb'], ['--language', 'fr'], ['--unknown']]) expect((await verify(text, ...options)).status, options[0]).toBe(2);
  });

  it('several threads find what one finds, at the same entries', async () => {
    const lines = text.split('\n');
    const spoilt = [...lines.slice(0, 20), lines[30]!, ...lines.slice(20, 50), '{"bytes":"{}"}', ...lines.slice(50)].join('\n');
    const threads = lineThreads(lineWorker.script, 2);
    try {
      for (const content of [text, spoilt]) {
        const blocks = async function* () {
          const bytes = Buffer.from(content);
          for (let at = 0; at < bytes.length; at += 5000) yield bytes.subarray(at, at + 5000);
        };
        const now = Date.now();
        expect(await verifyRuns(runsOfLines(blocks()), {}, now, threads.check)).toEqual(await verifyRuns(runsOfLines(blocks()), {}, now));
      }
    } finally {
      await threads.end();
    }
  });
});
