/** How a prescription ends before a pharmacy has it: its doctor takes it back, or the clock does. */
import { next } from '@care-elements/contract/machine.ts';
import { PRESCRIPTION_MACHINE } from '@care-elements/contract/prescription.machine.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import { SYSTEM, type Authorized } from '../actor.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { nextState, own, recordMove, viewForDoctor, type Doctor, type RxTools } from './move.ts';
import * as repo from './repo.ts';

export async function voidPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { reason, note }: { reason: VoidReason; note: string },
): Promise<Authorized<Prescription>> {
  const before = await own(work, actor, prescriptionId);
  const state = nextState(work, before, 'void', 'doctor');
  const after = await repo.updateIf(work.tx, before, {
    state,
    voidReason: reason,
    voidNote: note,
    endedAt: work.now,
  });
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  await recordMove(work, before, after, 'voided', { reason });
  return viewForDoctor(work, tools, after);
}

/** Writes down what the clock has ended: all of the hospital's, or one encounter's. Returns how many. */
export async function expireDue(work: Work, encounterId?: string): Promise<number> {
  const bySystem = { ...work, doer: SYSTEM };
  let count = 0;
  for (const row of await repo.lockDue(work.tx, work.hospitalId, work.now, encounterId)) {
    const state = next(PRESCRIPTION_MACHINE, row.state, 'expire', 'system')!;
    const after = await repo.updateIf(work.tx, row, { state, endedAt: row.validUntil });
    if (!after) continue;
    await recordMove(bySystem, row, after, 'expired');
    count++;
  }
  return count;
}
