/** What happens to a refill after it was granted: asked for, decided, taken back, over. One thing at a time: the row is locked. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  REFILL_MACHINE,
  REFILL_SLOT_MACHINE,
  type Refill,
  type RefillAction,
  type RefillDeclineReason,
  type RefillRequest,
  type RefillSlotAction,
} from '@care-elements/contract/refill.ts';
import { authorize, SYSTEM, type Actor, type Authorized, type PatientActor } from '../actor.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import type { Doctor } from '../prescriptions/move.ts';
import { readable } from '../prescriptions/read.ts';
import { beginRenewal } from '../prescriptions/renew.ts';
import { problem } from '../problems.ts';
import { assertMayTreat, departmentIdsOf, getClinicians, startPatientSession } from '../sessions/service.ts';
import type { Tokens } from '../tokens.ts';
import type { Work } from '../work.ts';
import { assertLawful } from './grant.ts';
import * as repo from './repo.ts';
import { assertFree, slotOf, slotStateAt, standingOf, stateAt, type Standing } from './standing.ts';
import { tell } from './tell.ts';
import { refillView, requestView } from './view.ts';

/** The refill, locked, as it stands now; `not-found` unless it is for this actor. */
async function lock(work: Work, actor: PatientActor | Doctor, refillId: string): Promise<Standing> {
  const row = await repo.lockRefill(work.tx, work.hospitalId, refillId);
  authorize(!!row && (await isFor(work, actor, row)), row);
  return standingOf(work, row!);
}

async function isFor(work: Work, actor: PatientActor | Doctor, row: repo.RefillRow): Promise<boolean> {
  if (actor.role === 'patient') return row.visitId === actor.visitId;
  if (row.prescriberId === actor.clinicianId) return true;
  return (
    (await orphaned(work, [row])).length > 0 &&
    (await departmentIdsOf(work, actor.clinicianId)).includes(row.departmentId)
  );
}

/** Those whose prescriber no longer works here. */
async function orphaned<R extends { prescriberId: string }>(work: Work, rows: R[]): Promise<R[]> {
  const people = await getClinicians(work, [...new Set(rows.map(({ prescriberId }) => prescriberId))]);
  const gone = new Set(people.filter(({ active }) => !active).map(({ clinicianId }) => clinicianId));
  return rows.filter(({ prescriberId }) => gone.has(prescriberId));
}

const slotNumbered = ({ slots }: Standing, slot: number): repo.SlotRow =>
  authorize(
    slots.some((s) => s.slot === slot),
    slots.find((s) => s.slot === slot)!,
  );

/** The state that the table gives a slot now, or `state-conflict`. */
function nextSlotState(standing: Standing, slot: repo.SlotRow, action: RefillSlotAction, role: Role) {
  const current = slotStateAt(slot, standing.state);
  const to = standing.state === 'revoked' ? undefined : next(REFILL_SLOT_MACHINE, current, action, role);
  if (!to) throw problem('state-conflict', undefined, { current: { slot: current, refill: standing.state } });
  return to;
}

async function moveSlot(
  work: Work,
  standing: Standing,
  slot: repo.SlotRow,
  verb: string,
  change: Partial<repo.SlotRow> & Pick<repo.SlotRow, 'state'>,
): Promise<repo.RefillRow> {
  const after = await repo.changeSlot(work.tx, slot, change);
  const { refill } = standing;
  await tell(work, verb, slot, refill, { slot: after });
  const left = standing.slots.some(
    ({ slot: n, state }) => n !== slot.slot && (state === 'open' || state === 'requested'),
  );
  const done = after.state === 'prescribed' || after.state === 'declined';
  return done && !left ? end(work, refill, 'use_up', 'doctor') : refill;
}

async function end(work: Work, refill: repo.RefillRow, action: RefillAction, role: Role) {
  const state = next(REFILL_MACHINE, refill.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: refill.state });
  const after = await repo.changeRefill(work.tx, refill, { state, endedAt: work.now });
  await tell(work, state, refill, after);
  return after;
}

export async function requestRefill(
  work: Work,
  formulary: FormularyProvider,
  actor: PatientActor,
  refillId: string,
  { slot: n }: { slot: number },
): Promise<Authorized<Refill>> {
  const standing = await lock(work, actor, refillId);
  const slot = slotNumbered(standing, n);
  const state = nextSlotState(standing, slot, 'request', 'patient');
  if (standing.slots.some((other) => other.slot < n && other.state === 'open'))
    throw problem('state-conflict', 'Another slot comes first.');
  assertFree(standing, slot, work.now);
  await askLaw(work, formulary, standing);
  const refill = await moveSlot(work, standing, slot, 'requested', { state, requestedAt: work.now });
  return authorize(true, await refillView(work, refill));
}

const askLaw = (work: Work, formulary: FormularyProvider, { refill, slots, renewed }: Standing) =>
  assertLawful(work, formulary, renewed.content, refill.days * (slots.length + 1), refill.reason);

/**
 * Only who granted it can prescribe from it: the record is theirs, and the law lets the treating doctor alone sign. A colleague who
 * finds it on their desk can decline it and send the patient to a visit.
 */
export async function acceptRefill(
  work: Work,
  formulary: FormularyProvider,
  actor: Doctor,
  refillId: string,
  { slot: n }: { slot: number },
): Promise<Authorized<{ refill: Refill; prescriptionId: string }>> {
  const standing = await lock(work, actor, refillId);
  if (standing.refill.prescriberId !== actor.clinicianId)
    throw problem('not-entitled', 'Granted by another doctor: the patient needs a visit.');
  const slot = slotNumbered(standing, n);
  const state = nextSlotState(standing, slot, 'accept', 'doctor');
  await assertMayTreat(work, actor.clinicianId, standing.refill.departmentId);
  assertFree(standing, slot, work.now);
  await askLaw(work, formulary, standing);
  const { prescriptionId } = await beginRenewal(work, actor, standing.renewed.row);
  const decided = { decidedAt: work.now, decidedBy: actor.clinicianId };
  const refill = await moveSlot(work, standing, slot, 'accepted', { state, ...decided, prescriptionId });
  return authorize(true, { refill: await refillView(work, refill), prescriptionId });
}

export async function declineRefill(
  work: Work,
  actor: Doctor,
  refillId: string,
  { slot: n, reason }: { slot: number; reason: RefillDeclineReason },
): Promise<Authorized<Refill>> {
  const standing = await lock(work, actor, refillId);
  const slot = slotNumbered(standing, n);
  const state = nextSlotState(standing, slot, 'decline', 'doctor');
  const decided = { decidedAt: work.now, decidedBy: actor.clinicianId };
  const refill = await moveSlot(work, standing, slot, 'declined', { state, ...decided, reason });
  return authorize(true, await refillView(work, refill));
}

export async function revokeRefill(work: Work, actor: Doctor, refillId: string): Promise<Authorized<Refill>> {
  const standing = await lock(work, actor, refillId);
  authorize(standing.refill.prescriberId === actor.clinicianId, standing);
  if (standing.state !== 'active') throw problem('state-conflict', undefined, { current: standing.state });
  await lapse(work, standing.slots, 'doctor');
  return authorize(true, await refillView(work, await end(work, standing.refill, 'revoke', 'doctor')));
}

/** What nobody decided is not given any more. */
async function lapse(work: Work, slots: repo.SlotRow[], role: 'doctor' | 'system'): Promise<void> {
  for (const slot of slots) {
    const state = next(REFILL_SLOT_MACHINE, slot.state, 'lapse', role);
    if (state) await repo.changeSlot(work.tx, slot, { state });
  }
}

/** Writes down what the clock has ended. Returns how many. */
export async function expireRefills(work: Work): Promise<number> {
  const bySystem = { ...work, doer: SYSTEM };
  const due = await repo.lockDue(work.tx, work.hospitalId, work.now);
  for (const refill of due) {
    await lapse(bySystem, await repo.listSlots(work.tx, work.hospitalId, refill.refillId), 'system');
    await end(bySystem, refill, 'expire', 'system');
  }
  return due.length;
}

type Maybe = Authorized<{ refill: Refill | null }>;
const maybe = async (work: Work, row: repo.RefillRow | undefined): Promise<Maybe> =>
  authorize(true, { refill: row ? await refillView(work, row) : null });

export async function getVisitRefill(work: Work, actor: PatientActor, visitId: string): Promise<Maybe> {
  authorize(actor.visitId === visitId, null);
  return maybe(work, await repo.latestOfVisit(work.tx, work.hospitalId, visitId));
}

/** The patient comes back long after the visit: with a token of the same visit, until the refill ends. */
export async function keepRefillAccess(
  work: Work,
  tokens: Tokens,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<{ token: string; expiresAt: string }>> {
  authorize(actor.visitId === visitId, null);
  const refill = await repo.latestOfVisit(work.tx, work.hospitalId, visitId);
  const current = refill ? stateAt(refill, work.now) : null;
  if (current !== 'active' && current !== 'used_up')
    throw problem('state-conflict', 'There is nothing to come back for.', { current });
  const lifeMs = refill!.validUntil.getTime() - work.now.getTime();
  if (lifeMs <= 0) throw problem('state-conflict', undefined, { current: 'expired' });
  const { patientId } = actor;
  return authorize(true, await startPatientSession(work, tokens, { patientId, visitId, lifeMs }));
}

/** What the prescription carries, or what it was made from. */
export async function getPrescriptionRefill(
  work: Work,
  actor: Actor,
  prescriptionId: string,
): Promise<Maybe> {
  const { tx, hospitalId } = work;
  await readable(work, actor, prescriptionId);
  const carried = await repo.refillOfPrescription(tx, hospitalId, prescriptionId);
  if (carried) return maybe(work, carried);
  const slot = await slotOf(work, prescriptionId);
  return maybe(work, slot && (await repo.getRefill(tx, hospitalId, slot.refillId)));
}

export async function listRefillRequests(
  work: Work,
  actor: Doctor,
): Promise<Authorized<{ requests: RefillRequest[] }>> {
  const { tx, hospitalId, now } = work;
  const { clinicianId } = actor;
  const mine = await repo.listRequested(tx, hospitalId, { prescriberId: clinicianId });
  const departmentIds = await departmentIdsOf(work, clinicianId);
  const near = departmentIds.length ? await repo.listRequested(tx, hospitalId, { departmentIds }) : [];
  const left = await orphaned(
    work,
    near.map((row) => ({ ...row, prescriberId: row.refill.prescriberId })),
  );
  const all = [
    ...mine.map((row) => ({ ...row, own: true })),
    ...left.filter((row) => row.prescriberId !== clinicianId).map((row) => ({ ...row, own: false })),
  ].filter(({ refill }) => stateAt(refill, now) === 'active');
  const requests: RefillRequest[] = [];
  for (const row of all.slice(0, 100)) requests.push(await requestView(work, row));
  return authorize(true, { requests });
}
