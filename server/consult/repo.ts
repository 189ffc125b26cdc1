/** Reads and writes of consults. */
import { and, asc, desc, eq, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { consultParticipants as people, consults, livekitEvents } from './table.ts';

export type ConsultRow = typeof consults.$inferSelect;
export type ParticipantRow = typeof people.$inferSelect;

const consultIs = (hospitalId: string, consultId: string) =>
  and(eq(consults.hospitalId, hospitalId), eq(consults.consultId, consultId));
const personIs = (hospitalId: string, consultId: string, identity: string) =>
  and(eq(people.hospitalId, hospitalId), eq(people.consultId, consultId), eq(people.identity, identity));

/** False when the entry has a consult already, be it one that another transaction has just made. */
export async function insertConsult(
  tx: Tx,
  row: ConsultRow,
  participants: ParticipantRow[],
): Promise<boolean> {
  const made = await tx
    .insert(consults)
    .values(row)
    .onConflictDoNothing({ target: [consults.hospitalId, consults.entryId] })
    .returning({ consultId: consults.consultId });
  if (made.length === 0) return false;
  await tx.insert(people).values(participants);
  return true;
}

/** Locked until the transaction ends: closing waits for a token that is being made, and the other way round. */
export async function lockConsultOfEntry(
  tx: Tx,
  hospitalId: string,
  entryId: string,
): Promise<ConsultRow | undefined> {
  const mine = and(eq(consults.hospitalId, hospitalId), eq(consults.entryId, entryId));
  return (await tx.select().from(consults).where(mine).for('update'))[0];
}

const newestOf = (hospitalId: string, visitId: string) =>
  and(eq(consults.hospitalId, hospitalId), eq(consults.visitId, visitId));

/** The visit's newest consult, locked as above. */
export async function lockNewestConsult(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ConsultRow | undefined> {
  const newest = tx.select().from(consults).where(newestOf(hospitalId, visitId));
  return (await newest.orderBy(desc(consults.openedAt)).limit(1).for('update'))[0];
}

/** Its people. */
export async function listNewestParticipants(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ParticipantRow[]> {
  const newest = tx
    .select({ id: consults.consultId })
    .from(consults)
    .where(newestOf(hospitalId, visitId))
    .orderBy(desc(consults.openedAt))
    .limit(1);
  return tx
    .select()
    .from(people)
    .where(and(eq(people.hospitalId, hospitalId), eq(people.consultId, sql`(${newest})`)))
    .orderBy(asc(people.role))
    .limit(50);
}

export async function getConsultOfEntry(
  tx: Tx,
  hospitalId: string,
  entryId: string,
): Promise<ConsultRow | undefined> {
  const mine = and(eq(consults.hospitalId, hospitalId), eq(consults.entryId, entryId));
  return (await tx.select().from(consults).where(mine))[0];
}

export async function lockConsult(
  tx: Tx,
  hospitalId: string,
  consultId: string,
): Promise<ConsultRow | undefined> {
  return (await tx.select().from(consults).where(consultIs(hospitalId, consultId)).for('update'))[0];
}

export async function getConsultByRoom(
  tx: Tx,
  hospitalId: string,
  roomName: string,
): Promise<ConsultRow | undefined> {
  const mine = and(eq(consults.hospitalId, hospitalId), eq(consults.roomName, roomName));
  return (await tx.select().from(consults).where(mine))[0];
}

/** Consults whose room may still exist: open, or closed without LiveKit's word that the room is gone. Oldest first. */
export async function listAlive(tx: Tx, hospitalId: string, visitId?: string): Promise<ConsultRow[]> {
  const alive = and(eq(consults.hospitalId, hospitalId), isNull(consults.roomDeletedAt));
  return tx
    .select()
    .from(consults)
    .where(visitId === undefined ? alive : and(alive, eq(consults.visitId, visitId)))
    .orderBy(asc(consults.openedAt))
    .limit(1000);
}

export async function closeConsult(tx: Tx, hospitalId: string, consultId: string, now: Date): Promise<void> {
  await tx.update(consults).set({ state: 'closed', closedAt: now }).where(consultIs(hospitalId, consultId));
}

export async function roomDeleted(tx: Tx, hospitalId: string, consultId: string, now: Date): Promise<void> {
  await tx.update(consults).set({ roomDeletedAt: now }).where(consultIs(hospitalId, consultId));
}

export async function listParticipants(
  tx: Tx,
  hospitalId: string,
  consultId: string,
): Promise<ParticipantRow[]> {
  return tx
    .select()
    .from(people)
    .where(and(eq(people.hospitalId, hospitalId), eq(people.consultId, consultId)))
    .orderBy(asc(people.role))
    .limit(50);
}

/** Once a person and consult; who is there already stays as they are. */
export async function addParticipant(tx: Tx, row: ParticipantRow): Promise<void> {
  await tx
    .insert(people)
    .values(row)
    .onConflictDoNothing({ target: [people.hospitalId, people.consultId, people.subjectId] });
}

export async function removeParticipant(tx: Tx, row: ParticipantRow): Promise<void> {
  await tx.delete(people).where(personIs(row.hospitalId, row.consultId, row.identity));
}

/** Those of a consult who came by invitation. */
export async function listGuests(tx: Tx, hospitalId: string, consultId: string): Promise<ParticipantRow[]> {
  const ofConsult = and(eq(people.hospitalId, hospitalId), eq(people.consultId, consultId));
  return tx
    .select()
    .from(people)
    .where(and(ofConsult, notInArray(people.role, ['patient', 'doctor'])))
    .limit(50);
}

export async function participantJoined(
  tx: Tx,
  { hospitalId, consultId, identity }: ParticipantRow,
  sid: string,
  at: Date,
): Promise<void> {
  await tx
    .update(people)
    .set({ sid, joinedAt: at, leftAt: null, leftReason: null })
    .where(personIs(hospitalId, consultId, identity));
}

/** Only the session that is in the room can leave it: the word about an older one comes late. */
export async function participantLeft(
  tx: Tx,
  { hospitalId, consultId, identity }: ParticipantRow,
  sid: string,
  at: Date,
  leftReason: NonNullable<ParticipantRow['leftReason']>,
): Promise<boolean> {
  const left = await tx
    .update(people)
    .set({ leftAt: at, leftReason })
    .where(and(personIs(hospitalId, consultId, identity), eq(people.sid, sid), isNull(people.leftAt)))
    .returning({ identity: people.identity });
  return left.length > 0;
}

/** False when the event was handled before. */
export async function rememberEvent(
  tx: Tx,
  hospitalId: string,
  eventId: string,
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insert(livekitEvents)
    .values({ hospitalId, eventId, receivedAt: now })
    .onConflictDoNothing()
    .returning({ eventId: livekitEvents.eventId });
  return made.length > 0;
}

/** At most `most` of those from before; returns how many. */
export async function forgetEvents(tx: Tx, hospitalId: string, before: Date, most: number): Promise<number> {
  const mine = eq(livekitEvents.hospitalId, hospitalId);
  const old = tx
    .select({ eventId: livekitEvents.eventId })
    .from(livekitEvents)
    .where(and(mine, lt(livekitEvents.receivedAt, before)))
    .limit(most);
  const { rowCount } = await tx.delete(livekitEvents).where(and(mine, sql`event_id = ANY(ARRAY(${old}))`));
  return rowCount ?? 0;
}
