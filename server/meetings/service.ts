/** Group meetings as their host has them: planned, opened, closed to newcomers, ended. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import type { Text } from '@care-elements/contract/common.ts';
import {
  MEETING_HOURS,
  MEETING_MACHINE,
  MEETINGS_AT_MOST,
  PLANNED_DAYS,
  UNOPENED_HOURS,
  HOSTLESS_MINUTES,
  type Audience,
  type HostedMeeting,
  type MeetingAction,
  type MeetingTicket,
  type MeetingView,
} from '@care-elements/contract/meeting.ts';
import { authorize, type Actor, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { newMeetingIdentity, newMeetingName, roomsOf } from '../consult/rooms.ts';
import type { Deps } from '../deps.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { getClinicians } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { audienceOf, hostedView, meetingView } from './view.ts';

export { audienceOf, meetingOf, seatOf, seatsOf } from './view.ts';

type Row = repo.MeetingRow;
type Host = ClinicianActor<'doctor'>;

const HOUR = 3600_000;
/** A clock that is a little behind must not keep anybody from "now". */
const PAST_MS = 10 * 60_000;
/** Names of those who listened are forgotten after this. */
const NAMES_KEPT_MS = 30 * 24 * HOUR;

/** The seats' streams follow the meeting's. */
export const topicsOf = ({ meetingId }: { meetingId: string }): string[] => [
  `meeting:${meetingId}`,
  `audience:${meetingId}`,
];

const tell = (work: Work, action: string, before: Row | null, after: Row): Promise<void> =>
  record(work, {
    ...{ action, resourceType: 'Meeting', resourceId: after.meetingId, topics: topicsOf(after) },
    // The room's name opens nothing without a token, and stays among us all the same.
    ...(before ? { before: { ...before, roomName: undefined } } : {}),
    after: { ...after, roomName: undefined },
    payload: { meetingId: after.meetingId, state: after.state },
  });

export async function createMeeting(
  work: Work,
  deps: Pick<Deps, 'tokenSecret'>,
  { clinicianId }: Host,
  plan: { title: Partial<Text>; startsAt: string; capacity: number },
): Promise<Authorized<HostedMeeting>> {
  const { tx, hospitalId, now, newId } = work;
  const startsAt = new Date(plan.startsAt);
  const ahead = startsAt.getTime() - now.getTime();
  if (ahead < -PAST_MS || ahead > PLANNED_DAYS * 24 * HOUR)
    throw problem('state-conflict', 'The time lies in the past, or too far ahead.');
  if ((await repo.countAhead(tx, hospitalId, clinicianId)) >= MEETINGS_AT_MOST)
    throw problem('state-conflict', 'This doctor has planned enough meetings.');
  const { 'zh-CN': zh, en } = plan.title;
  const row: Row = {
    ...{ hospitalId, meetingId: newId(), hostId: clinicianId, hostIdentity: newMeetingIdentity() },
    ...{ title: { 'zh-CN': (zh ?? en)!, en: (en ?? zh)! }, startsAt, capacity: plan.capacity },
    ...{ state: next(MEETING_MACHINE, null, 'plan', 'doctor')!, roomName: newMeetingName(hospitalId) },
    ...{ closed: false, linkVersion: 0, createdAt: now, openedAt: null, endedAt: null, roomDeletedAt: null },
    ...{ hostInAt: null, hostOutAt: null },
  };
  await repo.insertMeeting(tx, row);
  await tell(work, 'meeting.planned', null, row);
  return authorize(true, await hostedView(work, deps, row));
}

export async function listMeetings(
  work: Work,
  deps: Pick<Deps, 'tokenSecret'>,
  { clinicianId }: Host,
): Promise<Authorized<{ meetings: HostedMeeting[]; timeZone: string }>> {
  const rows = await repo.listMeetings(work.tx, work.hospitalId, clinicianId);
  const meetings: HostedMeeting[] = [];
  for (const row of rows) meetings.push(await hostedView(work, deps, row));
  return authorize(true, { meetings, timeZone: (await requireHospital(work)).timeZone });
}

/** The host's own meeting, locked; `not-found` for everybody else. */
export async function lockHosted(work: Work, { clinicianId }: Host, meetingId: string): Promise<Row> {
  const row = await repo.lockMeeting(work.tx, work.hospitalId, meetingId);
  if (row?.hostId !== clinicianId) throw problem('not-found');
  return row;
}

/** Throws `state-conflict` where the machine has no such row. */
async function moveMeeting(
  work: Work,
  row: Row,
  action: MeetingAction,
  role: Role,
  change: Partial<Row>,
): Promise<Row> {
  const state = next(MEETING_MACHINE, row.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: row.state });
  const after = await repo.changeMeeting(work.tx, row, { ...change, state });
  await tell(work, `meeting.${state === 'open' ? 'opened' : state}`, row, after);
  return after;
}

export async function openMeeting(
  work: Work,
  media: Deps['media'],
  host: Host,
  meetingId: string,
): Promise<Authorized<MeetingView>> {
  const row = await lockHosted(work, host, meetingId);
  if (row.state === 'open') return authorize(true, await meetingView(work, row));
  const after = await moveMeeting(work, row, 'open', 'doctor', { openedAt: work.now, hostOutAt: work.now });
  await roomsOf(media).ensure(row.roomName, row.capacity + 1);
  return authorize(true, await meetingView(work, after));
}

export async function endMeeting(
  work: Work,
  host: Host,
  meetingId: string,
): Promise<Authorized<MeetingView>> {
  const row = await lockHosted(work, host, meetingId);
  const after = row.state === 'ended' ? row : await close(work, row, 'doctor');
  return authorize(true, await meetingView(work, after));
}

const close = (work: Work, row: Row, role: Role): Promise<Row> =>
  moveMeeting(work, row, 'end', role, { endedAt: work.now, hostInAt: null });

export async function setDoor(
  work: Work,
  host: Host,
  meetingId: string,
  closed: boolean,
): Promise<Authorized<MeetingView>> {
  const row = await lockHosted(work, host, meetingId);
  if (row.state === 'ended') throw problem('state-conflict', undefined, { current: row.state });
  if (row.closed === closed) return authorize(true, await meetingView(work, row));
  const after = await repo.changeMeeting(work.tx, row, { closed });
  await tell(work, closed ? 'meeting.door_closed' : 'meeting.door_opened', row, after);
  return authorize(true, await meetingView(work, after));
}

export async function createHostTicket(
  work: Work,
  media: Deps['media'],
  host: Host,
  meetingId: string,
): Promise<Authorized<MeetingTicket>> {
  const row = await lockHosted(work, host, meetingId);
  if (row.state !== 'open') throw problem('state-conflict', undefined, { current: row.state });
  const ticket = await sign(media, row, row.hostIdentity, true);
  await record(work, {
    ...{ action: 'meeting.ticket_issued', resourceType: 'Meeting', resourceId: meetingId, topics: [] },
    payload: { meetingId },
  });
  return authorize(true, ticket);
}

/** The room is there when this resolves, made anew if LiveKit lost it. For a meeting that is open and locked. */
export async function sign(
  media: Deps['media'],
  { roomName, capacity }: Row,
  identity: string,
  mayPublish: boolean,
): Promise<MeetingTicket> {
  const rooms = roomsOf(media);
  await rooms.ensure(roomName, capacity + 1);
  const { token, expiresAt } = await rooms.signMeeting(roomName, identity, mayPublish);
  return { url: rooms.publicUrl, token, expiresAt: expiresAt.toISOString(), identity, mayPublish };
}

export async function listAudience(
  work: Work,
  { clinicianId }: Host,
  meetingId: string,
): Promise<Authorized<Audience>> {
  const row = await repo.getMeeting(work.tx, work.hospitalId, meetingId);
  if (row?.hostId !== clinicianId) throw problem('not-found');
  return authorize(true, { seats: await audienceOf(work, meetingId) });
}

export const hosts = async ({ tx, hospitalId }: Work, actor: Actor, meetingId: string): Promise<boolean> =>
  actor.role === 'doctor' && (await repo.getMeeting(tx, hospitalId, meetingId))?.hostId === actor.clinicianId;

/** Ends what nobody opened, what has lost its host, or the host their account, and what goes on for too long. */
export async function endOverdue(work: Work): Promise<void> {
  const { tx, hospitalId, now } = work;
  const since = (date: Date | null, ms: number) => !!date && date.getTime() <= now.getTime() - ms;
  const due = ({ state, startsAt, openedAt, hostInAt, hostOutAt }: Row) =>
    state === 'planned'
      ? since(startsAt, UNOPENED_HOURS * HOUR)
      : state === 'open' &&
        (since(openedAt, MEETING_HOURS * HOUR) || (!hostInAt && since(hostOutAt, HOSTLESS_MINUTES * 60_000)));
  const alive = (await repo.listAlive(tx, hospitalId)).filter(({ state }) => state !== 'ended');
  const hosts = await getClinicians(work, [...new Set(alive.map(({ hostId }) => hostId))]);
  const working = new Set(hosts.filter(({ active }) => active).map(({ clinicianId }) => clinicianId));
  for (const { meetingId } of alive.filter((row) => due(row) || !working.has(row.hostId))) {
    const row = await repo.lockMeeting(tx, hospitalId, meetingId);
    if (row && row.state !== 'ended' && (due(row) || !working.has(row.hostId)))
      await close(work, row, 'system');
  }
}

export const forgetNames = ({ tx, hospitalId, now }: Work): Promise<number> =>
  repo.forgetNames(tx, hospitalId, new Date(now.getTime() - NAMES_KEPT_MS));
