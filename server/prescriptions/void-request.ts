/** A doctor asks back what a counter holds: kept until the counter answers, or lets go of it. */
import type { VoidRequest } from '@care-elements/contract/dispense.ts';
import type { VoidRefusal } from '@care-elements/contract/dispense.terms.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import { record } from '../audit.ts';
import { keeping, problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { topicsOf, type Doctor } from './move.ts';
import * as repo from './repo.ts';

type Row = repo.PrescriptionRow;

const trail = (row: Row, request: repo.VoidRequestRow) => ({
  ...{ resourceType: 'MedicationRequest', resourceId: row.prescriptionId, visitId: row.visitId },
  after: request,
  topics: topicsOf(row),
  payload: { state: row.state, requestId: request.requestId },
});

/** Stores the request (once) and refuses the void: the prescription is not void yet. */
export async function requestVoid(
  work: Work,
  actor: Doctor,
  row: Row,
  { reason, note }: { reason: VoidReason; note: string },
): Promise<never> {
  const { tx, hospitalId, now, newId } = work;
  const known = await repo.latestVoidRequest(tx, hospitalId, row.prescriptionId);
  let request = known?.state === 'open' ? known : undefined;
  if (!request) {
    // The row's version moves, so that no hand-over that began before goes on without an answer to it.
    const still = await repo.updateIf(tx, row, {});
    if (!still) throw problem('state-conflict', 'Somebody else was faster.');
    request = {
      ...{ hospitalId, requestId: newId(), prescriptionId: row.prescriptionId, claimId: row.claimId! },
      ...{ clinicianId: actor.clinicianId, reason, note, state: 'open' as const, at: now },
      ...{ decidedAt: null, refusal: null, refusalNote: null },
    };
    await repo.insertVoidRequest(tx, request);
    await record(work, { action: 'void_request.made', ...trail(row, request) });
  }
  throw keeping(
    problem('void-requested', 'A pharmacy holds it and was asked to give it back.', {
      current: { state: 'claimed', requestId: request.requestId },
    }),
  );
}

export const openVoidRequest = async (work: Work, row: Row): Promise<repo.VoidRequestRow | undefined> => {
  const known = await repo.latestVoidRequest(work.tx, work.hospitalId, row.prescriptionId);
  return known?.state === 'open' ? known : undefined;
};

/** The counter has let go: the open request, now accepted, if there is one. */
export async function settleVoidRequest(work: Work, row: Row): Promise<repo.VoidRequestRow | undefined> {
  const open = await openVoidRequest(work, row);
  if (!open) return undefined;
  const change = { state: 'accepted' as const, decidedAt: work.now, refusal: null, refusalNote: null };
  const accepted = await repo.decideVoidRequest(work.tx, open, change);
  if (accepted) await record(work, { action: 'void_request.accepted', ...trail(row, accepted) });
  return accepted;
}

export async function refuseVoidRequest(
  work: Work,
  row: Row,
  { reason, note }: { reason: VoidRefusal; note: string },
): Promise<void> {
  const open = await openVoidRequest(work, row);
  const change = { state: 'refused' as const, decidedAt: work.now, refusal: reason, refusalNote: note };
  const refused = open && (await repo.decideVoidRequest(work.tx, open, change));
  if (!refused) throw problem('state-conflict', 'Nobody asks for it back.');
  await record(work, { action: 'void_request.refused', ...trail(row, refused) });
}

export async function voidRequestView(work: Work, prescriptionId: string): Promise<VoidRequest | null> {
  const row = await repo.latestVoidRequest(work.tx, work.hospitalId, prescriptionId);
  if (!row) return null;
  const { requestId, state, reason, note, at, refusal, refusalNote } = row;
  return {
    ...{ requestId, state, reason, note, at: at.toISOString() },
    refusal: refusal && { reason: refusal, note: refusalNote ?? '' },
  };
}
