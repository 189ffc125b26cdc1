/**
 * The load generator, in a process of its own: holds many event streams open over plain sockets, notes what each is told and
 * when, and asks for things at set times, whether or not what was asked before has been answered.
 */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClock } from './clock.ts';
import type { Asked, AskedFor, Order, Told } from './crowd.ts';

const clock = openClock();
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
let told: Told[] = [];
let opened = 0;

function open(port: number, index: number, path: string, token: string, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}\r\n\r\n`,
      ),
    );
    let rest = '';
    let ready = false;
    socket.setEncoding('latin1').on('data', (text: string) => {
      const at = clock();
      const frames = (rest + text).split('\n\n');
      rest = frames.pop()!;
      for (const frame of frames) {
        if (!ready && frame.includes('data: ')) {
          ready = true;
          opened++;
          resolve();
        }
        const found = pattern.exec(frame);
        // What is no number (`null`) goes over as null.
        if (found) told.push([index, Number(found[1] ?? 0), at]);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`stream ${index} ended: ${rest.slice(0, 400)}`)));
  });
}

const post = (port: number, { path, token, key, body }: AskedFor): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key };
    if (body) headers['Content-Type'] = 'application/json';
    const asked = request({ port, host: '127.0.0.1', path, method: 'POST', headers, agent }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode!));
    });
    asked.on('error', reject).end(body ? JSON.stringify(body) : undefined);
  });

async function obey(order: Order): Promise<unknown> {
  if (order.do === 'open') {
    const pattern = new RegExp(order.pattern);
    const queue = order.streams.entries();
    await Promise.all(
      Array.from({ length: order.atOnce }, async () => {
        for (const [i, { path, token }] of queue) await open(order.port, i, path, token, pattern);
      }),
    );
    return opened;
  }
  if (order.do === 'ask') {
    const begun = clock();
    const asked: Asked[] = [];
    await Promise.all(
      order.requests.map(async (one, i) => {
        const due = begun + (one.after ?? (i * 1000) / order.perSecond);
        await sleep(Math.max(0, due - clock()));
        const status = await post(order.port, one);
        asked[i] = { due, answered: clock(), status };
      }),
    );
    return asked;
  }
  const all = told;
  told = [];
  return all;
}

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send!({ answer }),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
