import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.json': 'application/json; charset=utf-8',
};

/** Answers a GET with a built page or part of one; a path outside `folder` or an unknown file is 404. */
export async function servePage(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  const file = join(folder, normalize(path === '/' ? '/desk.html' : path));
  const isInside = file.startsWith(folder + sep) && !path.includes('\0');
  const facts = isInside ? await stat(file).catch(() => null) : null;
  if (!facts?.isFile() || !['GET', 'HEAD'].includes(request.method ?? '')) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404');
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': facts.size,
    // Built parts carry a hash in their name; pages do not.
    'cache-control': extname(file) === '.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

/** The path asked for; empty when it is no path at all. */
function pathOf(request: IncomingMessage): string {
  try {
    return decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname);
  } catch {
    return '';
  }
}
