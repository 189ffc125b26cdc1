/** Reads and writes of presence. */
import { and, eq, lt, sql } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import type { Tx } from '../db/open.ts';
import { consultPresence as c, livePresence as l } from './table.ts';

export type SeenRow = typeof l.$inferSelect;
export type AwayRow = typeof c.$inferSelect;

export async function getSeen(
  tx: Tx,
  hospitalId: string,
  kind: SeenRow['kind'],
  ids: string[],
): Promise<SeenRow[]> {
  if (ids.length === 0) return [];
  return SEEN(tx, { hospitalId, kind, ids });
}
const SEEN: Often<{ hospitalId: string; kind: SeenRow['kind']; ids: string[] }, SeenRow[]> = often(
  (db, put) => {
    const kind = and(eq(l.hospitalId, put('hospitalId')), eq(l.kind, put('kind')));
    return db
      .select()
      .from(l)
      .where(and(kind, sql`${l.subjectId} = ANY(${put('ids')})`));
  },
);

export async function putSeen(tx: Tx, row: SeenRow): Promise<void> {
  const { openedAt, seenAt, online } = row;
  await tx
    .insert(l)
    .values(row)
    .onConflictDoUpdate({
      target: [l.hospitalId, l.kind, l.subjectId],
      set: { openedAt, seenAt, online },
    });
}

/** Those who count as online and were not seen since; they do no more. At most 500 at once. */
export async function endOnline(tx: Tx, hospitalId: string, before: Date): Promise<SeenRow[]> {
  const gone = and(eq(l.hospitalId, hospitalId), eq(l.online, true), lt(l.seenAt, before));
  const rows = await tx.select().from(l).where(gone).limit(500).for('update', { skipLocked: true });
  for (const { kind, subjectId } of rows)
    await tx
      .update(l)
      .set({ online: false })
      .where(and(eq(l.hospitalId, hospitalId), eq(l.kind, kind), eq(l.subjectId, subjectId)));
  return rows;
}

export async function getAway(tx: Tx, hospitalId: string, entryId: string): Promise<AwayRow[]> {
  const mine = and(eq(c.hospitalId, hospitalId), eq(c.entryId, entryId));
  return tx.select().from(c).where(mine);
}

export async function putAway(tx: Tx, row: AwayRow): Promise<void> {
  await tx
    .insert(c)
    .values(row)
    .onConflictDoUpdate({
      target: [c.hospitalId, c.entryId, c.role],
      set: { awaySince: row.awaySince },
    });
}
