import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A TLS certificate that nobody vouches for, with its key: what a small headquarters makes for itself. */
export function aCertificate(name = '127.0.0.1'): { cert: string; key: string; sha256: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
  const subject = sequence(tagged(0x31, sequence(Buffer.from('0603550403', 'hex'), tagged(0x0c, Buffer.from(name)))));
  const day = (at: number) => tagged(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
  const yearMs = 365 * 24 * 3600_000;
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))), tagged(0x02, Buffer.from([1])), ecdsaWithSha256, subject,
    sequence(day(Date.now() - yearMs), day(Date.now() + yearMs)), subject, publicKey.export({ format: 'der', type: 'spki' }),
  );
  const der = sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)])));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    sha256: createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g)!.join(':'),
  };
}

const sequence = (...parts: Buffer[]) => tagged(0x30, Buffer.concat(parts));

/** A DER value: its tag, its length, its bytes. */
function tagged(tag: number, bytes: Buffer): Buffer {
  const { length } = bytes;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), bytes]);
}
