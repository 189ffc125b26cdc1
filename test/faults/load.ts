/** People who work at a hospital while something happens to it, and a ledger of what they were told: who joined, who was called, what was said. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '../../server/backup/tables.ts';
import { DEMO_HOSPITALS, DEMO_PASSWORD } from '../../server/demo/hospitals.ts';
import { answerTriage, NOTE } from '../kit/flow.ts';
import { departmentId, PATIENT, type Answer, type CallOptions } from '../kit/open-test-app.ts';

const CODE = '03';
const MESSAGES = 2;
export const PATIENCE = 60_000;

export interface Ledger {
  acknowledged: number;
  entries: Set<string>;
  called: string[];
  finished: string[];
  messages: Set<string>;
  /** How the doctor's lane acts for the patient of a place. */
  tokens: Map<string, string>;
  /** Of doctors who are signed in, by their names. */
  doctors: Map<string, string>;
}
export const openLedger = (waiting: Iterable<string>): Ledger => ({
  acknowledged: 0,
  entries: new Set(waiting),
  called: [],
  finished: [],
  messages: new Set(),
  tokens: new Map(),
  doctors: new Map(),
});

/** The hospital that is worked at: where its server answers, and its database for a superuser, who alone sees every row. */
export interface Place {
  readonly careUrl: string;
  adminUrl(): string;
}

/** What askers were told: how often each, the longest that any one question waited for its answer (ms), and who was told what. */
export interface Told {
  answers: Map<string, number>;
  longestMs: number;
}
export const openTold = (): Told => ({ answers: new Map(), longestMs: 0 });

/** As a page asks: with one key until there is an answer, or until it is `over`. */
export function caller({ careUrl }: Place, ledger: Ledger, told = openTold(), over?: AbortSignal) {
  return async (method: string, path: string, { token, body }: CallOptions = {}): Promise<Answer> => {
    const key = randomBytes(16).toString('hex');
    for (const end = performance.now() + PATIENCE; ; await sleep(20)) {
      const asked = performance.now();
      over?.throwIfAborted();
      const hear = (what: string) => {
        told.answers.set(what, (told.answers.get(what) ?? 0) + 1);
        told.longestMs = Math.max(told.longestMs, performance.now() - asked);
      };
      try {
        const answer = await fetch(`${careUrl}/v1/hospitals${path}`, {
          method,
          headers: {
            ...{ 'Idempotency-Key': key, 'Content-Type': 'application/json' },
            ...(token && { Authorization: `Bearer ${token}` }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: AbortSignal.any([AbortSignal.timeout(45_000), ...(over ? [over] : [])]),
        });
        const said = (await answer.json()) as { code?: string };
        hear(
          answer.ok
            ? 'done'
            : `${answer.status} ${said.code}${answer.headers.has('retry-after') ? ', come again' : ''}`,
        );
        if (answer.status < 500) {
          if (method !== 'GET' && answer.ok) ledger.acknowledged++;
          return { status: answer.status, body: said, headers: answer.headers };
        }
        if (performance.now() > end) throw new Error(`${path}: ${answer.status} for a minute`);
      } catch (error) {
        over?.throwIfAborted();
        hear((error as Error).name === 'TimeoutError' ? 'no answer in 45 s' : 'no connection');
        if (performance.now() > end) throw error;
      }
    }
  };
}
export type Call = ReturnType<typeof caller>;

export function expect(answer: Answer, status: number, what: string): Answer['body'] {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A patient registers, answers and joins. */
async function joinQueue(call: Call, ledger: Ledger): Promise<void> {
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
  ledger.tokens.set(entry.entryId as string, visit.token);
}

/** Calls the next, lets them in, talks, writes the note and signs it. */
async function treat(call: Call, ledger: Ledger, doctor: string): Promise<void> {
  const called = await call('POST', `/renhe/departments/${departmentId('renhe', CODE)}/call-next`, {
    token: doctor,
  });
  if (called.status === 409 && called.body.code === 'queue-empty') return void (await sleep(50));
  const { entryId, visitId, encounterId } = expect(called, 201, 'call-next') as Record<string, string>;
  ledger.called.push(entryId!);
  // The patient's own answer may have been cut off: then their lane has yet to hear which place it got.
  while (!ledger.tokens.has(entryId!)) await sleep(10);
  const patient = ledger.tokens.get(entryId!)!;
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

/** Patients join and two doctors treat, each lane one thing after the other with a pause between (ms), until `stop()`. `failed` rejects when one gives up. */
export interface Work {
  failed: Promise<never>;
  /** Resolves when every lane has had its last answer. */
  stop(): Promise<void>;
}
export async function startWork(
  call: Call,
  ledger: Ledger,
  { patients = 4, pause = 0 }: { patients?: number | undefined; pause?: number } = {},
): Promise<Work> {
  const doctors = DEMO_HOSPITALS[0]!.clinicians.filter(
    (c) => c.role === 'doctor' && c.departments.includes(CODE),
  );
  let going = true;
  const lanes: Promise<void>[] = [];
  const lane = (work: () => Promise<void>) => {
    const goes = (async () => {
      for (; going; await sleep(pause)) await work();
    })();
    // It is told by `failed`, which is not there before the doctors are.
    goes.catch(() => {});
    lanes.push(goes);
  };
  for (let n = 0; n < patients; n++) lane(() => joinQueue(call, ledger));
  for (const { username } of doctors.slice(0, 2)) {
    if (!ledger.doctors.has(username)) {
      const session = await call('POST', '/renhe/sessions', { body: { username, password: DEMO_PASSWORD } });
      ledger.doctors.set(username, expect(session, 201, 'sign-in').token as string);
    }
    const doctor = ledger.doctors.get(username)!;
    lane(() => treat(call, ledger, doctor));
  }
  const all = Promise.all(lanes);
  const failed = new Promise<never>((_, reject) => all.catch(reject));
  failed.catch(() => {});
  return {
    failed,
    async stop() {
      going = false;
      await all;
    },
  };
}

/** Of those who waited before and still wait, how many stand elsewhere among themselves. */
export function countMoved(before: string[], after: string[]): number {
  const still = new Set(after);
  const was = before.filter((id) => still.has(id));
  const known = new Set(was);
  const is = after.filter((id) => known.has(id));
  return was.filter((id, i) => is[i] !== id).length;
}

export const rows = <T extends object>(place: Place, sql: string): Promise<T[]> =>
  asAdmin(place.adminUrl(), async (client) => (await client.query(sql)).rows as T[]);

export const waiting = async (place: Place): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      place,
      `SELECT entry_id AS id FROM queue_entries WHERE hospital_id = 'renhe' AND state = 'waiting'
        ORDER BY kept DESC, flagged DESC, level, rank_at, entry_id`,
    )
  ).map(({ id }) => id);

/** What the ledger says against what stands in the tables. */
export async function judge(place: Place, ledger: Ledger): Promise<{ lost: number; doubled: number }> {
  const entries = await rows<{ id: string; visit: string; state: string }>(
    place,
    `SELECT entry_id AS id, visit_id AS visit, state FROM queue_entries WHERE hospital_id = 'renhe'`,
  );
  const messages = await rows<{ id: string }>(place, `SELECT message_id AS id FROM messages`);
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
