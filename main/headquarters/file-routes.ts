import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { headquartersErrors, refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { mostFileBytes } from '../../shared/sync.ts';
import { branchOf } from './caller.ts';
import { isReceived, noteReceived, offeredBytes } from './files-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { refusePlaceless } from './rebuild-store.ts';

const path = '/sync/v1/files';

/**
 * The bytes of branches' files. In by tus, each under its SHA-256 and only what was offered; a file counts once its hash was checked.
 * Out by GET, from any byte on. A branch meets its own files alone: whose they are says its token, never the address.
 * Errors: FILE_REFUSED (name, hash, size), BRANCH_FENCED, TOKEN_UNKNOWN, BRANCH_REVOKED.
 */
export async function fileRoutes(app: FastifyInstance, { database, clock, files, metrics, log }: HeadquartersParts): Promise<void> {
  /** whose a request is, found out before tus gets it */
  const branches = new WeakMap<object, string>();
  const of = (request: { runtime?: { node?: { req: object } | undefined } | undefined }) => {
    const node = request.runtime?.node?.req;
    return (node && branches.get(node)) ?? refuseFile('name');
  };
  const tus = new Server({
    path, relativeLocation: true, maxSize: mostFileBytes, allowedOrigins: [], disableTerminationForFinishedUploads: true,
    datastore: new FileStore({ directory: files.incomingFolder }),
    getFileIdFromRequest: (request, last) => isHash(last) ? files.incomingId(of(request), last) : undefined,
    generateUrl: (_, { id }) => `${path}/${hashOfId(id)}`,
    namingFunction: (request, metadata) => files.incomingId(of(request), asHash(metadata?.['sha256'])),
    async onUploadCreate(request, upload) {
      const offered = await offeredBytes(database.queries, of(request), hashOfId(upload.id));
      if (offered === null) refuseFile('name');
      if (offered !== upload.size) refuseFile('size');
      return {};
    },
    async onUploadFinish(request, upload) {
      const [branchId, sha256] = [of(request), hashOfId(upload.id)];
      if (await files.take(branchId, sha256) === 'wrongHash') {
        log.warn({ branch: branchId }, 'a file came with another content than its hash says');
        refuseFile('hash');
      }
      await noteReceived(database.queries, branchId, sha256, clock.now());
      metrics.files.inc();
      return {};
    },
  });

  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    // tus reads the bytes itself, as they come.
    scope.addContentTypeParser('*', (_, _payload, done) => { done(null); });
    const serve = async (request: FastifyRequest, reply: { hijack(): unknown; raw: Parameters<Server['handle']>[1] }) => {
      branches.set(request.raw, speakerOf(request).branchId);
      reply.hijack();
      await tus.handle(request.raw, reply.raw);
    };
    scope.post(path, serve);
    scope.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${path}/:sha256`, handler: serve });

    scope.route<{ Params: { sha256: string } }>({ method: 'GET', url: `${path}/:sha256`, exposeHeadRoute: false, async handler(request, reply) {
      const { branchId } = speakerOf(request);
      const sha256 = asHash(request.params.sha256);
      if (!await isReceived(database.queries, branchId, sha256)) refuseFile('name');
      const file = files.pathOf(branchId, sha256);
      const { size } = await stat(file).catch(() => refuseFile('name'));
      const range = /^bytes=(\d{1,12})-(\d{1,12})$/.exec(request.headers.range ?? '');
      const [from, to] = range ? [Number(range[1]), Math.min(Number(range[2]), size - 1)] : [0, size - 1];
      if (from > to) refuseFile('size');
      return reply.status(range ? 206 : 200).headers({
        'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'accept-ranges': 'bytes', 'content-length': to - from + 1,
        ...(range ? { 'content-range': `bytes ${from}-${to}/${size}` } : {}),
      }).send(createReadStream(file, { start: from, end: to }));
    } });
  });

  function speakerOf(request: FastifyRequest) {
    const branch = branchOf(request.caller);
    refusePlaceless(branch, clock.now());
    return branch;
  }
}

const isHash = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
const asHash = (text: unknown): string => isHash(text) ? text : refuseFile('name');
const hashOfId = (id: string): string => id.slice(-64);

/** Thrown inside of tus it becomes its answer; outside, the route's. */
function refuseFile(reason: 'name' | 'hash' | 'size'): never {
  try {
    return refuseAtHeadquarters('FILE_REFUSED', { reason });
  } catch (error) {
    throw Object.assign(error as Error, { status_code: headquartersErrors.FILE_REFUSED.status, body: JSON.stringify({ code: 'FILE_REFUSED', data: { reason } }) });
  }
}
