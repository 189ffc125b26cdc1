/** Who may read and who may write a visit's conversation. */
import type { MessageSide } from '@care-elements/contract/messages.ts';
import { authorize, type ClinicianActor, type PatientActor } from '../actor.ts';
import { hasTreated, treatingDoctor } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import { lockOpenVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';

export type Talker = PatientActor | ClinicianActor<'doctor'>;

/** May this actor read the visit's conversation? For the live hub too. */
export async function takesPart(work: Work, actor: Talker, visitId: string): Promise<boolean> {
  if (actor.role === 'patient') return actor.visitId === visitId;
  return hasTreated(work, visitId, actor.clinicianId);
}

/** Throws `not-found` for whoever has no part in it. */
export async function sideOf(work: Work, actor: Talker, visitId: string): Promise<MessageSide> {
  authorize(await takesPart(work, actor, visitId), null);
  return actor.role;
}

/**
 * The side on which the actor may write now: the visit is open (locked, so that nothing is stored after its end) and a doctor
 * has it; a doctor who had it before may read, not write. Throws `not-found`, `visit-ended`, `state-conflict`.
 */
export async function writingSide(work: Work, actor: Talker, visitId: string): Promise<MessageSide> {
  const side = await sideOf(work, actor, visitId);
  await lockOpenVisit(work, visitId);
  const doctor = await treatingDoctor(work, visitId);
  if (!doctor) throw problem('state-conflict', 'No doctor has this visit yet.');
  if (actor.role === 'doctor' && actor.clinicianId !== doctor)
    throw problem('state-conflict', 'Another doctor has this visit now.');
  return side;
}
