/** Serves one demo site (a folder of plain files) on a port of its own, that is on an origin of its own, as a hospital's web server would. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

export interface SiteOptions {
  /** Folder that holds the site; nothing outside it is ever read. */
  dir: string;
  /** TCP port; 0 takes any free one. */
  port: number;
  /** Where the Care server answers, as the visitor's browser sees it. Stands in for `{{CARE_URL}}` in every HTML page. */
  careUrl: string;
  /** Receives one line when the site listens. */
  log: (line: string) => void;
  /** Address to listen on; the loopback unless told otherwise. */
  host?: string;
  /** Sent with every answer: a Content-Security-Policy, a Permissions-Policy. */
  headers?: Record<string, string>;
}

export interface Site {
  /** Origin of the site, without a trailing slash. */
  url: string;
  /** Stops listening and drops what is still open. */
  close(): Promise<void>;
}

/**
 * Starts a static server for one folder.
 *
 * Rejects when the folder does not exist, `careUrl` is not an http(s) URL, or the port is taken (`EADDRINUSE`, with the port named).
 */
export async function serveSite(options: SiteOptions): Promise<Site> {
  const { port, log, host = '127.0.0.1', headers = {} } = options;
  const root = await realpath(options.dir);
  const careUrl = placeholderValue(options.careUrl);

  const server = createServer((req, res) => {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.setHeader('x-content-type-options', 'nosniff');
    answer(root, careUrl, req, res).catch(() => end(req, res, 500, 'Something went wrong.'));
  });
  server.headersTimeout = 5_000;

  await new Promise<void>((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      fail(cause.code === 'EADDRINUSE' ? Object.assign(new Error(`Port ${port} is taken.`), { code: cause.code }) : cause),
    );
    server.listen(port, host, done);
  });

  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  // Open to every address, it is reached here by the loopback, which browsers call a secure context: the camera needs that.
  const name = host === '0.0.0.0' ? '127.0.0.1' : host;
  const url = `http://${name}:${bound}`;
  log(`${url} serves ${root}`);

  return {
    url,
    close: () =>
      new Promise((done, fail) => {
        server.close((cause) => (cause ? fail(cause) : done()));
        server.closeAllConnections();
      }),
  };
}

/** The Care server's URL, made safe for an HTML attribute and without its trailing slash. */
function placeholderValue(careUrl: string): string {
  const url = new URL(careUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`Not an http(s) URL: ${careUrl}`);
  return url.href.replace(/\/+$/, '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

async function answer(root: string, careUrl: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.setHeader('allow', 'GET, HEAD');
    return end(req, res, 405, 'Only GET and HEAD.');
  }
  const path = requestedPath(req.url ?? '/');
  if (path === null) return end(req, res, 400, 'Bad address.');
  const file = await findFile(root, path);
  if (file === null) return end(req, res, 404, 'Not found.');

  const ext = extname(file).toLowerCase();
  let body: string | Buffer = await readFile(file);
  if (ext === '.html') body = body.toString('utf8').replaceAll('{{CARE_URL}}', () => careUrl);
  res.setHeader('cache-control', 'no-cache');
  end(req, res, 200, body, types[ext] ?? 'application/octet-stream');
}

/** Path part of a request target, decoded; null when it can't be a path. */
function requestedPath(target: string): string | null {
  try {
    const path = decodeURIComponent(target.split(/[?#]/, 1)[0] ?? '');
    return path.startsWith('/') && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
}

/** The file behind a path, or null. Checked before the look-up (..) and after it (links), and hidden files don't exist. */
async function findFile(root: string, path: string): Promise<string | null> {
  if (path.split(/[/\\]/).some((part) => part.startsWith('.'))) return null;
  const inside = (file: string) => file.startsWith(root + sep);
  try {
    const wanted = resolve(root, '.' + path);
    const file = await realpath(path.endsWith('/') ? join(wanted, 'index.html') : wanted);
    return inside(file) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

function end(req: IncomingMessage, res: ServerResponse, status: number, body: string | Buffer, type = types['.txt']!): void {
  if (res.headersSent) return void res.destroy();
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  res.end(req.method === 'HEAD' ? undefined : body);
}
