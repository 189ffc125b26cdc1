/** Reads and writes of attachments. */
import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { attachments as a } from './table.ts';

export type AttachmentRow = typeof a.$inferSelect;

const ofVisit = (hospitalId: string, visitId: string) =>
  and(eq(a.hospitalId, hospitalId), eq(a.visitId, visitId));

export async function insertAttachment(tx: Tx, row: AttachmentRow): Promise<void> {
  await tx.insert(a).values(row);
}

export async function getAttachments(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  ids: string[],
): Promise<AttachmentRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(a)
    .where(and(ofVisit(hospitalId, visitId), inArray(a.attachmentId, ids)));
}

/** Held until the transaction ends: it is not forgotten meanwhile. */
export async function holdAttachment(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  attachmentId: string,
): Promise<AttachmentRow | undefined> {
  const mine = and(ofVisit(hospitalId, visitId), eq(a.attachmentId, attachmentId));
  return (await tx.select().from(a).where(mine).for('share'))[0];
}

/** Pictures and PDFs, the newest first; of one id where it is given. */
export async function listRecords(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  attachmentId: string | undefined,
): Promise<AttachmentRow[]> {
  const one = attachmentId === undefined ? undefined : eq(a.attachmentId, attachmentId);
  return tx
    .select()
    .from(a)
    .where(and(ofVisit(hospitalId, visitId), inArray(a.kind, ['image', 'pdf']), one))
    .orderBy(desc(a.createdAt))
    .limit(50);
}

export async function countAttachments(tx: Tx, hospitalId: string, visitId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(a)
    .where(ofVisit(hospitalId, visitId));
  return row!.n;
}

/**
 * Uploads of a span of time that neither a message nor the record took, and that nobody is taking now. OFFSET 0: who took each is looked
 * up; without it PostgreSQL would read all that the hospital ever showed at a revisit, to have it at hand.
 */
export async function lockUnused(
  tx: Tx,
  hospitalId: string,
  { from, before }: { from: Date; before: Date },
  limit: number,
): Promise<AttachmentRow[]> {
  const used = sql`EXISTS (SELECT FROM messages m WHERE m.hospital_id = ${a.hospitalId} AND m.visit_id = ${a.visitId} AND m.attachment_id = ${a.attachmentId} OFFSET 0)`;
  const kept = sql`EXISTS (SELECT FROM snapshots s WHERE s.hospital_id = ${a.hospitalId} AND s.visit_id = ${a.visitId} AND s.attachment_id = ${a.attachmentId} OFFSET 0)`;
  const shown = sql`EXISTS (SELECT FROM revisits r WHERE r.hospital_id = ${a.hospitalId} AND r.visit_id = ${a.visitId} AND r.attachment_id = ${a.attachmentId} OFFSET 0)`;
  return (
    tx
      .select()
      .from(a)
      .where(
        and(
          eq(a.hospitalId, hospitalId),
          gte(a.createdAt, from),
          lt(a.createdAt, before),
          sql`NOT (${used} OR ${kept} OR ${shown})`,
        ),
      )
      // In any order: those that storage refuses to remove don't stand before the others for ever.
      .orderBy(sql`random()`)
      .limit(limit)
      .for('update', { skipLocked: true })
  );
}

export async function deleteAttachment(tx: Tx, row: AttachmentRow): Promise<void> {
  await tx.delete(a).where(and(ofVisit(row.hospitalId, row.visitId), eq(a.attachmentId, row.attachmentId)));
}
