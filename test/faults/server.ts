/**
 * A real server and its own PostgreSQL under load, killed with SIGKILL at random moments: every write that was acknowledged is there
 * once, every other one is asked again with its key until it is, and nobody's place in the queue has changed.
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspectProcess, listProcesses } from '../../server/child.ts';
import { runningAdminUrl } from '../../server/db/cluster.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import { caller, countMoved, judge, openLedger, PATIENCE, rows, startWork, waiting } from './load.ts';

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

/** Each victim in its turn, at a random moment while everybody works, with a `pause` (ms) after each thing they did. */
export async function serverFault(victims: readonly Victim[], { pause = 0 } = {}): Promise<ServerFault> {
  const demo = await startDemo({ video: false });
  const place = { ...demo, adminUrl: () => runningAdminUrl(join(demo.dataDir, 'postgres')) ?? '' };
  const ledger = openLedger(await waiting(place));
  const call = caller(place, ledger);
  const ready: number[] = [];
  let moved = 0;
  const { dataDir } = demo;
  try {
    const work = await startWork(call, ledger, { pause });
    const round = async () => {
      for (const victim of victims) {
        await sleep(randomInt(100, 1200));
        const order = await waiting(place);
        ready.push(await strike(demo, victim));
        moved += countMoved(order, await waiting(place));
      }
      await work.stop();
    };
    await Promise.race([round(), work.failed]);
    const { lost, doubled } = await judge(place, ledger);
    const locks = await rows<{ n: number }>(
      place,
      `SELECT (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')::int +
              (SELECT count(*) FROM pg_stat_activity WHERE xact_start < now() - interval '5 s' AND backend_type = 'client backend')::int AS n`,
    );
    const pgdata = realpathSync(join(dataDir, 'postgres/pgdata'));
    await demo.stop();
    const orphans = listProcesses().filter(
      (p) => p.cwd?.startsWith(dataDir) || p.cwd?.startsWith(pgdata) || p.argv.join(' ').includes(dataDir),
    );
    ready.sort((a, b) => a - b);
    const left = locks[0]!.n + orphans.length + (existsSync(dataDir) ? 1 : 0);
    const times = { median: ready[Math.floor(ready.length / 2)]!, worst: ready.at(-1)! };
    return {
      ...{
        name: `kill -9 of ${[...new Set(victims)].join(' and ')} under load`,
        kills: victims.length,
        acknowledged: ledger.acknowledged,
        lost,
        doubled,
        moved,
      },
      ...{ ready: times, left },
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
