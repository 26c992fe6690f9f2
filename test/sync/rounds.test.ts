import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journal } from '../../main/database/database-schema.ts';
import { noteRestored } from '../../main/sync/line-store.ts';
import { syncBatches, syncLine } from '../../main/sync/sync-schema.ts';
import type { Missed } from '../../main/sync/next-step.ts';
import type { Fate } from '../builders/a-small-headquarters.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

type Branch = Awaited<ReturnType<typeof anEnrolledBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await anEnrolledBranch(); });
afterEach(() => branch.close());

const done = { kind: 'done' };
const keysAt = ({ headquarters }: Branch) => headquarters.held.changes.map(({ key }) => key).filter(key => key.startsWith('test.'));

describe('a round', () => {
  test('brings headquarters everything the journal has, in order, and then forgets what is durable', async () => {
    await branch.write(3);
    const written = await branch.journal();
    expect(await branch.round()).toEqual(done);
    expect(branch.headquarters.held.changes).toEqual(written);
    expect(await branch.journal()).toEqual([]);
    expect(await branch.line()).toMatchObject({ receivedSeq: written.length, durableSeq: written.length, sealedSeq: written.length, lastContactAt: branch.clock.now(), trouble: null, receivedToAt: written.at(-1)?.at });
    expect(await branch.database.read(reader => reader.select().from(syncBatches))).toEqual([]);
  });

  test('says how far the machine is, what waits and since when', async () => {
    await branch.write(2);
    const written = await branch.journal();
    await branch.round();
    expect(branch.headquarters.reports).toMatchObject([{ epoch: 1, versions: { protocol: 1, application: '0.0.0-test' }, written: written.length, waiting: written.length, oldestWaitingAt: written[0]?.at, directive: 0 }]);
  });

  test('keeps in the journal what is received and not durable', async () => {
    branch.headquarters.stopArchiving();
    await branch.write(3);
    const written = await branch.journal();
    await branch.round();
    expect(await branch.journal()).toEqual(written);
    expect(await branch.line()).toMatchObject({ receivedSeq: written.length, durableSeq: 0 });
  });

  test('ends however busy the hall is: what is written meanwhile is the next one’s', async () => {
    await branch.write(1);
    branch.headquarters.decideFates(request => {
      if (request.path === '/sync/v1/batches') void branch.write(1);
      return 'arrives';
    });
    await branch.round();
    expect(branch.headquarters.requests.filter(({ path }) => path === '/sync/v1/batches')).toHaveLength(1);
  });

  test('shows no token before the branch is enrolled: no request is made', async () => {
    await branch.database.change(tx => tx.delete(syncLine));
    expect(await branch.round()).toBeNull();
    expect(branch.headquarters.requests).toEqual([]);
  });
});

describe('a line that fails', () => {
  test('a batch whose answer was lost is sent again with the same bytes, and headquarters has it once', async () => {
    const keys = await branch.write(3);
    let isLost = true;
    branch.headquarters.decideFates(({ path }): Fate => path === '/sync/v1/batches' && isLost ? 'answerLost' : 'arrives');
    expect(await branch.round()).toMatchObject({ kind: 'again', trouble: { code: 'LINE_AWAY', data: { reason: 'timeout' } } });
    expect((await branch.line()).trouble).toMatchObject({ code: 'LINE_AWAY', since: branch.clock.now() });
    isLost = false;
    keys.push(...await branch.write(2));
    expect(await branch.round()).toEqual(done);
    expect(keysAt(branch)).toEqual(keys);
    expect((await branch.line()).trouble).toBeNull();
  });

  test('the same trouble keeps its beginning', async () => {
    branch.headquarters.decideFates(() => 'lost');
    await branch.round();
    const { since } = (await branch.line()).trouble!;
    branch.clock.advance(60_000);
    await branch.round();
    expect((await branch.line()).trouble).toMatchObject({ since });
  });

  test('whatever is lost on the way and however often the service restarts, headquarters has each change once and in order', async () => {
    const fate = fc.constantFrom<Fate>('arrives', 'arrives', 'lost', 'answerLost');
    const moves = fc.array(fc.oneof({ weight: 3, arbitrary: fc.record({ write: fc.integer({ min: 1, max: 4 }) }) }, { weight: 3, arbitrary: fc.record({ round: fc.array(fate, { maxLength: 6 }) }) }, fc.constant({ restart: true })), { minLength: 3, maxLength: 10 });
    await fc.assert(fc.asyncProperty(moves, async history => {
      await branch.close();
      branch = await anEnrolledBranch();
      const written: string[] = [];
      for (const move of history) {
        if ('write' in move) written.push(...await branch.write(move.write));
        else if ('restart' in move) await branch.restart();
        else {
          const fates = [...move.round];
          branch.headquarters.decideFates(() => fates.shift() ?? 'arrives');
          await branch.round();
        }
      }
      branch.headquarters.decideFates(() => 'arrives');
      expect(await branch.round()).toEqual(done);
      // That the line was away is written down when it is back, and goes up with the next round.
      expect(await branch.round()).toEqual(done);
      expect(keysAt(branch)).toEqual(written);
      expect(branch.headquarters.held.changes.map(({ sequence }) => sequence)).toEqual(branch.headquarters.held.changes.map((_, at) => at + 1));
      expect(await branch.journal()).toEqual([]);
    }), { numRuns: 12 });
  });
});

describe('headquarters that was put back from its backup', () => {
  test('is sent again what was not durable, without anybody noticing first', async () => {
    branch.headquarters.stopArchiving();
    const keys = await branch.write(2);
    await branch.round();
    const backup = branch.headquarters.backUp();
    keys.push(...await branch.write(3));
    await branch.round();
    backup.restore();
    keys.push(...await branch.write(1));
    expect(await branch.round()).toEqual(done);
    expect(keysAt(branch)).toEqual(keys);
  });

  test('is waited for when it lacks what was forgotten here on its word', async () => {
    const backup = branch.headquarters.backUp();
    await branch.write(2);
    await branch.round();
    backup.restore();
    await branch.write(1);
    expect(await branch.round()).toMatchObject({ kind: 'again', trouble: { code: 'HEADQUARTERS_PUT_BACK' } });
    expect(branch.headquarters.held.changes).toEqual([]);
  });

  test('knows the token before the newest, which is shown then', async () => {
    branch.headquarters.stopArchiving();
    const backup = branch.headquarters.backUp();
    branch.headquarters.rotateToken('the-second-token');
    await branch.round();
    await branch.round();
    expect(branch.headquarters.token).toBe('the-second-token');
    backup.restore();
    expect(await branch.round()).toEqual(done);
  });
});

test('a new token is on disk, readable by this user alone, before it is used', async () => {
  branch.headquarters.rotateToken('the-second-token');
  const file = join(branch.parts.dataFolder, 'keys', 'headquarters-token.json');
  let atUse = '';
  branch.headquarters.decideFates(({ headers }) => {
    if (headers['authorization'] === 'Bearer the-second-token') atUse ||= 'used';
    return 'arrives';
  });
  await branch.write(1);
  await branch.round();
  expect(atUse).toBe('used');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ token: 'the-second-token', former: 'the-first-token' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await branch.restart();
  expect(await branch.round()).toEqual(done);
});

describe('what stops the line, and what lets it wait', () => {
  test('a change of the journal behind our back is told and never sent', async () => {
    branch.headquarters.decideFates(({ path }) => path === '/sync/v1/batches' ? 'lost' : 'arrives');
    await branch.write(2);
    await branch.round();
    await branch.database.change(tx => tx.update(journal).set({ rowKey: 'another' }).where(eq(journal.rowKey, 'test.1')));
    branch.headquarters.decideFates(() => 'arrives');
    expect(await branch.round()).toMatchObject({ kind: 'stopped', trouble: { code: 'SEALED_BATCH_DIFFERS', data: { at: 1 } } });
    expect(branch.headquarters.held.changes).toEqual([]);
  });

  test.each([['BRANCH_REVOKED', 403], ['BATCH_REFUSED', 422], ['BATCH_FORKED', 409], ['TOKEN_UNKNOWN', 401]])('%s stops it', async (code, status) => {
    branch.headquarters.refuseAll({ code, status, data: { reason: 'hash', line: null } });
    await branch.write(1);
    expect(await branch.round()).toMatchObject({ kind: 'stopped', trouble: { code } });
  });

  test('a headquarters that is older is asked again in half an hour', async () => {
    branch.headquarters.refuseAll({ code: 'HEADQUARTERS_OLDER', status: 503, data: { schema: 1 } });
    expect(await branch.round()).toMatchObject({ kind: 'again', trouble: { code: 'HEADQUARTERS_OLDER', data: { schema: 1 } }, afterMs: 30 * 60_000 });
  });

  test('one that has too much to do is left alone for as long as it says, and nobody needs to know', async () => {
    branch.headquarters.refuseAll({ code: 'SLOW_DOWN', status: 429, data: { seconds: 17 } });
    expect(await branch.round()).toEqual({ kind: 'again', trouble: null, afterMs: 17_000 });
    expect((await branch.line()).trouble).toBeNull();
  });

  test('a page of somebody in between is no answer', async () => {
    const carrier = { carry: async () => ({ status: 200, body: Buffer.from('<html>Please sign in to the network</html>') }), close: async () => undefined };
    const elsewhere = await anEnrolledBranch({ connect: () => carrier });
    expect(await elsewhere.round()).toMatchObject({ kind: 'again', trouble: { code: 'LINE_AWAY', data: { reason: 'notUnderstood' } } });
    await elsewhere.close();
  });

  test('an epoch that two machines wrote in is sent nothing more', async () => {
    await branch.write(1);
    await branch.round();
    branch.headquarters.fence();
    await branch.write(1);
    expect(await branch.round()).toMatchObject({ kind: 'stopped', trouble: { code: 'BRANCH_FENCED', data: { epoch: 1, at: branch.clock.now() } } });
    expect(keysAt(branch)).toHaveLength(1);
  });
});

describe('a database that was put back from a backup', () => {
  const asked = () => branch.headquarters.requests.map(({ path }) => path.split('/').at(-1));

  test('begins the next epoch before anything is sent, and sends all that is not durable in it', async () => {
    branch.headquarters.stopArchiving();
    await branch.write(2);
    await branch.round();
    const kept = await branch.journal();
    const putBack = await branch.backUp();
    await branch.write(3);
    await branch.round();
    await branch.restart(putBack);
    await branch.database.change(noteRestored);
    // The copy lives on before the line is there.
    const later = await branch.write(1);
    branch.headquarters.requests.length = 0;
    expect(await branch.round()).toEqual(done);
    expect(asked()).toEqual(['beginEpoch', 'report', 'batches']);
    expect(branch.headquarters.epoch).toBe(2);
    expect(branch.headquarters.held.changes.map(({ key }) => key)).toEqual([...kept.map(({ key }) => key), ...later]);
    expect(await branch.line()).toMatchObject({ epoch: 2, epochWish: null, missed: [{ epoch: 1, from: kept.length + 1, to: kept.length + 3 }] });
    expect(branch.headquarters.epochOf(1).changes).toHaveLength(kept.length + 3);
  });

  test('is known also when nobody said so: headquarters has what was never sealed here', async () => {
    await branch.write(1);
    await branch.round();
    const { sealedSeq } = await branch.line();
    const putBack = await branch.backUp();
    await branch.write(2);
    await branch.round();
    await branch.restart(putBack);
    const keys = await branch.write(1);
    expect(await branch.round()).toEqual(done);
    expect(branch.headquarters.epoch).toBe(2);
    expect(keysAt(branch)).toEqual(keys);
    expect(await branch.line()).toMatchObject({ missed: [{ epoch: 1, from: sealedSeq + 1, to: sealedSeq + 2 }] });
  });

  test('gets back what it lacks before anything is sent, and asks again after a failure', async () => {
    await branch.close();
    const fetched: Missed[] = [];
    let fails = true;
    branch = await anEnrolledBranch({
      async fetchMissed(missed) {
        fetched.push(missed);
        if (fails) throw new Error('not yet');
      },
    });
    await branch.round();
    const putBack = await branch.backUp();
    await branch.write(2);
    await branch.round();
    await branch.restart(putBack);
    await branch.database.change(noteRestored);
    await branch.write(1);
    expect(await branch.round()).toMatchObject({ kind: 'again', trouble: { code: 'FAULT' } });
    expect(branch.headquarters.held.changes).toEqual([]);
    fails = false;
    expect(await branch.round()).toEqual(done);
    expect(fetched).toHaveLength(2);
    expect(keysAt(branch)).toHaveLength(1);
    expect((await branch.line()).missed).toBeNull();
  });
});
