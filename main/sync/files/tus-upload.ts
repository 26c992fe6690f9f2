import { type HttpRequest, type HttpResponse, type HttpStack, Upload } from 'tus-js-client';
import { LineAway, type LineAnswer } from '../carry.ts';
import { type HeadquartersCalls, refusedWith } from '../headquarters-calls.ts';

const path = '/sync/v1/files';
/** Over the slowest line a piece is there well before an answer is given up. */
const pieceBytes = 512 * 1024;
/** tus wants whole addresses; where they lead says the line. */
const anywhere = 'https://headquarters';

/**
 * Sends a file's bytes by tus, under their hash. `isBegun`: headquarters has a part, and it goes on from there.
 * Errors: HeadquartersRefusal, LineAway; what headquarters has by then it keeps.
 */
export function uploadFile(calls: Pick<HeadquartersCalls, 'raw'>, { sha256, bytes, isBegun }: { sha256: string; bytes: Buffer; isBegun: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: anywhere + path, uploadUrl: isBegun ? `${anywhere}${path}/${sha256}` : null,
      metadata: { sha256 }, chunkSize: pieceBytes, uploadDataDuringCreation: true, storeFingerprintForResuming: false, retryDelays: null,
      httpStack: overTheLine(calls), onSuccess: () => resolve(), onError: error => reject(reasonOf(error)),
    });
    upload.start();
  });
}

/** tus's requests, the way all others go: with the token, and to the one certificate. */
function overTheLine(calls: Pick<HeadquartersCalls, 'raw'>): HttpStack {
  return { getName: () => 'the line to headquarters', createRequest: (method, url) => lineRequest(calls, method, new URL(url).pathname) };
}

function lineRequest({ raw }: Pick<HeadquartersCalls, 'raw'>, method: string, to: string): HttpRequest {
  const headers: Record<string, string> = {};
  return {
    getMethod: () => method,
    getURL: () => anywhere + to,
    setHeader(name, value) { headers[name.toLowerCase()] = value; },
    getHeader: name => headers[name.toLowerCase()],
    setProgressHandler: () => undefined,
    async send(body: Buffer | null | undefined) {
      return lineResponse(await raw({ method: method as 'HEAD' | 'PATCH' | 'POST', path: to, headers, body: body ?? Buffer.alloc(0) }));
    },
    abort: async () => undefined,
    getUnderlyingObject: () => null,
  };
}

function lineResponse(answer: LineAnswer): HttpResponse {
  return {
    getStatus: () => answer.status,
    getHeader(name) {
      const value = answer.headers?.[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    getBody: () => answer.body.toString('utf8'),
    getUnderlyingObject: () => answer,
  };
}

/** What tus wraps: a line that is away, or an answer that refused. */
function reasonOf(error: Error & { causingError?: Error | null; originalResponse?: HttpResponse | null }): unknown {
  if (error.causingError) return error.causingError;
  if (!error.originalResponse) return new LineAway('notUnderstood', { cause: error });
  try {
    return refusedWith(error.originalResponse.getUnderlyingObject() as LineAnswer);
  } catch (refusal) {
    return refusal;
  }
}
