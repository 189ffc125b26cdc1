/** A whole server for a test, on a database of its own, with the demo's two hospitals and short ways to act as anyone. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { v7 } from 'uuid';
import type { ClinicianRole } from '@care-elements/contract/session.ts';
import { createApp, type App } from '../../server/app.ts';
import { subjectOf, type Actor } from '../../server/actor.ts';
import { openDb } from '../../server/db/open.ts';
import { demoClinicianId, demoDepartmentId, seedDemo } from '../../server/demo/seed.ts';
import type { Deps } from '../../server/deps.ts';
import { createHub } from '../../server/live/hub.ts';
import { serve, type RunningServer } from '../../server/server.ts';
import { openDirectory } from '../../server/storage/directory.ts';
import { createTokens } from '../../server/tokens.ts';
import { inHospital } from '../../server/work.ts';
import { createDocumented } from './documented.ts';
import { openTestDb, type TestDb } from './open-test-db.ts';

export const ORIGIN = 'http://127.0.0.1:9999';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers freely
export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}
export interface CallOptions {
  token?: string | undefined;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
}
export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

export interface TestApp {
  deps: Deps;
  app: App;
  url: string;
  superuserUrl: string;
  /** `path` below /v1/hospitals. Writes get a fresh idempotency key unless one is given. Every answer is a documented one. */
  call: Call;
  /** Signs in with a session row, without the slow password. */
  tokenOf(hospitalId: string, username: string, role?: ClinicianRole): Promise<string>;
  /** Opens a visit as a patient. */
  openVisit(
    hospitalId?: string,
    patient?: Record<string, unknown>,
  ): Promise<{ token: string; visitId: string; patientId: string }>;
  /** Listens on a real port (streams, webhooks). */
  listen(): Promise<RunningServer & { url: string }>;
  close(): Promise<void>;
}

export const PATIENT = {
  name: '王秀英',
  birthDate: '1956-03-01',
  sex: 'female',
  phone: '138 0000 0000',
  allergies: { status: 'none', items: [] },
};

export async function openTestApp(
  options: Partial<
    Pick<
      Deps,
      | 'now'
      | 'media'
      | 'log'
      | 'cdnDir'
      | 'demo'
      | 'epidemics'
      | 'storage'
      | 'recorder'
      | 'formulary'
      | 'hostKeysInside'
      | 'sealKey'
    >
  > & {
    rateFactor?: number;
    /** Of its own kind, such as one that syncs to disk; dropped at the end. */
    database?: TestDb;
    /** Stands between the test's flows and the server: what it makes of `call` is what they call. */
    through?: (call: Call) => Call;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await openTestDb());
  const log = options.log ?? pino({ level: 'silent' });
  const db = await openDb({ url: database.url, max: 24 });
  const files = await mkdtemp(join(tmpdir(), 'care-files-'));
  const tokenSecret = randomBytes(32);
  const deps: Deps = {
    ...{ db, log, tokenSecret, tokens: createTokens(tokenSecret) },
    sealKey: options.sealKey ?? randomBytes(32),
    demo: options.demo ?? true,
    now: options.now ?? (() => new Date()),
    newId: () => v7(),
    live: createHub({ db, log }),
    storage: options.storage ?? openDirectory(files),
    epidemics: options.epidemics ?? { list: () => [] },
    ...(options.formulary && { formulary: options.formulary }),
    media: options.media ?? null,
    recorder: options.recorder ?? null,
    cdnDir: options.cdnDir ?? null,
    hostKeysInside: options.hostKeysInside,
    trustProxy: false,
  };
  await seedDemo(deps, { renhe: [ORIGIN], lakeside: [ORIGIN] });
  const rateFactor = options.rateFactor ?? 1000;
  const app = createApp(deps, { rateFactor });
  const running: RunningServer[] = [];

  const assertDocumented = createDocumented(app);
  const plain: Call = async (method, path, { token, body, key, headers = {} } = {}) => {
    const at = `/v1/hospitals${path}`;
    const init = {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'Idempotency-Key': key ?? randomBytes(16).toString('hex') }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    // `{}`: there is no connection, which a stream would need.
    const answer = await app.request(at, init, {});
    const text = await answer.text();
    const given: Answer = {
      status: answer.status,
      headers: answer.headers,
      body: text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
    };
    assertDocumented(method, at.split('?')[0]!, given);
    return given;
  };

  const call = options.through?.(plain) ?? plain;
  return {
    ...{ deps, app, call, url: database.url, superuserUrl: database.superuserUrl },
    async tokenOf(hospitalId, username, role = 'doctor') {
      const actor: Actor = {
        hospitalId,
        sessionId: v7(),
        role,
        clinicianId: demoClinicianId(hospitalId, username),
      };
      return signedIn(deps, actor);
    },
    async openVisit(hospitalId = 'renhe', patient = {}) {
      const { body, status } = await call('POST', `/${hospitalId}/visits`, {
        body: {
          patient: { ...PATIENT, ...patient },
          language: 'zh-CN',
          consent: { version: 'demo-1', agreed: true },
        },
      });
      if (status !== 201) throw new Error(`visit not opened: ${status} ${JSON.stringify(body)}`);
      return { token: body.token, visitId: body.visit.visitId, patientId: body.visit.patient.patientId };
    },
    async listen() {
      const server = await serve(deps, { port: 0, host: '127.0.0.1', rateFactor });
      running.push(server);
      return { ...server, url: `http://127.0.0.1:${server.port}` };
    },
    async close() {
      for (const server of running) await server.stop();
      await db.close();
      await database.drop();
      await rm(files, { recursive: true, force: true });
    },
  };
}

/** A token with its session row. `lifeMs` may be negative: an expired one. */
export async function signedIn(deps: Deps, actor: Actor, lifeMs = 3600_000): Promise<string> {
  const now = deps.now();
  const expiresAt = new Date(now.getTime() + lifeMs);
  await inHospital(
    deps,
    actor.hospitalId,
    { doer: { role: 'system', id: null }, requestId: null },
    async ({ tx, hospitalId }) => {
      const { sessions } = await import('../../server/sessions/table.ts');
      const subjectId = subjectOf(actor);
      await tx
        .insert(sessions)
        .values({
          hospitalId,
          sessionId: actor.sessionId,
          role: actor.role,
          subjectId,
          createdAt: now,
          expiresAt,
          endedAt: null,
        })
        .onConflictDoNothing();
    },
  );
  return deps.tokens.sign(actor, now, expiresAt);
}

export const departmentId = demoDepartmentId;
