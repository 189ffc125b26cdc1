/** Reads and writes of protocols by hash and of triage results. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import type { Tx } from '../db/open.ts';
import { triageProtocols, triageResults } from './table.ts';

export type ProtocolRow = typeof triageProtocols.$inferSelect;
export type ResultRow = typeof triageResults.$inferSelect;

/** Keeps a protocol's version; one that is kept already stays as it is. */
export async function keepProtocol(tx: Tx, row: ProtocolRow): Promise<void> {
  await tx.insert(triageProtocols).values(row).onConflictDoNothing();
}

export async function getProtocols(tx: Tx, hospitalId: string, hashes: string[]): Promise<ProtocolRow[]> {
  return tx
    .select()
    .from(triageProtocols)
    .where(and(eq(triageProtocols.hospitalId, hospitalId), inArray(triageProtocols.hash, hashes)));
}

export async function insertResult(tx: Tx, row: ResultRow): Promise<void> {
  await tx.insert(triageResults).values(row);
}

export async function latestResult(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ResultRow | undefined> {
  return (await LATEST(tx, { hospitalId, visitId }))[0];
}
const LATEST: Often<{ hospitalId: string; visitId: string }, ResultRow[]> = often((db, put) =>
  db
    .select()
    .from(triageResults)
    .where(and(eq(triageResults.hospitalId, put('hospitalId')), eq(triageResults.visitId, put('visitId'))))
    .orderBy(desc(triageResults.createdAt), desc(triageResults.triageResultId))
    .limit(1),
);

export async function getResult(
  tx: Tx,
  hospitalId: string,
  triageResultId: string,
): Promise<ResultRow | undefined> {
  const [row] = await tx
    .select()
    .from(triageResults)
    .where(and(eq(triageResults.hospitalId, hospitalId), eq(triageResults.triageResultId, triageResultId)));
  return row;
}
