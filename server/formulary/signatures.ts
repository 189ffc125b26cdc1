/** Signatures of the pharmacy lead: what exactly is signed, signing it, and which signatures hold today. */
import type { Text } from '@care-elements/contract/common.ts';
import { canonicalOf, type SealMaker } from '../seals/seal.ts';
import { sealChecker, sealWith } from '../seals/service.ts';
import { hashOf } from '../canonical.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { KNOWLEDGE_HASH } from './starter.ts';

/** What the seal is over: a version by its hash, at one hospital, by one person. */
interface Statement {
  type: 'care-formulary/1';
  hospitalId: string;
  version: number;
  hash: string;
  signer: { clinicianId: string; name: Text; title: Text };
  at: string;
}
export interface Review {
  readonly by: Text;
  readonly at: string;
  readonly keyId: string;
}

/** Rows and interactions as one: what the lead signs. */
export const versionHash = (rowsHash: string): string =>
  hashOf({ rows: rowsHash, knowledge: KNOWLEDGE_HASH });

export async function signVersion(
  work: Work,
  seals: SealMaker,
  clinicianId: string,
  { version, hash }: { version: number; hash: string },
): Promise<void> {
  const { tx, hospitalId, now } = work;
  const { name, title } = await requireClinician(work, clinicianId);
  const begun = seals.begin({
    ...{ type: 'care-formulary/1', hospitalId, version, hash },
    ...{ signer: { clinicianId, name, title }, at: now.toISOString() },
  } satisfies Statement);
  const { keyId, jws } = await sealWith(work, seals, clinicianId, begun);
  await repo.insertSignature(tx, {
    ...{ hospitalId, version, clinicianId, hash, keyId, jws, at: now },
    payload: begun.canonical,
  });
}

/** `version hash` -> the newest signature that holds. */
export async function validReviews(work: Work): Promise<Map<string, Review>> {
  const rows = await repo.listSignatures(work.tx, work.hospitalId);
  const check = await sealChecker(work, rows);
  const reviews = new Map<string, Review>();
  for (const row of rows) {
    const key = keyOf(row);
    if (reviews.has(key) || !binds(row) || check(row.payload, row).verdict !== 'valid') continue;
    const { signer } = JSON.parse(row.payload) as Statement;
    reviews.set(key, { by: signer.name, at: row.at.toISOString(), keyId: row.keyId });
  }
  return reviews;
}
export const keyOf = ({ version, hash }: { version: number; hash: string }): string => `${version} ${hash}`;

/** A true seal under another statement than the row it stands in proves nothing here. */
function binds({ hospitalId, version, hash, clinicianId, at, payload }: repo.SignatureRow): boolean {
  let said: Statement;
  try {
    said = JSON.parse(payload) as Statement;
  } catch {
    return false;
  }
  const expected: Statement = {
    ...{ type: 'care-formulary/1', hospitalId, version, hash, at: at.toISOString() },
    signer: { clinicianId, name: said.signer?.name, title: said.signer?.title },
  };
  return canonicalOf(said).canonical === canonicalOf(expected).canonical;
}
