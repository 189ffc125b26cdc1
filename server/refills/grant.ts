/** The doctor lets a passed prescription be renewed, as far as the law of the hospital allows. */
import { next } from '@care-elements/contract/machine.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { REFILL_MACHINE, REFILL_SLOT_MACHINE, type Refill } from '@care-elements/contract/refill.ts';
import { authorize, type Authorized } from '../actor.ts';
import { pgConstraint } from '../db/open.ts';
import { requireEncounter } from '../encounters/service.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { requireHospital } from '../hospitals/service.ts';
import { mergeFacts } from '../prescriptions/checks/rule-facts.ts';
import { checkWithFacts, contentOf, type RxContent } from '../prescriptions/content.ts';
import { own, type Doctor } from '../prescriptions/move.ts';
import { addDays, stateAt, validUntil } from '../prescriptions/validity.ts';
import { problem } from '../problems.ts';
import { assertAllowed, decide } from '../rules/service.ts';
import { assertMayTreat } from '../sessions/service.ts';
import { dayIn } from '../visits/age.ts';
import type { Work } from '../work.ts';
import { intervalOf } from './guards.ts';
import * as repo from './repo.ts';
import { slotOf } from './standing.ts';
import { tell } from './tell.ts';
import { refillView } from './view.ts';

/** A pharmacist has passed it. */
const PASSED: readonly PrescriptionState[] = ['approved', 'claimed', 'partially_dispensed', 'dispensed'];

export async function grantRefill(
  work: Work,
  formulary: FormularyProvider,
  actor: Doctor,
  prescriptionId: string,
  { slots, reason }: { slots: number; reason: string },
): Promise<Authorized<Refill>> {
  const { tx, hospitalId, now, newId } = work;
  const row = await own(work, actor, prescriptionId);
  const { departmentId } = await requireEncounter(work, row.encounterId);
  await assertMayTreat(work, actor.clinicianId, departmentId);
  const current = stateAt(row, now);
  if (!PASSED.includes(current)) throw problem('state-conflict', undefined, { current });
  if (await slotOf(work, prescriptionId))
    throw problem('state-conflict', 'A refill is not renewed again: the patient needs a visit.');
  const content = await contentOf(work, row);
  const days = content.items[0]?.days ?? 0;
  if (days === 0 || content.items.some((item) => item.days !== days))
    throw problem('state-conflict', 'Every line has to be for the same number of days.');
  await assertLawful(work, formulary, content, days * (slots + 1), reason);
  const { timeZone } = await requireHospital(work);
  const intervalDays = intervalOf(days);
  const signedOn = dayIn(timeZone, row.signedAt!);
  const refill: repo.RefillRow = {
    ...{ hospitalId, refillId: newId(), prescriptionId, visitId: row.visitId, encounterId: row.encounterId },
    ...{ departmentId, prescriberId: actor.clinicianId, days, intervalDays, reason, grantedAt: now },
    state: next(REFILL_MACHINE, null, 'grant', 'doctor')!,
    validUntil: validUntil(timeZone, row.signedAt!, days * (slots + 1)),
    endedAt: null,
  };
  const opened = Array.from({ length: slots }, (_, i): repo.SlotRow => ({
    ...{ hospitalId, refillId: refill.refillId, slot: i + 1 },
    state: next(REFILL_SLOT_MACHINE, null, 'grant', 'doctor')!,
    fromDay: addDays(signedOn, intervalDays * (i + 1)),
    ...{ requestedAt: null, decidedAt: null, decidedBy: null, reason: null, prescriptionId: null },
  }));
  try {
    await repo.insertRefill(tx, refill, opened);
  } catch (error) {
    if (pgConstraint(error) !== 'refills_hospital_id_prescription_id_key') throw error;
    throw problem('state-conflict', 'It may be renewed already.');
  }
  await tell(work, 'granted', null, refill, { slots });
  return authorize(true, await refillView(work, refill));
}

/**
 * Asks the hospital's law about the treatment as a whole: every line for the days of all supplies together, so that what is not for
 * long use cannot be had in short pieces.
 */
export async function assertLawful(
  work: Work,
  formulary: FormularyProvider,
  content: RxContent,
  totalDays: number,
  longReason: string,
): Promise<void> {
  const { prescriptionId, visitId } = content;
  const { facts } = await checkWithFacts(work, formulary, content, null);
  const items = (facts.prescription?.items ?? []).map((item) => ({ ...item, days: totalDays }));
  const decision = await decide(work, {
    ...{ action: 'rx.refill', subject: 'MedicationRequest', subjectId: prescriptionId, visitId },
    facts: mergeFacts(facts, { prescription: { items, longReason, longAssessed: true } }),
  });
  assertAllowed(decision);
}
