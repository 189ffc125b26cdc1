/** What the clock does in each hospital in turn: where it fails in one, the others still have their turn. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';

/** Throws where the database is away for everybody; anything else is logged as `what` with the hospital, and tried in the next round. */
export async function everyHospital(
  { db, log }: { db: Db; log: Logger },
  what: string,
  turn: (hospitalId: string) => Promise<void>,
): Promise<void> {
  const rows = await db.system<{ id: string }>('SELECT care_hospital_ids() AS id');
  for (const { id: hospitalId } of rows) {
    try {
      await turn(hospitalId);
    } catch (err) {
      await db.ping();
      log.warn({ err, hospitalId }, what);
    }
  }
}
