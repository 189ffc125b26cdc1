/** Reads and writes of clarifications. */
import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm';
import type { ThreadSide } from '@care-elements/contract/review.thread.ts';
import type { Tx } from '../../db/open.ts';
import type { PrescriptionRow } from '../repo.ts';
import { prescriptions as p } from '../table.ts';
import { reviewMessages as m, reviewThreads as t, type ReviewMessageRow, type ThreadRow } from './table.ts';

const of = (hospitalId: string, prescriptionId: string) =>
  and(eq(m.hospitalId, hospitalId), eq(m.prescriptionId, prescriptionId));
const is = (hospitalId: string, prescriptionId: string) =>
  and(eq(t.hospitalId, hospitalId), eq(t.prescriptionId, prescriptionId));

/** The thread, made where there is none, and locked until the transaction ends. */
export async function lockThread(
  tx: Tx,
  {
    hospitalId,
    prescriptionId,
    prescriberId,
  }: Pick<ThreadRow, 'hospitalId' | 'prescriptionId' | 'prescriberId'>,
): Promise<ThreadRow> {
  await tx
    .insert(t)
    .values({
      ...{ hospitalId, prescriptionId, prescriberId },
      ...{ last: 0, lastSide: null, pharmacistRead: 0, doctorRead: 0 },
    })
    .onConflictDoNothing();
  return (await tx.select().from(t).where(is(hospitalId, prescriptionId)).for('update'))[0]!;
}

export async function getThread(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<ThreadRow | undefined> {
  return (await tx.select().from(t).where(is(hospitalId, prescriptionId)))[0];
}

export function listThreads(tx: Tx, hospitalId: string, prescriptionIds: string[]): Promise<ThreadRow[]> {
  if (!prescriptionIds.length) return Promise.resolve([]);
  const theirs = and(eq(t.hospitalId, hospitalId), inArray(t.prescriptionId, prescriptionIds));
  return tx.select().from(t).where(theirs);
}

export async function getMessage(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  messageId: string,
): Promise<ReviewMessageRow | undefined> {
  const known = and(of(hospitalId, prescriptionId), eq(m.messageId, messageId));
  return (await tx.select().from(m).where(known))[0];
}

/** The caller holds the thread's lock. Who writes has read what came before. */
export async function insertMessage(tx: Tx, row: ReviewMessageRow): Promise<void> {
  await tx.insert(m).values(row);
  const read = row.side === 'pharmacist' ? { pharmacistRead: row.seq } : { doctorRead: row.seq };
  await tx
    .update(t)
    .set({ last: row.seq, lastSide: row.side, ...read })
    .where(is(row.hospitalId, row.prescriptionId));
}

export async function setRead(
  tx: Tx,
  { hospitalId, prescriptionId }: ThreadRow,
  side: ThreadSide,
  read: number,
): Promise<void> {
  const mark = side === 'pharmacist' ? { pharmacistRead: read } : { doctorRead: read };
  await tx.update(t).set(mark).where(is(hospitalId, prescriptionId));
}

/** The newest, or the newest before a seq; oldest first. */
export async function listMessages(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<ReviewMessageRow[]> {
  const earlier = and(of(hospitalId, prescriptionId), before === undefined ? undefined : lt(m.seq, before));
  return (await tx.select().from(m).where(earlier).orderBy(desc(m.seq)).limit(limit)).reverse();
}

/** How many of the other side's messages come after what this side has read. */
export async function countUnread(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  side: ThreadSide,
  read: number,
): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(m)
    .where(and(of(hospitalId, prescriptionId), gt(m.seq, read), ne(m.side, side)));
  return row!.n;
}

/** A prescriber's prescriptions that wait for review and are talked about, oldest first. */
export async function listAsked(
  tx: Tx,
  hospitalId: string,
  prescriberId: string,
  now: Date,
): Promise<PrescriptionRow[]> {
  const asked = and(
    eq(t.hospitalId, hospitalId),
    eq(t.prescriberId, prescriberId),
    eq(p.state, 'pending_review'),
    gt(p.validUntil, now),
  );
  const rows = await tx
    .select({ row: p })
    .from(t)
    .innerJoin(p, and(eq(p.hospitalId, t.hospitalId), eq(p.prescriptionId, t.prescriptionId)))
    .where(asked)
    .orderBy(asc(p.signedAt), asc(p.prescriptionId))
    .limit(50);
  return rows.map(({ row }) => row);
}
