import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { RPCHandler } from '@orpc/server/ws';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { branchContract } from '../../shared/branch-contract.ts';
import type { Health } from '../../shared/branch-contract.ts';
import { pagePolicy, securityHeaders } from '../../shared/security-headers.ts';
import { StartFault } from '../database/start-fault.ts';
import type { Caller, Connection } from './caller.ts';
import type { logCalls } from './call-log.ts';
import { servePage } from './page-server.ts';
import type { BranchRouter } from './router.ts';

/** The largest message is one part of a ledger, 512 KB, with its envelope. */
const longestMessageBytes = 2 * 1024 * 1024;
const heartbeatSeconds = 15;

export interface HttpParts {
  log: Logger;
  router: BranchRouter;
  callLog: ReturnType<typeof logCalls>;
  health(): Health;
  /** where the built pages are */
  pageFolder: string;
  version: string;
  openConnection(): Connection;
  closeConnection(connection: Connection): void;
  /** finds out who sends an HTTP request by the tokens in its headers */
  recognise(connection: Connection, tokens: { stationToken?: string; sessionToken?: string }): Promise<void>;
}

export interface HttpServer {
  /** for instance `http://127.0.0.1:4810` */
  address: string;
  close(): Promise<void>;
}

/**
 * Serves pages, the WebSocket of the stations at `/api/ws`, and for integrators OpenAPI over HTTP at `/api/…` with
 * `/openapi.json` and `/healthz`. Only requests that name the address we listen on are answered, so that a foreign page
 * can reach us neither by a rebound name nor by a cross-site WebSocket.
 *
 * @throws StartFault PORT_IN_USE
 */
export async function listen(parts: HttpParts, where: { host: string; port: number }): Promise<HttpServer> {
  const openApi = new OpenAPIHandler<Caller>(parts.router, { clientInterceptors: [parts.callLog] });
  const description = describeApi(parts.version);

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'an answer over HTTP failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const stopSockets = serveSockets(server, parts);
  await listenOn(server, where);
  const { port } = server.address() as AddressInfo;
  const address = `http://${where.host}:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders(pagePolicy))) response.setHeader(name, value);
    if (!isAddressedToUs(request)) {
      response.writeHead(421).end();
      return;
    }
    const path = new URL(request.url ?? '/', address).pathname;
    if (path === '/healthz') return sendJson(response, parts.health().status === 'ok' ? 200 : 503, parts.health());
    if (path === '/openapi.json') return sendJson(response, 200, await description());
    if (path.startsWith('/api/')) return answerApi(request, response);
    return servePage(parts.pageFolder, request, response);
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = parts.openConnection();
    response.on('close', () => parts.closeConnection(connection));
    await parts.recognise(connection, {
      stationToken: headerOf(request, 'x-station-token'),
      sessionToken: headerOf(request, 'authorization')?.replace(/^Bearer /, ''),
    });
    const { matched } = await openApi.handle(request, response, { prefix: '/api', context: { connection } });
    if (!matched) sendJson(response, 404, { code: 'NOT_FOUND' });
  }

  return {
    address,
    async close() {
      stopSockets();
      server.closeAllConnections();
      await new Promise<void>(resolve => { server.close(() => resolve()); });
    },
  };
}

/** The stations' WebSockets. A socket that misses a heartbeat is gone. */
function serveSockets(server: Server, parts: HttpParts): () => void {
  const handler = new RPCHandler<Caller>(parts.router, { clientInterceptors: [parts.callLog] });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessageBytes, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();

  server.on('upgrade', (request, socket, head) => {
    const isOurs = request.url === '/api/ws' && isAddressedToUs(request) && isFromOurPage(request);
    if (!isOurs) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, webSocket => {
      const connection = parts.openConnection();
      alive.add(webSocket);
      webSocket.on('pong', () => alive.add(webSocket));
      webSocket.on('error', () => webSocket.terminate());
      webSocket.on('close', () => parts.closeConnection(connection));
      void handler.upgrade(webSocket, { context: { connection } });
    });
  });

  const heartbeat = setInterval(() => {
    for (const webSocket of sockets.clients) {
      if (!alive.delete(webSocket)) webSocket.terminate();
      else webSocket.ping();
    }
  }, heartbeatSeconds * 1000);

  return () => {
    clearInterval(heartbeat);
    for (const webSocket of sockets.clients) webSocket.close(1001);
    sockets.close();
  };
}

function listenOn(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      reject('code' in error && error.code === 'EADDRINUSE' ? new StartFault('PORT_IN_USE', { port: String(port) }) : error);
    });
    server.listen(port, host, () => resolve());
  });
}

/** The host a browser asked for is the one we are: otherwise a name was bound to our address by somebody else. */
function isAddressedToUs(request: IncomingMessage): boolean {
  const { localAddress, localPort } = request.socket;
  const own = [`${localAddress}:${localPort}`, ...(localAddress === '127.0.0.1' || localAddress === '::1' ? [`localhost:${localPort}`] : [])];
  return own.includes(request.headers.host ?? '');
}

/** Browsers always send an origin with a WebSocket; programs of integrators send none. */
function isFromOurPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

/** The OpenAPI description, made when first asked for. */
function describeApi(version: string): () => Promise<unknown> {
  let made: Promise<unknown> | undefined;
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return () => made ??= generator.generate(branchContract, {
    info: { title: 'Branch Desk', version },
    servers: [{ url: '/api' }],
    security: [{ station: [], session: [] }],
    components: {
      securitySchemes: {
        station: { type: 'apiKey', in: 'header', name: 'x-station-token' },
        session: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}
