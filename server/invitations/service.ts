/** Who may come into a visit's call besides its patient and its doctor, and with whose consent. */
import { createHash, randomBytes } from 'node:crypto';
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  GUESTS_AT_MOST,
  INVITATION_MACHINE,
  INVITATION_MINUTES,
  INVITATIONS_AT_MOST,
  type GuestRole,
  type GuestView,
  type Invitation,
  type InvitationAction,
} from '@care-elements/contract/invitation.ts';
import { authorize, publicRecord, type Authorized, type GuestActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { treatingDoctor } from '../encounters/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { sideOf, type Talker } from '../messages/access.ts';
import { problem } from '../problems.ts';
import { entryOfVisit } from '../queue/service.ts';
import { startGuestSession } from '../sessions/service.ts';
import type { Tokens } from '../tokens.ts';
import { lockOpenVisit, requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

type Row = repo.InvitationRow;

/** Nobody opened the link in time: it is as good as ended. */
const expired = ({ state, expiresAt }: Row, now: Date): boolean => state === 'invited' && expiresAt <= now;
const stateOf = (row: Row, now: Date) => (expired(row, now) ? 'ended' : row.state);
const iso = (date: Date | null) => date?.toISOString() ?? null;

function view(row: Row, now: Date): Invitation {
  const { invitationId, role, name, invitedBy } = row;
  return {
    ...{ invitationId, role, name, invitedBy, state: stateOf(row, now) },
    ...{ agreedAt: iso(row.agreedAt), expiresAt: row.expiresAt.toISOString() },
    ...{ arrivedAt: iso(row.arrivedAt), admittedAt: iso(row.admittedAt) },
  };
}

const topicsOf = ({ visitId, invitationId, endedAt }: Row) => [
  ...[`guests:${visitId}`, `guest:${invitationId}`],
  // Who followed it and was sent away may not any longer.
  ...(endedAt ? [`recording:${visitId}`] : []),
];
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
/** The audit keeps a record's hash; a person's name and the secret's hash stay out of the events. */
const audited = ({ secretHash: _, ...row }: Row) => row;

/** May act for the visit now: its patient, or the doctor who has it. */
async function requireOwner(work: Work, actor: Talker, visitId: string): Promise<void> {
  await sideOf(work, actor, visitId);
  if (actor.role === 'doctor' && (await treatingDoctor(work, visitId)) !== actor.clinicianId)
    throw problem('state-conflict', 'Another doctor has this visit now.');
}

export async function invite(
  work: Work,
  actor: Talker,
  visitId: string,
  { role, name }: { role: GuestRole; name: string },
): Promise<Authorized<Invitation & { secret: string }>> {
  const { tx, hospitalId, now, newId } = work;
  await requireOwner(work, actor, visitId);
  // Locked: two invitations at once are counted one after the other.
  await lockOpenVisit(work, visitId);
  const all = await repo.listInvitations(tx, hospitalId, visitId);
  const standing = all.filter((row) => stateOf(row, now) !== 'ended').length;
  if (standing >= GUESTS_AT_MOST || all.length >= INVITATIONS_AT_MOST)
    throw problem('state-conflict', 'No more people can be invited to this visit.', { current: standing });
  const secret = randomBytes(32).toString('base64url');
  const row: Row = {
    ...{ hospitalId, invitationId: newId(), visitId, role, name },
    ...{ state: next(INVITATION_MACHINE, null, 'invite', actor.role)!, invitedBy: actor.role },
    ...{ invitedAt: now, agreedAt: actor.role === 'patient' ? now : null, secretHash: hashOf(secret) },
    ...{ expiresAt: new Date(now.getTime() + INVITATION_MINUTES * 60_000) },
    ...{ arrivedAt: null, admittedAt: null, endedAt: null },
  };
  await repo.insertInvitation(tx, row);
  await tell(work, 'invitation.made', null, row);
  return authorize(true, { ...view(row, now), secret });
}

const tell = (work: Work, action: string, before: Row | null, after: Row): Promise<void> =>
  record(work, {
    ...{ action, resourceType: 'Invitation', resourceId: after.invitationId, visitId: after.visitId },
    ...(before ? { before: audited(before) } : {}),
    ...{ after: audited(after), topics: topicsOf(after), payload: { state: after.state, role: after.role } },
  });

/** Unchecked: for the live hub, which has checked who follows. */
export async function invitationsOf(work: Work, visitId: string): Promise<Invitation[]> {
  const rows = await repo.listInvitations(work.tx, work.hospitalId, visitId);
  return rows.map((row) => view(row, work.now));
}

export async function listInvitations(
  work: Work,
  actor: Talker,
  visitId: string,
): Promise<Authorized<{ invitations: Invitation[] }>> {
  await sideOf(work, actor, visitId);
  return authorize(true, { invitations: await invitationsOf(work, visitId) });
}

/** The visit's invitation, locked; `not-found` where it is another visit's. */
async function lock(work: Work, visitId: string, invitationId: string): Promise<Row> {
  const row = await repo.lockInvitation(work.tx, work.hospitalId, invitationId);
  if (row?.visitId !== visitId) throw problem('not-found');
  return row;
}

/** Throws `state-conflict` where the machine has no such row. */
async function move(
  work: Work,
  row: Row,
  action: InvitationAction,
  role: Role,
  change: Partial<Row>,
): Promise<Row> {
  const state = expired(row, work.now) ? undefined : next(INVITATION_MACHINE, row.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: stateOf(row, work.now) });
  const after = await repo.changeInvitation(work.tx, row, { ...change, state });
  await tell(work, `invitation.${state}`, row, after);
  return after;
}

export async function agree(
  work: Work,
  actor: PatientActor,
  visitId: string,
  invitationId: string,
): Promise<Authorized<Invitation>> {
  await requireOwner(work, actor, visitId);
  const row = await lock(work, visitId, invitationId);
  if (stateOf(row, work.now) === 'ended')
    throw problem('state-conflict', 'The invitation has ended.', { current: 'ended' });
  if (row.agreedAt) return authorize(true, view(row, work.now));
  const after = await repo.changeInvitation(work.tx, row, { agreedAt: work.now });
  await tell(work, 'invitation.agreed', row, after);
  return authorize(true, view(after, work.now));
}

export async function admit(
  work: Work,
  actor: Talker,
  visitId: string,
  invitationId: string,
): Promise<Authorized<Invitation>> {
  await requireOwner(work, actor, visitId);
  const row = await lock(work, visitId, invitationId);
  if (row.state === 'arrived' && !row.agreedAt)
    throw problem('consent-missing', 'The patient has not agreed yet.');
  const after = await move(work, row, 'admit', actor.role, { admittedAt: work.now });
  return authorize(true, view(after, work.now));
}

export async function end(
  work: Work,
  actor: Talker,
  visitId: string,
  invitationId: string,
): Promise<Authorized<Invitation>> {
  await requireOwner(work, actor, visitId);
  const row = await lock(work, visitId, invitationId);
  const after = await move(work, row, 'end', actor.role, { endedAt: work.now });
  return authorize(true, view(after, work.now));
}

/** The link is opened: by whoever has the secret, once. */
export async function open(
  work: Work,
  tokens: Tokens,
  secret: string,
): Promise<Authorized<{ token: string; expiresAt: string; guest: GuestView }>> {
  const { tx, hospitalId, now } = work;
  await requireHospital(work);
  const row = await repo.lockBySecret(tx, hospitalId, hashOf(secret));
  // A link that has run out is told apart from one that was used; both say nothing of the visit.
  if (!row || expired(row, now)) throw problem('not-found');
  if (row.state !== 'invited') throw problem('already-decided', 'This link was opened before.');
  await lockOpenVisit(work, row.visitId);
  const guest = { ...work, doer: { role: 'guest' as const, id: row.invitationId } };
  const after = await move(guest, row, 'arrive', 'guest', { arrivedAt: now });
  const { invitationId, visitId } = row;
  const session = await startGuestSession(work, tokens, { invitationId, visitId });
  return publicRecord({ ...session, guest: await guestView(work, after) });
}

async function guestView(work: Work, row: Row): Promise<GuestView> {
  const { invitationId, visitId, role, name } = row;
  const { visit } = await requireVisit(work, visitId);
  const entry = await entryOfVisit(work, visitId);
  const state = stateOf(row, work.now);
  // How the visit goes on is no longer theirs to know.
  const theirs = state !== 'ended';
  const over = visit.status !== 'open';
  return {
    ...{ invitationId, visitId, role, name, state },
    ...{ open: theirs && !over && entry?.state === 'in_consult', over: theirs && over },
  };
}

/** Unchecked: for the live hub. */
export async function guestOf(work: Work, invitationId: string): Promise<GuestView> {
  const row = await repo.getInvitation(work.tx, work.hospitalId, invitationId);
  if (!row) throw problem('not-found');
  return guestView(work, row);
}

/** Unchecked: those of the visit's guests that somebody asks about. */
export async function guestsOf(
  work: Work,
  visitId: string,
  wanted: (invitationId: string) => boolean,
): Promise<GuestView[]> {
  const rows = await repo.listInvitations(work.tx, work.hospitalId, visitId);
  const views: GuestView[] = [];
  for (const row of rows) if (wanted(row.invitationId)) views.push(await guestView(work, row));
  return views;
}

export const getGuest = async (work: Work, actor: GuestActor): Promise<Authorized<GuestView>> =>
  authorize(true, await guestOf(work, actor.invitationId));

export async function leave(work: Work, actor: GuestActor): Promise<Authorized<GuestView>> {
  const row = await lock(work, actor.visitId, actor.invitationId);
  const after = row.state === 'ended' ? row : await move(work, row, 'end', 'guest', { endedAt: work.now });
  return authorize(true, await guestView(work, after));
}

/** As what an admitted guest may be in the call; undefined for whoever is not, or no longer, admitted. */
export async function admittedAs(work: Work, invitationId: string): Promise<GuestRole | undefined> {
  const row = await repo.getInvitation(work.tx, work.hospitalId, invitationId);
  return row?.state === 'admitted' ? row.role : undefined;
}

/** Whether this guest is let into the call. */
export const isAdmitted = async (work: Work, invitationId: string): Promise<boolean> =>
  !!(await admittedAs(work, invitationId));
