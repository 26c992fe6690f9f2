import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { ElectronApi } from './electron-api.ts';
import { appScheme, faultHost, pageHost } from './page-address.ts';
import { faultPolicy, pagePolicy, securityHeaders } from '../../shared/security-headers.ts';

/** A wrong type breaks a page (a module script must be JavaScript) or lets one be read as another; so: a fixed list. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
  // Parts of the reader of PDFs: tables of characters and fonts.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/** Must be told before the application is ready: what pages from our scheme may do that other schemes may not. */
export function declareAppScheme(protocol: ElectronApi['protocol']): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * The file a page's address stands for, or null when it stands for none: outside of the folder, with a device or
 * stream name, or of a type we do not ship.
 */
export function fileOf(address: string, folder: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (path === '' || path === '/') path = '/desk.html';
  // Each segment is one plain name. Backslash and colon are harmless here but separators or streams on Windows.
  const segments = path.slice(1).split('/');
  if (segments.some(name => name === '' || name.startsWith('.') || /[\\:\0]/.test(name))) return null;
  const file = join(folder, ...segments);
  if (!file.startsWith(folder + sep) || !(extname(file) in contentTypes)) return null;
  return file;
}

/** Serves the built pages and, from its own host, the fault page. Every answer carries the security headers. */
export function serveApp(protocol: ElectronApi['protocol'], folder: string, faultPage: () => string): void {
  protocol.handle(appScheme, async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, '');
    const { host, pathname } = new URL(request.url);
    if (host === faultHost && (pathname === '' || pathname === '/')) return answer(200, faultPage(), '.html', faultPolicy);
    const file = host === pageHost ? fileOf(request.url, folder) : null;
    if (!file) return answer(404, '');
    try {
      return answer(200, new Uint8Array(await readFile(file)), extname(file));
    } catch {
      return answer(404, '');
    }
  });
}

function answer(status: number, body: string | Uint8Array<ArrayBuffer>, extension = '.html', policy = pagePolicy): Response {
  return new Response(body, {
    status,
    headers: { ...securityHeaders(policy), 'Content-Type': contentTypes[extension] ?? '', 'Cache-Control': 'no-cache' },
  });
}
