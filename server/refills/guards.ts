/** What has to hold before a slot of a refill is asked for, prescribed or signed. Pure. */
import type { Item, RxPatient } from '@care-elements/contract/prescription.ts';
import { REFILL_GRACE_DAYS, type RefillObstacle, type RefillState } from '@care-elements/contract/refill.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { addDays } from '../prescriptions/validity.ts';

/** What a refill may not differ in from the prescription that it renews. */
export interface Treatment {
  allergies: RxPatient['allergies'];
  diagnoses: readonly Icd10Code[];
  items: readonly Item[];
}

export interface SlotFacts {
  state: RefillState;
  /** Past the end of its validity. */
  over: boolean;
  /** There is a slot to give. */
  free: boolean;
  /** Another prescription of the same treatment is being asked for, written, reviewed or fetched. */
  underWay: boolean;
  /** Days of the hospital's calendar. */
  today: string;
  earliest: string;
  before: Treatment;
  now: Treatment;
}

/** Days from one supply to the next: a few before it is used up, never the same day. */
export const intervalOf = (days: number): number => Math.max(1, days - REFILL_GRACE_DAYS);

/** The day from which the slot may be given: its own, and never sooner than the interval after the last supply. */
export function earliestOf(fromDay: string, lastSuppliedOn: string, intervalDays: number): string {
  const rested = addDays(lastSuppliedOn, intervalDays);
  return rested > fromDay ? rested : fromDay;
}

const sorted = (values: readonly string[]): string => JSON.stringify([...values].sort());
const sameAllergies = (a: Treatment['allergies'], b: Treatment['allergies']): boolean =>
  a.status === b.status && sorted(a.items) === sorted(b.items);
const sameDiagnoses = (a: Treatment['diagnoses'], b: Treatment['diagnoses']): boolean =>
  sorted(a.map(({ code }) => code)) === sorted(b.map(({ code }) => code));

/** All that says how much of what is taken, and how. The note beside it may change. */
const order = ({ drugId, dose, route, frequency, maxPerDay, days, meal, quantity }: Item): string =>
  JSON.stringify([
    ...[drugId, dose && [dose.value, dose.unit], route, frequency, maxPerDay, days, meal ?? null],
    quantity && [quantity.packs, quantity.units],
  ]);
const sameItems = (a: readonly Item[], b: readonly Item[]): boolean =>
  sorted(a.map(order)) === sorted(b.map(order));

/** The first thing that stands in the way; null where nothing does. */
export function obstacleOf(f: SlotFacts): RefillObstacle | null {
  if (f.state === 'revoked') return 'revoked';
  if (f.state === 'expired' || f.over) return 'expired';
  if (!f.free) return 'used-up';
  if (f.underWay) return 'under-way';
  if (f.today < f.earliest) return 'too-early';
  if (!sameAllergies(f.before.allergies, f.now.allergies)) return 'allergies-changed';
  if (!sameDiagnoses(f.before.diagnoses, f.now.diagnoses)) return 'diagnosis-changed';
  return sameItems(f.before.items, f.now.items) ? null : 'dose-changed';
}
