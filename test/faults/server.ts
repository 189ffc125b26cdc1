/**
 * A real server and its own PostgreSQL under load, killed with SIGKILL at random moments: every write that was acknowledged is there
 * once, every other one is asked again with its key until it is, and nobody's place in the queue has changed.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectProcess, listProcesses } from '../../server/child.ts';
import { runningAdminUrl } from '../../server/db/cluster.ts';
import { asAdmin } from '../../server/backup/tables.ts';
import { DEMO_HOSPITALS, DEMO_PASSWORD } from '../../server/demo/hospitals.ts';
import { answerTriage, NOTE } from '../kit/flow.ts';
import { departmentId, PATIENT, type Answer, type CallOptions } from '../kit/open-test-app.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';

export interface ServerFault {
  name: string;
  kills: number;
  /** Writes that were acknowledged while the kills went on. */
  acknowledged: number;
  lost: number;
  doubled: number;
  /** Waiting patients whose order among themselves was another after a kill. */
  moved: number;
  /** From PostgreSQL's own word that it is ready to the first answer that read from it, ms. */
  ready: { median: number; worst: number };
  /** Processes of the run, advisory locks and transactions that were left. */
  left: number;
}
export type Victim = 'server' | 'PostgreSQL';

const CODE = '03';
const PATIENTS = 4;
const MESSAGES = 2;
const PATIENCE = 60_000;

interface Ledger {
  acknowledged: number;
  entries: Set<string>;
  called: string[];
  finished: string[];
  messages: Set<string>;
}

/** As a page asks: with one key until there is an answer. */
function caller(demo: Demo, ledger: Ledger) {
  return async (method: string, path: string, { token, body }: CallOptions = {}): Promise<Answer> => {
    const key = randomBytes(16).toString('hex');
    for (const end = performance.now() + PATIENCE; ; await sleep(20)) {
      try {
        const answer = await fetch(`${demo.careUrl}/v1/hospitals${path}`, {
          method,
          headers: {
            ...{ 'Idempotency-Key': key, 'Content-Type': 'application/json' },
            ...(token && { Authorization: `Bearer ${token}` }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(25_000),
        });
        const said: unknown = await answer.json();
        if (answer.status < 500) {
          if (method !== 'GET' && answer.ok) ledger.acknowledged++;
          return { status: answer.status, body: said, headers: answer.headers };
        }
        if (performance.now() > end) throw new Error(`${path}: ${answer.status} for a minute`);
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  };
}
type Call = ReturnType<typeof caller>;

function expect(answer: Answer, status: number, what: string): Answer['body'] {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A patient registers, answers and joins; `tokens` is how the doctor's lane acts for them. */
async function joinQueue(call: Call, ledger: Ledger, tokens: Map<string, string>): Promise<void> {
  const opened = expect(
    await call('POST', '/renhe/visits', {
      body: { patient: PATIENT, language: 'zh-CN', consent: { version: 'demo-1', agreed: true } },
    }),
    201,
    'visit',
  );
  const visit = { token: opened.token as string, visitId: opened.visit.visitId as string };
  expect(await answerTriage({ call }, visit), 201, 'triage');
  const path = `/renhe/visits/${visit.visitId}/queue-entries`;
  const entry = expect(
    await call('POST', path, { token: visit.token, body: { departmentId: departmentId('renhe', CODE) } }),
    201,
    'queue',
  );
  ledger.entries.add(entry.entryId as string);
  tokens.set(entry.entryId as string, visit.token);
}

/** Calls the next, lets them in, talks, writes the note and signs it. */
async function treat(call: Call, ledger: Ledger, tokens: Map<string, string>, doctor: string): Promise<void> {
  const called = await call('POST', `/renhe/departments/${departmentId('renhe', CODE)}/call-next`, {
    token: doctor,
  });
  if (called.status === 409 && called.body.code === 'queue-empty') return void (await sleep(50));
  const { entryId, visitId, encounterId } = expect(called, 201, 'call-next') as Record<string, string>;
  ledger.called.push(entryId!);
  // The patient's own answer may have been cut off: then their lane has yet to hear which place it got.
  while (!tokens.has(entryId!)) await sleep(10);
  const patient = tokens.get(entryId!)!;
  expect(await call('POST', `/renhe/queue-entries/${entryId}/enter`, { token: patient }), 200, 'enter');
  for (let n = 0; n < MESSAGES; n++) {
    const body = { messageId: randomUUID(), kind: 'text', text: `第${n}条` };
    expect(await call('POST', `/renhe/visits/${visitId}/messages`, { token: patient, body }), 201, 'message');
    ledger.messages.add(body.messageId);
  }
  const path = `/renhe/encounters/${encounterId}`;
  const now = expect(await call('GET', path, { token: doctor }), 200, 'encounter');
  const { rowVersion } = expect(
    await call('PUT', `${path}/note`, { token: doctor, body: { rowVersion: now.rowVersion, note: NOTE } }),
    200,
    'note',
  );
  expect(await call('POST', `${path}/finish`, { token: doctor, body: { rowVersion } }), 200, 'finish');
  ledger.finished.push(entryId!);
}

async function rows<T extends object>(demo: Demo, sql: string): Promise<T[]> {
  const url = runningAdminUrl(join(demo.dataDir, 'postgres'));
  if (!url) throw new Error('no database runs');
  return asAdmin(url, async (client) => (await client.query(sql)).rows as T[]);
}
const waiting = async (demo: Demo) =>
  (
    await rows<{ id: string }>(
      demo,
      `SELECT entry_id AS id FROM queue_entries WHERE hospital_id = 'renhe' AND state = 'waiting'
        ORDER BY kept DESC, flagged DESC, level, rank_at, entry_id`,
    )
  ).map(({ id }) => id);

function postmaster(demo: Demo): { pid: number; ready: boolean } {
  const file = join(demo.dataDir, 'postgres/pgdata/postmaster.pid');
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return {
      pid: Number(lines[0]),
      ready: lines[7]?.trim() === 'ready' && !!inspectProcess(Number(lines[0])),
    };
  } catch {
    return { pid: 0, ready: false };
  }
}

/** Ms from PostgreSQL's readiness to the first answer that came out of it. */
async function untilReady(demo: Demo, old: number): Promise<number> {
  const since = async (ready: () => Promise<boolean> | boolean) => {
    for (const end = performance.now() + PATIENCE; !(await ready()); await sleep(5))
      if (performance.now() > end) throw new Error('not ready within a minute');
    return performance.now();
  };
  const database = await since(() => {
    const { pid, ready } = postmaster(demo);
    return ready && pid !== old;
  });
  const path = `${demo.careUrl}/v1/hospitals/renhe/protocols/general`;
  const server = await since(() =>
    fetch(path, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return server - database;
}

async function strike(demo: Demo, victim: Victim): Promise<number> {
  const { pid } = postmaster(demo);
  if (victim === 'PostgreSQL') {
    process.kill(pid, 'SIGKILL');
    return untilReady(demo, pid);
  }
  await demo.crash();
  const [ready] = await Promise.all([untilReady(demo, pid), demo.start()]);
  return ready;
}

/** What the ledger says against what stands in the tables. */
async function judge(demo: Demo, ledger: Ledger): Promise<{ lost: number; doubled: number }> {
  const entries = await rows<{ id: string; visit: string; state: string }>(
    demo,
    `SELECT entry_id AS id, visit_id AS visit, state FROM queue_entries WHERE hospital_id = 'renhe'`,
  );
  const messages = await rows<{ id: string }>(demo, `SELECT message_id AS id FROM messages`);
  const stands = new Map(entries.map((e) => [e.id, e.state]));
  const said = new Set(messages.map(({ id }) => id));
  const ended = ledger.finished.filter((id) => stands.get(id) !== 'done');
  const lost = [
    ...[...ledger.entries].filter((id) => !stands.has(id)),
    ...ledger.called.filter((id) => stands.get(id) === 'waiting'),
    ...[...ledger.messages].filter((id) => !said.has(id)),
    ...ended,
  ];
  const doubled =
    entries.length -
    new Set(entries.map((e) => e.visit)).size + // two places of one visit
    (entries.length - ledger.entries.size) + // a place that nobody was told of, when everybody has been
    (ledger.called.length - new Set(ledger.called).size) + // one patient called twice
    (messages.length - ledger.messages.size);
  return { lost: lost.length, doubled: Math.max(0, doubled) };
}

/** `kills` of one victim, one after the other, each at a random moment while everybody works. */
export async function serverFault(victim: Victim, kills: number): Promise<ServerFault> {
  const demo = await startDemo({ video: false });
  const before = new Set(await waiting(demo));
  const ledger: Ledger = {
    ...{
      acknowledged: 0,
      entries: new Set<string>(before),
      called: [],
      finished: [],
      messages: new Set<string>(),
    },
  };
  const call = caller(demo, ledger);
  const tokens = new Map<string, string>();
  const ready: number[] = [];
  let moved = 0;
  let going = true;
  const { dataDir } = demo;
  try {
    const doctors = DEMO_HOSPITALS[0]!.clinicians.filter(
      (c) => c.role === 'doctor' && c.departments.includes(CODE),
    );
    const lanes: Promise<void>[] = [];
    const lane = async (work: () => Promise<void>) => {
      while (going) await work();
    };
    for (let n = 0; n < PATIENTS; n++) lanes.push(lane(() => joinQueue(call, ledger, tokens)));
    for (const { username } of doctors.slice(0, 2)) {
      const session = await call('POST', '/renhe/sessions', { body: { username, password: DEMO_PASSWORD } });
      const doctor = expect(session, 201, 'sign-in').token as string;
      lanes.push(lane(() => treat(call, ledger, tokens, doctor)));
    }
    const working = Promise.all(lanes);
    const round = async () => {
      for (let n = 0; n < kills; n++) {
        await sleep(randomInt(100, 1200));
        const order = await waiting(demo);
        ready.push(await strike(demo, victim));
        const now = await waiting(demo);
        const still = new Set(now);
        const was = order.filter((id) => still.has(id));
        const known = new Set(was);
        const is = now.filter((id) => known.has(id));
        moved += was.filter((id, i) => is[i] !== id).length;
      }
      going = false;
    };
    await Promise.race([
      Promise.all([round(), working]),
      working.then(() => sleep(2 ** 30, undefined, { ref: false })),
    ]);
    const { lost, doubled } = await judge(demo, ledger);
    const locks = await rows<{ n: number }>(
      demo,
      `SELECT (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')::int +
              (SELECT count(*) FROM pg_stat_activity WHERE xact_start < now() - interval '5 s' AND backend_type = 'client backend')::int AS n`,
    );
    await demo.stop();
    const orphans = listProcesses().filter(
      (p) => p.cwd?.startsWith(dataDir) || p.argv.join(' ').includes(dataDir),
    );
    ready.sort((a, b) => a - b);
    const left = locks[0]!.n + orphans.length + (existsSync(dataDir) ? 1 : 0);
    const times = { median: ready[Math.floor(ready.length / 2)]!, worst: ready.at(-1)! };
    return {
      ...{
        name: `kill -9 of ${victim} under load`,
        kills,
        acknowledged: ledger.acknowledged,
        lost,
        doubled,
        moved,
      },
      ...{ ready: times, left },
    };
  } catch (error) {
    going = false;
    await demo.stop();
    throw error;
  }
}
