import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { app, net, protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { pageFile, PAGES_HOST, PAGES_SCHEME } from './page-address.ts';

/** What the build makes; anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Pages have an origin of their own instead of file://, which may read every file. Call it before `ready`. */
export function registerPagesScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGES_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** While one develops: lets Vite's client in the page reach its server on this computer. Call it before `ready`. */
export function allowDevelopmentServer(): void {
  app.commandLine.appendSwitch('disable-features', 'LocalNetworkAccessChecks');
}

/**
 * Serves the built pages from a folder, and nothing outside it. While one develops, `developmentServer` is where Vite
 * serves them; their address, and all that is checked by it, stays the same.
 */
export function servePages(folder: string, developmentServer: string | undefined): void {
  protocol.handle(PAGES_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== PAGES_HOST) return notFound();
    if (developmentServer !== undefined) return fromDevelopmentServer(url, developmentServer);
    return fromFolder(url, folder);
  });
}

async function fromFolder(url: URL, folder: string): Promise<Response> {
  const file = pageFile(url.pathname, folder, { join, sep });
  const contentType = file === undefined ? undefined : CONTENT_TYPES[extname(file)];
  if (file === undefined || contentType === undefined) return notFound();
  try {
    // Electron's node:fs reads inside app.asar, too.
    return new Response(new Uint8Array(await readFile(file)), { headers: headers(contentType) });
  } catch {
    return notFound();
  }
}

async function fromDevelopmentServer(url: URL, server: string): Promise<Response> {
  const answer = await net.fetch(new URL(`${url.pathname}${url.search}`, server).href);
  return new Response(answer.body, {
    status: answer.status,
    headers: headers(answer.headers.get('content-type') ?? 'text/plain', server),
  });
}

function headers(contentType: string, developmentServer?: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(developmentServer),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: headers('text/plain; charset=utf-8') });
}
