/** The server's outermost edge: how long a request may take and how large its head may be, and what is answered where none came of it. */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import { EVERY_ANSWER } from './headers.ts';
import { lingerOver } from './unread.ts';

/** Slowloris: who sends no whole header in 5 s is not a browser. */
const HEAD_MS = 5000;
/** A file of 10 MB over half a megabit a second takes 160 s. */
const REQUEST_MS = 180_000;
const REST_MS = 65_000;
/** Who takes or sends nothing for so long is gone; a live stream beats every 15 s, and drops who does not read much sooner. */
const STALLED_MS = 120_000;
/** Connections that have not asked anything yet: who is honest asks within milliseconds, so beyond these the oldest is let go. */
export const SILENT_AT_MOST = 4000;
/**
 * How often Node looks for connections that are over their time; by default only every 30 s. All that are it ends in one go: of 4,000 that
 * came in a second that takes a tenth of one, so it looks often enough to find few.
 */
const CHECK_MS = 50;
/** A token, a language and an origin are a tenth of it. */
const HEAD_BYTES = 16 * 1024;

const STATUS_OF: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Node's server with our limits; what Node refuses by itself has the headers of every other answer, and not a word of why. */
export function openEdge(listener: RequestListener): Server {
  const silent = new Set<Socket>();
  const server = createServer(
    // Without a host it is the app's listener that refuses.
    { connectionsCheckingInterval: CHECK_MS, maxHeaderSize: HEAD_BYTES, requireHostHeader: false },
    (request, response) => {
      silent.delete(request.socket);
      // Nothing more is answered there: what comes is thrown away.
      if (request.socket.writableEnded) return void request.socket.destroy();
      // Node keeps the first, and whoever stands before us may have kept the other (RFC 9112, 3.2).
      if (hostsOf(request) > 1) return turnAway(400, request, response);
      // A live stream has no body, and nothing more is kept of it.
      if (request.headers['transfer-encoding'] || request.headers['content-length'])
        lingerOver(request, response);
      listener(request, response);
    },
  );
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const [oldest] = silent;
    if (silent.size > SILENT_AT_MOST) oldest!.destroy();
  });
  server.headersTimeout = HEAD_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = REST_MS;
  server.timeout = STALLED_MS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const answered = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage?.headersSent;
    if (socket.writable && !answered && error.code !== 'ECONNRESET')
      socket.write(refusal(STATUS_OF[error.code ?? ''] ?? 400));
    socket.destroy();
  });
  // No client of ours expects anything but 100-continue.
  server.on('checkExpectation', (request, response) => turnAway(417, request, response));
  return server;
}

/** After what was asked before it has its answer. */
function turnAway(status: number, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of EVERY_ANSWER) response.setHeader(name, value);
  response.writeHead(status, { Connection: 'close' }).end();
  request.resume();
}

const hostsOf = ({ rawHeaders }: IncomingMessage): number =>
  rawHeaders.filter((name, i) => i % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length;

/** What Hono's listener refuses before the app sees it, a host or a path that is none; the app answers all else itself. */
export const refuse = (error: unknown): Response =>
  new Response(null, {
    status: error instanceof RequestError ? 400 : 500,
    headers: [
      ...EVERY_ANSWER.map(([name, value]): [string, string] => [name, value]),
      ['Connection', 'close'],
    ],
  });

function refusal(status: number): string {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...EVERY_ANSWER.map(([name, value]) => `${name}: ${value}`),
    ...['Content-Length: 0', 'Connection: close'],
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
