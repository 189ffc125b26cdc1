/** The program itself, as a process: what it refuses, what a kill -9 costs (nothing), how it goes. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers, Asking } from '@care-elements/triage/protocol.ts';
import { removeCluster } from '../../server/db/cluster.ts';
import { readEnv } from '../../server/env.ts';
import { demoDepartmentId } from '../../server/demo/seed.ts';
import { pickPort } from '../../server/child.ts';
import { calm } from '../kit/flow.ts';
import { PATIENT } from '../kit/open-test-app.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

describe('the server as a process', () => {
  let dataDir: string;
  let port: number;
  let child: ChildProcess | undefined;
  before(async () => {
    const data = fileURLToPath(new URL('../../data/', import.meta.url));
    await mkdir(data, { recursive: true });
    dataDir = await mkdtemp(join(data, 'test-main-'));
    // Four in a row: the server and the demo's three sites.
    do port = await pickPort();
    while (port > 60_000);
  });
  after(async () => {
    if (child && child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await removeCluster(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  });

  const run = (args: string[], env: Record<string, string>) =>
    spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, CARE_DATA_DIR: dataDir, PORT: String(port), CARE_VIDEO: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const output = async (process: ChildProcess) => {
    let text = '';
    process.stdout!.on('data', (d) => (text += d));
    process.stderr!.on('data', (d) => (text += d));
    const [code] = await once(process, 'exit');
    return { code, text };
  };
  const start = async () => {
    child = run(['--demo'], {});
    let text = '';
    child.stdout!.on('data', (d) => (text += d));
    child.stderr!.on('data', (d) => (text += d));
    for (let i = 0; i < 600 && !text.includes('Care Elements is running'); i++) {
      if (child.exitCode !== null) throw new Error(text);
      await sleep(50);
    }
    return text;
  };
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/hospitals/renhe${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('refuses to start without its secrets, naming each', async () => {
    const wrong = { LIVEKIT_URL: 'ws://127.0.0.1:1', CARE_TRUST_PROXI: '1' };
    const { code, text } = await output(run([], wrong));
    assert.equal(code, 1);
    assert.match(text, /^CARE_TRUST_PROXI is set, and is no variable of this server\.$/m);
    assert.doesNotMatch(text, /CARE_DATA_DIR is set/);
    for (const name of ['CARE_TOKEN_SECRET', 'CARE_SEAL_KEY', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'])
      assert.match(text, new RegExp(name));
  });

  it('a database that fails before the server listens is one line, with no stack', async () => {
    const secret = 'a-secret-of-at-least-32-characters';
    const { code, text } = await output(
      run([], {
        HOST: 'localhost',
        DATABASE_URL: 'postgres://care@127.0.0.1/care?sslmode=verify-full&sslrootcert=/no/ca.pem',
        ...{ CARE_TOKEN_SECRET: secret, CARE_SEAL_KEY: secret },
      }),
    );
    assert.equal(code, 1);
    assert.match(text, /^ENOENT.*ca\.pem'$/m);
    assert.doesNotMatch(text, /^ +at |Node\.js v/m);
  });

  it('names each variable that is wrong', () => {
    assert.throws(() => readEnv({ PORT: 'x', CARE_TOKEN_SECRET: 'short' }), /PORT[^]*CARE_TOKEN_SECRET/);
  });

  it('keeps place and ticket through a kill -9 mid-queue, and goes on by itself', async () => {
    await start();
    const opened = await call('POST', '/visits', {
      patient: PATIENT,
      language: 'zh-CN',
      consent: { version: 'demo-1', agreed: true },
    });
    const { token } = opened.body;
    const { visitId } = opened.body.visit;
    const { body: asked } = await call('GET', '/protocols/general');
    const answers: Answers = {};
    for (;;) {
      const { next } = evaluate([asked as Asking], answers, { age: 70, sex: 'female' }, asked.regions);
      if (!next) break;
      answers[next.linkId] = calm(next);
    }
    await call(
      'POST',
      `/visits/${visitId}/triage`,
      { protocols: [{ id: asked.id, hash: asked.hash }], text: 'x', answers },
      token,
    );
    const joined = await call(
      'POST',
      `/visits/${visitId}/queue-entries`,
      { departmentId: demoDepartmentId('renhe', '03') },
      token,
    );
    assert.equal(joined.status, 201);

    child!.kill('SIGKILL');
    await once(child!, 'exit');
    await start();
    const { body: view } = await call('GET', `/visits/${visitId}`, undefined, token);
    assert.deepEqual(view.queue, joined.body);
  });

  it('a second server on the same data is refused with a clear line', async () => {
    const { code, text } = await output(run(['--demo'], { PORT: '0' }));
    assert.equal(code, 1);
    assert.match(text, /already|another server|in use/i);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200, 'the first one is untouched');
  });

  it('ends within ten seconds of a SIGTERM, with an open stream, leaving no PostgreSQL behind', async () => {
    const { body } = await call('POST', '/visits', {
      patient: PATIENT,
      language: 'en',
      consent: { version: 'demo-1', agreed: true },
    });
    const stream = await fetch(
      `http://127.0.0.1:${port}/v1/hospitals/renhe/live?topics=visit:${body.visit.visitId}`,
      {
        headers: { Authorization: `Bearer ${body.token}` },
      },
    );
    assert.equal(stream.status, 200);
    child!.kill('SIGTERM');
    const [code] = await once(child!, 'exit', { signal: AbortSignal.timeout(10_000) });
    assert.equal(code, 0);
    const { listProcesses } = await import('../../server/child.ts');
    const left = listProcesses().filter((p) => JSON.stringify(p).includes(dataDir));
    assert.deepEqual(left, []);
    await stream.body?.cancel().catch(() => {});
  });
});
