/** Reads and writes of content versions, their signatures, and the revision that a change makes. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ContentKind } from '@care-elements/contract/content.ts';
import type { ContentState } from '@care-elements/contract/content.machine.ts';
import type { Tx } from '../db/open.ts';
import { contentRevisions as r, contents as c, contentSignatures as s } from './table.ts';

export type ContentRow = typeof c.$inferSelect;
export type SignatureRow = typeof s.$inferSelect;
export interface VersionKey {
  kind: ContentKind;
  contentId: string;
  hash: string;
}
const PUBLISHED_AT_MOST = 400;
const DRAFTS_AT_MOST = 100;
const VERSIONS_AT_MOST = 50;
const SIGNATURES_AT_MOST = 5000;

const is = (hospitalId: string, { kind, contentId, hash }: VersionKey) =>
  and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), eq(c.contentId, contentId), eq(c.hash, hash));

export async function getContent(
  tx: Tx,
  hospitalId: string,
  key: VersionKey,
): Promise<ContentRow | undefined> {
  return (await tx.select().from(c).where(is(hospitalId, key)))[0];
}

/** The one published row of an id. */
export async function getPublished(
  tx: Tx,
  hospitalId: string,
  { kind, contentId }: Pick<VersionKey, 'kind' | 'contentId'>,
): Promise<ContentRow | undefined> {
  const theirs = and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), eq(c.contentId, contentId));
  return (
    await tx
      .select()
      .from(c)
      .where(and(theirs, eq(c.state, 'published')))
  )[0];
}

export function listInState(
  tx: Tx,
  hospitalId: string,
  kind: ContentKind,
  state: Exclude<ContentState, 'retired'>,
): Promise<ContentRow[]> {
  const mine = and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), eq(c.state, state));
  const most = state === 'draft' ? DRAFTS_AT_MOST : PUBLISHED_AT_MOST;
  return tx.select().from(c).where(mine).orderBy(desc(c.createdAt), c.contentId).limit(most);
}

/** Ids of which the hospital has decided itself: one of their versions was published or retired here. */
export async function listDecided(tx: Tx, hospitalId: string, kind: ContentKind): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: c.contentId })
    .from(c)
    .where(and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), sql`${c.publishedAt} IS NOT NULL`))
    .limit(2000);
  return rows.map(({ id }) => id);
}

/** Which of these have a row. */
export async function knownHashes(
  tx: Tx,
  hospitalId: string,
  kind: ContentKind,
  hashes: readonly string[],
): Promise<string[]> {
  const mine = and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), inArray(c.hash, [...hashes]));
  const rows = await tx.select({ hash: c.hash }).from(c).where(mine).limit(hashes.length);
  return rows.map(({ hash }) => hash);
}

export function listVersions(
  tx: Tx,
  hospitalId: string,
  kind: ContentKind,
  contentId: string,
): Promise<ContentRow[]> {
  const mine = and(eq(c.hospitalId, hospitalId), eq(c.kind, kind), eq(c.contentId, contentId));
  return tx.select().from(c).where(mine).orderBy(desc(c.createdAt), c.hash).limit(VERSIONS_AT_MOST);
}

export async function insertContent(tx: Tx, row: ContentRow): Promise<void> {
  await tx.insert(c).values(row).onConflictDoNothing();
}

export async function updateContent(
  tx: Tx,
  hospitalId: string,
  key: VersionKey,
  change: Partial<
    Pick<ContentRow, 'state' | 'publishedBy' | 'publishedAt' | 'retiredBy' | 'retiredAt' | 'createdAt'>
  >,
): Promise<ContentRow> {
  return (await tx.update(c).set(change).where(is(hospitalId, key)).returning())[0]!;
}

/** Every signature of these hashes. */
export function listSignatures(
  tx: Tx,
  hospitalId: string,
  kind: ContentKind,
  hashes?: readonly string[],
): Promise<SignatureRow[]> {
  const mine = [eq(s.hospitalId, hospitalId), eq(s.kind, kind)];
  if (hashes) mine.push(inArray(s.hash, [...hashes]));
  return tx
    .select()
    .from(s)
    .where(and(...mine))
    .orderBy(desc(s.at), s.clinicianId)
    .limit(SIGNATURES_AT_MOST);
}

export async function insertSignature(tx: Tx, row: SignatureRow): Promise<void> {
  await tx.insert(s).values(row);
}

/** 0 before the first change. */
export async function revisionOf(tx: Tx, hospitalId: string): Promise<number> {
  const [row] = await tx.select({ revision: r.revision }).from(r).where(eq(r.hospitalId, hospitalId));
  return row?.revision ?? 0;
}

/** Counts a change, and makes the next one of this hospital wait until it is committed. */
export async function takeRevision(tx: Tx, hospitalId: string): Promise<void> {
  await tx
    .insert(r)
    .values({ hospitalId, revision: 1 })
    .onConflictDoUpdate({ target: r.hospitalId, set: { revision: sql`${r.revision} + 1` } });
}
