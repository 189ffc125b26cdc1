/** Reads and appends of decisions. */
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { ruleDecisions as d } from './table.ts';

export type DecisionRow = typeof d.$inferSelect;

export async function insertDecision(tx: Tx, row: DecisionRow): Promise<void> {
  await tx.insert(d).values(row);
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
/** Newest first. */
export const listOfSubject = (
  tx: Tx,
  hospitalId: string,
  subject: string,
  subjectId: string,
  limit: number,
): Promise<DecisionRow[]> =>
  tx
    .select()
    .from(d)
    .where(and(eq(d.hospitalId, hospitalId), eq(d.subject, subject), eq(d.subjectId, subjectId)))
    .orderBy(desc(d.at), desc(d.decisionId))
    .limit(limit);
