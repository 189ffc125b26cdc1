/**
 * Slow clients at a server of its own process: half heads, no head, bodies without an end, readers who do not read. Everybody else is
 * answered meanwhile, the server grows by little, and who was too slow is let go.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { IMPORT_BODY_BYTES } from '@care-elements/contract/formulary.versions.ts';
import { openTestApp, signedIn, type TestApp } from '../kit/open-test-app.ts';
import { deadMedia, takenVisit } from '../server/consult/kit.ts';
import type { Attack, Attempt } from './attack.ts';
import type { Crowd } from './slow/crowd.ts';

const SERVER = join(import.meta.dirname, '../kit/serve-child.ts');
const CROWD = join(import.meta.dirname, 'slow/crowd.ts');
/** The goals. */
const P99_MS = 100;
const GROWTH_MB = 64;
const MB = 2 ** 20;

interface Target {
  port: number;
  pid: number;
  stop(): void;
}

async function startServer(t: TestApp): Promise<Target> {
  const argument = JSON.stringify({
    // None answers there: whoever calls as LiveKit has to show its key.
    livekit: deadMedia(),
    ...{ url: t.url, tokenSecret: Buffer.from(t.deps.tokenSecret).toString('base64') },
    sealKey: Buffer.from(t.deps.sealKey).toString('base64'),
  });
  const child = spawn(process.execPath, [SERVER, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /^port (\d+)$/m.exec(said)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`the server ended (${code})`)));
  });
  return { port, pid: child.pid!, stop: () => void child.kill('SIGKILL') };
}

/** Resident memory, in bytes (Linux). */
const memory = ({ pid }: Target) =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;

/** Somebody honest, who asks 50 times a second until told to stop; how long each answer took, from when it was due. */
function honest({ port }: Target) {
  const took: number[] = [];
  const wrong: string[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const timer = setInterval(() => {
    const from = performance.now();
    const asked = request({ port, host: '127.0.0.1', path: '/v1/hospitals/renhe', agent }, (answer) => {
      answer.resume().on('end', () => {
        took.push(performance.now() - from);
        if (answer.statusCode !== 200) wrong.push(String(answer.statusCode));
      });
    });
    asked.on('error', (error) => wrong.push(error.message)).end();
  }, 20);
  return {
    async stop() {
      clearInterval(timer);
      await sleep(200);
      agent.destroy();
      took.sort((a, b) => a - b);
      return {
        ...{ n: took.length, wrong },
        ...{ p99: took[Math.floor(took.length * 0.99)] ?? Infinity, worst: took.at(-1) ?? Infinity },
      };
    },
  };
}

async function crowd(options: Crowd) {
  // Not with our own --import: what that loads listens first, and the crowd would never hear what it is to do.
  const child: ChildProcess = fork(CROWD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  let state = { open: options.count, refused: 0, answered: 0 };
  child.on('message', (message) => (state = message as typeof state));
  child.send(options);
  return { state: () => state, end: () => child.kill('SIGKILL') };
}

/** One attack: what it does while somebody honest asks, and what must be true after it. */
async function under(
  target: Target,
  attempt: string,
  tried: number,
  act: () => Promise<string[]>,
): Promise<Attempt> {
  const before = memory(target);
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, memory(target))), 50);
  const somebody = honest(target);
  const findings = await act();
  clearInterval(watching);
  const { n, p99, worst, wrong } = await somebody.stop();
  const growth = (most - before) / MB;
  if (n < 20) findings.push(`only ${n} honest answers`);
  if (wrong.length) findings.push(`${wrong.length} honest requests failed: ${wrong[0]}`);
  if (p99 > P99_MS) findings.push(`the others' p99 is ${p99.toFixed(0)} ms`);
  if (growth > GROWTH_MB) findings.push(`the server grew by ${growth.toFixed(0)} MB`);
  const measured = `others' p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} (${n}), growth ${growth.toFixed(0)} MB`;
  return { attempt, tried, findings, measured };
}

/** Until nobody of the crowd stands any more, `ms` at most. */
async function untilGone({ state }: { state: () => { open: number } }, ms: number): Promise<string[]> {
  for (const end = Date.now() + ms; state().open > 0; await sleep(100))
    if (Date.now() > end) return [`${state().open} still stand`];
  return [];
}

const head = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: care\r\n${more}\r\n`;

/** Sends a body without a length, as fast as it is taken, until the server ends it; gives what it said and how much it took. */
const endless = (port: number, path: string, headers: string, bytes: number) =>
  new Promise<{ status: number; taken: number }>((resolve) => {
    const chunk = Buffer.alloc(MB, 'x');
    const framed = Buffer.concat([
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]);
    let said = '';
    const socket = connect(port, '127.0.0.1');
    const pump = () => {
      while (socket.bytesWritten < bytes && !socket.destroyed && socket.write(framed));
    };
    socket.on('connect', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: care\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`);
      pump();
    });
    socket.on('drain', pump).on('data', (data) => (said += data));
    socket.on('error', () => undefined);
    socket.on('close', () =>
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0), taken: socket.bytesWritten }),
    );
  });

export const attack: Attack = async ({ long }) => {
  const t = await openTestApp();
  const { visitId, patientId, token } = await takenVisit(t, { state: 'in_consult' });
  const target = await startServer(t);
  const { port } = target;
  const many = (n: number) => (long ? n : Math.ceil(n / 25));
  const silent = { port, pace: 40, hello: [], body: 0, stays: false, drip: '', dripMs: 0, deaf: false };
  try {
    // Warm: what a first answer needs is no growth.
    const warm = honest(target);
    await sleep(2000);
    await warm.stop();
    await (await fetch(`http://127.0.0.1:${port}/v1/openapi.json`)).text();
    const attempts: Attempt[] = [];
    const withCrowd = async (attempt: string, options: Partial<Crowd> & { count: number }, seconds: number) =>
      attempts.push(
        await under(target, attempt, options.count, async () => {
          const people = await crowd({ ...silent, ...options });
          const left = await untilGone(people, seconds * 1000);
          people.end();
          return left;
        }),
      );

    await withCrowd(
      'slowloris: a head without an end, a line every second',
      {
        count: many(5000),
        hello: ['GET /v1/hospitals/renhe HTTP/1.1\r\nHost: care\r\n'],
        drip: 'X-A: b\r\n',
        dripMs: 1000,
      },
      20,
    );
    await withCrowd('half-open: connected, and not a word', { count: many(10_000) }, 20);

    const GB = long ? 2 ** 30 : 2 ** 26;
    const bearer = `Authorization: Bearer ${token}\r\nIdempotency-Key: ${'k'.repeat(20)}\r\n`;
    const visits = '/v1/hospitals/renhe/visits';
    const bodies: [string, string, string][] = [
      ['a body of JSON', visits, `${bearer}Content-Type: application/json\r\n`],
      ['a file', `${visits}/${visitId}/attachments?name=x`, `${bearer}Content-Type: image/jpeg\r\n`],
      ['a webhook', '/v1/livekit/webhook', 'Content-Type: application/webhook+json\r\n'],
      ['a page that takes none', '/healthz', ''],
    ];
    for (const [what, path, headers] of bodies)
      attempts.push(
        await under(target, `${what} of ${GB / MB} MB in chunks`, 1, async () => {
          const from = Date.now();
          const { status, taken } = await endless(port, path, headers, GB);
          while (Date.now() < from + 1500) await sleep(50);
          return status >= 400 && status < 500 && taken < GB ? [] : [`${status} after ${taken / MB} MB`];
        }),
      );

    await withCrowd(
      'a body just under what is taken, that never ends, from nobody',
      {
        count: many(60),
        body: IMPORT_BODY_BYTES,
        // For the 30 s that the server lingers.
        stays: long,
        hello: [
          'POST /v1/hospitals/renhe/formulary/import HTTP/1.1\r\nHost: care\r\nTransfer-Encoding: chunked\r\n\r\n',
        ],
        // Who sends nothing more does not see that the server has gone.
        drip: '1\r\nx\r\n',
        dripMs: 1000,
      },
      40,
    );

    const expiry = 3600_000;
    const sessions = await Promise.all(
      Array.from({ length: many(63) }, () =>
        signedIn(
          t.deps,
          { hospitalId: 'renhe', sessionId: t.deps.newId(), role: 'patient', patientId, visitId },
          expiry,
        ),
      ),
    );
    const live = sessions.map((own) =>
      head(`/v1/hospitals/renhe/live?topics=messages:${visitId}`, `Authorization: Bearer ${own}\r\n`),
    );
    attempts.push(
      await under(
        target,
        'streams that nobody reads, while the conversation goes on',
        many(500),
        async () => {
          const people = await crowd({ ...silent, count: many(500), hello: live, deaf: true });
          const refused: string[] = [];
          const from = Date.now();
          for (let n = 0; n < (long ? 200 : 40) || (long && Date.now() < from + 8000); n++) {
            const body = { messageId: t.deps.newId(), kind: 'text', text: '疼'.repeat(900) };
            const sent = await fetch(`http://127.0.0.1:${port}${visits}/${visitId}/messages`, {
              method: 'POST',
              headers: {
                ...{ Authorization: `Bearer ${sessions[0]}`, 'Content-Type': 'application/json' },
                'Idempotency-Key': body.messageId,
              },
              body: JSON.stringify(body),
            });
            const told = await sent.text();
            if (sent.status !== 201) refused.push(`a message was not taken: ${sent.status} ${told}`);
          }
          people.end();
          return refused.slice(0, 1);
        },
      ),
    );
    const document = head('/v1/openapi.json').repeat(4);
    attempts.push(
      await under(target, 'a long answer asked for four times each, and never read', many(500), async () => {
        const people = await crowd({ ...silent, count: many(500), pace: 5, hello: [document], deaf: true });
        await sleep(8000);
        people.end();
        return [];
      }),
    );
    return attempts;
  } finally {
    target.stop();
    await t.close();
  }
};
