/** What is left of a body that nobody reads: its sender hears the answer, it is taken slowly, and not for ever. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { openEdge } from '../../../server/http/edge.ts';

const MB = 2 ** 20;

describe('a request with two hosts', () => {
  it('is refused after the answer of the one before it', async () => {
    const server = openEdge((_, response) => {
      response.write('slow');
      setTimeout(() => response.end('ly'), 200);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data));
    socket.write('GET / HTTP/1.1\r\nHost: care\r\n\r\nGET / HTTP/1.1\r\nHost: care\r\nHost: evil\r\n\r\n');
    await once(socket, 'close');
    server.close();
    assert.match(heard, /^HTTP\/1\.1 200 [^]*slow[^]*ly\r\n0\r\n\r\nHTTP\/1\.1 400 [^]*nosniff/);
    assert.equal(heard.match(/HTTP\/1\.1/g)!.length, 2);
  });
});

describe('a body that nobody reads', () => {
  let server: Server;
  const asked: string[] = [];
  const sockets: Socket[] = [];
  before(async () => {
    server = openEdge((request, response) => {
      asked.push(request.url!);
      if (request.url === '/last') response.setHeader('Connection', 'close');
      response.end('ok');
    }).listen(0, '127.0.0.1');
    server.on('connection', (socket) => sockets.push(socket));
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const reach = (allowHalfOpen = false) =>
    connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen });
  const head = (path: string, body = 'Transfer-Encoding: chunked') =>
    `POST ${path} HTTP/1.1\r\nHost: care\r\n${body}\r\n\r\n`;

  /** Sends so many MB in chunks, as they are taken; what it heard, and how many MB were taken. `first`: hears nothing before all is sent. */
  async function send(mb: number, { path = '/', first = false } = {}) {
    const socket = reach();
    let heard = '';
    let failed: Error | undefined;
    socket.on('data', (data) => (heard += data)).on('error', (error) => (failed = error));
    if (first) socket.pause();
    socket.write(head(path));
    const chunk = Buffer.concat([
      Buffer.from(`${MB.toString(16)}\r\n`),
      Buffer.alloc(MB, 'x'),
      Buffer.from('\r\n'),
    ]);
    const gone = new Promise<void>((done) => socket.once('close', () => done()));
    for (let n = 0; n < mb && !socket.destroyed; n++)
      if (!socket.write(chunk))
        await new Promise<void>((done) => {
          socket.once('drain', done);
          void gone.then(done);
        });
    if (!socket.destroyed) socket.end('0\r\n\r\n');
    socket.resume();
    await gone;
    return { heard, failed, taken: socket.bytesWritten / MB };
  }

  it('as large as a file is taken to its end, and its sender hears the answer', async () => {
    const { heard, taken } = await send(11);
    assert.match(heard, /^HTTP\/1\.1 200 /);
    assert.ok(taken >= 11);
  });

  it('is taken to its end, too, where the answer is the last of its connection and is read only after that', async () => {
    const { heard, failed, taken } = await send(11, { path: '/last', first: true });
    assert.equal(failed, undefined);
    assert.match(heard, /^HTTP\/1\.1 200 .*ok/s);
    assert.ok(taken >= 11);
  });

  it('without an end is taken no further than the largest that any route takes', async () => {
    const { heard, taken } = await send(1024);
    assert.match(heard, /^HTTP\/1\.1 200 /);
    assert.ok(taken < 1024, `${taken} MB were taken`);
  });

  it('of many senders at once is taken slowly, so that the server does not grow by it', async () => {
    sockets.length = 0;
    const crowd = Array.from({ length: 20 }, () => {
      const socket = reach().on('error', () => undefined);
      socket.write(head('/', `Content-Length: ${10 * MB}`));
      socket.write(Buffer.alloc(9 * MB, 'x'));
      return socket;
    });
    await Promise.all(crowd.map((socket) => once(socket, 'data')));
    await sleep(1000);
    const taken = sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0) / MB;
    for (const socket of crowd) socket.destroy();
    assert.ok(taken > 1 && taken < 20, `${taken} of 180 MB in a second`);
  });

  it('leaves its connection to the next request, unless the answer was the last', async () => {
    for (const [path, then] of [
      ['/', ['/', '/next']],
      ['/last', ['/last']],
    ] as const) {
      asked.length = sockets.length = 0;
      const socket = reach(true).on('error', () => undefined);
      socket.write(head(path, 'Content-Length: 8') + 'abcd');
      await once(socket, 'data');
      await sleep(100);
      const gone = once(sockets[0]!, 'close');
      socket.end(`efgh${head('/next', 'Content-Length: 0')}`);
      await gone;
      assert.deepEqual(asked, then);
    }
  });

  it('leaves it to nobody where Hono answers and the rest does not come within half a second', async () => {
    const heard: string[] = [];
    const answer = getRequestListener(async ({ url }) => {
      heard.push(new URL(url).pathname);
      return new Response('ok');
    });
    const through = openEdge(answer).listen(0, '127.0.0.1');
    await once(through, 'listening');
    const { port } = through.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined);
    const gone = once(socket, 'close');
    socket.write(head('/', 'Content-Length: 8') + 'abcd');
    await once(socket, 'data');
    await sleep(1000);
    socket.end(`efgh${head('/next', 'Content-Length: 0')}`);
    await gone;
    through.close();
    assert.deepEqual(heard, ['/']);
  });
});
