/**
 * The gallery of hostile pages: a site of small real pages with what old and strict ones do to whatever is embedded in them.
 * `/NAME` is the page, `/NAME?without` the same without our script. Served at two origins, `localhost` and `127.0.0.1`.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** As their makers wrote them, under their MIT licences: no package of the registry has them. */
const lib = join(import.meta.dirname, 'lib');
const modules = join(import.meta.dirname, '../../node_modules');
const LIBRARIES: Record<string, string> = {
  'jquery.js': join(modules, 'jquery/dist/jquery.min.js'),
  'mootools.js': join(lib, 'mootools-core-1.4.5.js'),
  'prototype.js': join(lib, 'prototype-1.7.3.js'),
  'bootstrap.js': join(modules, 'bootstrap/dist/js/bootstrap.min.js'),
  'bootstrap.css': join(modules, 'bootstrap/dist/css/bootstrap.min.css'),
};

type Headers = Record<string, string>;
/** What a page's server sends with it, besides its type. */
const HEADERS: Record<string, (care: string) => Headers> = {
  gbk: () => ({ 'Content-Type': 'text/html; charset=gbk' }),
  'strict-csp': (care) => ({
    'Content-Security-Policy': `default-src 'none'; script-src ${care}; connect-src 'self' ${care} ${care.replace('http', 'ws')}; style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html`,
  }),
  'no-trusted-types': () => ({
    'Content-Security-Policy': "require-trusted-types-for 'script'; trusted-types 'none'",
  }),
  'no-connect': () => ({ 'Content-Security-Policy': "connect-src 'self'" }),
  'no-camera': () => ({ 'Permissions-Policy': 'camera=(), microphone=()' }),
};

export interface Site {
  /** Its first origin, the registered one. */
  readonly url: string;
  /** The same pages at another origin. */
  readonly other: string;
  stop(): void;
}

export async function startPages(care: string, integrity: string): Promise<Site> {
  const at = { url: '', other: '' };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://site');
    const library = /^\/lib\/([a-z-]+\d?\.(?:js|css))$/.exec(pathname)?.[1];
    if (library) {
      const file = LIBRARIES[library] ?? join(lib, library);
      response.writeHead(200, { 'Content-Type': library.endsWith('.css') ? 'text/css' : 'text/javascript' });
      return response.end(readFileSync(file));
    }
    const name = /^\/([a-z0-9-]+)$/.exec(pathname)?.[1];
    let page: string;
    try {
      // Byte by byte: not every page is UTF-8.
      page = readFileSync(join(import.meta.dirname, `${name}.html`), 'latin1');
    } catch {
      return response.writeHead(404).end('not here');
    }
    if (searchParams.has('without')) page = page.replaceAll(/<script[^>]*\{\{CARE\}\}[^>]*><\/script>/g, '');
    const values: Record<string, string> = { CARE: care, INTEGRITY: integrity, OTHER: at.other };
    page = page.replaceAll(/\{\{([A-Z]+)\}\}/g, (_, key: string) => values[key]!);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...HEADERS[name!]?.(care) });
    response.end(Buffer.from(page, 'latin1'));
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  at.url = `http://localhost:${port}`;
  at.other = `http://127.0.0.1:${port}`;
  return { ...at, stop: () => (server.closeAllConnections(), void server.close()) };
}
