/**
 * Slow clients at a server of its own process: half heads, no head, bodies without an end, readers who do not read. Everybody else is
 * answered meanwhile, the server grows by little, and who was too slow is let go.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { IMPORT_BODY_BYTES } from '@care-elements/contract/formulary.versions.ts';
import { SILENT_AT_MOST } from '../../server/http/edge.ts';
import { openTestApp, signedIn, type TestApp } from '../kit/open-test-app.ts';
import { deadMedia, takenVisit } from '../server/consult/kit.ts';
import type { Attack, Attempt } from './attack.ts';
import type { Crowd } from './slow/crowd.ts';
import { crowd, honest, missing, untilGone } from './slow/people.ts';

const SERVER = join(import.meta.dirname, '../kit/serve-child.ts');
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

/** One attack: what it does while somebody honest asks, and what must be true after it. */
async function under(
  target: Target,
  attempt: string,
  tried: number,
  act: () => Promise<{ findings: string[]; said?: string }>,
): Promise<Attempt> {
  const before = memory(target);
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, memory(target))), 50);
  const somebody = honest(target);
  const { findings, said } = await act();
  clearInterval(watching);
  const { n, came, p99, worst, wrong } = await somebody.stop();
  const growth = (most - before) / MB;
  if (n < 20 || came < 10) findings.push(`only ${n} honest answers, ${came} on new connections`);
  if (wrong.length) findings.push(`${wrong.length} honest requests failed: ${wrong[0]}`);
  if (p99 > P99_MS) findings.push(`the others' p99 is ${p99.toFixed(0)} ms`);
  if (growth > GROWTH_MB) findings.push(`the server grew by ${growth.toFixed(0)} MB`);
  const measured = `others' p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(0)} (${n}, ${came} on new connections), growth ${growth.toFixed(0)} MB${said ? `; ${said}` : ''}`;
  return { attempt, tried, findings, measured };
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
    const withCrowd = async (
      attempt: string,
      options: Partial<Crowd> & { count: number },
      /** What goes on meanwhile, until it is enough; what is wrong then, in words. */
      during: (people: Awaited<ReturnType<typeof crowd>>) => Promise<string[]>,
      /** Of whom has asked nothing yet only so many stand at once; the oldest are let go (server/http/edge.ts). */
      atOnce = options.count,
    ) =>
      attempts.push(
        await under(target, attempt, options.count, async () => {
          const people = await crowd({ ...silent, ...options });
          const findings = await during(people);
          people.end();
          const { opened, most } = people.seen();
          findings.push(...missing(people.seen(), { count: options.count, atOnce }));
          return { findings, said: `${opened} connected, ${most} at once` };
        }),
      );
    const gone = (seconds: number) => (people: Awaited<ReturnType<typeof crowd>>) =>
      untilGone(people, seconds * 1000);
    const ofSilent = (count: number) => Math.min(count, SILENT_AT_MOST);

    await withCrowd(
      'slowloris: a head without an end, a line every second',
      {
        count: many(5000),
        hello: ['GET /v1/hospitals/renhe HTTP/1.1\r\nHost: care\r\n'],
        drip: 'X-A: b\r\n',
        dripMs: 1000,
      },
      gone(20),
      ofSilent(many(5000)),
    );
    const halfOpen = { count: many(10_000) };
    await withCrowd('half-open: connected, and not a word', halfOpen, gone(20), ofSilent(halfOpen.count));

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
          const held = status >= 400 && status < 500 && taken < GB;
          return { findings: held ? [] : [`${status} after ${taken / MB} MB`] };
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
      gone(40),
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
    await withCrowd(
      'streams that nobody reads, while the conversation goes on',
      { count: many(500), hello: live, deaf: true },
      async () => {
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
        return refused.slice(0, 1);
      },
    );
    await withCrowd(
      'a long answer asked for four times each, and never read',
      { count: many(500), pace: 5, hello: [head('/v1/openapi.json').repeat(4)], deaf: true },
      () => sleep(8000, []),
    );
    return attempts;
  } finally {
    target.stop();
    await t.close();
  }
};
