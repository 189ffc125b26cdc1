/** Whether this server has the secret under which the kept keys are encrypted: looked at before it serves, for after a restore it may be another. */
import { SYSTEM } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { hospitalIds } from '../every-hospital.ts';
import { inHospital } from '../work.ts';
import * as repo from './repo.ts';
import { createSealMaker } from './seal.ts';
import { HOSPITAL } from './service.ts';

/** The first key that is found tells; of many hospitals that have none yet so many are asked. */
const HOSPITALS = 100;

/** Throws one line where the first kept key does not open. */
export async function assertSealKey(deps: Pick<Deps, 'db' | 'now' | 'newId' | 'sealKey'>): Promise<void> {
  const maker = createSealMaker(deps.sealKey);
  for (const hospitalId of (await hospitalIds(deps.db)).slice(0, HOSPITALS)) {
    const who = { doer: SYSTEM, requestId: null };
    const key = await inHospital(deps, hospitalId, who, async ({ tx }) => {
      const own = await repo.hospitalKey(tx, hospitalId);
      return own ? { ...own, clinicianId: HOSPITAL } : repo.someKey(tx, hospitalId);
    });
    if (!key) continue;
    if (maker.opens(key)) return;
    throw new Error(
      'CARE_SEAL_KEY is not the one under which the signing keys in this database are encrypted. Start with the one that was in use when they were made, as it was at the time of the backup.',
    );
  }
}
