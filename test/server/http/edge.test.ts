/** What is left of a body that nobody reads: its sender hears the answer, and is let go before the server grows by what is sent. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Server } from 'node:http';
import { openEdge } from '../../../server/http/edge.ts';

const MB = 2 ** 20;

describe('a body that nobody reads', () => {
  let server: Server;
  before(async () => {
    server = openEdge((_, response) => void response.end('ok')).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends so many MB in chunks, as they are taken; what it heard, and how many MB were taken. */
  async function send(mb: number): Promise<{ heard: string; taken: number }> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data)).on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: care\r\nTransfer-Encoding: chunked\r\n\r\n');
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
    await gone;
    return { heard, taken: socket.bytesWritten / MB };
  }

  it('as large as a file is taken to its end, and its sender hears the answer', async () => {
    const { heard, taken } = await send(11);
    assert.match(heard, /^HTTP\/1\.1 200 /);
    assert.ok(taken >= 11);
  });

  it('without an end is taken no further than the largest that any route takes', async () => {
    const { heard, taken } = await send(1024);
    assert.match(heard, /^HTTP\/1\.1 200 /);
    assert.ok(taken < 1024, `${taken} MB were taken`);
  });
});
