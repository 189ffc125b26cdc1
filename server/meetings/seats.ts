/** The seats of a meeting: who comes in, whose hand is up, who has the word, who is removed. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  MEETING_RULES,
  PLACED_STATES,
  SEAT_MACHINE,
  SEATS_AT_MOST,
  SPEAKERS_AT_MOST,
  type AudienceSeat,
  type MeetingFace,
  type MeetingTicket,
  type MeetingView,
  type SeatAction,
  type SeatView,
} from '@care-elements/contract/meeting.ts';
import {
  authorize,
  publicRecord,
  type Authorized,
  type ClinicianActor,
  type ListenerActor,
} from '../actor.ts';
import { record } from '../audit.ts';
import { newMeetingIdentity, roomsOf } from '../consult/rooms.ts';
import type { Deps } from '../deps.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { startListenerSession } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { meetingNamed, standing } from './link.ts';
import * as repo from './repo.ts';
import { lockHosted, sign, topicsOf } from './service.ts';
import { audienceSeat, faceOf, meetingView, seatOf, seatView } from './view.ts';

type Row = repo.SeatRow;
type Host = ClinicianActor<'doctor'>;

const HOUR = 3600_000;
/** A token lives until the meeting is certainly over, and never longer than a patient's. */
const SHORTEST_MS = 12 * HOUR;
const LONGEST_MS = 7 * 24 * HOUR;

/** What was done, in the audit's and the outbox's words. */
const DONE: Record<SeatAction, string> = {
  join: 'seat.taken',
  enter: 'seat.entered',
  raise: 'seat.hand_raised',
  lower: 'seat.hand_lowered',
  give: 'seat.word_given',
  take: 'seat.word_taken',
  leave: 'seat.left',
  remove: 'seat.removed',
};

/** A name is for those in the meeting: neither audit nor events carry it. */
const audited = ({ name: _, ...row }: Row) => row;

const tell = (work: Work, action: string, before: Row | null, after: Row): Promise<void> =>
  record(work, {
    ...{ action, resourceType: 'MeetingSeat', resourceId: after.seatId },
    ...(before ? { before: audited(before) } : {}),
    ...{ after: audited(after), topics: topicsOf(after) },
    payload: { meetingId: after.meetingId, state: after.state },
  });

/** `replaced`: the link was the meeting's until somebody was removed, who has it too. */
async function meetingBehind(work: Work, tokenSecret: Uint8Array, secret: string) {
  await requireHospital(work);
  const meetingId = meetingNamed(secret);
  // Looked at before it is locked: a forged link must hold nobody up.
  const known = meetingId && (await repo.getMeeting(work.tx, work.hospitalId, meetingId));
  if (!known || !standing(tokenSecret, known, secret)) throw problem('not-found');
  const meeting = (await repo.lockMeeting(work.tx, work.hospitalId, known.meetingId))!;
  return { meeting, replaced: standing(tokenSecret, meeting, secret) !== 'good' };
}

export const look = async (
  work: Work,
  { tokenSecret }: Pick<Deps, 'tokenSecret'>,
  secret: string,
): Promise<Authorized<MeetingFace>> => {
  const { meeting, replaced } = await meetingBehind(work, tokenSecret, secret);
  return publicRecord(await faceOf(work, meeting, replaced));
};

export async function join(
  work: Work,
  { tokenSecret, tokens }: Pick<Deps, 'tokenSecret' | 'tokens'>,
  { secret, name }: { secret: string; name: string },
): Promise<Authorized<{ token: string; expiresAt: string; seat: SeatView; meeting: MeetingView }>> {
  const { tx, hospitalId, now, newId } = work;
  const { meeting, replaced } = await meetingBehind(work, tokenSecret, secret);
  const { meetingId, startsAt } = meeting;
  if (meeting.state === 'ended' || meeting.closed || replaced)
    throw problem('state-conflict', 'Nobody new is let in.', {
      current: meeting.state === 'ended' ? 'ended' : 'closed',
    });
  if ((await repo.countSeats(tx, hospitalId, meetingId)) >= SEATS_AT_MOST) throw problem('meeting-full');
  const row: Row = {
    ...{ hospitalId, seatId: newId(), meetingId, identity: newMeetingIdentity(), name },
    ...{ state: next(SEAT_MACHINE, null, 'join', 'listener')!, rules: MEETING_RULES, agreedAt: now },
    ...{ ticketAt: null, raisedAt: null, wordAt: null, inAt: null, outAt: null },
  };
  await repo.insertSeat(tx, row);
  await tell({ ...work, doer: { role: 'listener', id: row.seatId } }, DONE.join, null, row);
  const until = startsAt.getTime() + 2 * SHORTEST_MS - now.getTime();
  const lifeMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, until));
  const session = await startListenerSession(work, tokens, { seatId: row.seatId, meetingId, lifeMs });
  return publicRecord({ ...session, seat: seatView(row), meeting: await meetingView(work, meeting) });
}

/** Both locked, the meeting first: whoever changes a seat stands in one line. */
async function lockBoth(
  work: Work,
  meetingId: string,
  seatId: string,
): Promise<{ meeting: repo.MeetingRow; seat: Row }> {
  const meeting = await repo.lockMeeting(work.tx, work.hospitalId, meetingId);
  const seat = await repo.lockSeat(work.tx, work.hospitalId, seatId);
  if (!meeting || seat?.meetingId !== meetingId) throw problem('not-found');
  return { meeting, seat };
}

/** Throws `state-conflict` where the machine has no such row. */
export async function move(
  work: Work,
  row: Row,
  action: SeatAction,
  role: Role,
  change: Partial<Row> = {},
): Promise<Row> {
  const state = next(SEAT_MACHINE, row.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: row.state });
  const after = await repo.changeSeat(work.tx, row, {
    ...{ state, ...change },
    raisedAt: state === 'raised' ? (row.raisedAt ?? work.now) : null,
    wordAt: state === 'speaking' ? (row.wordAt ?? work.now) : null,
  });
  await tell(work, DONE[action], row, after);
  return after;
}

export const isPlaced = ({ state }: Pick<Row, 'state'>): boolean => PLACED_STATES.includes(state);

/** A place for this seat; throws `meeting-full`. The meeting is locked. */
export async function hasPlace(
  { tx, hospitalId }: Work,
  meeting: repo.MeetingRow,
  seat: Row,
): Promise<boolean> {
  if (isPlaced(seat)) return true;
  return (await repo.listPlaced(tx, hospitalId, meeting.meetingId)).length < meeting.capacity;
}

export const getSeat = async (
  work: Work,
  { seatId }: ListenerActor,
): Promise<Authorized<{ seat: SeatView; meeting: MeetingView }>> =>
  authorize(true, await seatOf(work, seatId));

export async function enter(
  work: Work,
  media: Deps['media'],
  { seatId, meetingId }: ListenerActor,
): Promise<Authorized<MeetingTicket>> {
  const { meeting, seat } = await lockBoth(work, meetingId, seatId);
  if (seat.state === 'removed') throw problem('state-conflict', undefined, { current: 'removed' });
  if (meeting.state !== 'open') throw problem('state-conflict', undefined, { current: meeting.state });
  if (!(await hasPlace(work, meeting, seat)))
    throw problem('meeting-full', undefined, { current: meeting.capacity });
  const after = await move(work, seat, 'enter', 'listener', { ticketAt: work.now });
  return authorize(true, await sign(media, meeting, seat.identity, after.state === 'speaking'));
}

/** What the listener does with their own hand and word. Done before: nothing changes, and nothing is wrong. */
async function own(
  work: Work,
  { seatId, meetingId }: ListenerActor,
  action: SeatAction,
  done: Row['state'],
): Promise<{ meeting: repo.MeetingRow; seat: Row; changed: boolean }> {
  const { meeting, seat } = await lockBoth(work, meetingId, seatId);
  if (seat.state === done) return { meeting, seat, changed: false };
  if (meeting.state !== 'open' && action !== 'leave')
    throw problem('state-conflict', undefined, { current: meeting.state });
  return { meeting, seat: await move(work, seat, action, 'listener'), changed: true };
}

export const raise = async (work: Work, actor: ListenerActor): Promise<Authorized<SeatView>> =>
  authorize(true, seatView((await own(work, actor, 'raise', 'raised')).seat));
export const lowerOwn = async (work: Work, actor: ListenerActor): Promise<Authorized<SeatView>> =>
  authorize(true, seatView((await own(work, actor, 'lower', 'listening')).seat));

export async function returnWord(
  work: Work,
  deps: Silencer,
  actor: ListenerActor,
): Promise<Authorized<SeatView>> {
  const { meeting, seat, changed } = await own(work, actor, 'take', 'listening');
  if (changed) await silence(deps, meeting, seat);
  return authorize(true, seatView(seat));
}

export async function leave(work: Work, actor: ListenerActor): Promise<Authorized<SeatView>> {
  const { seat } = await own(work, actor, 'leave', 'left');
  return authorize(true, seatView(seat));
}

type Silencer = Pick<Deps, 'media' | 'log'>;

/** At once where LiveKit answers; otherwise the worker does it as soon as it does. */
async function silence({ media, log }: Silencer, meeting: repo.MeetingRow, seat: Row): Promise<void> {
  await roomsOf(media)
    .permit(meeting.roomName, seat.identity, false)
    .catch((err) => log.warn({ err }, 'meeting: the word is taken back by the worker'));
}

/** The host's meeting and a seat in it, both locked. */
async function lockHostedSeat(work: Work, host: Host, meetingId: string, seatId: string) {
  const meeting = await lockHosted(work, host, meetingId);
  const seat = await repo.lockSeat(work.tx, work.hospitalId, seatId);
  if (seat?.meetingId !== meetingId) throw problem('not-found');
  return { meeting, seat };
}

export async function giveWord(
  work: Work,
  media: Deps['media'],
  host: Host,
  meetingId: string,
  seatId: string,
): Promise<Authorized<AudienceSeat>> {
  const { meeting, seat } = await lockHostedSeat(work, host, meetingId, seatId);
  if (seat.state === 'speaking') return authorize(true, audienceSeat(seat));
  if (meeting.state !== 'open') throw problem('state-conflict', undefined, { current: meeting.state });
  const placed = await repo.listPlaced(work.tx, work.hospitalId, meetingId);
  if (placed.filter(({ state }) => state === 'speaking').length >= SPEAKERS_AT_MOST)
    throw problem('state-conflict', 'Enough people have the word.', { current: SPEAKERS_AT_MOST });
  const after = await move(work, seat, 'give', 'doctor');
  // Told to the others once LiveKit lets them speak: whoever reads "it is your turn" can.
  await roomsOf(media)
    .permit(meeting.roomName, seat.identity, true)
    .catch((cause) => {
      throw Object.assign(problem('media-unavailable', 'The media server does not answer.'), { cause });
    });
  return authorize(true, audienceSeat(after));
}

export async function takeWord(
  work: Work,
  deps: Silencer,
  host: Host,
  meetingId: string,
  seatId: string,
): Promise<Authorized<AudienceSeat>> {
  const { meeting, seat } = await lockHostedSeat(work, host, meetingId, seatId);
  if (seat.state === 'listening') return authorize(true, audienceSeat(seat));
  const after = await move(work, seat, 'take', 'doctor');
  await silence(deps, meeting, after);
  return authorize(true, audienceSeat(after));
}

export async function lowerHand(
  work: Work,
  host: Host,
  meetingId: string,
  seatId: string,
): Promise<Authorized<AudienceSeat>> {
  const { seat } = await lockHostedSeat(work, host, meetingId, seatId);
  const after = seat.state === 'listening' ? seat : await move(work, seat, 'lower', 'doctor');
  return authorize(true, audienceSeat(after));
}

export async function mute(
  work: Work,
  media: Deps['media'],
  host: Host,
  meetingId: string,
  seatId: string,
): Promise<Authorized<{ muted: boolean }>> {
  const { meeting, seat } = await lockHostedSeat(work, host, meetingId, seatId);
  const muted =
    seat.state === 'speaking' &&
    (await roomsOf(media)
      .mute(meeting.roomName, seat.identity)
      .catch((cause) => {
        throw Object.assign(problem('media-unavailable', 'The media server does not answer.'), { cause });
      }));
  if (muted)
    await record(work, {
      ...{ action: 'seat.muted', resourceType: 'MeetingSeat', resourceId: seatId, topics: [] },
      payload: { meetingId },
    });
  return authorize(true, { muted });
}

/** Whoever is removed has the link, and any name to come back under: from now on another link opens the meeting. */
export async function removeSeat(
  work: Work,
  host: Host,
  meetingId: string,
  seatId: string,
): Promise<Authorized<AudienceSeat>> {
  const { meeting, seat } = await lockHostedSeat(work, host, meetingId, seatId);
  if (seat.state === 'removed') return authorize(true, audienceSeat(seat));
  const after = await move(work, seat, 'remove', 'doctor');
  await repo.changeMeeting(work.tx, meeting, { linkVersion: meeting.linkVersion + 1 });
  return authorize(true, audienceSeat(after));
}
