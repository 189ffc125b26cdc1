/** When a body is read, and how much of it: nothing before it is known who asks, never more than the limit, within a time, few large ones at once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { Hono } from 'hono';
import { ROUTES } from '@care-elements/contract/routes.ts';
import type { Route } from '@care-elements/contract/route.ts';
import { readBytes } from '../../../server/http/body.ts';
import { ProblemError } from '../../../server/problems.ts';
import { pathOf } from '../../kit/route-cases.ts';
import { openRouteWorld, type RouteWorld } from '../../kit/route-world.ts';
import { deadMedia } from '../consult/kit.ts';

/** A body that comes when it is asked for: each of `pieces`, and after them nothing more, unless it is ended. */
function slowBody(pieces: string[]) {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const left = pieces.map((piece) => Buffer.from(piece));
  const body = { asked: 0, end, stream: null as unknown as ReadableStream };
  body.stream = new ReadableStream(
    {
      async pull(controller) {
        body.asked++;
        const next = left.shift();
        if (next) return controller.enqueue(next);
        await ended;
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return body;
}
const post = (stream: ReadableStream, headers: Record<string, string> = {}) =>
  ({ method: 'POST', headers, body: stream, duplex: 'half' }) as RequestInit;

describe('a body', () => {
  it('that a route takes passes the proxy of deploy/nginx.conf.example', () => {
    const conf = readFileSync(new URL('../../../deploy/nginx.conf.example', import.meta.url), 'utf8');
    const [, mb] = /client_max_body_size (\d+)m;/.exec(conf)!;
    const most = Math.max(...Object.values(ROUTES).map(({ maxBytes = 0 }: Route) => maxBytes));
    assert.ok(most > 10 * 2 ** 20 && most <= Number(mb) * 2 ** 20, `${most} bytes`);
  });

  const read = async (pieces: string[], { ended = false, ms = 1000 } = {}) => {
    const body = slowBody(pieces);
    if (ended) body.end();
    const app = new Hono().post('/', async (c) => c.text((await readBytes(c, 1000, ms)).toString('latin1')));
    let refused: ProblemError | undefined;
    app.onError((error, c) => {
      assert.ok(error instanceof ProblemError, error.stack);
      refused = error;
      return c.text(error.code);
    });
    const answer = await app.request('/', post(body.stream));
    return { told: await answer.text(), refused, asked: body.asked };
  };

  it('is what was sent, however small its pieces and up to the last byte that it may have', async () => {
    for (const sent of ['', 'a', 'ab'.repeat(500)])
      assert.equal((await read([...sent], { ended: true })).told, sent);
    assert.equal((await read(['x'.repeat(1000)], { ended: true })).told, 'x'.repeat(1000));
  });

  it('is read no further than its limit, without a word of how long it is', async () => {
    const { told, refused, asked } = await read(Array<string>(100).fill('x'.repeat(300)));
    assert.deepEqual([told, asked], ['body-too-large', 4]);
    assert.deepEqual([refused!.extra.current, refused!.headers], [1000, { Connection: 'close' }]);
  });

  it('that never ends is waited for no longer than its time', async () => {
    const { told, refused } = await read(['x'], { ms: 50 });
    assert.equal(told, 'malformed-body');
    assert.deepEqual(refused!.headers, { Connection: 'close' });
  });

  it('that breaks off is no fault of the server', async () => {
    const stream = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const app = new Hono().post('/', async (c) => c.body((await readBytes(c)) as never));
    app.onError((error, c) => c.text((error as ProblemError).code));
    assert.equal(await (await app.request('/', post(stream))).text(), 'malformed-body');
  });
});

describe('the server', () => {
  let world: RouteWorld;
  before(async () => void (world = await openRouteWorld({ media: deadMedia() })));
  after(() => world.t.close());

  it('reads no body of who has no token, nor a webhook that LiveKit did not sign', async () => {
    const { t, f } = world;
    let tried = 0;
    for (const [id, def] of Object.entries(ROUTES) as [string, Route][]) {
      if (def.method === 'get' || def.callers.includes('public')) continue;
      const body = slowBody(['{}']);
      body.end();
      const path = `/v1/hospitals${pathOf(def.path, f.hospitalId, f)}`;
      const answer = await t.app.request(path, { ...post(body.stream), method: def.method.toUpperCase() });
      assert.deepEqual([answer.status, body.asked], [401, 0], id);
      tried++;
    }
    assert.ok(tried > 60, `${tried} routes`);
    const body = slowBody(['{}']);
    body.end();
    const hook = await t.app.request('/v1/livekit/webhook', post(body.stream, { Authorization: 'mine' }));
    assert.deepEqual([hook.status, body.asked], [401, 0]);
  });

  it('reads few tables at once, one of each person; those that wait are not read, and are taken in their turn', async () => {
    const { t } = world;
    const token = (username: string) => t.tokenOf('renhe', username, 'administrator');
    const fang = await token('fang');
    // Each with a session of its own, and with rights that do not matter here: the table is read before they are asked.
    const people = [fang, fang, await token('zhao'), await token('sun')];
    const tables = people.map(() => slowBody(['{"file":"', 'AAAA"}']));
    const send = ({ stream }: (typeof tables)[number], n: number) =>
      t.app.request(
        '/v1/hospitals/renhe/formulary/import/preview',
        post(stream, {
          ...{ Authorization: `Bearer ${people[n]}`, 'Content-Type': 'application/json' },
          'Idempotency-Key': `${n}`.padEnd(20, 'k'),
        }),
      );
    const read = () => tables.map(({ asked }) => asked > 0);
    const becomes = async (wanted: boolean[]) => {
      for (const end = Date.now() + 5000; Date.now() < end && `${read()}` !== `${wanted}`; await sleep(20));
      // Whatever else would be read, is by now.
      await sleep(100);
      assert.deepEqual(read(), wanted);
    };
    const answers = [];
    for (const [n, table] of tables.entries()) {
      answers.push(send(table, n));
      await becomes([true, false, n >= 2, false]);
    }
    tables[2]!.end();
    await becomes([true, false, true, true]);
    for (const { end } of tables) end();
    const statuses = await Promise.all(answers.map(async (answer) => (await answer).status));
    assert.ok(
      statuses.every((status) => status >= 400 && status < 500),
      `${statuses}`,
    );
    assert.deepEqual(read(), [true, true, true, true]);
  });
});
