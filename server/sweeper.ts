/** What the clock does, hospital by hospital, at a steady pace: one timer for every capability's sweep. */
import { SYSTEM } from './actor.ts';
import type { Deps } from './deps.ts';
import { everyHospital, type Having } from './every-hospital.ts';
import { inHospital, type Work } from './work.ts';

export interface Sweep {
  name: string;
  everyMs: number;
  /** Only hospitals that have any of it are visited; without it, all. */
  having?: Having;
  /** Those that this server knows of by itself. */
  besides?: () => string[];
  /** One hospital's round; returns how many it changed, and is called again while there are some, so that none is long. After many of them the other sweeps have their turn first. */
  round(work: Work): Promise<number>;
}
export interface Sweeper {
  /** Resolves when what is due by now has had its turn. */
  round(): Promise<void>;
  close(): Promise<void>;
}

/** Of one sweep in one hospital, before the others have theirs: a backlog keeps nobody's place or lease waiting. */
const ROUNDS_A_TURN = 20;

/** Several servers may run the same sweeps: a round takes what the others have not locked. */
export function startSweeper(deps: Pick<Deps, 'db' | 'log' | 'now' | 'newId'>, sweeps: Sweep[]): Sweeper {
  const who = { doer: SYSTEM, requestId: null };
  let closed = false;
  const timers: NodeJS.Timeout[] = [];
  let working: Promise<void> = Promise.resolve();

  /** Whether there may be more. */
  async function overAll({ name, round, having, besides }: Sweep): Promise<boolean> {
    let more = false;
    try {
      const turn = async (id: string) => {
        for (let n = 0; n < ROUNDS_A_TURN; n++)
          if (closed || (await inHospital(deps, id, who, round)) === 0) return;
        more = true;
      };
      await everyHospital(deps, `sweep not finished: ${name}`, turn, having, besides?.());
    } catch (err) {
      if (!closed) deps.log.warn({ err, sweep: name }, 'sweep not finished');
    }
    return more;
  }
  for (const sweep of sweeps) {
    let waits = false;
    const go = () => {
      // One that has not had its turn yet has it once, however long the others take.
      if (waits) return;
      waits = true;
      working = working.then(async () => {
        waits = false;
        if ((await overAll(sweep)) && !closed) go();
      });
    };
    timers.push(setInterval(go, sweep.everyMs).unref());
    go();
  }
  return {
    round: () => working,
    async close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      await working;
    },
  };
}
