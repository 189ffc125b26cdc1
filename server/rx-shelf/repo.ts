/** Reads and writes of favourites and templates. */
import { and, count, desc, eq, or, sql } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { rxFavourites as f, rxTemplates as t } from './table.ts';

export type FavouriteRow = typeof f.$inferSelect;
export type TemplateRow = typeof t.$inferSelect;

/** One doctor's saves take their turn until the transaction ends, so that a limit holds. */
export async function takeTurn(tx: Tx, hospitalId: string, clinicianId: string): Promise<void> {
  const name = `rx-shelf ${hospitalId} ${clinicianId}`;
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

export function listFavourites(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  limit: number,
): Promise<FavouriteRow[]> {
  const own = and(eq(f.hospitalId, hospitalId), eq(f.clinicianId, clinicianId));
  return tx.select().from(f).where(own).orderBy(desc(f.createdAt), desc(f.favouriteId)).limit(limit);
}
export async function insertFavourite(tx: Tx, row: FavouriteRow): Promise<void> {
  await tx.insert(f).values(row);
}
/** The one that was deleted; undefined where the doctor has none of this id. */
export async function deleteFavourite(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  favouriteId: string,
): Promise<FavouriteRow | undefined> {
  const own = and(
    eq(f.hospitalId, hospitalId),
    eq(f.clinicianId, clinicianId),
    eq(f.favouriteId, favouriteId),
  );
  return (await tx.delete(f).where(own).returning())[0];
}

/** The doctor's own and those shared in the department. */
export function listTemplates(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  departmentId: string,
  limit: number,
): Promise<TemplateRow[]> {
  const seen = or(eq(t.clinicianId, clinicianId), eq(t.departmentId, departmentId));
  return tx
    .select()
    .from(t)
    .where(and(eq(t.hospitalId, hospitalId), seen))
    .orderBy(desc(t.createdAt), desc(t.templateId))
    .limit(limit);
}
export async function countTemplates(tx: Tx, hospitalId: string, clinicianId: string): Promise<number> {
  const own = and(eq(t.hospitalId, hospitalId), eq(t.clinicianId, clinicianId));
  return (await tx.select({ n: count() }).from(t).where(own))[0]!.n;
}
export async function insertTemplate(tx: Tx, row: TemplateRow): Promise<void> {
  await tx.insert(t).values(row);
}
/** The one that was deleted; undefined where the doctor has none of this id. */
export async function deleteTemplate(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  templateId: string,
): Promise<TemplateRow | undefined> {
  const own = and(eq(t.hospitalId, hospitalId), eq(t.clinicianId, clinicianId), eq(t.templateId, templateId));
  return (await tx.delete(t).where(own).returning())[0];
}

export async function addMissing(tx: Tx, favourite: FavouriteRow, template: TemplateRow): Promise<void> {
  await tx.insert(f).values(favourite).onConflictDoNothing();
  await tx.insert(t).values(template).onConflictDoNothing();
}
