/**
 * Brings a meeting's room to what our rows say, and the rows to who is there. LiveKit's webhooks only tell that it is time to look:
 * late, twice or never, what follows is the same.
 */
import type { MeetingState } from '@care-elements/contract/meeting.ts';
import { SYSTEM } from '../actor.ts';
import { record } from '../audit.ts';
import { roomsOf, type InRoom } from '../consult/rooms.ts';
import type { Deps } from '../deps.ts';
import { inHospital, type Work } from '../work.ts';
import * as repo from './repo.ts';
import { hasPlace, isPlaced, move } from './seats.ts';
import { topicsOf } from './service.ts';

/** From the token to the room: the token lives a minute. */
const COMING_MS = 70_000;
/** Out of the room for so long, and the place is another's: a reload takes seconds, a tunnel half a minute. */
const AWAY_MS = 40_000;

type SettleDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>;
interface Wanted {
  /** Who must go from the room. */
  out: string[];
  /** Who may send, or no longer, other than LiveKit has it. */
  permit: [identity: string, mayPublish: boolean][];
}

/** Rejects when LiveKit can't be asked: the next round tries again. */
export async function settle(deps: SettleDeps, hospitalId: string, meetingId: string): Promise<void> {
  const { media } = deps;
  if (!media) return;
  const rooms = roomsOf(media);
  const who = { doer: SYSTEM, requestId: null };
  const row = await inHospital(deps, hospitalId, who, ({ tx }) => repo.getMeeting(tx, hospitalId, meetingId));
  if (!row || row.state === 'planned' || row.roomDeletedAt) return;
  if (row.state === 'ended') {
    await rooms.remove(row.roomName);
    await inHospital(deps, hospitalId, who, async ({ tx, now }) => {
      await repo.changeMeeting(tx, row, { roomDeletedAt: now });
    });
    return;
  }
  const at = deps.now();
  const people = await rooms.people(row.roomName);
  const { out, permit } = await inHospital(deps, hospitalId, who, (work) =>
    compare(work, meetingId, people, at),
  );
  for (const identity of out) await rooms.removeParticipant(row.roomName, identity);
  for (const [identity, mayPublish] of permit) await rooms.permit(row.roomName, identity, mayPublish);
}

async function compare(work: Work, meetingId: string, people: InRoom[], at: Date): Promise<Wanted> {
  const { tx, hospitalId } = work;
  const wanted: Wanted = { out: [], permit: [] };
  const meeting = await repo.lockMeeting(tx, hospitalId, meetingId);
  if (meeting?.state !== ('open' satisfies MeetingState)) return wanted;
  const there = new Map(people.map((person) => [person.identity, person]));
  await noteHost(work, meeting, there.has(meeting.hostIdentity), at);
  there.delete(meeting.hostIdentity);
  for (const seat of await repo.listSeats(tx, hospitalId, meetingId)) {
    const person = there.get(seat.identity);
    there.delete(seat.identity);
    const now = await noteSeat(work, meeting, seat, person, at);
    if (!person) continue;
    if (!isPlaced(now)) wanted.out.push(seat.identity);
    else if (person.mayPublish !== (now.state === 'speaking'))
      wanted.permit.push([seat.identity, now.state === 'speaking']);
  }
  // By a token that we signed for something else, or never.
  wanted.out.push(...there.keys());
  return wanted;
}

async function noteHost(work: Work, meeting: repo.MeetingRow, here: boolean, at: Date): Promise<void> {
  if (here === !!meeting.hostInAt) return;
  await repo.changeMeeting(
    work.tx,
    meeting,
    here ? { hostInAt: at, hostOutAt: null } : { hostInAt: null, hostOutAt: at },
  );
  await record(work, {
    ...{ action: here ? 'meeting.host_came' : 'meeting.host_went', resourceType: 'Meeting' },
    ...{ resourceId: meeting.meetingId, topics: topicsOf(meeting) },
    payload: { meetingId: meeting.meetingId },
  });
}

const older = (date: Date | null, at: Date, ms: number) => !date || date.getTime() <= at.getTime() - ms;

/** The seat as it stands afterwards. */
async function noteSeat(
  work: Work,
  meeting: repo.MeetingRow,
  seat: repo.SeatRow,
  person: InRoom | undefined,
  at: Date,
): Promise<repo.SeatRow> {
  const wasHere = !!seat.inAt && !seat.outAt;
  if (person) {
    // LiveKit brought back somebody whose place was given up: it is theirs again while there is one.
    if (seat.state === 'left' && (await hasPlace(work, meeting, seat)))
      seat = await move(work, seat, 'enter', 'system');
    if (wasHere) return seat;
    return present(work, seat, { inAt: at, outAt: null });
  }
  if (wasHere) seat = await present(work, seat, { outAt: at });
  if (!isPlaced(seat) || !older(seat.ticketAt, at, COMING_MS)) return seat;
  return older(seat.outAt, at, AWAY_MS) ? move(work, seat, 'leave', 'system') : seat;
}

async function present(work: Work, seat: repo.SeatRow, change: Partial<repo.SeatRow>): Promise<repo.SeatRow> {
  const after = await repo.changeSeat(work.tx, seat, change);
  await record(work, {
    ...{ action: change.inAt ? 'seat.came' : 'seat.went', resourceType: 'MeetingSeat' },
    ...{ resourceId: seat.seatId, topics: [`audience:${seat.meetingId}`] },
    payload: { meetingId: seat.meetingId },
  });
  return after;
}
