/** What live push reads: what is wanted of one hospital at the same moment shares a transaction, so that many changes at once cost few. */
import { SYSTEM } from '../actor.ts';
import { DatabaseAway } from '../db/open.ts';
import { ProblemError } from '../problems.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';

/** `fn` reads alone; it may run twice. */
export type Read = <T>(hospitalId: string, fn: (work: Work) => Promise<T>) => Promise<T>;

/** Transactions of one hospital at once: what comes while so many run waits, and then goes together. */
export const AT_ONCE = 4;
/** Reads in one transaction. */
const TOGETHER = 32;

interface Job {
  fn(work: Work): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}
interface Line {
  jobs: Job[];
  running: number;
}

export function shareReads(base: WorkBase): Read {
  const lines = new Map<string, Line>();
  const within = <T>(hospitalId: string, fn: (work: Work) => Promise<T>) =>
    inHospital(base, hospitalId, { doer: SYSTEM, requestId: null }, fn);

  /** Each is answered as soon as it has read; who failed with the transaction is asked again, in one of their own. */
  async function run(hospitalId: string, jobs: Job[]): Promise<void> {
    const left = new Set(jobs);
    const failed = await within(hospitalId, async (work) => {
      await Promise.all(
        jobs.map(async (job) => {
          try {
            job.resolve(await job.fn(work));
            left.delete(job);
          } catch (error) {
            if (!(error instanceof ProblemError)) return;
            job.reject(error);
            left.delete(job);
          }
        }),
      );
    }).catch((error: unknown) => error);
    for (const job of left)
      if (failed instanceof DatabaseAway) job.reject(failed);
      else within(hospitalId, (work) => job.fn(work)).then(job.resolve, job.reject);
  }

  function go(hospitalId: string, line: Line): void {
    while (line.jobs.length && line.running < AT_ONCE) {
      line.running++;
      void run(hospitalId, line.jobs.splice(0, TOGETHER)).then(() => {
        line.running--;
        go(hospitalId, line);
      });
    }
    if (!line.jobs.length && !line.running) lines.delete(hospitalId);
  }

  return <T>(hospitalId: string, fn: (work: Work) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let line = lines.get(hospitalId);
      if (!line) lines.set(hospitalId, (line = { jobs: [], running: 0 }));
      line.jobs.push({ fn, resolve: resolve as Job['resolve'], reject });
      // Once all that is wanted at this moment stands in line.
      if (line.jobs.length === 1) process.nextTick(go, hospitalId, line);
    });
}
