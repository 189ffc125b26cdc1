/** The pharmacist's one decision on a prescription in hand, sealed. Two at once: one wins, the other is told. */
import { next } from '@care-elements/contract/machine.ts';
import {
  PRESCRIPTION_MACHINE,
  type PrescriptionState,
} from '@care-elements/contract/prescription.machine.ts';
import type { Checks, Prescription, Review } from '@care-elements/contract/prescription.ts';
import {
  REVIEW_STEPS,
  type ReviewReason,
  type ReviewStep,
} from '@care-elements/contract/prescription.terms.ts';
import { authorize, type Authorized } from '../actor.ts';
import { requireEncounter } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import type { Facts } from '../rules/facts.ts';
import { assertAllowed, decide as decideByLaw, lawOfHospital, refusing } from '../rules/service.ts';
import { assertReaches } from '../seals/keys.ts';
import type { Signature } from '../seals/provider.ts';
import { canonicalOf, type Begun } from '../seals/seal.ts';
import { visitFacts } from '../visits/rule-facts.ts';
import type { Work } from '../work.ts';
import { mergeFacts } from './checks/rule-facts.ts';
import { checkWithFacts, contentOf, personOf } from './content.ts';
import * as repo from './repo.ts';
import { checkSeals, dosesTooHigh, keepSignature, signatureFacts, type ReviewContent } from './seals.ts';
import { recordMove, type RxTools } from './move.ts';
import { assertWalked, checklistOf, checksOn } from './review/checklist.ts';
import { endLease, leaseInHand, notHeld, type Pharmacist } from './review/lease.ts';
import { keepDecision } from './review/statistics.ts';
import { stateAt } from './validity.ts';
import { prescriptionView } from './view.ts';

export interface DecisionInput {
  /** Of the prescription and the alerts as shown to the pharmacist. */
  rxHash: string;
  alertSetHash: string;
  reason: ReviewReason | null;
  note: string;
  /** In the order in which the steps were walked, and what was looked at by hand. */
  walked: ReviewStep[];
  ticked: string[];
}

const DECIDED = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

export type DecisionAction = keyof typeof DECIDED;
export interface ReadyToDecide {
  before: repo.PrescriptionRow;
  action: DecisionAction;
  state: PrescriptionState;
  /** What is signed, in canonical form, and the time that stands in it. */
  begun: Begun;
  at: Date;
  reason: ReviewReason | null;
  /** Alerts that stand with the doctor's reason. */
  overridden: number;
  lease: NonNullable<Awaited<ReturnType<typeof leaseInHand>>>;
}

/** Decides on a prescription in hand, with the pharmacist's seal. */
export async function decide(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  prescriptionId: string,
  action: DecisionAction,
  input: DecisionInput,
): Promise<Authorized<Prescription>> {
  const ready = await readyToDecide(work, tools, actor, prescriptionId, action, input, work.now);
  await assertReaches(work, 'pharmacist', 'seal');
  const { seal } = tools.providers;
  const signature = await seal.complete(work, { ...actor, origin: null }, ready.begun, {});
  return decided(work, tools, actor, ready, signature);
}

/** The decision as it would be signed at a time. Legality, form and suitability are run anew before a pass. */
export async function readyToDecide(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  prescriptionId: string,
  action: DecisionAction,
  input: DecisionInput,
  at: Date,
): Promise<ReadyToDecide> {
  const before = await repo.getPrescription(work.tx, work.hospitalId, prescriptionId);
  authorize(before?.sealed != null, before);
  if (before!.prescriberId === actor.clinicianId) throw problem('own-prescription');
  const state = next(PRESCRIPTION_MACHINE, stateAt(before!, work.now), action, 'pharmacist');
  if (!state) return conflict(work, before!);
  if (action !== 'approve' && input.reason === 'other' && !input.note) {
    const error = { pointer: '/note', code: 'required', message: 'Say what, when the reason is “other”.' };
    throw problem('invalid-input', undefined, { errors: [error] });
  }
  const lease = await leaseInHand(work, actor, prescriptionId);
  if (!lease) {
    // It may have ended with a colleague's decision a moment ago.
    const now = (await repo.getPrescription(work.tx, work.hospitalId, prescriptionId))!;
    return now.state === 'pending_review' ? notHeld(work, prescriptionId) : conflict(work, now);
  }
  const content = await contentOf(work, before!);
  const { checks, facts } = await checkWithFacts(work, tools.formulary, content, actor);
  if (input.rxHash !== before!.rxHash || input.alertSetHash !== checks.alertSetHash) {
    const current = await prescriptionView(work, tools.formulary, before!, actor);
    throw problem('version-conflict', 'The prescription or its alerts are not those that were shown.', {
      current,
    });
  }
  const { law, day } = await lawOfHospital(work);
  const checklist = checklistOf(checks, law, day, checksOn(content.herbal));
  // A clean checklist is confirmed as it is shown, step by step.
  const walked = input.walked.length || !checklist.clean ? input.walked : [...REVIEW_STEPS];
  if (action === 'approve') {
    if (checks.signable) assertWalked(checklist, input);
    await assertSound(work, before!, checks, mergeFacts(facts, { review: { steps: walked } }));
  }

  const decision: Review['decision'] = DECIDED[action];
  const begun = canonicalOf({
    type: 'care-prescription-review/1',
    ...{
      hospitalId: work.hospitalId,
      prescriptionId,
      rxHash: input.rxHash,
      decision,
      alertSetHash: input.alertSetHash,
    },
    ...{ reason: input.reason, note: input.note },
    checklist: {
      ...{ rulePack: checks.rulePack, walked, ticked: input.ticked },
      lines: checklist.lines.map(({ id, verdict }) => ({ id, verdict })),
    },
    reviewer: await personOf(work, actor.clinicianId),
    at: at.toISOString(),
  } satisfies ReviewContent);
  const overridden = checks.findings.filter((finding) => finding.overridden).length;
  return { before: before!, action, state, begun, at, reason: input.reason, overridden, lease };
}

/** Stores a decision that was signed. */
export async function decided(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  { before, action, state, begun, at, reason, overridden, lease }: ReadyToDecide,
  signature: Signature,
): Promise<Authorized<Prescription>> {
  const { prescriptionId } = before;
  const ended = action === 'approve' ? {} : { endedAt: work.now };
  const after = await repo.updateIf(work.tx, before, { state, decidedAt: at, ...ended });
  if (!after) return conflict(work, (await repo.getPrescription(work.tx, work.hospitalId, prescriptionId))!);
  await endLease(work, lease);
  const { clinicianId } = actor;
  await keepSignature(work, signature, { prescriptionId, role: 'pharmacist', clinicianId, begun, at });
  await keepDecision(work, before, {
    clinicianId,
    decision: DECIDED[action],
    reason,
    at,
    overridden,
    since: lease.takenAt,
  });
  await recordMove(work, before, after, DECIDED[action], { reason, level: signature.level });
  return authorize(true, await prescriptionView(work, tools.formulary, after, actor));
}

/** A pass needs checks without a standing block, a doctor's seal that still fits the text, and the law's leave. */
async function assertSound(
  work: Work,
  row: repo.PrescriptionRow,
  checks: Checks,
  facts: Facts,
): Promise<void> {
  const { prescriptionId, encounterId, visitId } = row;
  const { seals } = await checkSeals(work, row);
  const seal = seals.find(({ role }) => role === 'doctor');
  const encounter = await requireEncounter(work, encounterId);
  const decision = await decideByLaw(work, {
    ...{ action: 'rx.approve', subject: 'MedicationRequest', subjectId: prescriptionId, visitId },
    facts: mergeFacts(facts, {
      visit: { ...visitFacts(row), treatment: true, treatingDoctorId: encounter.clinicianId },
      review: { excessive: dosesTooHigh(checks), decision: null, decidedAt: null },
      ...(seal && { signature: signatureFacts(seal) }),
    }),
  });
  const blocked = (current: unknown, detail?: string) =>
    refusing(decision, problem('checks-blocked', detail, { current }));
  if (!checks.signable) throw blocked(checks);
  if (seal?.verdict !== 'valid') throw blocked(seals, 'The doctor’s seal does not fit the prescription.');
  assertAllowed(decision);
}

/** Who came second learns what was decided, and by whom. */
async function conflict(work: Work, row: repo.PrescriptionRow): Promise<never> {
  const state = stateAt(row, work.now);
  const { review } = row.decidedAt ? await checkSeals(work, row) : { review: null };
  if (!review || state === 'expired') throw problem('state-conflict', undefined, { current: state });
  throw problem('already-decided', undefined, { current: { state, review } });
}
