/** The way to the patient: chosen by the patient, set aside or handed to a courier by the pharmacy, each move with its trail. */
import { next } from '@care-elements/contract/machine.ts';
import type { Choice, Delivery, Fulfilment, PatientDispensing } from '@care-elements/contract/dispense.ts';
import type { Way } from '@care-elements/contract/dispense.terms.ts';
import {
  FULFILMENT_MACHINE,
  type FulfilmentAction,
  type FulfilmentState,
} from '@care-elements/contract/fulfilment.machine.ts';
import { authorize, SYSTEM, type Authorized, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import {
  findPrescription,
  findPrescriptions,
  latestOfVisit,
  pin,
  type HeldRow,
} from '../prescriptions/held.ts';
import { stateAt } from '../prescriptions/validity.ts';
import { settle } from '../prescriptions/end.ts';
import { problem } from '../problems.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { fulfilmentNow } from './fulfilment-state.ts';
import { ownPharmacy, requirePharmacy, type CounterActor } from './pharmacies.ts';
import * as repo from './repo.ts';
import { fulfilmentView, patientDispensing } from './view.ts';

type Row = repo.FulfilmentRow;
type Mover = 'patient' | 'pharmacy' | 'system';

async function trail(work: Work, before: Row | null, after: Row): Promise<void> {
  await touchVisit(work, after.visitId);
  await record(work, {
    action: `fulfilment.${after.state}`,
    ...{ resourceType: 'Task', resourceId: after.fulfilmentId, visitId: after.visitId },
    ...{ before: before ?? undefined, after },
    topics: [`visit:${after.visitId}`, `counter:${after.pharmacyId}`],
    payload: { state: after.state, prescriptionId: after.prescriptionId, pharmacyId: after.pharmacyId },
  });
}

/** A new one; the machine says in which state it begins. */
async function begin(
  work: Work,
  rx: HeldRow,
  by: { action: FulfilmentAction; role: Mover; chosenBy: Row['chosenBy'] },
  to: { pharmacyId: string; way: Way; delivery: Delivery | null },
): Promise<Row> {
  const { hospitalId, newId, now } = work;
  const { prescriptionId, visitId } = rx;
  const row: Row = {
    ...{ hospitalId, fulfilmentId: newId(), prescriptionId, visitId, ...to, chosenBy: by.chosenBy },
    state: next(FULFILMENT_MACHINE, null, by.action, by.role)!,
    ...{ courier: null, createdAt: now, changedAt: now },
  };
  await repo.insertFulfilment(work.tx, row);
  await trail(work, null, row);
  return row;
}

export async function move(
  work: Work,
  before: Row,
  action: FulfilmentAction,
  role: Mover,
  more: { courier?: { name: string; number: string } } = {},
): Promise<Row> {
  const state = next(FULFILMENT_MACHINE, before.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: before.state });
  const after = await repo.updateFulfilmentIf(work.tx, before, { state, changedAt: work.now, ...more });
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  await trail(work, before, after);
  return after;
}

/** The newest of a prescription, while nothing of it has left the pharmacy. */
export async function openFulfilment(work: Work, rx: HeldRow): Promise<Row | undefined> {
  const row = await repo.latestFulfilment(work.tx, work.hospitalId, rx.prescriptionId);
  return row && (row.state === 'chosen' || row.state === 'ready') ? row : undefined;
}

/** The visit's own prescription, approved and held by nobody. */
async function free(
  work: Work,
  actor: PatientActor,
  visitId: string,
  prescriptionId?: string,
): Promise<HeldRow> {
  authorize(actor.visitId === visitId, null);
  const rx = prescriptionId
    ? await findPrescription(work, prescriptionId)
    : await latestOfVisit(work, visitId);
  authorize(rx?.visitId === visitId && rx.sealed !== null, rx);
  const state = stateAt(rx!, work.now);
  if (state === 'claimed' || state === 'partially_dispensed') throw problem('already-claimed');
  if (state !== 'approved') throw problem('state-conflict', undefined, { current: state });
  // Asked back by its doctor while a counter had it, it is void once that counter's lease is settled.
  const settled = await settle(work, rx!);
  if (settled.state !== 'approved') throw problem('state-conflict', undefined, { current: settled.state });
  return pin(work, settled);
}

/** Takes back whatever was chosen before, the clock's doing included. */
async function clear(work: Work, rx: HeldRow, role: Mover): Promise<void> {
  const open = await openFulfilment(work, rx);
  if (!open) return;
  if (fulfilmentNow(open, rx, work.now) === 'cancelled')
    await move({ ...work, doer: SYSTEM }, open, 'cancel', 'system');
  else await move(work, open, 'cancel', role);
}

export async function choose(
  work: Work,
  actor: PatientActor,
  visitId: string,
  { prescriptionId, pharmacyId, way, delivery }: Choice,
): Promise<Authorized<PatientDispensing>> {
  const rx = await free(work, actor, visitId, prescriptionId);
  const pharmacy = await requirePharmacy(work, pharmacyId);
  const wrong = (pointer: string, code: string, message: string) =>
    problem('invalid-input', undefined, { errors: [{ pointer, code, message }] });
  if (!(way === 'pickup' ? pharmacy.pickup : pharmacy.delivers))
    throw wrong('/way', 'not-offered', 'The pharmacy does not offer that.');
  if ((way === 'delivery') !== (delivery !== null))
    throw wrong('/delivery', 'inconsistent', 'An address is given exactly when it is delivered.');
  await clear(work, rx, 'patient');
  await begin(
    work,
    rx,
    { action: 'choose', role: 'patient', chosenBy: 'patient' },
    { pharmacyId, way, delivery },
  );
  return authorize(true, await patientDispensing(work, rx));
}

export async function cancelChoice(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<PatientDispensing>> {
  const rx = await free(work, actor, visitId);
  await clear(work, rx, 'patient');
  return authorize(true, await patientDispensing(work, rx));
}

/** At the claim: what the patient chose here stands; anything else gives way to their coming to this counter. */
export async function receive(work: Work, rx: HeldRow, pharmacyId: string): Promise<void> {
  const open = await openFulfilment(work, rx);
  if (open?.pharmacyId === pharmacyId && fulfilmentNow(open, rx, work.now) === 'chosen') return;
  if (open) await move({ ...work, doer: SYSTEM }, open, 'cancel', 'system');
  const here = { pharmacyId, way: 'pickup' as const, delivery: null };
  await begin(work, rx, { action: 'receive', role: 'pharmacy', chosenBy: 'counter' }, here);
}

/** After the pharmacy let go: a choice of the patient's stands again, unless the pharmacy declined it. */
export async function letGo(work: Work, rx: HeldRow, declined: boolean): Promise<void> {
  const open = await openFulfilment(work, rx);
  if (!open) return;
  const ended = fulfilmentNow({ ...open, state: 'chosen' }, rx, work.now) === 'cancelled';
  if (ended || declined) await move(work, open, 'cancel', 'pharmacy');
  else if (open.state === 'ready') await move(work, open, 'put_back', 'pharmacy');
}

/** After a hand-over: a parcel is packed; what is fetched is fetched once nothing is left. */
export async function handedOver(work: Work, rx: HeldRow, pharmacyId: string, whole: boolean): Promise<void> {
  const last = (await repo.latestFulfilment(work.tx, work.hospitalId, rx.prescriptionId))!;
  if (last.way === 'pickup') {
    if (whole) await move(work, last, 'pick_up', 'pharmacy');
  } else if (last.state === 'chosen') await move(work, last, 'make_ready', 'pharmacy');
  else if (last.state !== 'ready') {
    const again = { pharmacyId, way: last.way, delivery: last.delivery };
    await begin(work, rx, { action: 'pack_more', role: 'pharmacy', chosenBy: last.chosenBy }, again);
  }
}

/** A parcel of the actor's own pharmacy. */
async function parcel(work: Work, actor: CounterActor, fulfilmentId: string): Promise<Row> {
  const { pharmacyId } = await ownPharmacy(work, actor);
  const row = await repo.getFulfilment(work.tx, work.hospitalId, fulfilmentId);
  return authorize(row?.pharmacyId === pharmacyId, row!);
}

export async function handToCourier(
  work: Work,
  actor: CounterActor,
  fulfilmentId: string,
  courier: { name: string; number: string },
): Promise<Authorized<Fulfilment>> {
  const row = await parcel(work, actor, fulfilmentId);
  const rx = (await findPrescription(work, row.prescriptionId))!;
  // Only what a receipt is written for leaves the house.
  const given = await repo.listDispenses(work.tx, work.hospitalId, rx.prescriptionId);
  if (row.way !== 'delivery' || given.length === 0)
    throw problem('state-conflict', 'Nothing is packed for a courier.', { current: row.state });
  const after = await move(work, row, 'hand_to_courier', 'pharmacy', { courier });
  return authorize(true, await fulfilmentView(work, after));
}

const OUTCOMES = { delivered: 'deliver', failed: 'fail', returned: 'return', picked_up: 'pick_up' } as const;

export async function settleDelivery(
  work: Work,
  actor: CounterActor,
  fulfilmentId: string,
  outcome: keyof typeof OUTCOMES,
): Promise<Authorized<Fulfilment>> {
  const row = await parcel(work, actor, fulfilmentId);
  // Fetched from the counter, nothing given yet: that is a hand-over, and needs its receipt.
  if (outcome === 'picked_up' && row.state !== 'returned')
    throw problem('state-conflict', undefined, { current: row.state });
  const after = await move(work, row, OUTCOMES[outcome], 'pharmacy');
  return authorize(true, await fulfilmentView(work, after));
}

/** Writes down which ways the clock, or a void, has ended. Returns how many. */
export async function cancelEnded(work: Work): Promise<number> {
  const open = await repo.lockOpenFulfilments(work.tx, work.hospitalId);
  const all = await findPrescriptions(
    work,
    open.map((row) => row.prescriptionId),
  );
  const byId = new Map(all.map((rx) => [rx.prescriptionId, rx]));
  let count = 0;
  for (const row of open) {
    const now: FulfilmentState = fulfilmentNow(row, byId.get(row.prescriptionId)!, work.now);
    if (now !== 'cancelled') continue;
    await move(work, row, 'cancel', 'system');
    count++;
  }
  return count;
}
