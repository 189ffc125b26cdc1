/** A LiveKit of the hospital's own: whether it is there is asked again and again. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pickPort } from '../../../server/child.ts';
import { readEnv } from '../../../server/env.ts';
import { openMedia } from '../../../server/media/media.ts';

const configured = (port: number) =>
  readEnv({
    LIVEKIT_URL: `ws://127.0.0.1:${port}`,
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'a-secret-of-thirty-two-characters',
  });

test('says that it does not answer, and that it does again', async () => {
  const port = await pickPort();
  const env = configured(port);
  const said: string[] = [];
  const log = { info: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) };
  const { media, stop } = openMedia(env, { dataDir: '/nowhere', log, wait: false, askedEveryMs: 20 });
  const until = async (state: string) => {
    for (let i = 0; media!.status().state !== state; i++) {
      assert.ok(i < 500, `it is not ${state}`);
      await sleep(20);
    }
  };
  await until('starting');
  const livekit = createServer((_, response) => response.end('OK')).listen(port, '127.0.0.1');
  await once(livekit, 'listening');
  await until('ready');
  await stop();
  livekit.close();
  assert.deepEqual(said, ['LiveKit: LIVEKIT_URL does not answer.', 'LiveKit: answers again.']);
});

test('goes on asking where an answer breaks off', async (t) => {
  let asked = 0;
  t.mock.method(globalThis, 'fetch', async () => {
    const cancel = () => Promise.reject(new Error('broken'));
    return new Response(asked++ === 0 ? new ReadableStream({ cancel }) : 'OK');
  });
  const log = { info: () => {}, warn: () => {} };
  const { stop } = openMedia(configured(9), { dataDir: '/nowhere', log, wait: false, askedEveryMs: 20 });
  for (let i = 0; asked < 3 && i < 500; i++) await sleep(20);
  await stop();
  assert.ok(asked >= 3);
});
