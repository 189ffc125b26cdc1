/** Writes down, once a minute, what the clock has ended, so that the patient's screen and the review list change by themselves. */
import { SYSTEM } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { inHospital } from '../work.ts';
import { expireDue } from './service.ts';

const SWEEP_MS = 60_000;

export interface ExpiryWorker {
  /** One round over every hospital. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Several servers may run it at once: each takes what the others have not locked. */
export function startExpiryWorker(deps: Pick<Deps, 'db' | 'log' | 'now' | 'newId'>): ExpiryWorker {
  const who = { doer: SYSTEM, requestId: null };
  let closed = false;
  async function sweep(): Promise<void> {
    const rows = await deps.db.system<{ id: string }>('SELECT care_hospital_ids() AS id');
    for (const { id } of rows) {
      // In rounds, so that no transaction grows long.
      while (!closed && (await inHospital(deps, id, who, (work) => expireDue(work))) > 0);
    }
  }
  let sweeping: Promise<void> = Promise.resolve();
  const round = () => {
    sweeping = sweeping.then(sweep).catch((err: unknown) => {
      if (!closed) deps.log.warn({ err }, 'prescriptions: expiry sweep not finished');
    });
  };
  const timer = setInterval(round, SWEEP_MS);
  timer.unref();
  round();
  return {
    sweep,
    async close() {
      closed = true;
      clearInterval(timer);
      await sweeping;
    },
  };
}
