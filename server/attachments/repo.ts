/** Reads and writes of attachments. */
import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
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

/** Files that are to be looked at by now, and that nobody is taking; nobody takes them until the transaction ends. */
export const lockDue = (tx: Tx, hospitalId: string, by: Date, limit: number): Promise<AttachmentRow[]> =>
  tx
    .select()
    .from(a)
    .where(and(eq(a.hospitalId, hospitalId), lte(a.lookAt, by)))
    .orderBy(a.lookAt)
    .limit(limit)
    .for('update', { skipLocked: true });

const idsOf = (rows: AttachmentRow[], column: 'visitId' | 'attachmentId') =>
  sql`${sql.param(rows.map((row) => row[column]))}::uuid[]`;

/** Which of them a message, the record or a revisit took. OFFSET 0: each is looked up, no table is read to have it at hand. */
export async function takenOf(tx: Tx, hospitalId: string, rows: AttachmentRow[]): Promise<Set<string>> {
  const by = (table: string) =>
    sql`EXISTS (SELECT FROM ${sql.identifier(table)} t WHERE t.hospital_id = ${hospitalId} AND t.visit_id = f.visit_id
      AND t.attachment_id = f.attachment_id OFFSET 0)`;
  const found = await tx.execute<{ id: string }>(sql`
    SELECT f.attachment_id AS id FROM unnest(${idsOf(rows, 'visitId')}, ${idsOf(rows, 'attachmentId')}) f (visit_id, attachment_id)
     WHERE ${by('messages')} OR ${by('snapshots')} OR ${by('revisits')}`);
  return new Set(found.rows.map(({ id }) => id));
}

/** Null: not again. */
export async function lookAgain(
  tx: Tx,
  hospitalId: string,
  rows: AttachmentRow[],
  at: Date | null,
): Promise<void> {
  if (rows.length === 0) return;
  const any = (column: 'visitId' | 'attachmentId') => sql`${a[column]} = ANY(${idsOf(rows, column)})`;
  await tx
    .update(a)
    .set({ lookAt: at })
    .where(and(eq(a.hospitalId, hospitalId), any('visitId'), any('attachmentId')));
}

export async function deleteAttachment(tx: Tx, row: AttachmentRow): Promise<void> {
  await tx.delete(a).where(and(ofVisit(row.hospitalId, row.visitId), eq(a.attachmentId, row.attachmentId)));
}
