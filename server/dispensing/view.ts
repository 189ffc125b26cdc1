/** Dispensing as each side sees it: the counter's claim, a row of its list, the patient's page, the doctor's record. */
import type {
  Claim,
  CounterPrescription,
  Fulfilment,
  LineRest,
  PatientDispensing,
} from '@care-elements/contract/dispense.ts';
import { paymentOf } from '../payments/service.ts';
import { contentOf } from '../prescriptions/content.ts';
import { latestOfVisit, type HeldRow } from '../prescriptions/held.ts';
import { checkSeals } from '../prescriptions/seals.ts';
import { stateAt } from '../prescriptions/validity.ts';
import { voidRequestView } from '../prescriptions/void-request.ts';
import type { Work } from '../work.ts';
import { fulfilmentNow } from './fulfilment-state.ts';
import { pharmacyView } from './pharmacies.ts';
import { restOf } from './quantity.ts';
import { receiptsOf } from './receipts.ts';
import * as repo from './repo.ts';

export async function linesOf(work: Work, rx: HeldRow): Promise<LineRest[]> {
  const { items } = await contentOf(work, rx);
  const given = await repo.listDispenses(work.tx, work.hospitalId, rx.prescriptionId);
  return restOf(
    items,
    given.flatMap((d) => d.lines),
  );
}

/** `known`: its pharmacy, where the caller has it already. */
export async function fulfilmentView(
  work: Work,
  row: repo.FulfilmentRow,
  known?: repo.PharmacyRow,
): Promise<Fulfilment> {
  const pharmacy = known ?? (await repo.getPharmacy(work.tx, work.hospitalId, row.pharmacyId))!;
  const { fulfilmentId, way, state, chosenBy, delivery, courier, changedAt } = row;
  return {
    ...{ fulfilmentId, way, state, chosenBy, delivery, courier },
    pharmacy: pharmacyView(pharmacy),
    changedAt: changedAt.toISOString(),
  };
}

/** The newest, as it is now; null where there is none that still means something. */
export async function currentFulfilment(work: Work, rx: HeldRow): Promise<repo.FulfilmentRow | null> {
  const row = await repo.latestFulfilment(work.tx, work.hospitalId, rx.prescriptionId);
  if (!row) return null;
  const state = fulfilmentNow(row, rx, work.now);
  return state === 'cancelled' ? null : { ...row, state };
}

async function counterPrescription(work: Work, rx: HeldRow): Promise<CounterPrescription> {
  const { prescriber, department, patient, diagnoses, items, herbal } = await contentOf(work, rx);
  const { seals, review } = await checkSeals(work, rx);
  const { prescriptionId, number, revision, rxHash } = rx;
  return {
    ...{ prescriptionId, number, revision, rxHash: rxHash!, state: stateAt(rx, work.now) },
    ...{ prescriber, department, patient, diagnoses, items, seals, ...(herbal && { herbal }) },
    pharmacist: review?.pharmacist ?? null,
    signedAt: rx.signedAt!.toISOString(),
    validUntil: rx.validUntil!.toISOString(),
  };
}

/** Unchecked: for the pharmacy whose claim it is. */
export async function claimView(work: Work, claim: repo.ClaimRow, rx: HeldRow): Promise<Claim> {
  const dispenses = await repo.listDispenses(work.tx, work.hospitalId, rx.prescriptionId);
  const fulfilment = await currentFulfilment(work, rx);
  const asked = await voidRequestView(work, rx.prescriptionId);
  return {
    claimId: claim.claimId,
    claimedAt: claim.claimedAt.toISOString(),
    leaseUntil: rx.claimedUntil?.toISOString() ?? null,
    prescription: await counterPrescription(work, rx),
    lines: await linesOf(work, rx),
    receipts: await receiptsOf(work, dispenses),
    voidRequest: asked?.state === 'open' ? asked : null,
    fulfilment: fulfilment?.pharmacyId === claim.pharmacyId ? await fulfilmentView(work, fulfilment) : null,
    payment: await paymentOf(work, rx.prescriptionId),
  };
}

/** A part of the patient's screen, from the pass on; `rx` is the newest of the visit. Unchecked. */
export async function dispensingFrom(work: Work, rx: HeldRow | undefined): Promise<PatientDispensing | null> {
  if (!rx || !PASSED.includes(stateAt(rx, work.now))) return null;
  return patientDispensing(work, rx);
}
export const dispensingForVisit = async (work: Work, visitId: string): Promise<PatientDispensing | null> =>
  dispensingFrom(work, await latestOfVisit(work, visitId));
const PASSED = ['approved', 'claimed', 'partially_dispensed', 'dispensed', 'expired'];

export async function patientDispensing(work: Work, rx: HeldRow): Promise<PatientDispensing> {
  const { tx, hospitalId } = work;
  const { prescriptionId } = rx;
  const fulfilment = await currentFulfilment(work, rx);
  const back = await repo.lastDeclined(tx, hospitalId, prescriptionId);
  const by = back && (await repo.getPharmacy(tx, hospitalId, back.pharmacyId));
  const state = stateAt(rx, work.now);
  return {
    prescriptionId,
    fulfilment: fulfilment && (await fulfilmentView(work, fulfilment)),
    held: state === 'claimed' || state === 'partially_dispensed',
    declined:
      back && by
        ? { pharmacy: by.name, reason: back.declineReason!, at: back.declinedAt!.toISOString() }
        : null,
    lines: await linesOf(work, rx),
    payment: await paymentOf(work, prescriptionId),
  };
}
