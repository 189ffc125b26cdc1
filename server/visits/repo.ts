/** Reads and writes of patients, visits and consents. */
import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { often, oftenLater, type Often } from '../db/often.ts';
import type { VisitState } from '@care-elements/contract/visit.machine.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import { insertLater, type Tx } from '../db/statements.ts';
import { consents, patients, visits } from './table.ts';

export type PatientRow = typeof patients.$inferSelect;
export type VisitRow = typeof visits.$inferSelect;

const visitIs = (hospitalId: string, visitId: string) =>
  and(eq(visits.hospitalId, hospitalId), eq(visits.visitId, visitId));

export async function insertPatient(tx: Tx, row: PatientRow): Promise<void> {
  await insertLater(tx, patients, row);
}
/** What somebody who comes again says of themselves now. */
export async function updatePatient(
  tx: Tx,
  { hospitalId, patientId, sex, phone, guardian, allergies }: PatientRow,
): Promise<void> {
  const one = and(eq(patients.hospitalId, hospitalId), eq(patients.patientId, patientId));
  await tx.update(patients).set({ sex, phone, guardian, allergies }).where(one);
}

export async function getPatients(tx: Tx, hospitalId: string, ids: string[]): Promise<PatientRow[]> {
  if (ids.length === 0) return [];
  const these = and(eq(patients.hospitalId, hospitalId), inArray(patients.patientId, ids));
  return tx.select().from(patients).where(these).limit(100);
}

/** The newest open visit of any of them. */
export async function newestOpenVisit(
  tx: Tx,
  hospitalId: string,
  ids: string[],
): Promise<VisitRow | undefined> {
  if (ids.length === 0) return undefined;
  const open = and(
    ...[eq(visits.hospitalId, hospitalId), inArray(visits.patientId, ids), eq(visits.status, 'open')],
  );
  return (await tx.select().from(visits).where(open).orderBy(desc(visits.startedAt)).limit(1))[0];
}

export async function insertVisit(tx: Tx, row: VisitRow): Promise<void> {
  await insertLater(tx, visits, row);
}
export async function insertConsent(tx: Tx, row: typeof consents.$inferInsert): Promise<void> {
  await insertLater(tx, consents, row);
}

interface VisitOf {
  visit: VisitRow;
  patient: PatientRow;
}
const VISITS: Often<{ hospitalId: string; ids: string[] }, VisitOf[]> = often((db, put) =>
  db
    .select({ visit: visits, patient: patients })
    .from(visits)
    .innerJoin(
      patients,
      and(eq(patients.hospitalId, visits.hospitalId), eq(patients.patientId, visits.patientId)),
    )
    .where(and(eq(visits.hospitalId, put('hospitalId')), sql`${visits.visitId} = ANY(${put('ids')})`)),
);

export async function getVisits(tx: Tx, hospitalId: string, visitIds: string[]): Promise<VisitOf[]> {
  if (visitIds.length === 0) return [];
  return VISITS(tx, { hospitalId, ids: visitIds });
}

/** A patient's visits, the newest first, at most 50. */
export async function listVisitIdsOf(tx: Tx, hospitalId: string, patientId: string): Promise<string[]> {
  const rows = await tx
    .select({ visitId: visits.visitId })
    .from(visits)
    .where(and(eq(visits.hospitalId, hospitalId), eq(visits.patientId, patientId)))
    .orderBy(desc(visits.startedAt))
    .limit(50);
  return rows.map(({ visitId }) => visitId);
}

/** Other visits of a patient registered with the same name, birth date and telephone number; the newest first, at most 100. */
export async function listVisitsOfPerson(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  { name, birthDate, phone }: PatientRow,
): Promise<string[]> {
  const digits = (value: unknown) => sql`regexp_replace(${value}, '[^0-9]', '', 'g')`;
  const same = and(
    eq(patients.hospitalId, hospitalId),
    eq(patients.birthDate, birthDate),
    eq(patients.name, name),
    ne(visits.visitId, visitId),
    sql`${digits(patients.phone)} = ${digits(phone)}`,
  );
  const rows = await tx
    .select({ visitId: visits.visitId })
    .from(patients)
    .innerJoin(
      visits,
      and(eq(visits.hospitalId, patients.hospitalId), eq(visits.patientId, patients.patientId)),
    )
    .where(same)
    .orderBy(desc(visits.startedAt))
    .limit(100);
  return rows.map(({ visitId }) => visitId);
}

/** The visit's row, locked until the transaction ends: what changes a visit takes its turn. */
export async function lockVisit(tx: Tx, hospitalId: string, visitId: string): Promise<VisitRow | undefined> {
  return (await LOCK(tx, { hospitalId, visitId }))[0];
}
const LOCK: Often<{ hospitalId: string; visitId: string }, VisitRow[]> = often((db, put) =>
  db
    .select()
    .from(visits)
    .where(and(eq(visits.hospitalId, put('hospitalId')), eq(visits.visitId, put('visitId'))))
    .for('update'),
);

const BUMP: Often<{ hospitalId: string; visitId: string }, void> = oftenLater(visits, (db, put) =>
  db
    .update(visits)
    .set({ version: sql`${visits.version} + 1` })
    .where(and(eq(visits.hospitalId, put('hospitalId')), eq(visits.visitId, put('visitId')))),
);
/** The next version; nobody waits for it before the commit. */
export async function bumpVersion(tx: Tx, hospitalId: string, visitId: string): Promise<void> {
  await BUMP(tx, { hospitalId, visitId });
}

export async function setMode(tx: Tx, hospitalId: string, visitId: string, mode: VisitMode): Promise<void> {
  await tx
    .update(visits)
    .set({ mode, version: sql`${visits.version} + 1` })
    .where(visitIs(hospitalId, visitId));
}

export async function endVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  status: VisitState,
  now: Date,
): Promise<void> {
  await tx
    .update(visits)
    .set({ status, endedAt: now, version: sql`${visits.version} + 1` })
    .where(visitIs(hospitalId, visitId));
}
