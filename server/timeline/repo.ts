/** Reads and writes of timelines and ratings. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { insertLater, type Tx } from '../db/statements.ts';
import { visitEvents as v, visitRatings as r } from './table.ts';

export type EventRow = typeof v.$inferSelect;
export type RatingRow = typeof r.$inferSelect;

const ofVisit = (hospitalId: string, visitId: string) =>
  and(eq(v.hospitalId, hospitalId), eq(v.visitId, visitId));
const ratingOf = (hospitalId: string, visitId: string) =>
  and(eq(r.hospitalId, hospitalId), eq(r.visitId, visitId));

/** How many were new: one whose id is known already is the same event again. */
export async function insertEvents(tx: Tx, rows: EventRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const made = await tx.insert(v).values(rows).onConflictDoNothing().returning({ eventId: v.eventId });
  return made.length;
}

/** One of the server's own, whose id is new. */
export async function insertEvent(tx: Tx, row: EventRow): Promise<void> {
  await insertLater(tx, v, row);
}

export async function countReported(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  role: EventRow['role'],
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(v)
    .where(and(ofVisit(hospitalId, visitId), eq(v.role, role), eq(v.reported, true)));
  return row!.n;
}

/** The newest first, those before a moment and id. */
export async function listEvents(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  before: { at: Date; eventId: string } | null,
  limit: number,
): Promise<EventRow[]> {
  const older = before
    ? sql`(${v.at}, ${v.eventId}) < (${before.at.toISOString()}::timestamptz, ${before.eventId}::uuid)`
    : undefined;
  return tx
    .select()
    .from(v)
    .where(and(ofVisit(hospitalId, visitId), older))
    .orderBy(desc(v.at), desc(v.eventId))
    .limit(limit);
}

export async function getRating(tx: Tx, hospitalId: string, visitId: string): Promise<RatingRow | undefined> {
  return (await tx.select().from(r).where(ratingOf(hospitalId, visitId)))[0];
}

/** Written for the first time, or anew; when it was first given stays. */
export async function putRating(tx: Tx, row: RatingRow): Promise<void> {
  const { stars, wrong, text, changedAt } = row;
  await tx
    .insert(r)
    .values(row)
    .onConflictDoUpdate({ target: [r.hospitalId, r.visitId], set: { stars, wrong, text, changedAt } });
}
