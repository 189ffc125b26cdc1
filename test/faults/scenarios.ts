/** What can happen to the machine under the hospital, each tried for real: PostgreSQL out of reach, no connection left, LiveKit gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { clock } from './clock.ts';
import { DISK } from './disk.ts';
import { postgresOf, type Scenario, type Trial } from './hospital.ts';
import { STARTS } from './start.ts';

async function timed(url: string): Promise<{ status: number; ms: number }> {
  const began = performance.now();
  const status = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    async (answer) => (await answer.text(), answer.status),
    () => 0,
  );
  return { status, ms: performance.now() - began };
}

export const unreachable: Scenario = {
  name: 'PostgreSQL unreachable for 30 s',
  did: 'every process of PostgreSQL stopped (SIGSTOP), as behind a network that swallows everything',
  async run({ demo, place, see, hold }) {
    const processes = postgresOf(demo);
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    try {
      await hold(5);
      const health = await timed(`${place.careUrl}/healthz`);
      const ready = await timed(`${place.careUrl}/readyz`);
      see(`/healthz ${health.status}`, health.status === 200);
      see(`/readyz ${ready.status} after ${(ready.ms / 1000).toFixed(1)} s`, ready.status === 503);
      await hold(25);
    } finally {
      for (const pid of processes) process.kill(pid, 'SIGCONT');
    }
  },
};

const pool: Scenario = {
  name: 'pool exhausted',
  did: 'the table of visits locked for 20 s, so that each of the 4 connections waits in it, and everybody else for a connection',
  demo: { env: { DATABASE_POOL: '4' } },
  patients: 16,
  async run({ place, see, hold }) {
    const client = new pg.Client({ connectionString: place.adminUrl() });
    await client.connect();
    try {
      await client.query('BEGIN; LOCK TABLE visits IN ACCESS EXCLUSIVE MODE');
      await hold(5);
      const { status } = await timed(`${place.careUrl}/healthz`);
      see(`/healthz ${status}`, status === 200);
      await hold(15);
      const told = await fetch(`${place.careUrl}/metrics`).then((answer) => answer.text());
      const wait = Number(/^care_pool_connections\{state="waiting"\} (\d+)/m.exec(told)?.[1] ?? 0);
      see(`${wait} wait for a connection`, wait > 0);
    } finally {
      await client.end();
    }
  },
};

const livekit: Scenario = {
  name: 'LiveKit gone for 20 s',
  did: 'LiveKit killed, and killed again whenever it came back',
  demo: { video: true },
  async run({ demo, place, call, see, hold }) {
    const opened = await call('POST', '/renhe/visits', {
      body: {
        patient: {
          name: '林一',
          birthDate: '1980-01-01',
          sex: 'male',
          phone: '138 0000 0000',
          allergies: { status: 'none', items: [] },
        },
        language: 'zh-CN',
        consent: { version: 'demo-1', agreed: true },
      },
    });
    const { token } = opened.body;
    const ask = async () => {
      const answer = await fetch(`${place.careUrl}/v1/hospitals/renhe/connection-check`, {
        method: 'POST',
        headers: {
          ...{ 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: '{}',
      });
      const body = (await answer.json()) as { code?: string };
      return answer.ok ? String(answer.status) : `${answer.status} ${body.code}`;
    };
    const kill = () => {
      try {
        demo.crashLivekit();
      } catch {
        // It has not come back yet.
      }
    };
    kill();
    const away = setInterval(kill, 100);
    try {
      await hold(10);
      const without = await ask();
      see(`a way into a call: ${without}`, without === '503 media-unavailable');
      const { status } = await timed(`${place.careUrl}/readyz`);
      see(`/readyz ${status}`, status === 200);
      await hold(10);
    } finally {
      clearInterval(away);
    }
    const began = performance.now();
    let now = '';
    while (performance.now() - began < 60_000 && !/^20/.test((now = await ask()))) await sleep(200);
    see(`calls again after ${((performance.now() - began) / 1000).toFixed(1)} s`, /^20/.test(now));
  },
};

export const SCENARIOS: readonly (Scenario | Trial)[] = [
  unreachable,
  pool,
  ...DISK,
  clock,
  livekit,
  ...STARTS,
];
