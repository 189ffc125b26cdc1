/** The doctor leads the call: who disturbs it is muted, and can speak again by their own hand alone. */
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problems.ts';
import { entryOfVisit } from '../queue/service.ts';
import { addEvent } from '../timeline/events.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { roomsOf } from './rooms.ts';

/** Throws `not-found` for whoever is not in this doctor's open call; `muted` is false where nothing was sent. */
export async function muteParticipant(
  work: Work,
  media: Deps['media'],
  actor: ClinicianActor<'doctor'>,
  visitId: string,
  identity: string,
): Promise<Authorized<{ muted: boolean }>> {
  const { tx, hospitalId } = work;
  const entry = await entryOfVisit(work, visitId);
  if (entry?.clinicianId !== actor.clinicianId) throw problem('not-found');
  const consult = await repo.getConsultOfEntry(tx, hospitalId, entry.entryId);
  if (consult?.state !== 'open') throw problem('not-found');
  const people = await repo.listParticipants(tx, hospitalId, consult.consultId);
  const person = people.find((one) => one.identity === identity && one.role !== 'doctor');
  if (!person) throw problem('not-found');
  const muted = await roomsOf(media)
    .mute(consult.roomName, identity)
    .catch((cause) => {
      const error = problem('media-unavailable', 'The media server does not answer.');
      error.cause = cause;
      throw error;
    });
  if (muted) {
    await addEvent(work, visitId, 'muted-by-host', person.role, { device: 'microphone' });
    await record(work, {
      ...{ action: 'consult.muted', resourceType: 'Consult', resourceId: consult.consultId, visitId },
      ...{ topics: [], payload: { role: person.role } },
    });
  }
  return authorize(true, { muted });
}
