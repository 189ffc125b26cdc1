/** What the clock does in each hospital in turn: where it fails in one, the others still have their turn. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';

/** Of what there can be something to do in a hospital: `care_hospitals_with` knows in which there is. */
export type Having = 'calls' | 'meetings' | 'recordings' | 'snapshots' | 'leases';

/** With `having`, of the hospitals those alone that have any of it. Throws where the database is away for everybody; anything else is logged as `what` with the hospital, and tried in the next round. */
export async function everyHospital(
  { db, log }: { db: Db; log: Logger },
  what: string,
  turn: (hospitalId: string) => Promise<void>,
  having?: Having,
): Promise<void> {
  for (const hospitalId of await hospitalIds(db, having)) {
    try {
      await turn(hospitalId);
    } catch (err) {
      await db.ping();
      log.warn({ err, hospitalId }, what);
    }
  }
}

export async function hospitalIds(db: Db, having?: Having): Promise<string[]> {
  const rows = having
    ? await db.system<{ id: string }>('SELECT care_hospitals_with($1) AS id', [having])
    : await db.system<{ id: string }>('SELECT care_hospital_ids() AS id');
  return rows.map(({ id }) => id);
}
