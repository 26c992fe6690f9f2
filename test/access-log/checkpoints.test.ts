import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { logState, makeCheckpoint, storeCosignature, trustWitness, witnessRequest } from '../../main/access-log/access-log-checkpoints-store.ts';
import { accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { appendEntries } from '../../main/access-log/access-log-store.ts';
import { keepSubtrees, StoredTree } from '../../main/access-log/access-log-tree-store.ts';
import { checkpointText, ownSignature, readCheckpoint } from '../../main/access-log/checkpoint.ts';
import { GrowingTree } from '../../main/access-log/merkle-tree.ts';
import { isConsistent, isIncluded } from '../../main/access-log/proofs.ts';
import { isSignedBy, keyIdOf, readNote } from '../../main/access-log/signed-note.ts';
import { cosign, cosignatureOf } from '../../main/access-log/witness.ts';
import { aLog, aLogEntry, aWitness, logBranchId } from '../builders/a-log.ts';

const origin = `branch-desk/${logBranchId}`;
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const log of opened.splice(0)) await log.close(); });

async function openLog(): ReturnType<typeof aLog> {
  const log = await aLog();
  opened.push(log);
  return log;
}

describe('a signed note', () => {
  it('of another program is read and its signature holds (the example of C2SP signed-note)', () => {
    const key = Buffer.from('AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'base64').subarray(1);
    const note = readNote('This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n');
    expect(Buffer.from(keyIdOf('example.com/foo', 0x01, key), 'base64').toString('hex')).toBe('530d903a');
    expect(note?.signatures[0]?.keyId).toBe(keyIdOf('example.com/foo', 0x01, key));
    expect(isSignedBy(key, Buffer.from(note!.text), note!.signatures[0]!.signature)).toBe(true);
    expect(isSignedBy(key, Buffer.from(`${note!.text}\n`), note!.signatures[0]!.signature)).toBe(false);
  });

  it('with a witness under it is read (the example of C2SP tlog-cosignature)', () => {
    const checkpoint = readCheckpoint([
      'example.com/behind-the-sofa', '20852163', 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', '',
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==', '',
    ].join('\n'));
    expect(checkpoint?.state.size).toBe(20_852_163);
    expect(checkpoint?.note.signatures.map(({ name, signature }) => [name, signature.length])).toEqual([['example.com/behind-the-sofa', 64], ['witness.example.com/w1', 72]]);
    expect(Number(checkpoint!.note.signatures[1]!.signature.readBigUInt64BE(0))).toBe(1_679_315_147);
  });

  it('that is none is refused rather than guessed at', () => {
    for (const note of ['', 'text', 'text\n', 'text\n\n', 'text\n\n— nobody\n', 'text\n\n— a b+ AAAAAAAA\n', `${origin}\n-1\nAAAA\n\n— a AAAAAAAAAA==\n`]) expect(readCheckpoint(note)).toBeNull();
  });
});

describe('checkpoints of the access log', () => {
  it('sign the root that the entries have, and the newest is given again when nothing was added', async () => {
    const log = await openLog();
    await log.grow(3);
    const first = await makeCheckpoint(log.parts);
    expect(await makeCheckpoint(log.parts)).toEqual(first);
    await log.grow(700);
    const second = await makeCheckpoint(log.parts);
    expect([first.size, second.size]).toEqual([3, 703]);

    const tree = new GrowingTree();
    for (const { leafHash } of await log.database.read(reader => reader.select().from(accessLogEntries))) tree.append(leafHash);
    expect(second.rootHash).toBe(tree.root().toString('base64'));
    const read = readCheckpoint(second.text)!;
    expect(read.note.text).toBe(checkpointText({ origin, size: 703, root: tree.root() }));
    expect(ownSignature(read, origin, log.parts.branchKey.checkpointPublicKey)).toBe('signed');
    expect((await logState(log.parts)).checkpoint).toEqual(second);
  });

  it('proofs out of the stored tree hold, whether subtrees are kept already or not', async () => {
    const log = await openLog();
    const size = 256 * 3 + 77;
    await log.grow(size);
    const prove = () => log.database.read(async reader => {
      const tree = new StoredTree(reader);
      const root = await tree.root(size);
      const entries = await reader.select().from(accessLogEntries);
      for (const seq of [0, 255, 256, 600, size - 1]) expect(isIncluded(entries[seq]!.leafHash, seq, size, await tree.inclusionProof(seq, size), root)).toBe(true);
      for (const old of [1, 256, 300, 512, size]) expect(isConsistent(old, size, await tree.root(old), root, await tree.consistencyProof(old, size))).toBe(true);
      await expect(tree.root(size + 1)).rejects.toThrow(RangeError);
      return root.toString('hex');
    });
    const before = await prove();
    await keepSubtrees(log.database);
    expect(await prove()).toBe(before);
  });

  it('an entry that comes when the clock has gone back is preceded by one that says so', async () => {
    const log = await openLog();
    await log.grow(2);
    log.clock.advance(-60_000);
    const seqs = await log.database.change(tx => appendEntries(tx, [aLogEntry(log.clock.now()), aLogEntry(log.clock.now() - 500)]));
    expect(seqs).toEqual([3, 4]);
    const actions = await log.database.read(reader => reader.select({ action: accessLogEntries.action }).from(accessLogEntries));
    expect(actions.map(({ action }) => action)).toEqual(['view', 'view', 'clockWentBack', 'view', 'view']);
  });
});

describe('the witness', () => {
  it('signs what continues what it signed before, and the branch shows since when nobody has', async () => {
    const log = await openLog();
    const witness = aWitness();
    const logKey = { origin, publicKey: log.parts.branchKey.checkpointPublicKey };
    await log.database.change(tx => trustWitness(tx, witness, log.clock.now()));
    await log.grow(5);
    await makeCheckpoint(log.parts);
    const first = (await log.database.read(reader => witnessRequest(reader, 0)))!;
    const signed = cosign({ ...first, log: logKey, last: null, witness, nowMs: log.clock.now() });
    if ('refused' in signed) throw new Error(signed.refused);
    expect(await log.database.change(tx => storeCosignature(tx, 5, signed.line))).toBe(true);
    expect(await logState(log.parts)).toMatchObject({ witness: { name: witness.name, size: 5, at: signed.witnessedAt }, unwitnessedSince: null });

    await log.grow(1);
    expect((await logState(log.parts)).unwitnessedSince).toBe(log.clock.now());
    await makeCheckpoint(log.parts);
    const second = (await log.database.read(reader => witnessRequest(reader, 5)))!;
    const continued = cosign({ ...second, log: logKey, last: signed.state, witness, nowMs: log.clock.now() });
    expect(continued).toMatchObject({ state: { size: 6 } });
  });

  it('refuses a fork, an older state, a stranger and what is no checkpoint', async () => {
    const [log, fork] = [await openLog(), await openLog()];
    const witness = aWitness();
    const logKey = { origin, publicKey: log.parts.branchKey.checkpointPublicKey };
    await log.grow(4);
    await fork.grow(6);
    const seen = readCheckpoint((await makeCheckpoint(log.parts)).text)!.state;
    await makeCheckpoint(fork.parts);
    const asked = (await fork.database.read(reader => witnessRequest(reader, 4)))!;
    const ask = (parts: Partial<Parameters<typeof cosign>[0]>) => cosign({ ...asked, log: logKey, last: seen, witness, nowMs: 0, ...parts });
    expect(ask({})).toEqual({ refused: 'fork' });
    expect(ask({ last: { ...seen, size: 7 } })).toEqual({ refused: 'older' });
    expect(ask({ log: { origin, publicKey: witness.publicKey } })).toEqual({ refused: 'notSigned' });
    expect(ask({ note: 'hello' })).toEqual({ refused: 'notACheckpoint' });
  });

  it('a line of nobody the branch believes is not stored', async () => {
    const log = await openLog();
    const [known, stranger] = [aWitness(), aWitness()];
    await log.database.change(tx => trustWitness(tx, known, 0));
    await log.grow(2);
    const { text } = await makeCheckpoint(log.parts);
    const forged = cosign({ note: text, proof: [], log: { origin, publicKey: log.parts.branchKey.checkpointPublicKey }, last: null, witness: stranger, nowMs: 1000 });
    if ('refused' in forged) throw new Error(forged.refused);
    expect(cosignatureOf(readCheckpoint(text + forged.line)!, stranger)).toEqual({ witnessedAt: 1000 });
    expect(cosignatureOf(readCheckpoint(text + forged.line)!, known)).toBe('otherKey');
    expect(await log.database.change(tx => storeCosignature(tx, 2, forged.line))).toBe(false);
    expect((await logState(log.parts)).witness).toBeNull();
  });
});

describe('what the machine remembers outside of the database', () => {
  it('is the newest checkpoint, readable by this user only', async () => {
    const log = await openLog();
    expect((await logState(log.parts)).anchor).toBe('none');
    await log.grow(3);
    const { text } = await makeCheckpoint(log.parts);
    const file = join(log.database.folder, 'keys', 'log-anchor');
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await logState(log.parts)).anchor).toBe('fits');
  });

  it('shows that a log is shorter than it was, and goes on showing it after the log has grown again', async () => {
    const [longer, log] = [await openLog(), await openLog()];
    await longer.grow(5);
    await makeCheckpoint(longer.parts);
    await log.grow(3);
    await makeCheckpoint(log.parts);
    const anchor = join(log.database.folder, 'keys', 'log-anchor');
    await writeFile(anchor, await readFile(join(longer.database.folder, 'keys', 'log-anchor')));
    expect((await logState(log.parts)).anchor).toBe('shorter');
    await log.grow(4);
    await makeCheckpoint(log.parts);
    expect((await logState(log.parts)).anchor).toBe('differs');
    expect((await readdir(join(log.database.folder, 'keys'))).some(name => name.startsWith('log-anchor-lost-'))).toBe(true);
    expect(readCheckpoint(await readFile(anchor, 'utf8'))?.state.size).toBe(7);
  });
});
