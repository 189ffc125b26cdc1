/** Whether this server has the secret under which the kept keys are encrypted: looked at before it serves, for after a restore it may be another. */
import { SYSTEM } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { inHospital } from '../work.ts';
import * as repo from './repo.ts';
import { createSealMaker } from './seal.ts';
import { HOSPITAL } from './service.ts';

/** Throws one line where a kept key does not open. */
export async function assertSealKey(deps: Pick<Deps, 'db' | 'now' | 'newId' | 'sealKey'>): Promise<void> {
  const [found] = await deps.db.system<{ id: string | null }>('SELECT care_hospital_with_key() AS id');
  const hospitalId = found?.id;
  if (!hospitalId) return;
  const key = await inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, async ({ tx }) => {
    const own = await repo.hospitalKey(tx, hospitalId);
    return own ? { ...own, clinicianId: HOSPITAL } : repo.someKey(tx, hospitalId);
  });
  if (!key || createSealMaker(deps.sealKey).opens(key)) return;
  throw new Error(
    'CARE_SEAL_KEY is not the one under which the signing keys in this database are encrypted. Start with the one that was in use when they were made, as it was at the time of the backup.',
  );
}
