/** Who may enter the room of a called queue entry, and the end of that room with the consult. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  CONSULT_MACHINE,
  type ConsultParticipant,
  type ConsultRole,
  type ConsultToken,
} from '@care-elements/contract/consult.ts';
import { GUESTS_AT_MOST, type GuestRole } from '@care-elements/contract/invitation.ts';
import { TAKEN_QUEUE_STATES } from '@care-elements/contract/queue.machine.ts';
import {
  authorize,
  subjectOf,
  type Authorized,
  type ClinicianActor,
  type GuestActor,
  type PatientActor,
} from '../actor.ts';
import { record } from '../audit.ts';
import { together } from '../db/statements.ts';
import type { Deps } from '../deps.ts';
import { requireHospital } from '../hospitals/service.ts';
import { admittedAs, invitationsOf } from '../invitations/service.ts';
import { problem } from '../problems.ts';
import { entryOfVisit, lockLatestEntry, type EntryRow } from '../queue/service.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { newIdentity, newRoomName, roomsOf } from './rooms.ts';

/** Patient, doctor and their guests. */
const MOST_PEOPLE = 2 + GUESTS_AT_MOST;

/**
 * A token for the room of the visit's called entry, for its patient, its calling doctor, or a guest whom the doctor has let in; the
 * room is there when this resolves, made anew if LiveKit lost it. Throws `not-found` for anybody else, `state-conflict` when nobody has called or the
 * consult is over, `media-unavailable` without LiveKit. `ahead`: the page enters before its patient has pressed the button;
 * that is no more once they have, wherever they did.
 */
export async function createToken(
  work: Work,
  media: Deps['media'],
  actor: PatientActor | ClinicianActor<'doctor'> | GuestActor,
  visitId: string,
  ahead = false,
): Promise<Authorized<ConsultToken>> {
  if ('visitId' in actor && actor.visitId !== visitId) throw problem('not-found');
  // Locked, before all that is asked with it: the entry stays as it is until the token is made, so no room can appear after the
  // visit's end, and whoever changes the visit's mode holds that lock, too.
  const [entry, { visit }, newest, there] = await together(
    lockLatestEntry(work, visitId),
    requireVisit(work, visitId),
    repo.lockNewestConsult(work.tx, work.hospitalId, visitId),
    repo.listNewestParticipants(work.tx, work.hospitalId, visitId),
    // For what the route adds.
    requireHospital(work),
  );
  const subjectId = subjectOf(actor);
  if (actor.role === 'doctor' && entry?.clinicianId !== subjectId) throw problem('not-found');
  if (!entry || !TAKEN_QUEUE_STATES.includes(entry.state)) {
    throw problem('state-conflict', 'The patient is not called.', { current: entry?.state ?? null });
  }
  if (ahead && entry.state !== 'called')
    throw problem('state-conflict', 'The patient has entered.', { current: entry.state });
  const guestRole = actor.role === 'guest' ? await requireAdmitted(work, actor) : undefined;
  // A guest comes to the two whose call it is, never before them.
  if (guestRole && entry.state !== 'in_consult')
    throw problem('state-conflict', 'The call has not begun.', { current: entry.state });
  if (visit.mode !== 'video')
    throw problem('state-conflict', 'The visit is not by video.', { current: visit.mode });
  const rooms = roomsOf(media);
  const known = newest?.entryId === entry.entryId ? newest : undefined;
  const consult = known ?? (await openConsult(work, entry));
  const action = next(CONSULT_MACHINE, consult.state, 'join', actor.role);
  if (!action) throw problem('state-conflict', 'The consult is closed.', { current: consult.state });
  if (guestRole) await repo.addParticipant(work.tx, newPerson(consult, guestRole, subjectId));
  const people =
    known && !guestRole ? there : await repo.listParticipants(work.tx, work.hospitalId, consult.consultId);
  const me = people.find((person) => person.subjectId === subjectId);
  if (!me) throw problem('not-found');
  await rooms.ensure(consult.roomName, MOST_PEOPLE, me.identity);
  const { token, expiresAt } = await rooms.sign(consult.roomName, me.identity, me.role, !ahead);
  await record(work, {
    ...{ action: 'consult.token_issued', resourceType: 'Consult', resourceId: consult.consultId, visitId },
    topics: [],
  });
  return authorize(true, {
    ...{ consultId: consult.consultId, entryId: entry.entryId, url: rooms.publicUrl, token },
    expiresAt: expiresAt.toISOString(),
    identity: me.identity,
    participants: await named(work, visitId, people),
  });
}

/** Those who belong in the visit's open call, for whoever is one of them. */
export async function listParticipants(
  work: Work,
  actor: PatientActor | ClinicianActor<'doctor'> | GuestActor,
  visitId: string,
): Promise<Authorized<{ participants: ConsultParticipant[] }>> {
  if ('visitId' in actor && actor.visitId !== visitId) throw problem('not-found');
  const entry = await entryOfVisit(work, visitId);
  const consult = entry && (await repo.getConsultOfEntry(work.tx, work.hospitalId, entry.entryId));
  if (consult?.state !== 'open') throw problem('not-found');
  const people = await repo.listParticipants(work.tx, work.hospitalId, consult.consultId);
  if (!people.some(({ subjectId }) => subjectId === subjectOf(actor))) throw problem('not-found');
  // Who was sent away stands there until LiveKit has let them go.
  if (actor.role === 'guest' && !(await admittedAs(work, actor.invitationId))) throw problem('not-found');
  return authorize(true, { participants: await named(work, visitId, people) });
}

/** Guests under the names that they were invited by; patient and doctor are known to each other by the visit. */
async function named(
  work: Work,
  visitId: string,
  people: readonly repo.ParticipantRow[],
): Promise<ConsultParticipant[]> {
  const guests = people.some(({ role }) => role !== 'patient' && role !== 'doctor')
    ? await invitationsOf(work, visitId)
    : [];
  return people.map(({ identity, role, subjectId }) => ({
    ...{ identity, role },
    name: guests.find(({ invitationId }) => invitationId === subjectId)?.name ?? null,
  }));
}

async function requireAdmitted(work: Work, { invitationId }: GuestActor): Promise<GuestRole> {
  const role = await admittedAs(work, invitationId);
  if (!role) throw problem('state-conflict', 'The doctor has not let you in.', { current: null });
  return role;
}

const newPerson = (
  { hospitalId, consultId }: Pick<repo.ConsultRow, 'hospitalId' | 'consultId'>,
  role: ConsultRole,
  subjectId: string,
): repo.ParticipantRow => ({
  ...{ hospitalId, consultId, identity: newIdentity(), role, subjectId },
  ...{ sid: null, joinedAt: null, leftAt: null, leftReason: null },
});

/** The guests whose invitation has ended while they still stand in a call that lives: they must go from its room. */
export async function endedGuests(
  work: Work,
  visitId?: string,
): Promise<{ roomName: string; person: repo.ParticipantRow }[]> {
  const { tx, hospitalId } = work;
  const gone: { roomName: string; person: repo.ParticipantRow }[] = [];
  for (const { consultId, roomName } of await repo.listAlive(tx, hospitalId, visitId))
    for (const person of await repo.listGuests(tx, hospitalId, consultId))
      if (!(await admittedAs(work, person.subjectId))) gone.push({ roomName, person });
  return gone;
}

/** Nobody knows this name any more: LiveKit's word of it is a stranger's. */
export const forgetParticipant = ({ tx }: Work, person: repo.ParticipantRow): Promise<void> =>
  repo.removeParticipant(tx, person);

/** What the room tells of an entry's people; nothing where there is no call. */
export async function roomSigns(work: Work, entryId: string) {
  const consult = await repo.getConsultOfEntry(work.tx, work.hospitalId, entryId);
  const people = consult ? await repo.listParticipants(work.tx, work.hospitalId, consult.consultId) : [];
  return people.map(({ role, joinedAt, leftAt, leftReason }) => ({
    ...{ role, leftAt, leftReason, inRoom: !!joinedAt && !leftAt },
  }));
}

/** The entry's consult, locked; made with the first token. */
async function openConsult(work: Work, entry: EntryRow): Promise<repo.ConsultRow> {
  const { tx, hospitalId, now, newId } = work;
  const { entryId, visitId, clinicianId } = entry;
  const known = await repo.lockConsultOfEntry(tx, hospitalId, entryId);
  if (known) return known;
  const { patient } = await requireVisit(work, visitId);
  const consultId = newId();
  const consult: repo.ConsultRow = {
    ...{ hospitalId, consultId, visitId, entryId, roomName: newRoomName(hospitalId) },
    ...{ state: next(CONSULT_MACHINE, null, 'open', work.doer.role as Role)!, openedAt: now },
    ...{ closedAt: null, roomDeletedAt: null },
  };
  const made = await repo.insertConsult(tx, consult, [
    newPerson(consult, 'patient', patient.patientId),
    newPerson(consult, 'doctor', clinicianId!),
  ]);
  if (!made) return (await repo.lockConsultOfEntry(tx, hospitalId, entryId))!;
  await record(work, {
    ...{ action: 'consult.opened', resourceType: 'Consult', resourceId: consultId, visitId, topics: [] },
    after: { ...consult, roomName: undefined },
  });
  return consult;
}

/** Closes the visit's consults whose entry is no longer in the call; returns all whose room must go. */
export async function closeEnded(work: Work, visitId?: string): Promise<repo.ConsultRow[]> {
  const { tx, hospitalId, now } = work;
  const ended: repo.ConsultRow[] = [];
  for (const { consultId, entryId, visitId: visit, state } of await repo.listAlive(tx, hospitalId, visitId)) {
    const entry = await entryOfVisit(work, visit);
    if (state === 'open' && entry?.entryId === entryId && TAKEN_QUEUE_STATES.includes(entry.state)) continue;
    // An entry that has left the call never returns to it, so its own row needs no lock.
    const consult = await repo.lockConsult(tx, hospitalId, consultId);
    if (!consult || consult.roomDeletedAt) continue;
    if (consult.state === 'open') {
      await repo.closeConsult(tx, hospitalId, consultId, now);
      await record(work, {
        ...{
          action: 'consult.closed',
          resourceType: 'Consult',
          resourceId: consultId,
          visitId: visit,
          topics: [],
        },
        before: { ...consult, roomName: undefined },
        after: {
          ...consult,
          roomName: undefined,
          state: next(CONSULT_MACHINE, 'open', 'close', 'system'),
          closedAt: now,
        },
      });
    }
    ended.push(consult);
  }
  return ended;
}

export const roomDeleted = ({ tx, hospitalId, now }: Work, { consultId }: repo.ConsultRow): Promise<void> =>
  repo.roomDeleted(tx, hospitalId, consultId, now);

/** True while the room belongs to an open consult. */
export async function isOpenRoom({ tx, hospitalId }: Work, roomName: string): Promise<boolean> {
  return (await repo.getConsultByRoom(tx, hospitalId, roomName))?.state === 'open';
}

/** The entry's consult while it is open. */
export async function openConsultOf(
  { tx, hospitalId }: Work,
  entryId: string,
): Promise<{ consultId: string; roomName: string } | undefined> {
  const consult = await repo.getConsultOfEntry(tx, hospitalId, entryId);
  return consult?.state === 'open' ? consult : undefined;
}

/** The visit's call of now. */
export async function openConsultOfVisit(
  work: Work,
  visitId: string,
): Promise<{ consultId: string; roomName: string } | undefined> {
  const entry = await entryOfVisit(work, visitId);
  return entry && openConsultOf(work, entry.entryId);
}

/** Whether the visit has left this consult: it ended, is on hold, or was handed over. */
export async function hasMovedOn(work: Work, visitId: string, consultId: string): Promise<boolean> {
  const entry = await entryOfVisit(work, visitId);
  if (entry?.state !== 'in_consult') return true;
  return (await openConsultOf(work, entry.entryId))?.consultId !== consultId;
}

/** LiveKit's events are remembered this long: it gives up resending much sooner. */
const REMEMBERED_MS = 24 * 3600_000;
/** At once, so that no statement is long however long nobody swept. */
const FORGOTTEN_AT_ONCE = 1000;
/** Forgets some of one hospital's old events; returns how many. */
export const forgetEvents = ({ tx, hospitalId, now }: Work): Promise<number> =>
  repo.forgetEvents(tx, hospitalId, new Date(now.getTime() - REMEMBERED_MS), FORGOTTEN_AT_ONCE);
