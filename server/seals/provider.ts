/**
 * The seam between what is signed and how: `begin` says what the signer's client has to do, `complete` makes the signature of what came of
 * it, `verify` needs nothing secret. A hospital asks for a level; the server has one provider a level.
 */
import type { Assertion, ExportedSeal } from '@care-elements/contract/signing.ts';
import type { SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { Work } from '../work.ts';
import type { Begun, SealMaker } from './seal.ts';
import { sealWith } from './service.ts';
import { checkAny, type SealCheck, type VerifyingKey } from './verify.ts';

/** Who signs, and on which page (null: on none). */
export interface Signer {
  readonly clinicianId: string;
  readonly origin: string | null;
}
export interface Signature {
  readonly level: SealLevel;
  readonly keyId: string;
  /** A seal's or a certificate authority's: detached, header..signature. */
  readonly jws: string | null;
  /** A ceremony's. */
  readonly assertion: Assertion | null;
}
export interface SigningProvider {
  readonly level: SealLevel;
  /** What the signer has to do to sign exactly this text; null: nothing, it can be completed at once. */
  begin(work: Work, signer: Signer, text: Begun): Promise<Record<string, unknown> | null>;
  /** Throws `ceremony-refused` where the answer is no signature of this text by this person. */
  complete(work: Work, signer: Signer, text: Begun, answer: Record<string, unknown>): Promise<Signature>;
  /** Whether a signature fits a text, by its key. */
  verify(
    text: string,
    signature: Pick<ExportedSeal, 'level' | 'keyId' | 'jws' | 'assertion'>,
    key: VerifyingKey,
  ): SealCheck;
}
export type Providers = Partial<Record<SealLevel, SigningProvider>> & { seal: SigningProvider };

/** Made at once, with the key that the server keeps for its clinician. */
export const createSealProvider = (maker: SealMaker): SigningProvider => ({
  level: 'seal',
  begin: () => Promise.resolve(null),
  complete: async (work, { clinicianId }, text) => ({
    ...(await sealWith(work, maker, clinicianId, text)),
    assertion: null,
  }),
  verify: checkAny,
});
