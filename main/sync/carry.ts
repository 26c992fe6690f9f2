import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Agent, buildConnector, request } from 'undici';
import type { AwayReason } from '../../shared/outages.ts';

// How requests travel to headquarters. A simulated network has the same shape and takes this file's place.

/** One request; it has an answer, whatever its status, or nobody knows whether it arrived. */
export interface LineRequest {
  /** left out: POST */
  method?: 'GET' | 'HEAD' | 'PATCH' | 'POST';
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface LineAnswer {
  status: number;
  headers?: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** The way to one address. */
export interface Carrier {
  /** Errors: LineAway. */
  carry(request: LineRequest): Promise<LineAnswer>;
  close(): Promise<void>;
}

export interface WhereTo {
  /** `https://host[:port]`, or http on this very machine */
  address: string;
  /** SHA-256 of the one certificate that is taken, as `AB:CD:…`; null: what the system's authorities vouch for */
  certificate: string | null;
}

/** No answer: the line is away, or something on it answered that is not headquarters. */
export class LineAway extends Error {
  constructor(readonly reason: AwayReason, options?: { cause?: unknown }) {
    super(`headquarters: ${reason}`, options);
  }
}

const connectWithinMs = 10_000;
/** A full batch over a line of 1 Mbit/s, unpacked and stored, is answered well within this. */
const answerWithinMs = 90_000;
/** 100 directives with their bodies */
const longestAnswerBytes = 32 * 1024 * 1024;

/** The way over HTTP with connections that are kept open. */
export function carrierOverHttp({ address, certificate }: WhereTo): Carrier {
  const agent = new Agent({
    connections: 2, keepAliveTimeout: 60_000, headersTimeout: answerWithinMs, bodyTimeout: answerWithinMs, maxResponseSize: longestAnswerBytes,
    connect: certificate === null ? { timeout: connectWithinMs } : pinnedTo(certificate),
  });
  return {
    async carry({ method = 'POST', path, headers, body }) {
      try {
        const { statusCode, headers: told, body: answer } = await request(address + path, { method, headers, body: method === 'GET' || method === 'HEAD' ? null : body, dispatcher: agent });
        return { status: statusCode, headers: told, body: Buffer.from(await answer.arrayBuffer()) };
      } catch (error) {
        throw awayBecause(error);
      }
    },
    close: () => agent.destroy(),
  };
}

/** What a server shows of itself before anything is said to it. */
export interface ShownCertificate {
  sha256: string;
  name: string;
  validUntil: number;
  /** the system's authorities vouch for it, under this name */
  isTrusted: boolean;
}

/** Looks at an address's certificate; null where there is none, as on this very machine. Errors: LineAway. */
export async function lookAtCertificate(address: string): Promise<ShownCertificate | null> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol === 'http:') return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host, port: Number(port || 443), servername: /^[\d.]+$|:/.test(host) ? '' : host, rejectUnauthorized: false, timeout: connectWithinMs }, () => {
      const { fingerprint256, subject, valid_to: validTo } = socket.getPeerCertificate();
      resolve({ sha256: fingerprint256, name: String(subject?.CN ?? host), validUntil: Date.parse(validTo), isTrusted: socket.authorized });
      socket.destroy();
    });
    socket.on('timeout', () => socket.destroy(new LineAway('timeout')));
    socket.on('error', error => reject(awayBecause(error)));
  });
}

/** Takes this certificate and no other, whoever vouches for it; nothing is sent before it was seen. */
function pinnedTo(certificate: string): buildConnector.connector {
  const connect = buildConnector({ rejectUnauthorized: false, timeout: connectWithinMs, maxCachedSessions: 0 });
  return (options, callback) => connect(options, (...[error, socket]) => {
    if (error) return callback(error, null);
    const shown = (socket as TLSSocket).getPeerCertificate?.()?.fingerprint256;
    if (shown === certificate) return callback(null, socket);
    socket.destroy();
    callback(new LineAway('otherCertificate'), null);
  });
}

/** The cause stays for the log; it names hosts and codes, never what was sent. */
function awayBecause(error: unknown): LineAway {
  if (error instanceof LineAway) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code);
  return new LineAway(isCertificate ? 'otherCertificate' : /TIMEOUT/.test(code) ? 'timeout' : 'notReached', { cause: error });
}
