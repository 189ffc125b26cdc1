/** Reads and writes of encounters. */
import { and, asc, desc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import { insertLater, type Tx } from '../db/statements.ts';
import { encounters as e } from './table.ts';

export type EncounterRow = typeof e.$inferSelect;

const is = (hospitalId: string, encounterId: string) =>
  and(eq(e.hospitalId, hospitalId), eq(e.encounterId, encounterId));

export async function insertEncounter(tx: Tx, row: EncounterRow): Promise<void> {
  await insertLater(tx, e, row);
}
export async function getEncounter(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
): Promise<EncounterRow | undefined> {
  return (await tx.select().from(e).where(is(hospitalId, encounterId)))[0];
}
export async function lockEncounter(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
): Promise<EncounterRow | undefined> {
  return (await tx.select().from(e).where(is(hospitalId, encounterId)).for('update'))[0];
}
export async function getByEntry(
  tx: Tx,
  hospitalId: string,
  entryId: string,
): Promise<EncounterRow | undefined> {
  const mine = and(eq(e.hospitalId, hospitalId), eq(e.entryId, entryId));
  return (await tx.select().from(e).where(mine))[0];
}
export async function lockByEntry(
  tx: Tx,
  hospitalId: string,
  entryId: string,
): Promise<EncounterRow | undefined> {
  const mine = and(eq(e.hospitalId, hospitalId), eq(e.entryId, entryId));
  return (await tx.select().from(e).where(mine).for('update'))[0];
}
const ON_LEAVE: Often<{ hospitalId: string; visitId: string }, EncounterRow[]> = often((db, put) => {
  const mine = and(eq(e.hospitalId, put('hospitalId')), eq(e.visitId, put('visitId')));
  return db
    .select()
    .from(e)
    .where(and(mine, eq(e.state, 'on_leave')))
    .limit(1)
    .for('update');
});
/** The visit's encounter that is on hold; at most one is. */
export async function lockOnLeave(tx: Tx, hospitalId: string, visitId: string): Promise<EncounterRow[]> {
  return ON_LEAVE(tx, { hospitalId, visitId });
}
/** Encounters of the visit that were begun, oldest first. */
export async function listOfVisit(tx: Tx, hospitalId: string, visitId: string): Promise<EncounterRow[]> {
  const mine = and(eq(e.hospitalId, hospitalId), eq(e.visitId, visitId), ne(e.state, 'cancelled'));
  return tx.select().from(e).where(mine).orderBy(asc(e.createdAt)).limit(50);
}
/** The visit's newest encounter that was not cancelled. */
export async function latestOfVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<EncounterRow | undefined> {
  return (await LATEST(tx, { hospitalId, visitId }))[0];
}
const LATEST: Often<{ hospitalId: string; visitId: string }, EncounterRow[]> = often((db, put) => {
  const mine = and(eq(e.hospitalId, put('hospitalId')), eq(e.visitId, put('visitId')));
  return db
    .select()
    .from(e)
    .where(and(mine, ne(e.state, 'cancelled')))
    .orderBy(desc(e.createdAt))
    .limit(1);
});
/** The visit's encounters that a doctor has, or began before they were given up: not those whom nobody came to. */
const treating = (hospitalId: string, visitId: string) =>
  and(
    eq(e.hospitalId, hospitalId),
    eq(e.visitId, visitId),
    or(ne(e.state, 'cancelled'), isNotNull(e.startedAt)),
  );
export async function latestTreating(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  clinicianId?: string,
): Promise<EncounterRow | undefined> {
  const theirs = clinicianId === undefined ? undefined : eq(e.clinicianId, clinicianId);
  const rows = tx
    .select()
    .from(e)
    .where(and(treating(hospitalId, visitId), theirs));
  return (await rows.orderBy(desc(e.createdAt)).limit(1))[0];
}
/** Ended with a signed note, of any of these visits, the newest first. */
export async function listFinished(
  tx: Tx,
  hospitalId: string,
  visitIds: string[],
  limit: number,
): Promise<EncounterRow[]> {
  if (visitIds.length === 0) return [];
  const theirs = and(eq(e.hospitalId, hospitalId), inArray(e.visitId, visitIds));
  const signed = and(eq(e.state, 'finished'), ne(e.noteState, 'unsigned'));
  return tx.select().from(e).where(and(theirs, signed)).orderBy(desc(e.finishedAt)).limit(limit);
}
/** A doctor's own notes of patients who went on before they were signed, the newest first. */
export async function listUnsigned(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  limit: number,
): Promise<EncounterRow[]> {
  const mine = and(eq(e.hospitalId, hospitalId), eq(e.clinicianId, clinicianId));
  const left = and(eq(e.state, 'finished'), eq(e.noteState, 'unsigned'));
  return tx.select().from(e).where(and(mine, left)).orderBy(desc(e.createdAt)).limit(limit);
}
export async function updateEncounter(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
  change: Partial<
    Pick<
      EncounterRow,
      'entryId' | 'state' | 'note' | 'noteState' | 'rowVersion' | 'savedAt' | 'startedAt' | 'finishedAt'
    >
  >,
): Promise<EncounterRow> {
  return (await tx.update(e).set(change).where(is(hospitalId, encounterId)).returning())[0]!;
}
