/** The seals of a prescription: making them with the clinician's key, and checking them against what is stored now. */
import type { Text } from '@care-elements/contract/common.ts';
import type { Checks, Review, SealVerdict } from '@care-elements/contract/prescription.ts';
import type { ReviewReason } from '@care-elements/contract/prescription.terms.ts';
import type { SignatureFacts } from '../rules/facts.ts';
import type { Signature } from '../seals/provider.ts';
import { hashOfText, type Begun } from '../seals/seal.ts';
import { sealChecker } from '../seals/service.ts';
import type { Work } from '../work.ts';
import type { Person, RxContent } from './content.ts';
import * as repo from './repo.ts';

/** What the pharmacist's seal is over. */
export interface ReviewContent {
  type: 'care-prescription-review/1';
  hospitalId: string;
  prescriptionId: string;
  /** Of the prescription's canonical text: the decision is on that and on nothing else. */
  rxHash: string;
  decision: Review['decision'];
  /** Of the alerts that the pharmacist saw. */
  alertSetHash: string;
  reason: ReviewReason | null;
  note: string;
  /** What was gone through, by the packs in force; absent in what was sealed before there were checklists. */
  checklist?: {
    rulePack: { id: string; version: string };
    walked: readonly string[];
    ticked: readonly string[];
    lines: { id: string; verdict: string }[];
  };
  reviewer: Person;
  at: string;
}

/** What the law asks of the doctor's seal: the server keeps a `seal`'s key, so its owner has not sole control. */
export const signatureFacts = ({
  clinicianId,
  level,
  verdict,
}: Pick<SealVerdict, 'clinicianId' | 'level' | 'verdict'>): SignatureFacts => ({
  ...{ signerId: clinicianId, exclusive: true, soleControl: level !== 'seal' },
  ...{ signatureTamperEvident: verdict === 'valid', textTamperEvident: verdict === 'valid' },
});

/** Checks whose objection is a dose too high. */
const TOO_HIGH = ['max-single', 'max-daily'];
/** How many doses are too high and stand unexplained. */
export const dosesTooHigh = ({ findings }: Checks): number =>
  findings.filter(
    ({ check, severity, overridden }) => TOO_HIGH.includes(check) && severity === 'block' && !overridden,
  ).length;

/** Keeps a signature over what was begun; `at` is the time that stands in its text. */
export async function keepSignature(
  { tx, hospitalId, newId }: Work,
  signature: Signature,
  of: { prescriptionId: string; role: 'doctor' | 'pharmacist'; clinicianId: string; begun: Begun; at: Date },
): Promise<void> {
  const { begun, ...whose } = of;
  // The doctor's text is the prescription itself and is kept there, once.
  const payload = of.role === 'pharmacist' ? begun.canonical : null;
  await repo.insertSeal(tx, { hospitalId, sealId: newId(), ...whose, ...signature, payload });
}

/** Checks every seal of a prescription against its text as it is stored now. */
export async function checkSeals(
  work: Work,
  row: repo.PrescriptionRow,
): Promise<{ seals: SealVerdict[]; review: Review | null }> {
  const rows = await repo.listSeals(work.tx, work.hospitalId, [row.prescriptionId]);
  const checkSeal = await sealChecker(work, rows);
  const seals: SealVerdict[] = [];
  let review: Review | null = null;
  for (const seal of rows) {
    const under = (seal.role === 'doctor' ? row.sealed : seal.payload) ?? '';
    let check = checkSeal(under, seal);
    const said = parse(under);
    if (check.verdict === 'valid' && !binds(seal, said, row))
      check = { verdict: 'invalid', reason: 'changed' };
    const { role, clinicianId, level, keyId, at } = seal;
    const signer =
      role === 'doctor' ? (said as Partial<RxContent>).prescriber : (said as Partial<ReviewContent>).reviewer;
    const name = signer?.name ?? { 'zh-CN': '', en: '' };
    seals.push({ role, clinicianId, name, level, keyId, at: at.toISOString(), ...check });
    if (role === 'pharmacist') review = reviewOf(said as Partial<ReviewContent>);
  }
  return { seals, review };
}

/** A signature as it is stored, with what it is over: for those who carry it elsewhere. */
export interface StoredSignature {
  sealId: string;
  role: 'doctor' | 'pharmacist';
  clinicianId: string;
  name: Text;
  at: string;
  /** SHA-256 (hex) of the text under it. */
  hash: string;
  keyId: string;
  /** Detached JWS; null where a device signed in a ceremony, and `assertion` is what it answered. */
  jws: string | null;
  assertion: repo.SealRow['assertion'];
}
export async function signaturesOf(work: Work, row: repo.PrescriptionRow): Promise<StoredSignature[]> {
  const rows = await repo.listSeals(work.tx, work.hospitalId, [row.prescriptionId]);
  return rows.map(({ sealId, role, clinicianId, at, keyId, jws, assertion, payload }) => {
    const under = (role === 'doctor' ? row.sealed : payload) ?? '';
    const said = parse(under);
    const signer = (role === 'doctor' ? said['prescriber'] : said['reviewer']) as Partial<Person> | undefined;
    return {
      ...{ sealId, role, clinicianId, keyId, jws, assertion },
      name: signer?.name ?? { 'zh-CN': '', en: '' },
      at: at.toISOString(),
      hash: hashOfText(under),
    };
  });
}

/** A true signature under another prescription's text, or by another clinician than it names, proves nothing here. */
function binds(seal: repo.SealRow, said: Record<string, unknown>, row: repo.PrescriptionRow): boolean {
  if (said['hospitalId'] !== row.hospitalId || said['prescriptionId'] !== row.prescriptionId) return false;
  const rxHash = row.sealed === null ? null : hashOfText(row.sealed);
  if (rxHash !== row.rxHash) return false;
  const signer = (seal.role === 'doctor' ? said['prescriber'] : said['reviewer']) as
    Partial<Person> | undefined;
  if (signer?.clinicianId !== seal.clinicianId || signedAt(seal.role, said) !== seal.at.toISOString())
    return false;
  return seal.role === 'doctor' ? signer.clinicianId === row.prescriberId : said['rxHash'] === rxHash;
}

/** When the text itself says that it was signed. */
const signedAt = (role: repo.SealRow['role'], said: Record<string, unknown>): unknown =>
  role === 'doctor' ? (said as Partial<RxContent>).signing?.signedAt : said['at'];

function reviewOf(said: Partial<ReviewContent>): Review | null {
  const { decision, reviewer, reason = null, note = '', at } = said;
  return decision && reviewer && at ? { decision, pharmacist: reviewer, reason, note, at } : null;
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
