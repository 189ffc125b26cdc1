/** Reads and writes of hosts that sign patients in. */
import { and, asc, eq, lt } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { hostIssuers, hostPatients, hostSubjects, hostTokenUses } from './table.ts';

export type IssuerRow = typeof hostIssuers.$inferSelect;

export function listIssuers(tx: Tx, hospitalId: string): Promise<IssuerRow[]> {
  const ours = eq(hostIssuers.hospitalId, hospitalId);
  return tx.select().from(hostIssuers).where(ours).orderBy(asc(hostIssuers.issuer)).limit(100);
}

export async function putIssuer(tx: Tx, row: IssuerRow): Promise<void> {
  const { jwksUrl, jwks, updatedAt, updatedBy } = row;
  await tx
    .insert(hostIssuers)
    .values(row)
    .onConflictDoUpdate({
      target: [hostIssuers.hospitalId, hostIssuers.issuer],
      set: { jwksUrl, jwks, updatedAt, updatedBy },
    });
}

export async function deleteIssuer(
  tx: Tx,
  hospitalId: string,
  issuer: string,
): Promise<IssuerRow | undefined> {
  const one = and(eq(hostIssuers.hospitalId, hospitalId), eq(hostIssuers.issuer, issuer));
  return (await tx.delete(hostIssuers).where(one).returning())[0];
}

/** False where the token was taken before. Those that have run out are forgotten on the way. */
export async function takeToken(tx: Tx, row: typeof hostTokenUses.$inferInsert, now: Date): Promise<boolean> {
  await tx
    .delete(hostTokenUses)
    .where(and(eq(hostTokenUses.hospitalId, row.hospitalId), lt(hostTokenUses.expiresAt, now)));
  const taken = await tx.insert(hostTokenUses).values(row).onConflictDoNothing().returning();
  return taken.length === 1;
}

/** The subject's id, made at the first sight of it. */
export async function subjectIdOf(tx: Tx, row: typeof hostSubjects.$inferInsert): Promise<string> {
  await tx.insert(hostSubjects).values(row).onConflictDoNothing();
  const one = and(eq(hostSubjects.hospitalId, row.hospitalId), eq(hostSubjects.subjectHash, row.subjectHash));
  return (await tx.select().from(hostSubjects).where(one))[0]!.subjectId;
}

/** False where there is no such subject; otherwise held until the transaction ends. */
export async function lockSubject(tx: Tx, hospitalId: string, subjectId: string): Promise<boolean> {
  const one = and(eq(hostSubjects.hospitalId, hospitalId), eq(hostSubjects.subjectId, subjectId));
  return (await tx.select().from(hostSubjects).where(one).for('update')).length === 1;
}

export async function patientIdsOf(tx: Tx, hospitalId: string, subjectId: string): Promise<string[]> {
  const theirs = and(eq(hostPatients.hospitalId, hospitalId), eq(hostPatients.subjectId, subjectId));
  return (await tx.select().from(hostPatients).where(theirs).limit(100)).map(({ patientId }) => patientId);
}

export async function linkPatient(tx: Tx, row: typeof hostPatients.$inferInsert): Promise<void> {
  await tx.insert(hostPatients).values(row).onConflictDoNothing();
}
