import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { type BranchProcess, aBranchProcess } from '../builders/a-branch-process.ts';
import { aStation, newCommandId } from '../builders/a-station.ts';

let branch: BranchProcess;
let stationToken: string;

beforeAll(async () => {
  branch = await aBranchProcess({ isDemonstration: true });
  const station = await aStation(branch.address, { link: branch.link });
  ({ stationToken } = station);
  station.close();
});
afterAll(() => branch.dispose());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${branch.address}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

/** A request as no browser of ours would send it. */
function rawRequest(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  const { port } = new URL(branch.address);
  return new Promise((answer, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, response => {
      let body = '';
      response.on('data', part => { body += String(part); });
      response.on('end', () => answer({ status: response.statusCode ?? 0, body }));
    }).on('error', reject).end();
  });
}

describe('the branch service over HTTP', () => {
  test('serves pages under a policy that runs our own scripts alone', async () => {
    const page = await fetch(branch.address);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each(['/../package.json', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json', '/%00', '/%', '/assets', '/nothing.html'])('gives nothing for %s', async path => {
    const { status, body } = await rawRequest(path, { host: new URL(branch.address).host });
    expect(status).toBe(404);
    expect(body).not.toContain('branch-desk');
  });

  test('answers nobody who came by a foreign name bound to our address', async () => {
    expect((await rawRequest('/', { host: 'evil.example:80' })).status).toBe(421);
    expect((await rawRequest('/healthz', { host: 'localhost.evil.example' })).status).toBe(421);
  });

  test('a foreign page gets no socket; a program without an origin does', async () => {
    const address = `${branch.address.replace('http', 'ws')}/api/ws`;
    const opened = (origin?: string) => new Promise<boolean>(done => {
      const socket = new WebSocket(address, origin === undefined ? {} : { origin });
      socket.on('open', () => { socket.close(); done(true); });
      socket.on('error', () => done(false));
    });
    expect(await opened('http://evil.example')).toBe(false);
    expect(await opened('null')).toBe(false);
    expect(await opened(branch.address)).toBe(true);
    expect(await opened()).toBe(true);
  });

  test('rubbish on a socket ends that socket at most, never the service', async () => {
    const socket = new WebSocket(`${branch.address.replace('http', 'ws')}/api/ws`);
    await new Promise(done => socket.once('open', done));
    for (const rubbish of ['', '{', 'null', '[1,2,3]', '\0\0', JSON.stringify({ i: 'x', p: { u: 'http://x/__proto__' } })]) socket.send(rubbish);
    const { port } = new URL(branch.address);
    const plain = connect(Number(port), '127.0.0.1', () => plain.end('GET / HTTP/9.9\r\n\r\n'));
    plain.resume();
    await new Promise(done => plain.once('close', done));
    expect((await fetch(`${branch.address}/healthz`)).status).toBe(200);
    socket.close();
  });

  test('tells its health, and describes itself for integrators', async () => {
    expect(await (await fetch(`${branch.address}/healthz`)).json()).toMatchObject({ status: 'ok', database: { writable: true } });
    const description = await (await fetch(`${branch.address}/openapi.json`)).json() as { openapi: string; paths: Record<string, unknown> };
    expect(description.openapi).toMatch(/^3\.1/);
    expect(Object.keys(description.paths)).toEqual(expect.arrayContaining(['/queue/issueTicket', '/queue/callNext', '/session/signIn', '/customers/find']));
  });

  test('an integrator signs in and takes a ticket with plain HTTP; a repeat takes the same', async () => {
    const station = { 'x-station-token': stationToken };
    const signedIn = await post('/session/signIn', { loginName: 'chenjing', password: demonstrationPassword }, station);
    expect(signedIn.status).toBe(200);
    const { token } = await signedIn.json() as { token: string };
    const headers = { ...station, authorization: `Bearer ${token}` };
    const [service] = await (await post('/queue/listServices', {}, headers)).json() as { id: string }[];
    const order = { commandId: newCommandId(), serviceId: service!.id };
    const first = await (await post('/queue/issueTicket', order, headers)).json() as { number: string };
    const again = await (await post('/queue/issueTicket', order, headers)).json() as { number: string };
    expect(first.number).toMatch(/^[A-Z]\d{3,}$/);
    expect(again.number).toBe(first.number);
  });

  test('refusals carry a code and a status of their kind', async () => {
    const unknown = await post('/queue/listServices', {});
    expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([401, 'STATION_UNKNOWN']);
    const unsigned = await post('/queue/listServices', {}, { 'x-station-token': stationToken });
    expect([unsigned.status, ((await unsigned.json()) as { code: string }).code]).toEqual([401, 'NOT_SIGNED_IN']);
    const malformed = await post('/session/signIn', { loginName: 5 }, { 'x-station-token': stationToken });
    expect(malformed.status).toBe(400);
  });

  test('a second service on the same port or folder says what to do, in words, and harms nothing', async () => {
    // Not waited for in one piece: the line to the first service is to stay alive meanwhile.
    const start = (...args: string[]) => new Promise<{ status: unknown; stderr: string }>(done => {
      execFile(process.execPath, [resolve('dist/main/branch.js'), '--json', ...args], { timeout: 20_000, env: { ...process.env, LC_ALL: 'en_US.UTF-8' } }, (fault, _stdout, stderr) => done({ status: fault?.code ?? 0, stderr }));
    });
    const sameFolder = await start('--port', '0', '--data', branch.dataFolder);
    expect([sameFolder.status, sameFolder.stderr]).toEqual([1, expect.stringContaining('Another branch service is using')]);
    const samePort = await start('--port', new URL(branch.address).port, '--data', `${branch.dataFolder}-other`);
    expect([samePort.status, samePort.stderr]).toEqual([1, expect.stringMatching(/uses port \d+.*--port/)]);
    expect(sameFolder.stderr + samePort.stderr).not.toMatch(/\n\s+at /);
    expect((await fetch(`${branch.address}/healthz`)).status).toBe(200);
  });

  test('Ctrl-C ends it cleanly', async () => {
    const other = await aBranchProcess();
    expect(await other.stop()).toBe(0);
  });
});
