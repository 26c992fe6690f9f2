import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundlePath, type BundleRead } from '../../shared/console-bundle.ts';
import { consoleMark } from '../../shared/headquarters-console.ts';
import { publish } from '../../main/headquarters/publish-store.ts';
import { bundleWriter, readBundle } from '../../main/sync/bundle.ts';
import { type Carrier, carrierOverHttp, LineAway, type WhereTo } from '../../main/sync/carry.ts';
import { syncApi } from '../../main/sync/sync-api.ts';
import { aConsole } from '../builders/a-console.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';
import { callerWith } from '../builders/an-archive.ts';

// A branch's file from a stick at headquarters' console, and the answer back at the branch.

let headquarters: TestHeadquarters;
let cookie: string;
let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres();
  ({ cookie } = (await aConsole(headquarters)).administrator);
});
afterAll(() => headquarters.dispose());
/** The branch was enrolled where there was a line; where it stands there is none. */
function lineForEnrolment(to: WhereTo): Carrier {
  const real = carrierOverHttp(to);
  return { carry: async request => request.path.endsWith('/enrol') ? real.carry(request) : Promise.reject(new LineAway('notReached')), close: () => real.close() };
}

beforeEach(async () => {
  branch = await anEnrolledBranch({ connect: lineForEnrolment });
  await branch.enrolWith(headquarters);
});
afterEach(() => branch.close());

async function read(file: Buffer, of = branch.branchId, headers: Record<string, string> = { cookie, ...consoleMark }) {
  const answer = await fetch(headquarters.address + bundlePath(of), { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...headers }, body: new Uint8Array(file) });
  const body = await answer.json() as BundleRead & { code?: string; data?: { reason?: string } };
  return { status: answer.status, body, code: answer.ok ? undefined : body.code, reason: answer.ok ? undefined : body.data?.reason };
}
const manager = () => createRouterClient(syncApi(branch.parts, branch.sync), { context: callerWith(uuidv7(), ['manager']) });
const exported = async () => Buffer.from(await (await manager().exportBundle()).arrayBuffer());
const imported = ({ answer: { base64, name } }: BundleRead) => manager().importBundle({ file: new File([new Uint8Array(Buffer.from(base64, 'base64'))], name) });
const held = async () => (await headquarters.rows<{ n: number }>('select count(*)::int as n from hq.changes where "branchId" = $1', [branch.branchId]))[0]!.n;

/** The file once more, its parts put together by somebody else: `sign` and whatever of a batch is not as it was. */
function rewritten(file: Buffer, wish: { report?: object; sign?(bytes: Buffer): Buffer; batch?(each: { seal: Buffer; signature: Buffer; packed: Buffer }, at: number): { seal: Buffer; signature: Buffer; packed: Buffer }; batches?(count: number): number[] }): Buffer {
  const bundle = readBundle(file)!;
  const writer = bundleWriter({ ...bundle.report, ...wish.report }, wish.sign ?? (bytes => branch.parts.branchKey.signSeal(bytes)));
  const places = wish.batches?.(bundle.batches.length) ?? bundle.batches.map((_, at) => at);
  return Buffer.concat([writer.start(), ...places.map(at => writer.batch(wish.batch?.(bundle.batches[at]!, at) ?? bundle.batches[at]!)), writer.end()]);
}

test('a file brings what the line would have brought, and its answer brings receipts and directives back', async () => {
  await branch.write(30);
  await headquarters.parts.database.transact(tx => publish(tx, { kind: 'recheck', title: '核对', body: {}, branchIds: [branch.branchId], by: { staffId: uuidv7(), name: '周岚' }, at: Date.now() }));
  const file = await exported();
  const { status, body } = await read(file);
  expect(status).toBe(200);
  const { sealedSeq } = await branch.line();
  expect(body).toMatchObject({ changes: sealedSeq, heldBefore: 0, received: sealedSeq, durable: sealedSeq, written: sealedSeq, directives: 1 });
  expect(await held()).toBe(sealedSeq);
  expect(await imported(body)).toEqual({ received: sealedSeq, directives: 1 });
  expect(await branch.line()).toMatchObject({ receivedSeq: sealedSeq, durableSeq: sealedSeq, directive: 1 });
  expect(await headquarters.rows('select action, "staffName" is not null as "isSomebody", detail from hq.audit_trail where "branchId" = $1 and action = $2', [branch.branchId, 'bundleRead']))
    .toEqual([{ action: 'bundleRead', isSomebody: true, detail: { epoch: 1, batches: 1, changes: sealedSeq, heldBefore: 0 } }]);

  // Read again it changes nothing, and the answer says so.
  expect((await read(file)).body).toMatchObject({ changes: 0, heldBefore: sealedSeq, received: sealedSeq });
  expect(await held()).toBe(sealedSeq);
  // The directive's outcome travels with the next file.
  await branch.write(1);
  expect((await read(await exported())).body).toMatchObject({ directives: 0 });
  expect(await headquarters.rows('select number, outcome from hq.directives where "branchId" = $1', [branch.branchId])).toEqual([{ number: 1, outcome: 'taken' }]);
});

test('files that are cut, another branch’s, forged, out of order or of a fenced epoch are refused, and nothing changes', async () => {
  await branch.write(5);
  const first = await exported();
  await branch.write(5);
  const file = await exported();
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const byStranger = (bytes: Buffer) => sign(null, bytes, stranger);
  const other = await headquarters.enrolledBranch();

  expect(await read(file.subarray(0, -7))).toMatchObject({ status: 422, code: 'BUNDLE_REFUSED', reason: 'notABundle' });
  expect(await read(randomBytes(5000))).toMatchObject({ reason: 'notABundle' });
  expect(await read(file, other.branchId)).toMatchObject({ reason: 'otherBranch' });
  expect(await read(file, uuidv7())).toMatchObject({ code: 'BRANCH_NOT_FOUND' });
  expect(await read(rewritten(file, { report: { branchId: other.branchId } }), other.branchId)).toMatchObject({ reason: 'signature' });
  expect(await read(rewritten(file, { report: { epoch: 9 } }))).toMatchObject({ reason: 'otherBranch' });
  expect(await read(rewritten(file, { report: { written: 1 }, sign: byStranger }))).toMatchObject({ reason: 'signature' });
  expect(await read(rewritten(file, { batch: each => ({ ...each, signature: byStranger(each.seal) }) }))).toMatchObject({ reason: 'signature' });
  // The first batch is as it was: nothing of it is taken all the same.
  const changed = (packed: Buffer) => gzipSync(Buffer.from(gunzipSync(packed).toString('utf8').replace('"value":"1"', '"value":"2"')));
  expect(await read(rewritten(file, { batch: (each, at) => at === 1 ? { ...each, packed: changed(each.packed) } : each }))).toMatchObject({ reason: 'signature' });
  expect(await read(rewritten(file, { batches: () => [1] }))).toMatchObject({ reason: 'gap' });
  expect(await read(rewritten(file, { batches: () => [1, 0] }))).toMatchObject({ reason: 'gap' });
  expect(await held()).toBe(0);

  expect(await read(first, branch.branchId, consoleMark)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  expect(await read(first, branch.branchId, { cookie })).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await held()).toBe(0);
  await headquarters.rows('update hq.epochs set "fencedAt" = 1, "fencedWhy" = $2 where "branchId" = $1', [branch.branchId, 'forked']);
  expect(await read(file)).toMatchObject({ status: 409, code: 'BRANCH_FENCED' });
  expect(await held()).toBe(0);
  expect(await headquarters.rows(`select action from hq.audit_trail where "branchId" = $1 and action = 'bundleRead'`, [branch.branchId])).toEqual([]);
});

test('two machines that wrote on as one branch are found by their files as over the line', async () => {
  await branch.write(1);
  const copied = await branch.backUp();
  await branch.write(1);
  expect((await read(await exported())).status).toBe(200);
  await branch.restart(copied);
  await branch.write(3);
  expect(await read(await exported())).toMatchObject({ code: 'BUNDLE_REFUSED', reason: 'forked' });
  expect(await headquarters.rows('select "fencedWhy" from hq.epochs where "branchId" = $1', [branch.branchId])).toEqual([{ fencedWhy: 'forked' }]);
});
