/** Owns the hospital's time zone: what is written in a visit has one time, the same for patient, desk and paper. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Care } from './care.ts';
import { createStore, type Readable } from './store.ts';

/** Undefined, and so the browser's own, until it is known. */
export function createHospitalZone({ api }: Pick<Care, 'api'>): Readable<string | undefined> {
  const zone = createStore<string | undefined>(undefined);
  void api.get<Hospital>('').then(
    ({ timeZone }) => zone.set(timeZone),
    () => {},
  );
  return zone;
}
