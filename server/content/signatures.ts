/** Signatures of the medical lead: what exactly is signed, signing it, and which signatures hold today. */
import type { Text } from '@care-elements/contract/common.ts';
import type { ContentKind, ContentReview } from '@care-elements/contract/content.ts';
import { canonicalOf, type SealMaker } from '../seals/seal.ts';
import { sealChecker, sealWith } from '../seals/service.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** What the seal is over: the content by its hash, at one hospital, by one person. */
export interface Statement {
  type: 'care-triage-content/1';
  hospitalId: string;
  kind: ContentKind;
  contentId: string;
  version: string;
  hash: string;
  signer: { clinicianId: string; name: Text; title: Text };
  at: string;
}

export async function signContent(
  work: Work,
  seals: SealMaker,
  clinicianId: string,
  { kind, contentId, version, hash }: Pick<Statement, 'kind' | 'contentId' | 'version' | 'hash'>,
): Promise<void> {
  const { tx, hospitalId, now } = work;
  const { name, title } = await requireClinician(work, clinicianId);
  const begun = seals.begin({
    type: 'care-triage-content/1',
    ...{ hospitalId, kind, contentId, version, hash },
    ...{ signer: { clinicianId, name, title }, at: now.toISOString() },
  } satisfies Statement);
  const { keyId, jws } = await sealWith(work, seals, clinicianId, begun);
  await repo.insertSignature(tx, {
    ...{ hospitalId, kind, contentId, hash, version, clinicianId, keyId, jws, at: now },
    payload: begun.canonical,
  });
}

/** The newest signature of each hash that holds: its seal is whole and names this hospital, id, version, hash and signer. */
export async function validReviews(
  work: Work,
  kind: ContentKind,
  hashes?: readonly string[],
): Promise<Map<string, ContentReview>> {
  const rows = await repo.listSignatures(work.tx, work.hospitalId, kind, hashes);
  const check = await sealChecker(work, rows);
  const reviews = new Map<string, ContentReview>();
  for (const row of rows) {
    if (reviews.has(row.hash) || !binds(row)) continue;
    if (check(row.payload, row).verdict !== 'valid') continue;
    const { version, hash, keyId, at } = row;
    const { signer } = JSON.parse(row.payload) as Statement;
    reviews.set(hash, { by: signer.name, at: at.toISOString(), version, hash, keyId });
  }
  return reviews;
}

/** A true seal under another statement than the row it stands in proves nothing here. */
function binds(row: repo.SignatureRow): boolean {
  const { hospitalId, kind, contentId, version, hash, clinicianId, at } = row;
  let said: Statement;
  try {
    said = JSON.parse(row.payload) as Statement;
  } catch {
    return false;
  }
  const expected: Statement = {
    type: 'care-triage-content/1',
    ...{ hospitalId, kind, contentId, version, hash, at: at.toISOString() },
    signer: { clinicianId, name: said.signer?.name, title: said.signer?.title },
  };
  return canonicalOf(said).canonical === canonicalOf(expected).canonical;
}
