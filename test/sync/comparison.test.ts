import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getTableName } from 'drizzle-orm';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEntries } from '../../main/access-log/access-log-store.ts';
import { isSignedBy, keyIdOf, readNote } from '../../main/access-log/signed-note.ts';
import { syncedTables } from '../../main/branch/tables.ts';
import { consoleVerificationApi } from '../../main/headquarters/console-verification-api.ts';
import { carrierOverHttp, LineAway } from '../../main/sync/carry.ts';
import { digestedTable, digestsOf } from '../../main/sync/digest-store.ts';
import type { DayDigest } from '../../shared/sync.ts';
import { aComparedBranch } from '../builders/a-compared-branch.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aLogEntry } from '../builders/a-log.ts';
import { writeOddRows } from './odd-rows.ts';

let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof aComparedBranch>>;
beforeAll(async () => { headquarters = await aHeadquartersWithPostgres(); });
afterAll(() => headquarters.dispose());
beforeEach(async () => { branch = await aComparedBranch(headquarters); });
afterEach(() => branch.close());

/** The console as an administrator's page asks it. */
const atConsole = () => createRouterClient(consoleVerificationApi(headquarters.parts), {
  context: { address: '', isSecure: true, branch: null, staff: { staffId: uuidv7(), loginName: 'zhou', name: '周岚', roles: ['administrator'], tokenHash: '', mustChangePassword: false } },
});
/** What the check in the user guide says of a certificate. */
async function checkedAsTheGuideSays(note: string, publicKey: string): Promise<string> {
  const [, program = ''] = /node -e '\n([^']+)' comparison\.txt PUBLIC-KEY/.exec(await readFile('docs/user-guide/headquarters-console.md', 'utf8')) ?? [];
  const file = join(branch.parts.dataFolder, 'comparison.txt');
  await writeFile(file, note);
  return (await promisify(execFile)(process.execPath, ['-e', program, file, publicKey])).stdout;
}

/** Sends digests as the branch does. */
const ask = (asked: { upTo: number; digests?: DayDigest[]; whole?: string[] }) => headquarters.call<{ differing: unknown[]; underWay: unknown[] }>(
  'sync/compare', { round: uuidv7(), digests: [], whole: [], isLast: false, ...asked }, branch.sync.tokens.present()!);
const ofBranch = (sql: string) => headquarters.rows(sql, [branch.branchId]);

test('whatever is in the rows of every table, both sides reckon the same digests', async () => {
  const written = await writeOddRows(branch.parts.dataFolder, 6);
  expect(written).toBeGreaterThan(syncedTables.length * 2);
  const { rows, differing } = await branch.compare();
  expect(await branch.differing()).toEqual([]);
  expect(differing).toBe(0);
  expect(rows).toBeGreaterThanOrEqual(written);
  expect(await headquarters.rows('select reason, detail, "tableName" from hq.quarantine where "branchId" = $1', [branch.branchId])).toEqual([]);
  const compared = await headquarters.rows<{ tables: number; rows: number; days: string[] }>(
    'select count(distinct "tableName") as tables, sum("rowsHere")::bigint as rows, array_agg(distinct day) as days from hq.comparisons where "branchId" = $1', [branch.branchId]);
  expect(compared[0]).toMatchObject({ tables: syncedTables.length, rows });
  expect(compared[0]?.days).toEqual(expect.arrayContaining(['0', '#1', '#5', '2023-11-14']));

  // The same parts asked for by name, as on the days on which a table is not compared as a whole.
  const parts = await headquarters.rows<{ table: string; days: string[] }>('select "tableName" as "table", array_agg(day) as days from hq.comparisons where "branchId" = $1 group by 1', [branch.branchId]);
  const digests = await branch.database.read(async reader => {
    const read: DayDigest[] = [];
    for (const { table, days } of parts) read.push(...await digestsOf(reader, digestedTable(syncedTables.find(each => getTableName(each) === table)!), days));
    return read;
  });
  expect(digests.reduce((sum, part) => sum + part.rows, 0)).toBe(rows);
  expect((await ask({ digests, upTo: (await branch.line()).receivedSeq })).body).toEqual({ differing: [], underWay: [] });
});

test('a part of more rows than are read at once, and one that goes on with more parts, are whole', async () => {
  const entries = Array.from({ length: 4500 }, () => aLogEntry(branch.clock.now()));
  await branch.database.change(tx => appendEntries(tx, entries));
  const { differing } = await branch.compare();
  expect(differing).toBe(0);
  expect(await ofBranch(`select day, "rowsHere", "rowsAtBranch" from hq.comparisons where "branchId" = $1 and "tableName" = 'access_log_entries' order by day`))
    .toMatchObject([{ day: '#0', rowsHere: 4096, rowsAtBranch: 4096 }, { day: '#1' }]);
});

test('rows that were changed, taken away or added at headquarters are found, named, and repaired from the console', async () => {
  const keys = await branch.write(5);
  await branch.compare();
  await ofBranch(`update branches.settings set value = '77', "fromSeq" = 900000000 where "branchId" = $1 and id = '${keys[0]}'`);
  await ofBranch(`delete from branches.settings where "branchId" = $1 and id = '${keys[1]}'`);
  const stranger = uuidv7({ msecs: Date.parse('2024-02-29T12:00:00Z') });
  await headquarters.rows(`insert into branches.staff ("branchId", "fromEpoch", "fromSeq", id, "loginName") values ($1, 9, 900000000, $2, 'mallory')`, [branch.branchId, stranger]);

  expect(await branch.compare()).toMatchObject({ differing: 3 });
  expect(await branch.differing()).toEqual([
    { table: 'settings', day: '0', differing: [{ key: keys[0], how: 'otherwise' }, { key: keys[1], how: 'notAtHeadquarters' }] },
    { table: 'staff', day: '2024-02-29', differing: [{ key: stranger, how: 'onlyAtHeadquarters' }] },
  ]);

  const [first, second] = (await atConsole().tables({ branchId: branch.branchId })).tables;
  expect([first, second]).toMatchObject([{ table: 'settings', differingDays: 1, differingRows: 2 }, { table: 'staff', differingDays: 1, differingRows: 1 }]);
  expect((await atConsole().days({ branchId: branch.branchId, table: 'staff' })).days[0]).toMatchObject({ day: '2024-02-29', rowsAtBranch: 0, rowsHere: 1, differingRows: 1 });
  expect((await atConsole().rows({ branchId: branch.branchId, table: 'settings', day: '0' })).found).toBe(2);

  expect(await atConsole().repair({ commandId: uuidv7(), branchId: branch.branchId, table: null })).toEqual({ rows: 3 });
  expect((await atConsole().tables({ branchId: branch.branchId })).repairsOpen).toBe(2);
  branch.clock.advance(1000);
  // The branch writes them anew, and compares what changed by itself.
  await expect.poll(async () => { await branch.round(); return branch.differing(); }, { timeout: 20_000 }).toEqual([]);
  expect(await ofBranch(`select id from branches.staff where "branchId" = $1 and id = '${stranger}'`)).toEqual([]);
  expect(await ofBranch(`select value from branches.settings where "branchId" = $1 and id in ('${keys[0]}', '${keys[1]}')`)).toEqual([{ value: '1' }, { value: '1' }]);
  await expect.poll(async () => (await branch.line()).compared?.differing).toBe(0);
  await expect(atConsole().repair({ commandId: uuidv7(), branchId: branch.branchId, table: null })).rejects.toMatchObject({ code: 'NOTHING_TO_REPAIR' });
  expect(await ofBranch(`select action, detail from hq.audit_trail where "branchId" = $1 and action = 'repairAsked'`)).toEqual([{ action: 'repairAsked', detail: { tables: ['settings', 'staff'], rows: 3 } }]);
});

test('a certificate says what was compared, and is signed by headquarters’ key', async () => {
  const [key] = await branch.write(2);
  await branch.compare();
  await ofBranch(`update branches.settings set value = '77' where "branchId" = $1 and id = '${key}'`);
  await branch.compare();
  const certificate = await atConsole().certify({ branchId: branch.branchId });
  const { text, signatures: [signature] } = readNote(certificate.note)!;
  const publicKey = Buffer.from(certificate.publicKey, 'base64');
  expect(publicKey).toEqual(headquarters.parts.key.publicKey);
  expect(signature?.keyId).toBe(keyIdOf(headquarters.parts.name, 0x01, publicKey));
  expect(isSignedBy(publicKey, Buffer.from(text), signature!.signature)).toBe(true);
  expect(isSignedBy(publicKey, Buffer.from(text.replace('differing', 'same')), signature!.signature)).toBe(false);
  expect(text).toContain(`\nbranch ${branch.branchId} 城东营业厅\nepoch 1\n`);
  expect(text.split('\n').filter(line => line.includes(' differing '))).toEqual([expect.stringMatching(/^table settings differing \d+ [0-9a-f]{64} \d+ [0-9a-f]{64}$/)]);
  const [part] = await headquarters.rows<{ day: string; rowsHere: number; digestHere: string }>(`select day, "rowsHere", "digestHere" from hq.comparisons where "branchId" = $1 and "tableName" = 'branch'`, [branch.branchId]);
  expect(text).toContain(`\ntable branch same ${part!.rowsHere} ${createHash('sha256').update(`${part!.day} ${part!.rowsHere} ${part!.digestHere}\n`).digest('hex')}\n`);
  expect(await checkedAsTheGuideSays(certificate.note, certificate.publicKey)).toBe('signed\n');
  expect(await checkedAsTheGuideSays(certificate.note.replace('differing', 'same'), certificate.publicKey)).toBe('NOT signed\n');
  const never = await headquarters.enrolledBranch();
  await expect(atConsole().certify({ branchId: never.branchId })).rejects.toMatchObject({ code: 'NEVER_COMPARED' });
  await expect(atConsole().certify({ branchId: uuidv7() })).rejects.toMatchObject({ code: 'BRANCH_NOT_FOUND' });
});

test('what was written since is no difference, and is compared the next time', async () => {
  await branch.write(3);
  await branch.compare();
  const line = await branch.line();
  const part = { table: 'settings', day: '0' };
  const digests = [{ ...part, rows: 0, digest: '0'.repeat(64) }];
  expect((await ask({ digests, upTo: line.receivedSeq })).body).toEqual({ differing: [part], underWay: [] });
  expect((await ask({ digests, upTo: line.receivedSeq - 1 })).body).toEqual({ differing: [], underWay: [part] });
  expect(await ask({ digests, upTo: line.receivedSeq + 1 })).toMatchObject({ code: 'SLOW_DOWN' });
  expect(await ask({ whole: ['staff_credentials'], upTo: 0 })).toMatchObject({ code: 'TABLE_NOT_FOUND' });
});

test('a comparison whose answer is lost goes on, and what was asked for is done', async () => {
  let isLost = false;
  const other = await aComparedBranch(headquarters, to => {
    const carrier = carrierOverHttp(to);
    return {
      ...carrier,
      async carry(request) {
        const answer = await carrier.carry(request);
        if (request.path !== '/api/sync/compare' || !isLost) return answer;
        isLost = false;
        throw new LineAway('timeout');
      },
    };
  });
  const [key] = await other.write(1);
  await other.compare();
  await headquarters.rows(`update branches.settings set value = '77' where "branchId" = $1 and id = $2`, [other.branchId, key]);
  isLost = true;
  expect(await other.compare()).toMatchObject({ differing: 1 });
  expect(isLost).toBe(false);
  await other.close();
});

test('a row whose change is held in quarantine is no difference while it is held', async () => {
  const [key] = await branch.write(2);
  await branch.compare();
  const { receivedSeq } = await branch.line();
  await ofBranch(`update branches.settings set value = '77' where "branchId" = $1 and id = '${key}'`);
  await ofBranch(`insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt") values ($1, 1, ${receivedSeq}, 'settings', '${key}', 'wrongType', 'value', 1)`);
  expect(await branch.compare()).toMatchObject({ differing: 0 });
  await ofBranch(`update hq.quarantine set "solvedAt" = 2, "solvedHow" = 'dismissed' where "branchId" = $1`);
  expect(await branch.compare()).toMatchObject({ differing: 1 });
});
