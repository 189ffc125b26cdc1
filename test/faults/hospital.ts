/** A hospital at work to which something happens: what those who asked were told, how long until it was right again by itself, and what was lost. */
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listProcesses } from '../../server/child.ts';
import { runningAdminUrl } from '../../server/db/cluster.ts';
import { PATIENT } from '../kit/open-test-app.ts';
import { startDemo, type Demo, type DemoOptions } from '../kit/start-demo.ts';
import {
  caller,
  countMoved,
  judge,
  openLedger,
  openTold,
  startWork,
  waiting,
  type Call,
  type Ledger,
  type Place,
  type Told,
  type Work,
} from './load.ts';
import { openShimmed, type Shimmed } from './shim.ts';

export interface HouseFault {
  name: string;
  /** What was done, in words. */
  did: string;
  told: Told;
  /** From the end of the fault until a write was acknowledged again, s; null where nobody had to wait for an end. */
  again: number | null;
  lost: number;
  doubled: number;
  moved: number;
  /** What else was looked at, and whether all was as it has to be. */
  saw: string[];
  held: boolean;
}

export interface Scene {
  demo: Demo;
  place: Place;
  call: Call;
  ledger: Ledger;
  /** Under a clock and a disk that can be set, where the scenario asks for them. */
  shim: Shimmed | undefined;
  /** A fact for the table; false fails the fault. */
  see(what: string, good: boolean): void;
  /** So many seconds of the fault; a tenth of them in the short form that CI runs. */
  hold(seconds: number): Promise<void>;
  /** So many times; once in the short form. */
  times(many: number): number;
}

export interface Scenario {
  name: string;
  did: string;
  demo?: DemoOptions;
  /** Server and PostgreSQL run under a clock and a disk that can be set. */
  shimmed?: boolean;
  patients?: number;
  /** Why this machine can not bring it about; undefined where it can. */
  lacks?(): string | undefined;
  /** The fault, from its beginning to its end; who works goes on meanwhile. */
  run(scene: Scene): Promise<void>;
}

/** A fault that needs no hospital at work. */
export interface Trial {
  name: string;
  did: string;
  lacks?(): string | undefined;
  alone(see: Scene['see']): Promise<void>;
}

const AGAIN_WITHIN_S = 60;
/** At full pace, those who work would cost the short form more than what it tries. */
export const SHORT_PAUSE_MS = 500;
/** What nobody may be told: a defect, or nothing at all. */
const BAD = /^500|^no answer/;

/** The processes of the hospital's own PostgreSQL. */
export function postgresOf(demo: Demo): number[] {
  const folder = realpathSync(join(demo.dataDir, 'postgres/pgdata'));
  return listProcesses()
    .filter(({ cwd }) => cwd === folder)
    .map(({ pid }) => pid);
}

/** Seconds until the server has stored something again. */
async function untilStored({ careUrl }: Place): Promise<number> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  while (seconds() < AGAIN_WITHIN_S) {
    const stored = await fetch(`${careUrl}/v1/hospitals/lakeside/visits`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomBytes(16).toString('hex') },
      body: JSON.stringify({
        ...{ patient: PATIENT, language: 'en' },
        consent: { version: 'demo-1', agreed: true },
      }),
      signal: AbortSignal.timeout(30_000),
    }).then(
      async (answer) => (await answer.text(), answer.status === 201),
      () => false,
    );
    if (stored) return seconds();
    await sleep(50);
  }
  throw new Error(`nothing was stored for ${AGAIN_WITHIN_S} s after the fault`);
}

/** Collects what a fault's own course looked at. */
function look(): { saw: string[]; see: Scene['see']; good(): boolean } {
  const saw: string[] = [];
  let held = true;
  return {
    saw,
    good: () => held,
    see(what, good) {
      saw.push(good ? what : `**${what}**`);
      held &&= good;
    },
  };
}

export async function tryAlone({ name, did, alone }: Trial): Promise<HouseFault> {
  const { saw, see, good } = look();
  await alone(see);
  return { name, did, told: openTold(), again: null, lost: 0, doubled: 0, moved: 0, saw, held: good() };
}

/** A hospital in which faults are tried, one after the other, until one leaves it in pieces. */
export interface Hospital {
  try(scenario: Scenario): Promise<HouseFault>;
  close(): Promise<void>;
}

/** One in which each of these can be tried: either all of them are `shimmed`, or none. */
export async function openHospital(
  scenarios: readonly Scenario[],
  { short = false } = {},
): Promise<Hospital> {
  const shim = scenarios.some(({ shimmed }) => shimmed) ? await openShimmed() : undefined;
  const wants = [...scenarios.map(({ demo }) => demo ?? {}), shim?.demo ?? {}];
  const demo = await startDemo({
    video: wants.some(({ video }) => video),
    env: Object.assign({}, ...wants.map(({ env }) => env)) as Record<string, string>,
    async before(dataDir) {
      const undo: (() => void)[] = [];
      for (const { before } of wants) if (before) undo.push(await before(dataDir));
      return () => undo.forEach((one) => one());
    },
  }).catch(async (error: Error) => {
    await shim?.close();
    throw error;
  });
  const adminUrl = shim?.place.adminUrl ?? (() => runningAdminUrl(join(demo.dataDir, 'postgres')) ?? '');
  const place = { careUrl: demo.careUrl, adminUrl };
  let ledger: Ledger | undefined;
  let broken: string | undefined;

  async function attempt({ name, did, patients, run }: Scenario): Promise<HouseFault> {
    ledger ??= openLedger(await waiting(place));
    const book = ledger;
    const told = openTold();
    const over = new AbortController();
    const call = caller(place, book, told, over.signal);
    const { saw, see, good } = look();
    const hold = (seconds: number) => sleep((short ? 100 : 1000) * seconds);
    const times = (many: number) => (short ? 1 : many);
    const course = async (work: Work) => {
      await hold(short ? 5 : 1.5);
      told.answers.clear();
      told.longestMs = 0;
      const order = await waiting(place);
      await run({ demo, place, call, ledger: book, shim, see, hold, times });
      const again = await untilStored(place);
      const moved = countMoved(order, await waiting(place));
      await work.stop();
      return { again, moved };
    };
    try {
      const work = await startWork(call, book, { patients, pause: short ? SHORT_PAUSE_MS : 0 });
      const { again, moved } = await Promise.race([course(work), work.failed]);
      const { lost, doubled } = await judge(place, book);
      const bad = [...told.answers.keys()].some((answer) => BAD.test(answer));
      if (demo.ended()) see(`the server ended: ${demo.said().slice(-300)}`, false);
      const held = good() && !bad && lost + doubled + moved === 0;
      return { name, did, told, again, lost, doubled, moved, saw, held };
    } finally {
      // Whoever still asks would go on for a minute.
      over.abort();
    }
  }

  return {
    async try(scenario) {
      if (broken) throw new Error(`not tried after ${broken}`);
      return attempt(scenario).catch((error: Error) => {
        broken = scenario.name;
        throw error;
      });
    },
    async close() {
      await demo.stop();
      await shim?.close();
    },
  };
}

/** In a hospital of its own. */
export async function houseFault(scenario: Scenario): Promise<HouseFault> {
  const hospital = await openHospital([scenario]);
  try {
    return await hospital.try(scenario);
  } finally {
    await hospital.close();
  }
}
