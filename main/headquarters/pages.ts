import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built pages; the console is the first of them. A build without pages serves none. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: folder, index: false, cacheControl: false,
    // Built parts carry a hash in their name; pages do not.
    setHeaders: (reply, path) => { void reply.header('cache-control', path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable'); },
  });
  app.get('/', (_, reply) => reply.sendFile('headquarters.html'));
}
