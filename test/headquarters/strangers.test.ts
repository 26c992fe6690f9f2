import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import { syncProtocol } from '../../shared/sync.ts';
import { aCertificate } from '../builders/a-certificate.ts';
import { aHeadquarters, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import type { Change } from '../builders/a-sealed-batch.ts';

// Whoever is at the other end of the line: programs that speak something else, proxies, TLS.

let postgres: TestPostgres;
beforeAll(async () => { postgres = await aPostgres(); });
afterAll(() => postgres.dispose());

const note: Change = { table: 'settings', key: 'k', row: { id: 'k', value: '1', changedAt: 5 } };
const everything = (of: TestHeadquarters) => Promise.all(['branches', 'epochs', 'changes', 'batches', 'forks', 'directives', 'enrolment_codes'].map(table => of.rows(`select * from hq.${table} order by 1, 2`)));

describe('a client that sends rubbish is refused and changes nothing', () => {
  let headquarters: TestHeadquarters;
  let branch: TestBranch;
  let before: unknown;
  beforeAll(async () => {
    headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
    branch = await headquarters.enrolledBranch();
    before = await everything(headquarters);
  });
  afterAll(() => headquarters.dispose());

  const post = async (path: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const response = await fetch(headquarters.address + path, {
      method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json', 'x-protocol': String(syncProtocol), authorization: `Bearer ${branch.token}`, ...headers },
    });
    return { status: response.status, text: await response.text() };
  };

  test.each([
    ['no JSON', '}{'], ['nothing', ''], ['another shape', '[1,2]'], ['a number where text belongs', '{"after":"0","takes":[]}'], ['below nought', '{"after":-1,"takes":[]}'],
    ['more takes than a pull has', JSON.stringify({ after: 0, takes: Array.from({ length: 501 }, (_, number) => ({ number, outcome: 'taken', code: null, at: 1 })) })],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s', async (_, body) => {
    const { status, text } = await post('/api/sync/pull', body);
    expect(status).toBe(400);
    // The zod issues name fields; nothing of the service itself is told.
    expect(text).not.toMatch(/node_modules|\.ts:|at Object/u);
  });

  test('a body beyond any answer’s need, plain or packed a thousandfold', async () => {
    const long = Buffer.alloc(17 * 1024 * 1024, 0x20);
    expect((await post('/api/sync/pull', long)).status).toBe(413);
    expect((await post('/api/sync/pull', gzipSync(long), { 'content-encoding': 'gzip' })).status).toBe(413);
    expect((await post('/api/sync/pull', Buffer.from('not gzip'), { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  test('a batch without seal, signature or token, and one in base64 that is none', async () => {
    const sealed = branch.seal([note]);
    const seal = sealed.seal.toString('base64');
    const signature = sealed.signature.toString('base64');
    const send = async (headers: Record<string, string>) => JSON.parse((await post('/sync/v1/batches', sealed.packed, { 'content-type': 'application/gzip', ...headers })).text);
    expect(await send({ 'x-signature': signature })).toMatchObject({ code: 'BATCH_REFUSED', data: { reason: 'seal' } });
    expect(await send({ 'x-seal': seal })).toMatchObject({ code: 'BATCH_REFUSED', data: { reason: 'signature' } });
    expect(await send({ 'x-seal': '§§§', 'x-signature': signature })).toMatchObject({ code: 'BATCH_REFUSED', data: { reason: 'seal' } });
    expect(await send({ 'x-seal': seal, 'x-signature': signature, authorization: '' })).toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect(await send({ 'x-seal': seal, 'x-signature': signature, authorization: 'Basic YWRtaW46YWRtaW4=' })).toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect(await send({ 'x-seal': seal, 'x-signature': signature, 'x-protocol': '' })).toMatchObject({ code: 'PROTOCOL_TOO_OLD' });
    expect(await send({ 'x-seal': seal, 'x-signature': signature, 'x-protocol': String(syncProtocol + 1) })).toMatchObject({ code: 'HEADQUARTERS_OLDER' });
    branch = { ...branch, seal: () => sealed };
  });

  test('a WebSocket, another method, an unknown path', async () => {
    const opened = await new Promise(resolve => {
      const socket = new WebSocket(`${headquarters.address.replace('http', 'ws')}/api/ws`, { headers: { authorization: `Bearer ${branch.token}` } });
      socket.once('open', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    expect(opened).toBe(false);
    expect((await fetch(`${headquarters.address}/sync/v1/batches`)).status).toBe(404);
    expect((await post('/api/sync/nothing', '{}')).status).toBe(404);
  });

  test('bytes that are no HTTP end their own connection and no other', async () => {
    const { hostname, port } = new URL(headquarters.address);
    const told = await new Promise<string>(resolve => {
      let said = '';
      const socket = connect(Number(port), hostname, () => socket.write(Buffer.from([0x16, 0x03, 0x01, 0, 0xff, 0, 1, 2, 3, 0x0a, 0x0a])));
      socket.on('data', part => { said += String(part); });
      socket.on('close', () => resolve(said));
    });
    expect(told).toMatch(/^HTTP\/1\.1 400|^$/u);
    expect((await fetch(`${headquarters.address}/healthz`)).status).toBe(200);
  });

  test('and after all of it everything is as before, and the branch goes on', async () => {
    expect(await everything(headquarters)).toEqual(before);
    expect((await headquarters.send(branch.seal([note]), branch.token)).status).toBe(200);
  });
});

test('with a certificate headquarters speaks TLS alone, and a branch that pinned it gets through', async () => {
  const { cert, key, sha256 } = aCertificate();
  const headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), tls: { cert: Buffer.from(cert), key: Buffer.from(key) } });
  expect(headquarters.address).toMatch(/^https:/u);
  await expect(fetch(`${headquarters.address.replace('https', 'http')}/healthz`)).rejects.toThrow('fetch failed');
  const told = await new Promise<{ status: number | undefined; hsts: string | undefined }>((resolve, reject) => {
    requestTls(`${headquarters.address}/healthz`, { rejectUnauthorized: false }, answer => {
      answer.resume();
      resolve({ status: answer.statusCode, hsts: answer.headers['strict-transport-security'] });
    }).on('error', reject).end();
  });
  expect(told).toMatchObject({ status: 200, hsts: expect.stringContaining('max-age') });

  const ask = (certificate: string | null) => carrierOverHttp({ address: headquarters.address, certificate }).carry({ path: '/api/sync/pull', headers: { 'content-type': 'application/json', 'x-protocol': '1' }, body: Buffer.from('{"after":0,"takes":[]}') });
  expect(await ask(sha256)).toMatchObject({ status: 401 });
  await expect(ask(sha256.replaceAll(/^../gu, sha256.startsWith('00') ? '11' : '00'))).rejects.toMatchObject({ reason: 'otherCertificate' });
  await expect(ask(null)).rejects.toMatchObject({ reason: 'otherCertificate' });
  await headquarters.dispose();
});

describe('how often somebody may ask is counted', () => {
  const strange = { authorization: `Bearer ${'x'.repeat(43)}` };
  async function counted(of: TestHeadquarters, headers: Record<string, string>, times: number): Promise<number[]> {
    const statuses: number[] = [];
    for (let at = 0; at < times; at += 1) {
      const { status } = await fetch(`${of.address}/api/sync/pull`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-protocol': String(syncProtocol), ...headers }, body: '{"after":0,"takes":[]}' });
      statuses.push(status);
    }
    return statuses;
  }

  test('of each branch by itself, behind whichever address: a branch that asks too often holds up no other', async () => {
    const headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), limits: { perBranch: 3 } });
    const [one, other] = [await headquarters.enrolledBranch(), await headquarters.enrolledBranch()];
    const as = ({ token }: TestBranch) => ({ authorization: `Bearer ${token}` });
    expect(await counted(headquarters, as(one), 4)).toEqual([200, 200, 200, 429]);
    expect(await counted(headquarters, as(other), 3)).toEqual([200, 200, 200]);
    const refused = await headquarters.call('sync/pull', { after: 0, takes: [] }, one.token);
    expect(refused).toMatchObject({ code: 'SLOW_DOWN', data: { seconds: expect.any(Number) } });
    await headquarters.dispose();
  });

  test('of a stranger by the address the proxy names, where the proxy is trusted, and by its own where it is not', async () => {
    const behind = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), limits: { perStranger: 2 }, trustProxy: '127.0.0.1' });
    expect(await counted(behind, { ...strange, 'x-forwarded-for': '203.0.113.7' }, 3)).toEqual([401, 401, 429]);
    expect(await counted(behind, { ...strange, 'x-forwarded-for': '203.0.113.8' }, 2)).toEqual([401, 401]);
    await behind.dispose();
    const inFront = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), limits: { perStranger: 2 } });
    // Who names another address each time is counted all the same.
    expect(await counted(inFront, { ...strange, 'x-forwarded-for': '203.0.113.7' }, 2)).toEqual([401, 401]);
    expect(await counted(inFront, { ...strange, 'x-forwarded-for': '203.0.113.8' }, 1)).toEqual([429]);
    await inFront.dispose();
  });
});

test('two instances take batches of one branch at the same time, each once and in order, and rows are projected once', async () => {
  const databaseUrl = await postgres.newDatabase();
  const one = await aHeadquarters({ databaseUrl });
  const two = await aHeadquarters({ databaseUrl, keyFile: `${one.parts.dataFolder}/keys/headquarters-key` });
  const branch = await one.enrolledBranch();
  const batches = Array.from({ length: 12 }, (_, batch) => branch.seal(Array.from({ length: 50 }, (__, at) => ({ table: 'settings', operation: batch === 0 ? 'insert' as const : 'update' as const, key: `k${at}`, row: { id: `k${at}`, value: String(batch), changedAt: batch } }))));
  for (const batch of batches) {
    const answers = await Promise.all([one, two, one, two].map(instance => instance.send(batch, branch.token)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['received'])}`))).toEqual(new Set([`200 ${batch.facts.last}`]));
  }
  expect((await one.rows<{ seq: number }>('select seq from hq.changes where "branchId" = $1 order by seq', [branch.branchId])).map(({ seq }) => seq)).toEqual(Array.from({ length: 600 }, (_, at) => at + 1));
  await expect.poll(() => two.rows('select count(*) as rows, min(value) as least, max(value) as most from branches.settings where "branchId" = $1', [branch.branchId]), { timeout: 20_000 }).toEqual([{ rows: 50, least: '11', most: '11' }]);
  await two.dispose();
  await one.dispose();
});
