/** How a prescription ends or comes free again: its doctor takes it back, a lease runs out, its validity does. */
import { next } from '@care-elements/contract/machine.ts';
import { PRESCRIPTION_MACHINE } from '@care-elements/contract/prescription.machine.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import { SYSTEM, type Authorized } from '../actor.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { nextState, own, recordMove, viewForDoctor, type Doctor, type RxTools } from './move.ts';
import * as repo from './repo.ts';
import { stateAt } from './validity.ts';
import { requestVoid, settleVoidRequest } from './void-request.ts';

type Row = repo.PrescriptionRow;
/** Nobody holds it. */
const FREE = { claimId: null, pharmacyId: null, claimedUntil: null };
const faster = () => problem('state-conflict', 'Somebody else was faster.');

export async function voidPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { reason, note }: { reason: VoidReason; note: string },
): Promise<Authorized<Prescription>> {
  const seen = await own(work, actor, prescriptionId);
  // What a counter holds is not taken out of its hands: it is asked.
  if (stateAt(seen, work.now) === 'claimed') return requestVoid(work, actor, seen, { reason, note });
  nextState(work, seen, 'void', 'doctor');
  const before = await settle(work, seen);
  // Its lease had run out, and it was asked back before: it is void by now.
  if (before.state === 'voided') return viewForDoctor(work, tools, before);
  return viewForDoctor(work, tools, await voidRow(work, before, { reason, note }));
}

async function voidRow(work: Work, before: Row, why: { reason: VoidReason; note: string }): Promise<Row> {
  const state = nextState(work, before, 'void', 'doctor');
  const { reason, note } = why;
  const change = { state, voidReason: reason, voidNote: note, endedAt: work.now };
  const after = await repo.updateIf(work.tx, before, change);
  if (!after) throw faster();
  await recordMove(work, before, after, 'voided', { reason });
  return after;
}

/** A pharmacy, or the clock, lets go of a claimed prescription. What its doctor had asked back meanwhile is void then. */
export async function freeClaim(
  work: Work,
  before: Row,
  by: { action: 'release' | 'decline'; role: 'pharmacy' | 'system'; more?: Record<string, unknown> },
): Promise<Row> {
  const state = next(PRESCRIPTION_MACHINE, before.state, by.action, by.role);
  if (!state) throw problem('state-conflict', undefined, { current: stateAt(before, work.now) });
  const after = await repo.updateIf(work.tx, before, { state, ...FREE });
  if (!after) throw faster();
  const { claimId, pharmacyId } = before;
  const verb = by.action === 'release' ? 'released' : 'declined';
  await recordMove(work, before, after, verb, { claimId, pharmacyId, ...by.more });
  const asked = await settleVoidRequest(work, after);
  // Out of force in the same moment, it expires instead.
  if (!asked || stateAt(after, work.now) !== 'approved') return after;
  const byDoctor = { ...work, doer: { role: 'doctor' as const, id: asked.clinicianId } };
  return voidRow(byDoctor, after, asked);
}

/** Writes down what the clock has done to a prescription; the row as it is then. */
export async function settle(work: Work, seen: Row): Promise<Row> {
  const bySystem = { ...work, doer: SYSTEM };
  let row = seen;
  if (row.state === 'claimed' && row.claimedUntil! <= work.now)
    row = await freeClaim(bySystem, row, { action: 'release', role: 'system' });
  if (stateAt(row, work.now) !== 'expired' || row.state === 'expired') return row;
  const state = next(PRESCRIPTION_MACHINE, row.state, 'expire', 'system')!;
  const after = await repo.updateIf(work.tx, row, { state, endedAt: row.validUntil });
  if (!after) throw faster();
  await recordMove(bySystem, row, after, 'expired');
  return after;
}

/** Writes down what the clock has ended or freed: all of the hospital's, or one encounter's. Returns how many. */
export async function expireDue(work: Work, encounterId?: string): Promise<number> {
  const due = await repo.lockDue(work.tx, work.hospitalId, work.now, encounterId);
  // Locked: nobody is faster.
  for (const row of due) await settle(work, row);
  return due.length;
}
