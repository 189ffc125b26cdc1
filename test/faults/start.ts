/** The beginning and the end of servers: many migrate at once, a migration fails midway, one is told to stop under load, one dies and leaves its children. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectProcess, listProcesses } from '../../server/child.ts';
import { asAdmin } from '../../server/backup/tables.ts';
import { migrate, readMigrations } from '../../server/db/migrate.ts';
import type { Demo } from '../kit/start-demo.ts';
import { openTestDb } from '../kit/open-test-db.ts';
import { PATIENT } from '../kit/open-test-app.ts';
import { postgresOf, type Scenario, type Trial } from './hospital.ts';
import { lacksShim } from './shim.ts';

const MIGRATORS = 8;
const MIGRATE = new URL('../../server/db/migrate.ts', import.meta.url).href;

const migrators: Trial = {
  name: `${MIGRATORS} migrators at once`,
  did: `${MIGRATORS} processes migrate one empty database at the same moment`,
  async alone(see) {
    const database = await openTestDb({ migrated: false });
    try {
      const script = `const { migrate } = await import(${JSON.stringify(MIGRATE)}); await migrate(process.argv[1], (line) => console.log(line));`;
      const runs = Array.from({ length: MIGRATORS }, async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script, database.url], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.on('data', (text) => (said += text));
        const [code] = (await once(child, 'close')) as [number];
        return { code, applied: said.split('\n').filter(Boolean).length };
      });
      const ended = await Promise.all(runs);
      const files = (await readMigrations()).length;
      const applied = ended.reduce((sum, one) => sum + one.applied, 0);
      see(
        `${ended.filter(({ code }) => code === 0).length} ended well`,
        ended.every(({ code }) => code === 0),
      );
      see(`${applied} applied of ${files} migrations`, applied === files);
    } finally {
      await database.drop();
    }
  },
};

export const midway: Trial = {
  name: 'a migration fails midway',
  did: 'a migration that makes a table and then divides by zero, halfway through an upgrade; then the right ones',
  async alone(see) {
    const database = await openTestDb({ migrated: false });
    try {
      const files = await readMigrations();
      const half = files.slice(0, files.length / 2);
      const broken = { name: '9999_broken.sql', sql: 'CREATE TABLE half_done (); SELECT 1 / 0', hash: 'x' };
      const said = await migrate(database.url, undefined, [...half, broken]).then(
        () => 'nothing',
        (error: Error) => error.message,
      );
      see(`it says “${said}”`, /9999_broken\.sql failed and was undone.*start again.*backup/.test(said));
      const count = () =>
        asAdmin(database.superuserUrl, async (client) => {
          const { rows } = await client.query<{ done: number; half: string | null }>(
            "SELECT count(*)::int AS done, to_regclass('half_done')::text AS half FROM schema_migrations",
          );
          return rows[0]!;
        });
      const stands = await count();
      see(
        `${stands.done} of ${half.length} before it stand, and nothing of it`,
        stands.done === half.length && stands.half === null,
      );
      await migrate(database.url);
      const { done } = await count();
      see(`the next start goes on: ${done} of ${files.length}`, done === files.length);
    } finally {
      await database.drop();
    }
  },
};

const absent: Scenario = {
  name: 'PostgreSQL not there when the server starts',
  did: 'both stopped under load, the server started, and PostgreSQL 10 s later',
  shimmed: true,
  lacks: lacksShim,
  async run({ demo, place, shim, see, hold }) {
    await demo.terminate();
    const back = await shim!.away();
    const starting = demo.start();
    try {
      const ask = () =>
        fetch(`${place.careUrl}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
          ({ status }) => status,
          () => 0,
        );
      let ready = 0;
      for (let n = 0; n < 300 && !(ready = await ask()); n++) await sleep(100);
      await hold(10);
      see(`/readyz ${ready}, then ${await ask()}`, ready === 503 && (await ask()) === 503);
      const line = /Database: not reachable.*/.exec(demo.said())?.[0];
      see(`it says “${line}”`, line !== undefined);
    } finally {
      await back();
    }
    await starting;
    const { status } = await fetch(`${place.careUrl}/readyz`);
    see(`/readyz ${status}`, status === 200);
  },
};

const LIMIT_MS = 10_000;
const told: Scenario = {
  name: 'SIGTERM under load',
  did: 'the server told to stop while everybody asks, 5 times, and started again each time',
  patients: 8,
  async run({ demo, place, call, see, times }) {
    const opened = await call('POST', '/lakeside/visits', {
      body: { patient: PATIENT, language: 'en', consent: { version: 'demo-1', agreed: true } },
    });
    const took: number[] = [];
    const codes = new Set<number | null>();
    const rounds = times(5);
    let ended = 0;
    for (let n = 0; n < rounds; n++) {
      const stream = await fetch(
        `${place.careUrl}/v1/hospitals/lakeside/live?topics=visit:${opened.body.visit.visitId}`,
        { headers: { Authorization: `Bearer ${opened.body.token}` } },
      );
      // To its end, and not cut: a page comes back at once.
      const read = stream.text().then(
        () => ended++,
        () => {},
      );
      await sleep(1_000);
      const { code, ms } = await demo.terminate();
      await read;
      took.push(ms);
      codes.add(code);
      await demo.start();
    }
    const worst = Math.max(...took);
    see(
      `ended within ${(worst / 1000).toFixed(1)} s with ${[...codes].join()}`,
      worst < LIMIT_MS && codes.size === 1 && codes.has(0),
    );
    see(`${ended} of ${rounds} streams ended, none cut`, ended === rounds);
  },
};

/** PostgreSQL's processes and LiveKit's. */
const children = (demo: Demo): number[] => [
  ...postgresOf(demo),
  ...listProcesses()
    .filter(({ argv }) => argv[argv.indexOf('--config') + 1]?.startsWith(demo.dataDir))
    .map(({ pid }) => pid),
];
/** The one of several that the others belong to is the one that was started with a folder or a file. */
const isMain = (pid: number) =>
  inspectProcess(pid)?.argv.some((arg) => arg === '-D' || arg === '--config') ?? false;

const orphans: Scenario = {
  name: 'kill -9 of the server, with LiveKit',
  did: 'the server killed; PostgreSQL and LiveKit that it left are taken over by the next start, 3 times',
  demo: { video: true },
  async run({ demo, see, times }) {
    const rounds = times(3);
    let left = 0;
    let over = 0;
    for (let n = 0; n < rounds; n++) {
      await sleep(1_000);
      await demo.crash();
      const old = children(demo).filter(isMain);
      left += old.length;
      await demo.start();
      over += old.filter((pid) => children(demo).includes(pid)).length;
    }
    see(
      `PostgreSQL and LiveKit left behind: ${left}, after the next start: ${over}`,
      left === 2 * rounds && over === 0,
    );
    const now = children(demo).filter(isMain).length;
    see(`${now} run now`, now === 2);
  },
};

export const STARTS: readonly (Scenario | Trial)[] = [migrators, midway, absent, told, orphans];
