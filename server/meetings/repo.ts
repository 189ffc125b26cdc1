/** Reads and writes of group meetings and their seats. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, ne } from 'drizzle-orm';
import { MEETINGS_AT_MOST, PLACED_STATES, SEATS_AT_MOST } from '@care-elements/contract/meeting.ts';
import type { Tx } from '../db/open.ts';
import { meetings, meetingSeats as seats } from './table.ts';

export type MeetingRow = typeof meetings.$inferSelect;
export type SeatRow = typeof seats.$inferSelect;

/** What the worker takes at a time. */
const ALIVE_AT_MOST = 1000;

const meetingIs = (hospitalId: string, meetingId: string) =>
  and(eq(meetings.hospitalId, hospitalId), eq(meetings.meetingId, meetingId));
const seatIs = (hospitalId: string, seatId: string) =>
  and(eq(seats.hospitalId, hospitalId), eq(seats.seatId, seatId));
const ofMeeting = (hospitalId: string, meetingId: string) =>
  and(eq(seats.hospitalId, hospitalId), eq(seats.meetingId, meetingId));

export async function insertMeeting(tx: Tx, row: MeetingRow): Promise<void> {
  await tx.insert(meetings).values(row);
}

export async function getMeeting(
  tx: Tx,
  hospitalId: string,
  meetingId: string,
): Promise<MeetingRow | undefined> {
  return (await tx.select().from(meetings).where(meetingIs(hospitalId, meetingId)))[0];
}

/** Locked until the transaction ends: places, words and the end are decided one after the other. */
export async function lockMeeting(
  tx: Tx,
  hospitalId: string,
  meetingId: string,
): Promise<MeetingRow | undefined> {
  return (await tx.select().from(meetings).where(meetingIs(hospitalId, meetingId)).for('update'))[0];
}

export async function changeMeeting(
  tx: Tx,
  { hospitalId, meetingId }: MeetingRow,
  change: Partial<MeetingRow>,
): Promise<MeetingRow> {
  const rows = await tx.update(meetings).set(change).where(meetingIs(hospitalId, meetingId)).returning();
  return rows[0]!;
}

/** Those that have not ended, the next first, then the last that have. */
export async function listMeetings(tx: Tx, hospitalId: string, hostId: string): Promise<MeetingRow[]> {
  const mine = and(eq(meetings.hospitalId, hospitalId), eq(meetings.hostId, hostId));
  const ahead = await tx
    .select()
    .from(meetings)
    .where(and(mine, ne(meetings.state, 'ended')))
    .orderBy(asc(meetings.startsAt), asc(meetings.meetingId))
    .limit(MEETINGS_AT_MOST);
  const past = await tx
    .select()
    .from(meetings)
    .where(and(mine, eq(meetings.state, 'ended')))
    .orderBy(desc(meetings.startsAt), desc(meetings.meetingId))
    .limit(10);
  return [...ahead, ...past];
}

export async function countAhead(tx: Tx, hospitalId: string, hostId: string): Promise<number> {
  const mine = and(eq(meetings.hospitalId, hospitalId), eq(meetings.hostId, hostId));
  const [row] = await tx
    .select({ n: count() })
    .from(meetings)
    .where(and(mine, ne(meetings.state, 'ended')));
  return row!.n;
}

/** Not ended, or ended without LiveKit's word that the room is gone; the earliest first. */
export async function listAlive(tx: Tx, hospitalId: string): Promise<MeetingRow[]> {
  return tx
    .select()
    .from(meetings)
    .where(and(eq(meetings.hospitalId, hospitalId), isNull(meetings.roomDeletedAt)))
    .orderBy(asc(meetings.startsAt))
    .limit(ALIVE_AT_MOST);
}

export async function getMeetingByRoom(
  tx: Tx,
  hospitalId: string,
  roomName: string,
): Promise<MeetingRow | undefined> {
  const mine = and(eq(meetings.hospitalId, hospitalId), eq(meetings.roomName, roomName));
  return (await tx.select().from(meetings).where(mine))[0];
}

export async function insertSeat(tx: Tx, row: SeatRow): Promise<void> {
  await tx.insert(seats).values(row);
}

export async function getSeat(tx: Tx, hospitalId: string, seatId: string): Promise<SeatRow | undefined> {
  return (await tx.select().from(seats).where(seatIs(hospitalId, seatId)))[0];
}

/** After the meeting's lock, never before. */
export async function lockSeat(tx: Tx, hospitalId: string, seatId: string): Promise<SeatRow | undefined> {
  return (await tx.select().from(seats).where(seatIs(hospitalId, seatId)).for('update'))[0];
}

export async function changeSeat(
  tx: Tx,
  { hospitalId, seatId }: SeatRow,
  change: Partial<SeatRow>,
): Promise<SeatRow> {
  const rows = await tx.update(seats).set(change).where(seatIs(hospitalId, seatId)).returning();
  return rows[0]!;
}

/** In the order in which they came. */
export async function listSeats(tx: Tx, hospitalId: string, meetingId: string): Promise<SeatRow[]> {
  return tx
    .select()
    .from(seats)
    .where(ofMeeting(hospitalId, meetingId))
    .orderBy(asc(seats.seatId))
    .limit(SEATS_AT_MOST);
}

/** Who holds one of the places. */
export async function listPlaced(tx: Tx, hospitalId: string, meetingId: string): Promise<SeatRow[]> {
  return tx
    .select()
    .from(seats)
    .where(and(ofMeeting(hospitalId, meetingId), inArray(seats.state, [...PLACED_STATES])))
    .orderBy(asc(seats.seatId))
    .limit(SEATS_AT_MOST);
}

export async function countSeats(tx: Tx, hospitalId: string, meetingId: string): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(seats).where(ofMeeting(hospitalId, meetingId));
  return row!.n;
}

/** Takes the names from seats of meetings that ended before; returns of how many. */
export async function forgetNames(tx: Tx, hospitalId: string, before: Date): Promise<number> {
  const ended = tx
    .select({ id: meetings.meetingId })
    .from(meetings)
    .where(
      and(eq(meetings.hospitalId, hospitalId), isNotNull(meetings.endedAt), lt(meetings.endedAt, before)),
    );
  const { rowCount } = await tx
    .update(seats)
    .set({ name: '' })
    .where(and(eq(seats.hospitalId, hospitalId), ne(seats.name, ''), inArray(seats.meetingId, ended)));
  return rowCount ?? 0;
}
