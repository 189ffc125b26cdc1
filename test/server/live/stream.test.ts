/** One stream and its reader: fast, slow, or gone. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStream, SLOW_READER_BYTES, type LiveStream } from '../../../server/live/stream.ts';

/** A kernel takes a few MB before anything waits with us. */
const BIG = 'x'.repeat(512 * 1024);

describe('a stream and its reader', () => {
  let server: Server;
  let arrived: (response: ServerResponse) => void;
  before(async () => {
    server = createServer((_, response) => arrived(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function meet(patienceMs?: number) {
    const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const reader = new Promise<IncomingMessage>((resolve) =>
      get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, resolve),
    );
    const out = await response;
    const stream = openStream(out, { hospitalId: 'renhe', sessionId: 's' }, {}, patienceMs);
    let closed = false;
    stream.onClose(() => (closed = true));
    return { out, stream, reader: await reader, gone: () => closed };
  }
  it('of somebody who went before it was opened is over at once', async () => {
    const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const asking = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    asking.on('error', () => undefined);
    const out = await response;
    asking.destroy();
    await once(out, 'close');
    const stream = openStream(out, { hospitalId: 'renhe', sessionId: 's' }, {});
    let closed = false;
    stream.onClose(() => (closed = true));
    for (let tries = 0; !closed && tries < 50; tries++) await sleep(5);
    assert.ok(closed, 'whoever follows it lets go of it');
  });

  const stall = (reader: IncomingMessage) => {
    reader.pause();
    reader.socket.pause();
    reader.on('error', () => undefined);
  };
  /** Sends until the kernel takes no more; returns how many. */
  const fill = async (stream: LiveStream, out: ServerResponse) => {
    let n = 0;
    while (out.writableLength < SLOW_READER_BYTES && n < 200) {
      stream.send('queue', 'queue:1', `{"n":${n++},"big":"${BIG}"}`, `1-${n}`);
      await sleep(1);
    }
    assert.ok(n < 200, 'the socket is full');
    return n;
  };

  it('brings one event that is larger than what may wait', async () => {
    const { stream, reader } = await meet(200);
    let text = '';
    reader.on('data', (chunk) => (text += chunk));
    stream.send('desk', 'desk', '{}', null);
    stream.send('queue', 'queue:1', JSON.stringify({ big: BIG }), '1-1');
    while (!text.endsWith(`${BIG}"}\n\n`)) await sleep(5);
    assert.match(text, /^event: desk\ndata: \{\}\n\nevent: queue\nid: 1-1\ndata: /);
    reader.destroy();
  });

  it('keeps nothing of the large events that were read', async () => {
    const { out, stream, reader } = await meet();
    let text = '';
    reader.on('data', (chunk) => (text = (text + chunk).slice(-20)));
    const listeners = () => out.listenerCount('close') + out.listenerCount('drain');
    const before = listeners();
    for (let n = 0; n < 5; n++) {
      stream.send('queue', 'queue:1', JSON.stringify({ big: BIG.repeat(8), n }), null);
      while (!text.endsWith(`"n":${n}}\n\n`)) await sleep(5);
    }
    while (out.writableNeedDrain) await sleep(5);
    assert.equal(listeners(), before);
    reader.destroy();
  });

  it('gives a reader that was slow the newest of each, in their order', async () => {
    const { stream, reader, out, gone } = await meet();
    stall(reader);
    const sent = await fill(stream, out);
    const before = out.writableLength;
    for (let i = 0; i < 50; i++) {
      stream.send('queue', 'queue:1', `{"last":${i}}`, `2-${i}`);
      stream.send('visit', 'visit:a', `{"a":${i}}`, `3-${i}`);
      stream.send('visit', 'visit:b', `{"b":${i}}`, `4-${i}`);
      stream.beat();
    }
    assert.equal(out.writableLength, before, 'nothing more waits in the socket');
    let text = '';
    reader.on('data', (chunk) => (text += chunk));
    reader.socket.resume();
    reader.resume();
    while (!text.includes('"b":49')) await sleep(5);
    const told = [...text.matchAll(/^data: (\{.{0,12})/gm)].map((m) => m[1]!.replace(/,.*/, ''));
    assert.deepEqual(told, [
      ...Array.from({ length: sent }, (_, n) => `{"n":${n}`),
      '{"last":49}',
      '{"a":49}',
      '{"b":49}',
    ]);
    assert.equal(gone(), false);
    reader.destroy();
  });

  it('drops a reader that reads nothing', async () => {
    const { stream, reader, out, gone } = await meet(100);
    stall(reader);
    await fill(stream, out);
    while (!gone()) await sleep(10);
    reader.destroy();
  });

  it('ends also for who does not read', async () => {
    const { stream, reader, out, gone } = await meet();
    stall(reader);
    await fill(stream, out);
    stream.close();
    while (!gone()) await sleep(10);
    reader.destroy();
  });
});
