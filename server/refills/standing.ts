/** How a refill stands now: its prescriptions, the record as it is today, and what is in a slot's way. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { RefillObstacle, RefillState } from '@care-elements/contract/refill.ts';
import { requireEncounter } from '../encounters/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { contentOf, type RxContent } from '../prescriptions/content.ts';
import { findPrescription, type HeldRow } from '../prescriptions/held.ts';
import { firstRevision, newestRevision } from '../prescriptions/renew.ts';
import { stateAt as rxStateAt } from '../prescriptions/validity.ts';
import { problem } from '../problems.ts';
import { dayIn } from '../visits/age.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { earliestOf, obstacleOf, type Treatment } from './guards.ts';
import * as repo from './repo.ts';

export interface Standing {
  refill: repo.RefillRow;
  slots: repo.SlotRow[];
  /** By the clock, whoever wrote it down or not. */
  state: RefillState;
  renewed: { row: HeldRow; content: RxContent };
  /** The newest revision of what was made from each slot. */
  made: Map<number, HeldRow>;
  now: Pick<Treatment, 'allergies' | 'diagnoses'>;
  today: string;
  timeZone: string;
}

export const stateAt = ({ state, validUntil }: repo.RefillRow, now: Date): RefillState =>
  state === 'active' && validUntil <= now ? 'expired' : state;

/** The slots as the clock has them: what nobody gave before the end has lapsed. */
export const slotStateAt = (slot: repo.SlotRow, state: RefillState): repo.SlotRow['state'] =>
  state === 'expired' && (slot.state === 'open' || slot.state === 'requested') ? 'lapsed' : slot.state;

export async function standingOf(work: Work, refill: repo.RefillRow): Promise<Standing> {
  const { timeZone } = await requireHospital(work);
  const slots = await repo.listSlots(work.tx, work.hospitalId, refill.refillId);
  const row = (await findPrescription(work, refill.prescriptionId))!;
  const { patient } = await requireVisit(work, refill.visitId);
  const { note } = await requireEncounter(work, refill.encounterId);
  const made = new Map<number, HeldRow>();
  for (const { slot, prescriptionId } of slots)
    if (prescriptionId) made.set(slot, await newestRevision(work, prescriptionId));
  return {
    ...{ refill, slots, made, timeZone, state: stateAt(refill, work.now) },
    renewed: { row, content: await contentOf(work, row) },
    now: { allergies: patient.allergies, diagnoses: note.diagnoses },
    today: dayIn(timeZone, work.now),
  };
}

/** Neither in the patient's hands nor out of the world. */
const UNDER_WAY: readonly PrescriptionState[] = [
  ...(['draft', 'pending_review', 'returned', 'approved'] as const),
  ...(['claimed', 'partially_dispensed'] as const),
];
/** Nothing was supplied by it. One that expired may have been handed over in part, and counts. */
const UNSUPPLIED: readonly PrescriptionState[] = ['draft', 'returned', 'rejected', 'voided'];

/** The prescriptions of the treatment but the slot's own. */
const others = ({ renewed, made }: Standing, slot: number): HeldRow[] => [
  renewed.row,
  ...[...made].filter(([n]) => n !== slot).map(([, row]) => row),
];

export function earliestDay(standing: Standing, { slot, fromDay }: repo.SlotRow, now: Date): string {
  const { refill, timeZone, renewed } = standing;
  const supplied = others(standing, slot)
    .filter((row) => row === renewed.row || (row.signedAt && !UNSUPPLIED.includes(rxStateAt(row, now))))
    .map(({ signedAt }) => dayIn(timeZone, signedAt!));
  return earliestOf(fromDay, supplied.sort().at(-1)!, refill.intervalDays);
}

/** What is in the way of this slot; `items` where they were written already. */
export function obstacleFor(
  standing: Standing,
  slot: repo.SlotRow,
  now: Date,
  items = standing.renewed.content.items,
): RefillObstacle | null {
  const { refill, slots, state, renewed, today } = standing;
  const { patient, diagnoses } = renewed.content;
  return obstacleOf({
    ...{ state, today, over: refill.validUntil <= now },
    free: slot.state === 'open' || slot.state === 'requested' || slot.state === 'prescribed',
    underWay:
      others(standing, slot.slot).some((row) => UNDER_WAY.includes(rxStateAt(row, now))) ||
      slots.some((other) => other.slot !== slot.slot && other.state === 'requested'),
    earliest: earliestDay(standing, slot, now),
    before: { allergies: patient.allergies, diagnoses, items: renewed.content.items },
    now: { ...standing.now, items },
  });
}

/** Throws what is in the way: `too-early` with the first day, else `state-conflict` with the obstacle. */
export function assertFree(standing: Standing, slot: repo.SlotRow, now: Date, items?: RxContent['items']) {
  const obstacle = obstacleFor(standing, slot, now, items);
  if (!obstacle) return;
  const from = earliestDay(standing, slot, now);
  if (obstacle === 'too-early')
    throw problem('too-early', `From ${from} on.`, { current: { obstacle, from } });
  throw problem('state-conflict', `The refill does not stand: ${obstacle}.`, { current: { obstacle } });
}

/** The slot that a prescription, or the one that it revises, was made from. */
export async function slotOf(work: Work, prescriptionId: string): Promise<repo.SlotRow | undefined> {
  const { tx, hospitalId } = work;
  return repo.slotOfPrescription(tx, hospitalId, await firstRevision(work, prescriptionId));
}

/** For the signature: a prescription that was made from a slot still is a refill. Any other passes. */
export async function assertRefillStands(work: Work, content: RxContent): Promise<void> {
  const slot = await slotOf(work, content.prescriptionId);
  if (!slot) return;
  // Locked: it is not revoked while this is signed.
  const refill = (await repo.lockRefill(work.tx, work.hospitalId, slot.refillId))!;
  assertFree(await standingOf(work, refill), slot, work.now, content.items);
}
