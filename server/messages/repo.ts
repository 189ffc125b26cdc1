/** Reads and writes of conversations. */
import { and, asc, desc, eq, gt, lt, ne, sql } from 'drizzle-orm';
import type { MessageMarks, MessageSide } from '@care-elements/contract/messages.ts';
import type { Tx } from '../db/open.ts';
import { conversations as c, messages as m } from './table.ts';

export type ConversationRow = typeof c.$inferSelect;
export type MessageRow = typeof m.$inferSelect;

const ofVisit = (hospitalId: string, visitId: string) =>
  and(eq(m.hospitalId, hospitalId), eq(m.visitId, visitId));
const conversationIs = (hospitalId: string, visitId: string) =>
  and(eq(c.hospitalId, hospitalId), eq(c.visitId, visitId));

/** The conversation, made where there is none, and locked until the transaction ends. */
export async function lockConversation(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ConversationRow> {
  await tx
    .insert(c)
    .values({
      ...{ hospitalId, visitId, last: 0 },
      ...{ patientDelivered: 0, patientRead: 0, doctorDelivered: 0, doctorRead: 0 },
    })
    .onConflictDoNothing();
  return (await tx.select().from(c).where(conversationIs(hospitalId, visitId)).for('update'))[0]!;
}

export async function getConversation(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ConversationRow | undefined> {
  return (await tx.select().from(c).where(conversationIs(hospitalId, visitId)))[0];
}

export async function getByMessageId(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  messageId: string,
): Promise<MessageRow | undefined> {
  const mine = and(ofVisit(hospitalId, visitId), eq(m.messageId, messageId));
  return (await tx.select().from(m).where(mine))[0];
}

/** The caller holds the conversation's lock. The sender's own side has it, by writing it. */
export async function insertMessage(tx: Tx, row: MessageRow): Promise<void> {
  await tx.insert(m).values(row);
  const own = row.side === 'patient' ? 'patientDelivered' : 'doctorDelivered';
  await tx
    .update(c)
    .set({ last: row.seq, [own]: row.seq })
    .where(conversationIs(row.hospitalId, row.visitId));
}

export async function setMarks(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  side: MessageSide,
  { delivered, read }: MessageMarks,
): Promise<void> {
  const marks =
    side === 'patient'
      ? { patientDelivered: delivered, patientRead: read }
      : { doctorDelivered: delivered, doctorRead: read };
  await tx.update(c).set(marks).where(conversationIs(hospitalId, visitId));
}

/** Oldest first: the oldest `after` a seq, or the newest (`before` one). */
export async function listMessages(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  { before, after, limit }: { before?: number | undefined; after?: number | undefined; limit: number },
): Promise<MessageRow[]> {
  if (after !== undefined) {
    const later = and(ofVisit(hospitalId, visitId), gt(m.seq, after));
    return tx.select().from(m).where(later).orderBy(asc(m.seq)).limit(limit);
  }
  const earlier = before === undefined ? undefined : lt(m.seq, before);
  const newest = and(ofVisit(hospitalId, visitId), earlier);
  return (await tx.select().from(m).where(newest).orderBy(desc(m.seq)).limit(limit)).reverse();
}

/** How many of the other side's messages come after what this side has read. */
export async function countUnread(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  side: MessageSide,
  read: number,
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(m)
    .where(and(ofVisit(hospitalId, visitId), gt(m.seq, read), ne(m.side, side)));
  return row!.n;
}
