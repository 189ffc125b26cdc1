/** What the clock does in each hospital in turn: where it fails in one, the others still have their turn. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';

/** Of what there can be something to do in a hospital: `care_hospitals_with` knows in which there is. */
export type Having =
  | 'calls'
  | 'meetings'
  | 'recordings'
  | 'snapshots'
  | 'leases'
  | 'people'
  | 'prescriptions'
  | 'refills'
  | 'ways';

/** With `having`, of the hospitals those alone that have any of it now, and those of `besides`. Throws where the database is away for everybody; anything else is logged as `what` with the hospital, and tried in the next round. */
export async function everyHospital(
  { db, log, now }: { db: Db; log: Logger; now: () => Date },
  what: string,
  turn: (hospitalId: string) => Promise<void>,
  having?: Having,
  besides: readonly string[] = [],
): Promise<void> {
  const ids = having ? await hospitalsWith(db, having, now()) : await hospitalIds(db);
  for (const hospitalId of new Set([...ids, ...besides])) {
    try {
      await turn(hospitalId);
    } catch (err) {
      await db.ping();
      log.warn({ err, hospitalId }, what);
    }
  }
}

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

export const hospitalIds = async (db: Db): Promise<string[]> =>
  idsOf(await db.system('SELECT care_hospital_ids() AS id'));

const hospitalsWith = async (db: Db, having: Having, at: Date): Promise<string[]> =>
  idsOf(await db.system('SELECT care_hospitals_with($1, $2) AS id', [having, at]));
