import { createGzip, createGunzip, constants } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ResponseHeadersPlugin } from '@orpc/server/plugins';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import { headquartersErrors, isHeadquartersRefusal } from '../../shared/headquarters-errors.ts';
import { asTold, logCalls } from './call-log.ts';
import type { HeadquartersCaller } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { describeHeadquarters } from './open-api.ts';
import { rateLimits, type RateLimits } from './rate-limits.ts';
import { recogniseCallers } from './recognise.ts';
import type { HeadquartersRouter } from './router.ts';
import { servePages } from './pages.ts';
import { HeadquartersStartFault } from './start-fault.ts';

declare module 'fastify' {
  interface FastifyRequest { caller: HeadquartersCaller }
}

/** 50,000 row hashes of a comparison are some 6 MB. */
const mostBodyBytes = 16 * 1024 * 1024;
const fewestBytesToPack = 1024;

export interface HttpOptions {
  version: string;
  tls: { cert: Buffer; key: Buffer } | null;
  /** what Fastify calls trustProxy: whose word about the caller's address is taken */
  trustProxy: boolean | string;
  limits: RateLimits;
  /** where the built pages are */
  pageFolder: string;
}

/**
 * The service over HTTP: /api with /openapi.json, the routes beside it, pages, /healthz and /metrics. Nothing listens yet.
 */
export async function httpServer(parts: HeadquartersParts, router: HeadquartersRouter, { version, tls, trustProxy, limits, pageFolder }: HttpOptions): Promise<FastifyInstance> {
  const options: FastifyServerOptions = {
    trustProxy, bodyLimit: mostBodyBytes, logger: false, forceCloseConnections: 'idle', requestTimeout: 120_000, keepAliveTimeout: 65_000,
    // Fastify's types part servers with TLS from those without; to us they are one.
    ...(tls ? { https: tls } : {}),
  };
  const app: FastifyInstance = Fastify(options);
  const recognise = recogniseCallers(parts);
  app.decorateRequest('caller', null as unknown as HeadquartersCaller);
  await app.register(helmet, helmetOptions(tls !== null));
  await app.register(rateLimit, { global: false });
  const checkRate = rateLimits(app, limits);

  app.addHook('onRequest', async request => {
    if (!/^\/(api|sync)\//.test(request.url)) return;
    request.caller = await recognise(request);
    await checkRate(request);
  });
  packBothWays(app);
  app.setErrorHandler((error, request, reply) => {
    const told = isOfHttp(error) ? new ORPCError(error.statusCode === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST', { status: error.statusCode }) : asTold(parts, error, outcome => ({
      call: request.routeOptions.url, outcome, branch: request.caller?.branch?.branchId, staff: request.caller?.staff?.staffId,
    }));
    void sendError(reply, told);
  });

  const surroundings = () => ({ clientInterceptors: [logCalls(parts)], plugins: [new ResponseHeadersPlugin<HeadquartersCaller>()] });
  // Our own pages keep the types they send; programs speak plain JSON.
  const ofPages = new RPCHandler<HeadquartersCaller>(router, surroundings());
  app.all('/api/rpc/*', async (request, reply) => {
    const { matched } = await ofPages.handle(request, reply, { prefix: '/api/rpc', context: request.caller });
    if (!matched) await reply.status(404).send({ code: 'NOT_FOUND' });
  });
  const api = new OpenAPIHandler<HeadquartersCaller>(router, surroundings());
  app.all('/api/*', async (request, reply) => {
    const { matched } = await api.handle(request, reply, { prefix: '/api', context: request.caller });
    if (!matched) await reply.status(404).send({ code: 'NOT_FOUND' });
  });
  const description = describeHeadquarters(version);
  app.get('/openapi.json', () => description());
  app.get('/healthz', async (_, reply) => {
    const isWell = await parts.database.pool.query('select 1').then(() => true, () => false);
    return reply.status(isWell ? 200 : 503).send({ status: isWell ? 'ok' : 'databaseNotReached', version });
  });
  app.get('/metrics', async (_, reply) => reply.header('content-type', parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()));
  await servePages(app, pageFolder);
  return app;
}

/** Answers the address. Errors: PORT_IN_USE. */
export async function listenOn(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new HeadquartersStartFault('PORT_IN_USE', { port: String(port) }, error);
    throw error;
  }
}

/** A refusal outside of the contract's router, in the same shape as inside. */
function sendError(reply: FastifyReply, error: ORPCError<string, unknown>): FastifyReply {
  const known = isHeadquartersRefusal(error) ? new ORPCError(error.code, { status: headquartersErrors[error.code].status, data: error.data, defined: true }) : error;
  const { data } = known;
  if (typeof data === 'object' && data !== null && 'seconds' in data) void reply.header('retry-after', String(data.seconds));
  return reply.status(known.status).send(known.toJSON());
}

/** Fastify's own refusal of a request it could not read. */
function isOfHttp(error: unknown): error is Error & { statusCode: number } {
  return error instanceof Error && !(error instanceof ORPCError) && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500;
}

/** Takes gzipped bodies, whose unpacked size is bounded like any other, and packs answers for whoever asks for it. */
function packBothWays(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _, payload) => {
    if (request.headers['content-encoding'] !== 'gzip' || !request.url.startsWith('/api/')) return payload;
    const unpacked = createGunzip();
    pipeline(payload, unpacked, () => undefined);
    // Fastify counts what comes out against the limit, and against the announced length what went in: it is told to forget that.
    delete request.headers['content-length'];
    return unpacked;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const isLong = typeof payload === 'string' && payload.length >= fewestBytesToPack;
    if (!isLong || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') || reply.hasHeader('content-encoding')) return payload;
    void reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
    return Readable.from([payload]).pipe(createGzip({ level: constants.Z_BEST_SPEED }));
  });
}

/** The pages run our own files only, as in the application (shared/security-headers.ts). */
function helmetOptions(isTls: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"], manifestSrc: ["'self'"], objectSrc: ["'none'"], frameSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"],
      },
    },
    strictTransportSecurity: isTls ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' as const },
    referrerPolicy: { policy: 'no-referrer' as const },
  };
}
