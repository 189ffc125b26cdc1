/** Reads and writes of clinicians and sessions. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { clinicianDepartments, clinicians, sessions } from './table.ts';

export type ClinicianRow = typeof clinicians.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

export async function getClinicianByUsername(
  tx: Tx,
  hospitalId: string,
  username: string,
): Promise<ClinicianRow | undefined> {
  const mine = and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.username, username));
  return (await tx.select().from(clinicians).where(mine))[0];
}

export async function getClinician(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<ClinicianRow | undefined> {
  const mine = and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.clinicianId, clinicianId));
  return (await tx.select().from(clinicians).where(mine))[0];
}

export async function getClinicians(tx: Tx, hospitalId: string, ids: string[]): Promise<ClinicianRow[]> {
  if (ids.length === 0) return [];
  const these = and(eq(clinicians.hospitalId, hospitalId), inArray(clinicians.clinicianId, ids));
  return tx.select().from(clinicians).where(these);
}

/** By name, each with each of their departments; at most 2,000 rows. */
export async function listDoctors(
  tx: Tx,
  hospitalId: string,
): Promise<(Pick<ClinicianRow, 'clinicianId' | 'name' | 'title'> & { departmentId: string })[]> {
  const { clinicianId, name, title } = clinicians;
  const { departmentId } = clinicianDepartments;
  const theirs = and(
    eq(clinicianDepartments.hospitalId, clinicians.hospitalId),
    eq(clinicianDepartments.clinicianId, clinicianId),
  );
  const active = and(
    eq(clinicians.hospitalId, hospitalId),
    eq(clinicians.role, 'doctor'),
    eq(clinicians.active, true),
  );
  return tx
    .select({ clinicianId, name, title, departmentId })
    .from(clinicians)
    .innerJoin(clinicianDepartments, theirs)
    .where(active)
    .orderBy(asc(clinicians.username))
    .limit(2000);
}

/** What is not on record of most may be left out. */
export type NewClinician = typeof clinicians.$inferInsert;

export async function insertClinician(tx: Tx, row: NewClinician, departmentIds: string[]): Promise<void> {
  await tx.insert(clinicians).values(row).onConflictDoNothing();
  const { hospitalId, clinicianId } = row;
  for (const departmentId of departmentIds) {
    await tx
      .insert(clinicianDepartments)
      .values({ hospitalId, clinicianId, departmentId })
      .onConflictDoNothing();
  }
}

export async function listDepartmentIds(tx: Tx, hospitalId: string, clinicianId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: clinicianDepartments.departmentId })
    .from(clinicianDepartments)
    .where(
      and(eq(clinicianDepartments.hospitalId, hospitalId), eq(clinicianDepartments.clinicianId, clinicianId)),
    )
    .limit(200);
  return rows.map((r) => r.id);
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.insert(sessions).values(row);
}

export async function getSession(
  tx: Tx,
  hospitalId: string,
  sessionId: string,
): Promise<SessionRow | undefined> {
  const mine = and(eq(sessions.hospitalId, hospitalId), eq(sessions.sessionId, sessionId));
  return (await tx.select().from(sessions).where(mine))[0];
}

export async function endSession(tx: Tx, hospitalId: string, sessionId: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(eq(sessions.hospitalId, hospitalId), eq(sessions.sessionId, sessionId), isNull(sessions.endedAt)),
    );
}
