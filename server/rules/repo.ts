/** Reads and appends of decisions, and of a hospital's own thresholds. */
import { and, asc, count, desc, eq, inArray, or } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import { forget, insertLater, remember, type Tx } from '../db/statements.ts';
import { DECIDED_ON, ruleDecisions as d, ruleTightenings as t, type DecidedOn } from './table.ts';

export type DecisionRow = typeof d.$inferSelect;
export type TighteningRow = typeof t.$inferSelect;

export async function insertDecision(tx: Tx, row: DecisionRow): Promise<void> {
  await insertLater(tx, d, row);
}
export async function getDecision(
  tx: Tx,
  hospitalId: string,
  decisionId: string,
): Promise<DecisionRow | undefined> {
  return (
    await tx
      .select()
      .from(d)
      .where(and(eq(d.hospitalId, hospitalId), eq(d.decisionId, decisionId)))
  )[0];
}
/** By its own id, by what it is on, or by the visit; oldest first. */
export const findById = (tx: Tx, hospitalId: string, id: string, limit: number): Promise<DecisionRow[]> =>
  tx
    .select()
    .from(d)
    .where(
      and(
        eq(d.hospitalId, hospitalId),
        or(
          // With the kinds, so that the index is of use.
          and(inArray(d.subject, [...DECIDED_ON]), eq(d.subjectId, id)),
          ...(UUID.test(id) ? [eq(d.decisionId, id), eq(d.visitId, id)] : []),
        ),
      ),
    )
    .orderBy(asc(d.at), asc(d.decisionId))
    .limit(limit);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Newest first. */
export const listOfSubject = (
  tx: Tx,
  hospitalId: string,
  subject: DecidedOn,
  subjectId: string,
  limit: number,
): Promise<DecisionRow[]> =>
  tx
    .select()
    .from(d)
    .where(and(eq(d.hospitalId, hospitalId), eq(d.subject, subject), eq(d.subjectId, subjectId)))
    .orderBy(desc(d.at), desc(d.decisionId))
    .limit(limit);

const TIGHTENINGS = 'tightenings';
const OWN: Often<{ hospitalId: string }, TighteningRow[]> = often((db, put) =>
  db
    .select()
    .from(t)
    .where(eq(t.hospitalId, put('hospitalId')))
    .orderBy(asc(t.fromDay), asc(t.setAt), asc(t.tighteningId))
    .limit(500),
);

/** By the day from which they hold, and then as they were set; at most 500, once a transaction. */
export const listTightenings = (tx: Tx, hospitalId: string): Promise<TighteningRow[]> =>
  remember(tx, TIGHTENINGS, () => OWN(tx, { hospitalId }));
export async function countTightenings(tx: Tx, hospitalId: string): Promise<number> {
  return (await tx.select({ n: count() }).from(t).where(eq(t.hospitalId, hospitalId)))[0]!.n;
}
export async function insertTightening(tx: Tx, row: TighteningRow): Promise<void> {
  await tx.insert(t).values(row);
  forget(tx, TIGHTENINGS);
}
