/** Triage content as its owners are shown it: the row of the list, and one version whole. */
import type { Text } from '@care-elements/contract/common.ts';
import type {
  ContentDetail,
  ContentKind,
  ContentReview,
  ContentSummary,
  ContentVersion,
} from '@care-elements/contract/content.ts';
import { changesBetween } from '@care-elements/triage/changes.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { findVersion, type Version } from './known.ts';
import * as repo from './repo.ts';
import { validReviews } from './signatures.ts';
import { SOURCES } from './source.ts';

type Reviews = ReadonlyMap<string, ContentReview>;

/** The newest signature of any version of each id. */
export async function lastSigned(
  work: Work,
  kind: ContentKind,
): Promise<{ reviews: Reviews; last: Reviews }> {
  const reviews = await validReviews(work, kind);
  const ids = await repo.listSignatures(work.tx, work.hospitalId, kind);
  const last = new Map<string, ContentReview>();
  for (const { contentId, hash } of ids) {
    const review = reviews.get(hash);
    if (review && !last.has(contentId)) last.set(contentId, review);
  }
  return { reviews, last };
}

export function summaryOf(
  { kind, contentId, version, hash, state, origin, body }: Version,
  { reviews, last }: { reviews: Reviews; last: Reviews },
  servesUnsigned: boolean,
): ContentSummary {
  const source = SOURCES[kind]!;
  const review = reviews.get(hash) ?? null;
  const rules = source.lines(body).filter(({ part }) => part === 'rule');
  return {
    ...{ kind, contentId, version, hash, state, origin, title: source.titleOf(body) },
    served: state === 'published' && (servesUnsigned || review !== null),
    review,
    lastSigned: last.get(contentId) ?? null,
    rules: rules.length,
    unconfirmed: rules.filter(({ confidence }) => confidence !== 'source-page-seen').length,
  };
}

export async function detailOf(
  work: Work,
  version: Version,
  servesUnsigned: boolean,
): Promise<ContentDetail> {
  const { kind, contentId, hash, body } = version;
  const source = SOURCES[kind]!;
  const signed = await lastSigned(work, kind);
  const lines = source.lines(body);
  const since = signed.last.get(contentId);
  const rows = await repo.listVersions(work.tx, work.hospitalId, kind, contentId);
  const old =
    since && since.hash !== hash
      ? (await findVersion(work, { kind, contentId, hash: since.hash }))?.body
      : undefined;
  return {
    ...summaryOf(version, signed, servesUnsigned),
    lines,
    changes: since && old ? { since, list: changesBetween(source.lines(old), lines) } : null,
    versions: await versionsOf(work, version, rows, signed.reviews),
    body,
  };
}

async function versionsOf(
  work: Work,
  shown: Version,
  rows: repo.ContentRow[],
  reviews: Reviews,
): Promise<ContentVersion[]> {
  const names = new Map<string, Text>();
  for (const id of rows.flatMap((row) => [row.uploadedBy, row.publishedBy, row.retiredBy]))
    if (id && !names.has(id)) names.set(id, (await requireClinician(work, id)).name);
  const done = (by: string | null, at: Date | null) =>
    at && { by: by === null ? null : names.get(by)!, at: at.toISOString() };
  const versions = rows.map((row): ContentVersion => ({
    ...{ version: row.version, hash: row.hash, state: row.state, origin: row.origin },
    uploaded: done(row.uploadedBy, row.uploadedAt),
    published: done(row.publishedBy, row.publishedAt),
    retired: done(row.retiredBy, row.retiredAt),
    review: reviews.get(row.hash) ?? null,
  }));
  // A file that the hospital has done nothing with yet has no row.
  const { version, hash, state, origin } = shown;
  return rows.some((row) => row.hash === hash)
    ? versions
    : [
        { version, hash, state, origin, uploaded: null, published: null, retired: null, review: null },
        ...versions,
      ].slice(0, 50);
}
