/** What a pharmacy does to a prescription, for server/dispensing: finding it, and its moves from the pass to the last hand-over. */
import { next } from '@care-elements/contract/machine.ts';
import {
  PRESCRIPTION_MACHINE,
  type PrescriptionAction,
} from '@care-elements/contract/prescription.machine.ts';
import type { Review, SealVerdict } from '@care-elements/contract/prescription.ts';
import { requireEncounter } from '../encounters/service.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { problem } from '../problems.ts';
import { assertAllowed, decide } from '../rules/service.ts';
import type { Work } from '../work.ts';
import { mergeFacts } from './checks/rule-facts.ts';
import { checkWithFacts, contentOf } from './content.ts';
import { recordMove } from './move.ts';
import * as repo from './repo.ts';
import { checkSeals, dosesTooHigh, signatureFacts } from './seals.ts';
import { stateAt } from './validity.ts';

export type HeldRow = repo.PrescriptionRow;

export const byAccessCode = ({ tx, hospitalId }: Work, code: string): Promise<HeldRow | undefined> =>
  repo.getByCode(tx, hospitalId, code);
export const findPrescription = ({ tx, hospitalId }: Work, id: string): Promise<HeldRow | undefined> =>
  repo.getPrescription(tx, hospitalId, id);
export const findPrescriptions = ({ tx, hospitalId }: Work, ids: string[]): Promise<HeldRow[]> =>
  repo.getPrescriptions(tx, hospitalId, ids);
export const heldBy = ({ tx, hospitalId }: Work, pharmacyId: string): Promise<HeldRow[]> =>
  repo.listHeldBy(tx, hospitalId, pharmacyId);
export const latestOfVisit = ({ tx, hospitalId }: Work, visitId: string): Promise<HeldRow | undefined> =>
  repo.latestSigned(tx, hospitalId, visitId);

const VERBS = {
  claim: 'claimed',
  recover_claim: 'claim_recovered',
  dispense_part: 'partly_dispensed',
  dispense: 'dispensed',
} as const satisfies Partial<Record<PrescriptionAction, string>>;

/** One move by a pharmacy, while the row is as it was seen: of many at once, one wins and the others are refused. */
export async function pharmacyMove(
  work: Work,
  before: HeldRow,
  action: keyof typeof VERBS,
  change: Partial<Pick<HeldRow, 'claimId' | 'pharmacyId' | 'claimedUntil' | 'endedAt'>>,
  more: Record<string, unknown>,
): Promise<HeldRow> {
  const state = next(PRESCRIPTION_MACHINE, stateAt(before, work.now), action, 'pharmacy');
  if (!state) throw problem('state-conflict', undefined, { current: stateAt(before, work.now) });
  const after = await repo.updateIf(work.tx, before, { state, ...change });
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  await recordMove(work, before, after, VERBS[action], more);
  return after;
}

/** The patient decides about it: no claim that began before goes through meanwhile, and none has. */
export async function pin(work: Work, seen: HeldRow): Promise<HeldRow> {
  const after = await repo.updateIf(work.tx, seen, {});
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  return after;
}

/** Asks the hospital's law before something is handed over; throws `law-blocked`, and the decision is kept either way. */
export async function assertLawful(
  work: Work,
  formulary: FormularyProvider,
  row: HeldRow,
  { seal, review }: Awaited<ReturnType<typeof assertReviewed>>,
  items: { line: number; drugId: string }[],
): Promise<void> {
  const { prescriptionId, encounterId, visitId, revision } = row;
  const content = await contentOf(work, row);
  const { checks, facts } = await checkWithFacts(work, formulary, content, review.pharmacist);
  const encounter = await requireEncounter(work, encounterId);
  const decision = await decide(work, {
    ...{ action: 'rx.dispense', subject: 'MedicationRequest', subjectId: prescriptionId, visitId },
    facts: mergeFacts(facts, {
      visit: { visitId, treatment: true, treatingDoctorId: encounter.clinicianId },
      signature: signatureFacts(seal),
      review: {
        ...{ decision: review.decision, decidedAt: review.at, revision },
        excessive: dosesTooHigh(checks),
      },
      dispensing: { at: work.now.toISOString(), items },
    }),
  });
  assertAllowed(decision);
}

/** The lease of a claimed prescription, to another instant. */
export async function setLease(work: Work, seen: HeldRow, claimedUntil: Date): Promise<HeldRow> {
  const after = await repo.updateIf(work.tx, seen, { claimedUntil });
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  return after;
}

/** Nothing is dispensed without the pass: both seals fit what is stored now, and the decision says so. */
export async function assertReviewed(
  work: Work,
  row: HeldRow,
): Promise<{ seal: SealVerdict; review: Review }> {
  const { seals, review } = await checkSeals(work, row);
  const sealed = (role: string) => seals.find((s) => s.role === role && s.verdict === 'valid');
  const seal = sealed('doctor');
  if (review?.decision === 'approved' && seal && sealed('pharmacist')) return { seal, review };
  throw problem('checks-blocked', 'No pass of a pharmacist fits the prescription.', { current: seals });
}
