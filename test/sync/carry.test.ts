import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carrierOverHttp, lookAtCertificate } from '../../main/sync/carry.ts';
import { readAddress } from '../../main/sync/headquarters-address.ts';
import { aCertificate } from '../builders/a-certificate.ts';

const certificate = aCertificate();
let server: Server;
let address: string;
let heard: string[] = [];
beforeEach(async () => {
  heard = [];
  server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    heard.push(String(request.headers['authorization']));
    response.end('{}');
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise<void>(resolve => { server.closeAllConnections(); server.close(() => resolve()); }));

const asked = { path: '/', headers: { authorization: 'Bearer secret' }, body: Buffer.from('{}') };
async function carried(to: { address: string; certificate: string | null }) {
  const carrier = carrierOverHttp(to);
  try {
    return await carrier.carry(asked);
  } finally {
    await carrier.close();
  }
}

test('a certificate nobody vouches for is shown with its fingerprint, and taken once it is the one that was confirmed', async () => {
  expect(await lookAtCertificate(address)).toMatchObject({ sha256: certificate.sha256, name: '127.0.0.1', isTrusted: false });
  expect(await carried({ address, certificate: certificate.sha256 })).toMatchObject({ status: 200 });
});

test('to another certificate than the confirmed one, and to one nobody vouches for, nothing is said', async () => {
  await expect(carried({ address, certificate: aCertificate().sha256 })).rejects.toMatchObject({ reason: 'otherCertificate' });
  await expect(carried({ address, certificate: null })).rejects.toMatchObject({ reason: 'otherCertificate' });
  expect(heard).toEqual([]);
});

test('an address nobody listens at is a line that is away', async () => {
  await expect(carried({ address: 'https://127.0.0.1:9', certificate: null })).rejects.toMatchObject({ reason: 'notReached' });
  await expect(lookAtCertificate('https://127.0.0.1:9')).rejects.toMatchObject({ reason: 'notReached' });
});

test.each([
  ['hq.example.cn', 'https://hq.example.cn'], [' HTTPS://HQ.example.cn:8443/console ', 'https://hq.example.cn:8443'], ['http://127.0.0.1:4820', 'http://127.0.0.1:4820'],
  ['http://hq.example.cn', null], ['https://name:word@hq.example.cn', null], ['ftp://hq.example.cn', null], ['', null], ['电力公司 总部', null],
])('%s is read as %s', (typed, address) => {
  expect(readAddress(typed)).toBe(address);
});
