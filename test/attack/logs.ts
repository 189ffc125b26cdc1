/** A whole visit, every route and a database that breaks, with the log at its most talkative: no secret and nothing of a patient is in it, nor in PostgreSQL's and LiveKit's. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { RouteId } from '@care-elements/contract/routes.ts';
import { createLog } from '../../server/log.ts';
import { callAndEnter, NOTE, waitingPatient } from '../kit/flow.ts';
import { openTestApp, PATIENT as ANYBODY, type Call, type TestApp } from '../kit/open-test-app.ts';
import { ROUTE_CASES, type Fixture } from '../kit/route-cases.ts';
import { startTestLivekit } from '../kit/start-livekit.ts';
import { deadMedia, mediaOf } from '../server/consult/kit.ts';
import { all, approved, claimed, counterToken, onClaim } from '../server/dispensing/kit.ts';
import { invitedGuest } from '../server/invitations/kit.ts';
import { joined, plannedMeeting, sitIn } from '../server/meetings/kit.ts';
import { granted } from '../server/refills/kit.ts';
import type { Attack, Attempt } from './attack.ts';

const POSTGRES_LOG = join(import.meta.dirname, '../../data/test-postgres/postgres.log');
const PATIENT = { name: '欧阳测试甲', phone: '139 5550 1234', birthDate: '1956-03-17' };
const WORDS = '我胸口像压着石头四十五天';
/** Whatever stands under these names, asked or answered, is nobody's to read in a log. */
const SECRET =
  /^(token|secret|claimSecret|accessCode|ticket|password|phone|name|birthDate|text|complaint|findings|advice|patientId|note)$/;
/** Names of things, not of people, which the code says too; and what is too short to be found. */
const telling = (what: string, text: string) =>
  text.length >= 4 && !(what === 'name' ? /^[a-z-]+$/ : /^x+$/).test(text);

export const attack: Attack = async ({ long }) => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const livekit = long ? await startTestLivekit() : null;
  const media = livekit ? mediaOf(livekit) : deadMedia();
  const before = statSync(POSTGRES_LOG, { throwIfNoEntry: false })?.size ?? 0;
  const t = await openTestApp({ log, media });
  const secrets = new Map<string, string>();
  const keep = (what: string, value: string) => void (telling(what, value) && secrets.set(value, what));
  const gather = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && SECRET.test(key)) keep(key, inner);
      else gather(inner);
    }
  };
  const { out, restore } = listen();
  try {
    for (const [what, bytes] of Object.entries({
      'token key': t.deps.tokenSecret,
      'seal key': t.deps.sealKey,
    }))
      for (const form of ['base64', 'base64url', 'hex'] as const)
        keep(what, Buffer.from(bytes).toString(form));
    keep('LiveKit’s secret', media.apiSecret);
    keep('the database’s password', new URL(t.url).password);
    const call: Call = async (method, path, options = {}) => {
      if (options.token) keep('token', options.token);
      gather(options.body);
      const answer = await t.call(method, path, options);
      if (answer.headers.get('content-type')?.includes('json')) gather(answer.body);
      return answer;
    };
    const spied: TestApp = {
      ...{ ...t, call },
      async openVisit(hospitalId, patient) {
        gather({ ...ANYBODY, ...patient });
        const visit = await t.openVisit(hospitalId, patient);
        gather(visit);
        return visit;
      },
    };
    await visit(spied, !!livekit);
    const walked = await walk(spied, long);
    const broken = await breakDown(spied);

    const others = { PostgreSQL: sincePostgres(before), ...(livekit && { LiveKit: livekit.said() }) };
    const said = [lines.join(''), out().join(''), ...Object.values(others)].join('\n');
    const found = (wanted: (what: string) => boolean): string[] =>
      [...secrets].flatMap(([value, what]) =>
        wanted(what) && said.includes(value) ? [`${what}: ${value}`] : [],
      );
    const person = (what: string) =>
      /^(phone|name|birthDate|text|complaint|findings|advice|patientId|note)$/.test(what);
    const count = (wanted: (what: string) => boolean) => [...secrets.values()].filter(wanted).length;
    const quiet: Attempt = {
      attempt: 'a log that says enough to be searched',
      tried: lines.length,
      findings: [
        ...(lines.length < 100 ? [`${lines.length} lines`] : []),
        ...(said.includes('"status":201') ? [] : ['no request']),
        // Then its silence says nothing.
        ...Object.entries(others).flatMap(([who, text]) => (text ? [] : [`no log of ${who}’s`])),
        ...(broken && !lines.some((line) => line.includes('"level":50')) ? ['no failure'] : []),
      ],
      measured: `${Object.keys(others).join(' and ')} too; ${walked} requests to routes, ${broken} failures of the database`,
    };
    return [
      quiet,
      {
        attempt: 'keys, tokens, passwords, codes and links in it',
        tried: count((what) => !person(what)),
        findings: found((what) => !person(what)),
      },
      { attempt: 'names, numbers and words of people in it', tried: count(person), findings: found(person) },
    ];
  } finally {
    restore();
    await t.close();
    await livekit?.stop();
  }
};

/** From the sign-in to the medicine that was handed over, with a guest, a meeting and a refill. `call`: LiveKit is there to be entered. */
async function visit(t: TestApp, call: boolean): Promise<void> {
  for (const password of ['care-demo', 'hunter-number-seven'])
    await t.call('POST', '/renhe/sessions', { body: { username: 'zhao', password } });
  const doctor = await t.tokenOf('renhe', 'zhao');
  const patient = await waitingPatient(t, { patient: PATIENT, triage: { text: WORDS } });
  const { visitId, encounterId } = await callAndEnter(t, doctor, patient);
  await t.call('POST', `/renhe/visits/${visitId}/messages`, {
    ...{
      token: patient.token,
      body: { messageId: t.deps.newId(), kind: 'text', text: `${WORDS}，夜里更疼` },
    },
  });
  const ticket = await t.call('POST', `/renhe/visits/${visitId}/consult/token`, { token: patient.token });
  if (call) (await sitIn(ticket.body)).close();
  await t.call('GET', `/renhe/complaints?age=40&q=${encodeURIComponent('隐秘的毛病')}`);
  await t.call('PUT', `/renhe/encounters/${encounterId}/note`, {
    ...{ token: doctor, body: { rowVersion: 0, note: { ...NOTE, findings: '左胸压痛，心电图未见异常' } } },
  });
  await invitedGuest(t, 'renhe', visitId, patient.token);
  const meeting = await plannedMeeting(t, doctor);
  const listener = await joined(t, meeting, '听众王小明');
  if (call) {
    await t.call('POST', `/renhe/meetings/${meeting.meetingId}/open`, { token: doctor });
    const seat = await t.call('POST', '/renhe/meeting-seat/enter', { token: listener.token });
    (await sitIn(seat.body)).close();
  }
  const rx = await approved(t);
  const counter = await counterToken(t, 'own');
  await t.call('POST', '/renhe/claims', { token: counter, body: { accessCode: '9'.repeat(32) } });
  const claim = await claimed(t, counter, rx);
  await onClaim(t, counter, claim, 'dispenses', { lines: [all(claim)] });
  await granted(t);
}

/** Every route with ids that lead nowhere, by who may ask and by a stranger. */
async function walk(t: TestApp, long: boolean): Promise<number> {
  const document = (await (await t.app.request('/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, { operationId: RouteId }>>;
  };
  const ids = new Proxy({} as Fixture, {
    get: (_, key) => (key === 'kind' ? 'protocol' : t.deps.newId()),
  });
  const people = [await t.tokenOf('renhe', 'zhao'), (await t.openVisit('renhe', PATIENT)).token];
  let walked = 0;
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { operationId: id }] of Object.entries(methods)) {
      if (id === 'openLive' || id === 'deleteSession') continue;
      for (const token of long ? people : people.slice(0, 1)) {
        const body = ROUTE_CASES[id].body?.(ids);
        const filled = path
          .replace(/^\/v1\/hospitals/, '')
          .replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'hospitalId' ? 'renhe' : t.deps.newId()));
        await t.call(method.toUpperCase(), filled, { token, ...(body === undefined ? {} : { body }) });
        walked++;
      }
    }
  return walked;
}

/** The database refuses a patient while they are written: its messages quote what it refused. */
async function breakDown(t: TestApp): Promise<number> {
  const client = new pg.Client({ connectionString: t.superuserUrl });
  await client.connect();
  let failures = 0;
  try {
    for (const [broken, mended] of [
      [
        'ALTER TABLE patients RENAME COLUMN allergies TO gone',
        'ALTER TABLE patients RENAME COLUMN gone TO allergies',
      ],
      [
        'ALTER TABLE patients ADD CONSTRAINT never CHECK (false) NOT VALID',
        'ALTER TABLE patients DROP CONSTRAINT never',
      ],
    ] as const) {
      await client.query(broken);
      await t.openVisit('renhe', PATIENT).then(
        () => undefined,
        () => failures++,
      );
      await client.query(mended);
    }
  } finally {
    await client.end();
  }
  return failures;
}

/** What anybody in this process prints meanwhile. */
function listen() {
  const out: string[] = [];
  const streams = [process.stdout, process.stderr];
  const own = streams.map((stream) => stream.write);
  for (const [at, stream] of streams.entries())
    stream.write = ((...args: Parameters<typeof stream.write>) => {
      out.push(String(args[0]));
      return own[at]!.apply(stream, args);
    }) as typeof stream.write;
  return { out: () => out, restore: () => streams.forEach((stream, at) => (stream.write = own[at]!)) };
}

/** Empty where there is none. */
const sincePostgres = (from: number): string =>
  existsSync(POSTGRES_LOG) ? readFileSync(POSTGRES_LOG).subarray(from).toString('utf8') : '';
