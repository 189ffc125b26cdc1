/** The decisions of the review desk: kept once each, and counted. */
import { and, desc, eq, gte, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/open.ts';
import { reviewDecisions as d } from './table.ts';

export async function insertDecision(tx: Tx, row: typeof d.$inferInsert): Promise<void> {
  await tx.insert(d).values(row);
}

export interface Days {
  hospitalId: string;
  timeZone: string;
  from: string;
  to: string;
}
/** From the first day's beginning to the last one's end, by the hospital's clock. */
const within = ({ hospitalId, timeZone, from, to }: Days): SQL | undefined =>
  and(
    eq(d.hospitalId, hospitalId),
    gte(d.decidedAt, sql`(${from}::date)::timestamp AT TIME ZONE ${timeZone}`),
    lt(d.decidedAt, sql`(${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`),
  );

const how = (decision: (typeof d.$inferSelect)['decision']) =>
  sql<number>`count(*) FILTER (WHERE ${d.decision} = ${decision})::int`;
const all = sql<number>`count(*)::int`;
const counts = {
  reviewed: all,
  passed: how('approved'),
  returned: how('returned'),
  rejected: how('rejected'),
  overridesAccepted: sql<number>`coalesce(sum(${d.overridesAccepted}), 0)::int`,
  medianWaitSeconds: sql<number | null>`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${d.waitedS})`,
  medianHandSeconds: sql<number | null>`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${d.handS})`,
};

export async function countAll(tx: Tx, days: Days) {
  const [row] = await tx.select(counts).from(d).where(within(days));
  return row!;
}

export const countByReviewer = (tx: Tx, days: Days, limit: number) =>
  tx
    .select({ reviewerId: d.reviewerId, ...counts })
    .from(d)
    .where(within(days))
    .groupBy(d.reviewerId)
    .orderBy(desc(all), d.reviewerId)
    .limit(limit);

/** `ofPrescriber`: all of the prescriber's that were decided in these days, by whomever. */
export const countByPair = (tx: Tx, days: Days, limit: number) =>
  tx
    .select({
      ...{ reviewerId: d.reviewerId, prescriberId: d.prescriberId, reviewed: all, passed: how('approved') },
      ofPrescriber: sql<number>`(sum(count(*)) OVER (PARTITION BY ${d.prescriberId}))::int`,
    })
    .from(d)
    .where(within(days))
    .groupBy(d.reviewerId, d.prescriberId)
    .orderBy(desc(all), d.reviewerId, d.prescriberId)
    .limit(limit);

export const countByReason = (tx: Tx, days: Days) =>
  tx
    .select({ reason: d.reason, returned: how('returned'), rejected: how('rejected') })
    .from(d)
    .where(and(within(days), isNotNull(d.reason)))
    .groupBy(d.reason)
    .orderBy(desc(all), d.reason);
