/** The counter's list, and the record of a dispensing for doctor and reviewers. */
import type { Counter, CounterRow, DispensingRecord } from '@care-elements/contract/dispense.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { contentOf } from '../prescriptions/content.ts';
import { extensionsOf } from '../prescriptions/extend.ts';
import { findPrescription, findPrescriptions, heldBy, type HeldRow } from '../prescriptions/held.ts';
import { stateAt } from '../prescriptions/validity.ts';
import { openVoidRequest, voidRequestView } from '../prescriptions/void-request.ts';
import type { Work } from '../work.ts';
import { fulfilmentNow } from './fulfilment-state.ts';
import { ownPharmacy, pharmacyView, type CounterActor } from './pharmacies.ts';
import { receiptsOf } from './receipts.ts';
import * as repo from './repo.ts';
import { currentFulfilment, fulfilmentView, linesOf } from './view.ts';

export async function getCounter(work: Work, actor: CounterActor): Promise<Authorized<Counter>> {
  const pharmacy = await ownPharmacy(work, actor);
  const { pharmacyId } = pharmacy;
  const held = (await heldBy(work, pharmacyId)).filter((rx) => stateAt(rx, work.now) !== 'approved');
  const ways = await repo.listAtPharmacy(work.tx, work.hospitalId, pharmacyId);
  const others = await findPrescriptions(
    work,
    ways.map((way) => way.prescriptionId),
  );
  const all = new Map([...others, ...held].map((rx) => [rx.prescriptionId, rx]));
  const rows: CounterRow[] = [];
  for (const rx of all.values()) {
    const way = ways.find((w) => w.prescriptionId === rx.prescriptionId);
    const state = way && fulfilmentNow(way, rx, work.now);
    const here = way && state !== 'cancelled' ? { ...way, state: state! } : null;
    if (rx.pharmacyId !== pharmacyId && !here) continue;
    rows.push(await rowOf(work, rx, pharmacy, here));
  }
  return authorize(true, { pharmacy: pharmacyView(pharmacy), rows: rows.slice(0, 200) });
}

async function rowOf(
  work: Work,
  rx: HeldRow,
  pharmacy: repo.PharmacyRow,
  way: repo.FulfilmentRow | null,
): Promise<CounterRow> {
  const { patient, items } = await contentOf(work, rx);
  const holds = rx.pharmacyId === pharmacy.pharmacyId && stateAt(rx, work.now) !== 'approved';
  return {
    ...{ prescriptionId: rx.prescriptionId, number: rx.number, state: stateAt(rx, work.now) },
    claimId: holds ? rx.claimId : null,
    leaseUntil: holds ? (rx.claimedUntil?.toISOString() ?? null) : null,
    patientName: patient.name,
    medicines: items.map(({ drug }) => drug.name),
    validUntil: rx.validUntil!.toISOString(),
    fulfilment: way && (await fulfilmentView(work, way, pharmacy)),
    voidRequested: holds && rx.state === 'claimed' && (await openVoidRequest(work, rx)) !== undefined,
  };
}

/** For its doctor always, for the reviewers once it was signed. */
export async function getDispensing(
  work: Work,
  actor: ClinicianActor<'doctor'> | ClinicianActor<'pharmacist'>,
  prescriptionId: string,
): Promise<Authorized<DispensingRecord>> {
  const rx = await findPrescription(work, prescriptionId);
  const may = actor.role === 'pharmacist' || rx?.prescriberId === actor.clinicianId;
  authorize(!!rx && rx.sealed !== null && may, rx);
  return authorize(true, await dispensingRecord(work, rx!));
}

export async function dispensingRecord(work: Work, rx: HeldRow): Promise<DispensingRecord> {
  const { tx, hospitalId } = work;
  const { prescriptionId } = rx;
  const way = await currentFulfilment(work, rx);
  const where = rx.pharmacyId ?? way?.pharmacyId;
  const pharmacy = where ? await repo.getPharmacy(tx, hospitalId, where) : undefined;
  return {
    ...{ prescriptionId, state: stateAt(rx, work.now), validUntil: rx.validUntil!.toISOString() },
    pharmacy: pharmacy ? pharmacyView(pharmacy) : null,
    lines: await linesOf(work, rx),
    receipts: await receiptsOf(work, await repo.listDispenses(tx, hospitalId, prescriptionId)),
    voidRequest: await voidRequestView(work, prescriptionId),
    extensions: await extensionsOf(work, prescriptionId),
  };
}
