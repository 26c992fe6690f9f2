import { generateKeyPairSync, sign } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBody } from '../../main/sync/batch-body.ts';
import { isSealed } from '../../main/sync/batch-seal.ts';
import { isSignedReport, readBundle, writeAnswer, type BundleAnswer } from '../../main/sync/bundle.ts';
import { keepEnrolment } from '../../main/sync/line-store.ts';
import { syncApi } from '../../main/sync/sync-api.ts';
import { listServices } from '../../main/queue/catalogue-store.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';
import { callerWith } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const headquartersKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const bySign = (bytes: Buffer) => sign(null, bytes, privateKey);
let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;
const manager = () => createRouterClient(syncApi(branch.parts, branch.sync), { context: callerWith(uuidv7(), ['manager']) });
const exported = async () => Buffer.from(await (await manager().exportBundle()).arrayBuffer());
const service = { prefix: 'A', nameZh: '电费业务', nameEn: 'Billing', targetWaitMinutes: 15, targetServiceMinutes: 10, requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true };

beforeEach(async () => {
  branch = await anEnrolledBranch();
  const { headquarters, clock } = branch;
  await branch.database.change(tx => keepEnrolment(tx, { address: 'https://headquarters', headquartersName: headquarters.name, headquartersPublicKey: headquartersKey, certificate: null, epoch: 1, enrolledAt: clock.now() }));
});
afterEach(() => branch.close());

const answered = (of: Partial<BundleAnswer> = {}) => new File([new Uint8Array(writeAnswer({
  branchId: branch.branchId, epoch: 1, madeAt: branch.clock.now(), received: 0, durable: 0, newestDirective: 0, directives: [], ...of,
}, bySign))], 'answer.bda');
const directive = (number: number, nameZh = service.nameZh) => ({ number, kind: 'services', body: { services: [{ ...service, nameZh }] }, publishedAt: 1, publishedByName: '周岚' });

test('a bundle holds everything that is not durable, each batch sealed as over the line, and says whose it is', async () => {
  await branch.write(3);
  const bundle = readBundle(await exported())!;
  const key = branch.parts.branchKey.sealPublicKey!.toString('base64');
  expect(bundle.report).toMatchObject({ branchId: branch.branchId, epoch: 1, directive: 0 });
  expect(isSignedReport(bundle, key)).toBe(true);
  expect(bundle.batches.every(({ seal, signature }) => isSealed(seal.toString('utf8'), signature, key))).toBe(true);
  const changes = bundle.batches.flatMap(({ packed }) => {
    const read = readBody(gunzipSync(packed).toString('utf8'));
    return 'changes' in read ? read.changes : [];
  });
  // The entry of the export itself is on disk before anything is read, and goes along.
  expect(changes).toEqual(await branch.journal());
  expect(changes.some(({ table }) => table === 'access_log_entries')).toBe(true);
});

test('a file that was cut or changed on the way is no bundle', async () => {
  await branch.write(1);
  const file = await exported();
  expect(readBundle(file.subarray(0, -1))).toBeNull();
  expect(readBundle(Buffer.concat([file, Buffer.from('x')]))).toBeNull();
  const changed = Buffer.from(file);
  changed[file.length >> 1]! ^= 1;
  expect(readBundle(changed)).toBeNull();
});

test('headquarters’ answer moves the receipts and brings directives, and the journal forgets what is durable', async () => {
  await branch.write(2);
  const { batches } = readBundle(await exported())!;
  const last = batches.at(-1)!.said.last;
  expect(await manager().importBundle({ file: answered({ received: last, durable: last, newestDirective: 2, directives: [directive(1), directive(2, '缴费')] }) })).toEqual({ received: last, directives: 2 });
  expect(await branch.line()).toMatchObject({ receivedSeq: last, durableSeq: last, directive: 2 });
  expect(await branch.database.read(listServices)).toMatchObject([{ nameZh: '缴费' }]);
  // Taking directives has written changes of its own: they are all that is left.
  expect((await branch.journal()).every(({ table }) => table === 'services')).toBe(true);
});

test('an answer that was imported already, or is older than what was heard since, changes nothing', async () => {
  await branch.write(2);
  const first = answered({ received: 1, durable: 1, newestDirective: 1, directives: [directive(1)] });
  const last = readBundle(await exported())!.batches.at(-1)!.said.last;
  await manager().importBundle({ file: answered({ received: last, durable: last, newestDirective: 1, directives: [directive(1, '缴费')] }) });
  expect(await manager().importBundle({ file: first })).toEqual({ received: 1, directives: 0 });
  expect(await branch.line()).toMatchObject({ receivedSeq: last, durableSeq: last, directive: 1 });
});

test('an answer for another branch, with another signature, or that is none, is refused', async () => {
  const refusal = (file: File) => refusalOf(manager().importBundle({ file }));
  expect(await refusal(answered({ branchId: uuidv7() }))).toMatchObject({ code: 'BUNDLE_WRONG', data: { reason: 'otherBranch' } });
  expect(await refusal(new File([new Uint8Array(await exported())], 'x'))).toMatchObject({ data: { reason: 'notABundle' } });
  const other = generateKeyPairSync('ed25519').privateKey;
  const forged = writeAnswer({ branchId: branch.branchId, epoch: 1, madeAt: 1, received: 9, durable: 9, newestDirective: 0, directives: [] }, bytes => sign(null, bytes, other));
  expect(await refusal(new File([new Uint8Array(forged)], 'x'))).toMatchObject({ data: { reason: 'signature' } });
  expect(await branch.line()).toMatchObject({ receivedSeq: 0, durableSeq: 0 });
});
