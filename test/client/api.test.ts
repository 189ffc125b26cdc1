/** Calls against a server of a few lines: the token, one key a write, retry, and problems as they are told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApi } from '@care-elements/client/api.ts';
import { Problem } from '@care-elements/client/problem.ts';

type Answer = Response | Error;
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

function server(...answers: Answer[]) {
  const asked: { method: string; url: string; headers: Headers; body: unknown }[] = [];
  const slept: number[] = [];
  const api = createApi('https://care.test/v1/hospitals/renhe', {
    token: () => 'secret',
    random: () => 0.5,
    sleep: async (ms) => void slept.push(ms),
    fetch: async (url, init) => {
      asked.push({
        method: init!.method!,
        url: String(url),
        headers: init!.headers as Headers,
        body: init!.body && JSON.parse(String(init!.body)),
      });
      const answer = answers.shift() ?? json(200, {});
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, asked, slept };
}
const keyOf = ({ headers }: { headers: Headers }) => headers.get('Idempotency-Key');

describe('api', () => {
  it('sends the token and the query, and leaves out what is undefined', async () => {
    const { api, asked } = server(json(200, { a: 1 }));
    assert.deepEqual(await api.get('/complaints', { query: { q: '发烧 & 咳', age: 3, none: undefined } }), {
      a: 1,
    });
    assert.equal(
      asked[0]!.url,
      'https://care.test/v1/hospitals/renhe/complaints?q=%E5%8F%91%E7%83%A7+%26+%E5%92%B3&age=3',
    );
    assert.equal(asked[0]!.headers.get('Authorization'), 'Bearer secret');
    assert.equal(keyOf(asked[0]!), null, 'a reading has no key');
  });

  it('answers undefined to an empty body', async () => {
    assert.equal(await server(new Response(null, { status: 204 })).api.post('/x'), undefined);
  });

  it('repeats a write after a broken line and a busy server, under the same key', async () => {
    const { api, asked, slept } = server(
      new TypeError('Failed to fetch'),
      json(503, { code: 'not-ready' }),
      json(201, { ok: true }),
    );
    assert.deepEqual(await api.post('/visits', { a: 1 }), { ok: true });
    assert.equal(asked.length, 3);
    assert.equal(new Set(asked.map(keyOf)).size, 1);
    assert.ok(keyOf(asked[0]!)!.length > 15);
    assert.deepEqual(slept, [250, 500], 'jittered under a doubling ceiling');
  });

  it('gives up after four tries, and the next tap on the same thing goes out under the same key', async () => {
    const down = () => new TypeError('Failed to fetch');
    const { api, asked } = server(down(), down(), down(), down(), json(201, {}), json(201, {}));
    await assert.rejects(
      api.post('/visits', { a: 1 }),
      (error: Problem) => error.code === 'network' && error.status === 0,
    );
    assert.equal(asked.length, 4);
    await api.post('/visits', { a: 1 });
    assert.equal(new Set(asked.map(keyOf)).size, 1, 'one intent, one key');
    await api.post('/visits', { a: 1 });
    assert.notEqual(
      keyOf(asked[5]!),
      keyOf(asked[4]!),
      'once it was answered, the same again is a new intent',
    );
  });

  it('takes the same write after something else for another one', async () => {
    const { api, asked } = server(json(500, {}), json(201, {}));
    await assert.rejects(api.post('/call-next', undefined, { after: 'a' }));
    await api.post('/call-next', undefined, { after: 'b' });
    assert.notEqual(keyOf(asked[0]!), keyOf(asked[1]!));
  });

  it('does not repeat a refusal, and tells it as it is', async () => {
    const errors = [{ pointer: '/patient/phone', code: 'invalid', message: 'no phone' }];
    const { api, asked } = server(
      json(422, { code: 'invalid-input', title: 'Invalid', detail: 'd', errors }),
    );
    await assert.rejects(api.post('/visits', {}), (error: Problem) => {
      assert.ok(error instanceof Problem);
      assert.deepEqual(
        [error.status, error.code, error.detail, error.fields],
        [422, 'invalid-input', 'd', errors],
      );
      return true;
    });
    assert.equal(asked.length, 1);
  });

  it('keeps the key after a 500, whose write may have happened', async () => {
    const { api, asked } = server(json(500, { code: 'internal' }), json(201, {}));
    await assert.rejects(api.post('/visits', { a: 1 }));
    await api.post('/visits', { a: 1 });
    assert.equal(keyOf(asked[0]!), keyOf(asked[1]!));
  });

  it('takes a proxy’s page for what its status says', async () => {
    const { api } = server(new Response('<html>Bad gateway', { status: 502 }));
    await assert.rejects(api.get('/x'), { status: 502, code: 'internal' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const { api, asked } = server(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    stop.abort();
    await assert.rejects(api.get('/x', { signal: stop.signal }), { name: 'AbortError' });
    assert.equal(asked.length, 1);
  });
});
