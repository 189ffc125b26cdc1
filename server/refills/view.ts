/** A refill as patient and clinicians see it, and as a row of the doctor's list. */
import type { Refill, RefillRequest } from '@care-elements/contract/refill.ts';
import { requireHospital } from '../hospitals/service.ts';
import { stateAt as rxStateAt } from '../prescriptions/validity.ts';
import { patientView, requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import type * as repo from './repo.ts';
import { earliestDay, obstacleFor, slotStateAt, standingOf, type Standing } from './standing.ts';

/** Unchecked. */
export const refillView = async (work: Work, row: repo.RefillRow): Promise<Refill> =>
  viewOf(await standingOf(work, row), work.now);

function viewOf(standing: Standing, now: Date): Refill {
  const { refill, slots, state, renewed, made } = standing;
  const { refillId, visitId, prescriptionId, days, intervalDays, validUntil } = refill;
  const open = state === 'active' ? slots.filter((slot) => slot.state === 'open') : [];
  const next = open[0];
  return {
    ...{ refillId, visitId, prescriptionId, days, intervalDays, state },
    number: renewed.row.number,
    prescriber: renewed.content.prescriber,
    medicines: renewed.content.items.map(({ drug }) => drug.name),
    left: open.length,
    validUntil: validUntil.toISOString(),
    slots: slots.map((slot) => {
      const row = made.get(slot.slot);
      return {
        ...{ slot: slot.slot, state: slotStateAt(slot, state), from: slot.fromDay, reason: slot.reason },
        requestedAt: slot.requestedAt?.toISOString() ?? null,
        decidedAt: slot.decidedAt?.toISOString() ?? null,
        prescriptionId: row?.prescriptionId ?? null,
        prescriptionState: row ? rxStateAt(row, now) : null,
      };
    }),
    next: next
      ? {
          slot: next.slot,
          from: earliestDay(standing, next, now),
          obstacle: obstacleFor(standing, next, now),
        }
      : null,
  };
}

export async function requestView(
  work: Work,
  { refill, slot, own }: { refill: repo.RefillRow; slot: repo.SlotRow; own: boolean },
): Promise<RefillRequest> {
  const standing = await standingOf(work, refill);
  const hospital = await requireHospital(work);
  const { patient } = await requireVisit(work, refill.visitId);
  const { name, ageYears, sex } = patientView(hospital, patient, work.now);
  return {
    ...{ refill: viewOf(standing, work.now), slot: slot.slot, patient: { name, ageYears, sex }, own },
    requestedAt: slot.requestedAt!.toISOString(),
    obstacle: obstacleFor(standing, slot, work.now),
  };
}
