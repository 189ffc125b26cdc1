/** Reads and writes of hospitals, origins and departments. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import { forget, remember, type Tx } from '../db/statements.ts';
import { departments, hospitalOrigins, hospitals } from './table.ts';

export type HospitalRow = typeof hospitals.$inferSelect;
export type DepartmentRow = typeof departments.$inferSelect;

const ROW = 'hospital';

const HOSPITAL: Often<{ hospitalId: string }, HospitalRow[]> = often((db, put) =>
  db
    .select()
    .from(hospitals)
    .where(eq(hospitals.hospitalId, put('hospitalId'))),
);
const DEPARTMENTS: Often<{ hospitalId: string; ids: string[] }, DepartmentRow[]> = often((db, put) =>
  db
    .select()
    .from(departments)
    .where(
      and(
        eq(departments.hospitalId, put('hospitalId')),
        sql`${departments.departmentId} = ANY(${put('ids')})`,
      ),
    ),
);

/** Once a transaction: each capability asks. */
export const getHospital = (tx: Tx, hospitalId: string): Promise<HospitalRow | undefined> =>
  remember(tx, ROW, async () => (await HOSPITAL(tx, { hospitalId }))[0]);

export async function setRulePacks(tx: Tx, hospitalId: string, rulePacks: string[]): Promise<void> {
  await tx.update(hospitals).set({ rulePacks }).where(eq(hospitals.hospitalId, hospitalId));
  forget(tx, ROW);
}

export async function setTheme(tx: Tx, hospitalId: string, theme: ThemeData | null): Promise<void> {
  await tx.update(hospitals).set({ theme }).where(eq(hospitals.hospitalId, hospitalId));
  forget(tx, ROW);
}

export async function setWordingState(
  tx: Tx,
  hospitalId: string,
  state: Pick<HospitalRow, 'wordingVersion' | 'wordingCount'>,
): Promise<void> {
  await tx.update(hospitals).set(state).where(eq(hospitals.hospitalId, hospitalId));
}

export async function insertHospital(tx: Tx, row: HospitalRow): Promise<void> {
  await tx.insert(hospitals).values(row).onConflictDoNothing();
  forget(tx, ROW);
}

/** Adds it, or changes the one that is there. Its key is no part of the change: whoever refers to it would have to wait. */
export async function saveHospital(tx: Tx, row: HospitalRow): Promise<void> {
  const { hospitalId: _, ...set } = row;
  await tx.insert(hospitals).values(row).onConflictDoUpdate({ target: hospitals.hospitalId, set });
  forget(tx, ROW);
}

/** By its code, which stays. */
export async function saveDepartment(tx: Tx, row: DepartmentRow): Promise<void> {
  const target = [departments.hospitalId, departments.departmentId];
  const { hospitalId: _, departmentId: _d, code: _c, ...set } = row;
  await tx.insert(departments).values(row).onConflictDoUpdate({ target, set });
  forget(tx, nameOf(row.departmentId));
}

export async function listDepartments(tx: Tx, hospitalId: string): Promise<DepartmentRow[]> {
  return tx
    .select()
    .from(departments)
    .where(eq(departments.hospitalId, hospitalId))
    .orderBy(asc(departments.sort), asc(departments.code))
    .limit(200);
}

export async function getDepartments(tx: Tx, hospitalId: string, ids: string[]): Promise<DepartmentRow[]> {
  if (ids.length === 0) return [];
  return DEPARTMENTS(tx, { hospitalId, ids });
}

const nameOf = (departmentId: string) => `department ${departmentId}`;
/** Once a transaction. */
export const getDepartment = (
  tx: Tx,
  hospitalId: string,
  departmentId: string,
): Promise<DepartmentRow | undefined> =>
  remember(
    tx,
    nameOf(departmentId),
    async () => (await DEPARTMENTS(tx, { hospitalId, ids: [departmentId] }))[0],
  );

export async function insertDepartment(tx: Tx, row: DepartmentRow): Promise<void> {
  await tx.insert(departments).values(row).onConflictDoNothing();
  forget(tx, nameOf(row.departmentId));
}

export async function listOrigins(tx: Tx, hospitalId: string): Promise<string[]> {
  const rows = await tx
    .select({ origin: hospitalOrigins.origin })
    .from(hospitalOrigins)
    .where(eq(hospitalOrigins.hospitalId, hospitalId))
    .limit(1000);
  return rows.map((r) => r.origin);
}

export type OriginRow = typeof hospitalOrigins.$inferSelect;

export function listOriginRows(tx: Tx, hospitalId: string): Promise<OriginRow[]> {
  return tx
    .select()
    .from(hospitalOrigins)
    .where(eq(hospitalOrigins.hospitalId, hospitalId))
    .orderBy(asc(hospitalOrigins.origin))
    .limit(1000);
}

export async function insertOrigin(tx: Tx, row: typeof hospitalOrigins.$inferInsert): Promise<void> {
  await tx.insert(hospitalOrigins).values(row).onConflictDoNothing();
}

export async function deleteOrigin(
  tx: Tx,
  hospitalId: string,
  origin: string,
): Promise<OriginRow | undefined> {
  const mine = and(eq(hospitalOrigins.hospitalId, hospitalId), eq(hospitalOrigins.origin, origin));
  return (await tx.delete(hospitalOrigins).where(mine).returning())[0];
}

/** Held until the transaction ends; rows that refer to it may come meanwhile. */
export async function lockHospital(tx: Tx, hospitalId: string): Promise<void> {
  await tx
    .select({ id: hospitals.hospitalId })
    .from(hospitals)
    .where(eq(hospitals.hospitalId, hospitalId))
    .for('no key update');
  // Whoever held it before may have changed it.
  forget(tx, ROW);
}
