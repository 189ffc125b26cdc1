/** The doctor's signature: what is sealed is what the checks were shown for, and it goes to review. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { Authorized } from '../actor.ts';
import { requireEncounter } from '../encounters/service.ts';
import { assertUsable } from '../formulary/provider.ts';
import { problem } from '../problems.ts';
import { thresholdOf } from '../rules/law.ts';
import { assertAllowed, decide, lawOfHospital, refusing } from '../rules/service.ts';
import { assertRefillStands } from '../refills/standing.ts';
import { assertReaches } from '../seals/keys.ts';
import type { Signature } from '../seals/provider.ts';
import { canonicalOf, type Begun } from '../seals/seal.ts';
import { dayIn } from '../visits/age.ts';
import { assertMayTreat } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { mergeFacts } from './checks/rule-facts.ts';
import { checkWithFacts, contentOf } from './content.ts';
import { nextState, own, recordMove, tooLate, viewForDoctor, type Doctor, type RxTools } from './move.ts';
import * as repo from './repo.ts';
import { keepSignature, signatureFacts } from './seals.ts';
import { validUntil } from './validity.ts';
import { prescriptionView } from './view.ts';

export interface ToSign {
  rowVersion: number;
  alertSetHash: string;
}

export async function signPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  shown: ToSign,
): Promise<Authorized<Prescription>> {
  const ready = await readyToSign(work, tools, actor, prescriptionId, shown, {
    ...{ level: 'seal', at: work.now },
  });
  await assertReaches(work, 'doctor', 'seal');
  const { seal } = tools.providers;
  return signed(work, tools, ready, await seal.complete(work, { ...actor, origin: null }, ready.begun, {}));
}

export interface ReadyToSign {
  before: repo.PrescriptionRow;
  state: PrescriptionState;
  /** What is signed, in canonical form. */
  begun: Begun;
  /** When, and until when it is in force; both stand in the text. */
  at: Date;
  until: Date;
}

/** The draft as it would be signed at a time, unless something stands in the way. */
export async function readyToSign(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { rowVersion, alertSetHash }: ToSign,
  { level, at }: { level: SealLevel; at: Date },
): Promise<ReadyToSign> {
  const before = await own(work, actor, prescriptionId);
  const state = nextState(work, before, 'sign', 'doctor');
  if (before.rowVersion !== rowVersion) return tooLate(work, tools, prescriptionId);
  const encounter = await requireEncounter(work, before.encounterId);
  await assertMayTreat(work, actor.clinicianId, encounter.departmentId);
  if (encounter.state !== 'in_progress' && encounter.state !== 'finished') {
    throw problem('state-conflict', undefined, { current: encounter.state });
  }
  await assertUsable(work, tools.formulary);
  const draft = await contentOf(work, before);
  await assertRefillStands(work, draft);
  const { checks, facts } = await checkWithFacts(work, tools.formulary, draft, null);
  const decision = await decide(work, {
    ...{
      action: 'rx.sign',
      subject: 'MedicationRequest',
      subjectId: prescriptionId,
      visitId: before.visitId,
    },
    facts: mergeFacts(facts, {
      signature: signatureFacts({
        clinicianId: actor.clinicianId,
        level,
        verdict: 'valid',
      }),
    }),
  });
  if (!checks.signable) throw refusing(decision, problem('checks-blocked', undefined, { current: checks }));
  assertAllowed(decision);
  // Who signs has seen these alerts, not those of a minute ago.
  if (checks.alertSetHash !== alertSetHash) {
    const current = await prescriptionView(work, tools.formulary, before, null);
    throw problem('version-conflict', 'The checks have changed since they were shown.', { current });
  }
  const { law, timeZone } = await lawOfHospital(work);
  const until = validUntil(timeZone, at, thresholdOf(law, 'rx.validity', 'days', dayIn(timeZone, at)));
  const signing = {
    signedAt: at.toISOString(),
    validUntil: until.toISOString(),
    ...{ rulePack: checks.rulePack, alertSetHash },
  };
  return { before, state, at, until, begun: canonicalOf({ ...draft, signing }) };
}

/** Stores what was signed and sends it to review. */
export async function signed(
  work: Work,
  tools: RxTools,
  { before, state, begun, at, until }: ReadyToSign,
  signature: Signature,
): Promise<Authorized<Prescription>> {
  const { prescriptionId, prescriberId: clinicianId } = before;
  const after = await repo.updateIf(work.tx, before, {
    ...{ state, sealed: begun.canonical, rxHash: begun.hash, accessCode: accessCode(tools.random) },
    ...{ signedAt: at, validUntil: until },
  });
  if (!after) return tooLate(work, tools, prescriptionId);
  await keepSignature(work, signature, { prescriptionId, role: 'doctor', clinicianId, begun, at });
  await recordMove(work, before, after, 'signed', { rxHash: begun.hash, level: signature.level });
  return viewForDoctor(work, tools, after);
}

/** Crockford's base 32: upper case and digits, so that a QR packs it densely, and no letter that reads as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 32 characters of 5 bits: 160 bits that nobody guesses. */
const accessCode = (random: RxTools['random']): string =>
  Array.from(random(32), (byte) => ALPHABET[byte & 31]).join('');
