import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../shared/access-log.ts';
import { makeCheckpoint, storeCosignature, trustWitness } from '../../main/access-log/access-log-checkpoints-store.ts';
import { accessLogDetails } from '../../main/access-log/access-log-schema.ts';
import { appendEntries } from '../../main/access-log/access-log-store.ts';
import { readCheckpoint } from '../../main/access-log/checkpoint.ts';
import { exportLog, type LogFileParts, verifyLog } from '../../main/access-log/log-files-store.ts';
import { type Elsewhere } from '../../main/access-log/verify-log.ts';
import { NotALog, runsOfLines, verifyRuns } from '../../main/access-log/verify-stream.ts';
import { cosign } from '../../main/access-log/witness.ts';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aLog, aLogEntry, aWitness } from '../builders/a-log.ts';

let worker: Awaited<ReturnType<typeof aBuiltScript>>;
beforeAll(async () => { worker = await aBuiltScript('main/access-log/access-log-worker.ts'); });
afterAll(() => worker.dispose());

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const log of opened.splice(0)) await log.close(); });

async function openLog() {
  const log = await aLog();
  opened.push(log);
  const parts: LogFileParts = { ...log.parts, logWorker: worker.script };
  return { ...log, parts };
}

const verdictsOf = ({ unchanged, complete, witnessed, clock }: Verification) => ({ unchanged, complete, witnessed: witnessed.verdict, clock });

const verifyText = (text: string, elsewhere: Elsewhere = {}, nowMs = Date.parse('2026-04-01')) => verifyRuns(runsOfLines((async function* () {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
})()), elsewhere, nowMs);

async function exported(parts: LogFileParts): Promise<string> {
  const { file, remove } = await exportLog(parts);
  const text = await readFile(file, 'utf8');
  await remove();
  return text;
}

describe('an honest log', () => {
  it('is verified beside the service, and its export says the same anywhere', async () => {
    const log = await openLog();
    const witness = aWitness();
    await log.database.change(tx => trustWitness(tx, witness, 0));
    await log.grow(300);
    const { text, size } = await makeCheckpoint(log.parts);
    const signed = cosign({ note: text, proof: [], log: { origin: readCheckpoint(text)!.state.origin, publicKey: log.parts.branchKey.checkpointPublicKey }, last: null, witness, nowMs: log.clock.now() });
    if ('refused' in signed) throw new Error(signed.refused);
    await log.database.change(tx => storeCosignature(tx, size, signed.line));
    await log.grow(1500, { purpose: 'of "quoted" kind\\', detail: { staffName: '䶮𠮷', words: '生僻字' } });

    const here = await verifyLog(log.parts);
    expect(verdictsOf(here)).toEqual({ unchanged: 'pass', complete: 'pass', witnessed: 'pass', clock: 'pass' });
    expect(here).toMatchObject({ size: 1800, findingCount: 0, witnessed: { size: 300, at: signed.witnessedAt }, key: { isFromElsewhere: true }, branchName: '城东营业厅' });
    expect(here.checkpoints.map(({ size: at, isWitnessed }) => [at, isWitnessed])).toEqual([[300, true], [1800, false]]);

    const { file, bytes, remove } = await exportLog(log.parts);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(file)).size).toBe(bytes);
    const there = await verifyRuns(runsOfLines(createReadStream(file)), {}, log.clock.now());
    expect(there).toEqual({ ...here, key: { ...here.key, isFromElsewhere: false } });
    await remove();
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('without entries has nothing against it, and nothing that a witness has seen', async () => {
    const log = await openLog();
    expect(verdictsOf(await verifyLog(log.parts))).toEqual({ unchanged: 'pass', complete: 'pass', witnessed: 'unknown', clock: 'pass' });
  });

  it('whose details were destroyed with their file stays provable; details that are gone otherwise are named', async () => {
    const log = await openLog();
    const fileId = 'f1';
    await log.grow(3, { fileId });
    await log.grow(1);
    await log.grow(1, { action: 'destroy', fileId });
    const forget = (seq: number) => log.database.change(tx => tx.update(accessLogDetails).set({ salt: null, content: null, destroyedAt: log.clock.now() }).where(eq(accessLogDetails.seq, seq)).run());
    for (const seq of [0, 1, 2]) await forget(seq);
    expect(verdictsOf(await verifyLog(log.parts))).toMatchObject({ unchanged: 'pass', complete: 'pass' });
    await forget(3);
    const found = await verifyLog(log.parts);
    expect(found.findings).toEqual([{ code: 'detailMissing', seq: 3, facts: { count: 1 } }]);
    expect(verdictsOf(found)).toMatchObject({ unchanged: 'pass', complete: 'unknown' });
  });

  it('whose clock was put back, and said so, leaves the clock open and everything else as it was', async () => {
    const log = await openLog();
    await log.grow(2);
    log.clock.advance(-3_600_000);
    await log.database.change(tx => appendEntries(tx, [aLogEntry(log.clock.now())]));
    log.clock.advance(3_700_000);
    expect(verdictsOf(await verifyLog(log.parts))).toEqual({ unchanged: 'pass', complete: 'pass', witnessed: 'unknown', clock: 'unknown' });
  });
});

describe('an exported file', () => {
  it('that was edited, cut or put together anew fails', async () => {
    const log = await openLog();
    await log.grow(5);
    await makeCheckpoint(log.parts);
    await log.grow(5);
    const text = await exported(log.parts);
    const lines = text.split('\n');
    expect(verdictsOf(await verifyText(text))).toMatchObject({ unchanged: 'pass', complete: 'pass' });

    const edited = (from: string, to: string) => verifyText(text.replace(from, to));
    expect(verdictsOf(await edited('\\"action\\":\\"view\\"', '\\"action\\":\\"file\\"'))).toMatchObject({ unchanged: 'fail', complete: 'unknown' });
    expect((await edited('李敏', '李明')).findings.map(({ code, seq }) => [code, seq])).toEqual([['detailDiffers', 0]]);
    expect((await edited('{\\"v\\":1,', '{\\"v\\":1,\\"at\\":1,')).findings[0]).toMatchObject({ code: 'entryUnreadable', seq: 0 });
    // cut in the middle of a line, as a broken copy is
    expect(verdictsOf(await verifyText(text.slice(0, text.length - 900)))).toMatchObject({ complete: 'fail' });
    expect(verdictsOf(await verifyText([...lines.slice(0, 3), ...lines.slice(4)].join('\n')))).toMatchObject({ unchanged: 'fail', complete: 'fail' });
    expect(verdictsOf(await verifyText([...lines.slice(0, 6), ...lines.slice(7)].join('\n')))).toMatchObject({ unchanged: 'pass', complete: 'pass' });
  });

  it('is held against a state known from paper', async () => {
    const [log, other] = [await openLog(), await openLog()];
    await log.grow(5);
    const paper = readCheckpoint((await makeCheckpoint(log.parts)).text)!.state;
    await log.grow(5);
    await other.grow(10);
    const [text, otherText] = [await exported(log.parts), await exported(other.parts)];
    expect(verdictsOf(await verifyText(text, { known: [paper] }))).toMatchObject({ unchanged: 'pass', complete: 'pass' });
    expect((await verifyText(otherText, { known: [paper] })).findings).toMatchObject([{ code: 'knownCheckpointInconsistent', facts: { size: 5 } }]);
    expect((await verifyText(text, { known: [{ ...paper, size: 11 }] })).findings).toMatchObject([{ code: 'knownCheckpointAhead' }]);
  });

  it('of another kind is no log', async () => {
    for (const text of ['', 'hello', '{}\n', '{"branchDeskLog":2}\n', 'x'.repeat(300_000)]) await expect(verifyText(text)).rejects.toThrow(NotALog);
  });
});
