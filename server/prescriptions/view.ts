/** A prescription as each side sees it: the clinicians' whole, a list's row, the patient's. */
import { SEVERITIES } from '@care-elements/contract/prescription.terms.ts';
import type {
  Checks,
  PatientPrescription,
  Prescription,
  PrescriptionSummary,
  Review,
} from '@care-elements/contract/prescription.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { latestTriage } from '../triage/service.ts';
import type { Work } from '../work.ts';
import { checkContent, contentOf, type Reviewer } from './content.ts';
import * as repo from './repo.ts';
import { checkSeals } from './seals.ts';
import { stateAt } from './validity.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** For its doctor and, with `reviewer`, for a pharmacist; unchecked. */
export async function prescriptionView(
  work: Work,
  formulary: FormularyProvider,
  row: repo.PrescriptionRow,
  reviewer: Reviewer | null,
): Promise<Prescription> {
  const content = await contentOf(work, row);
  const { prescriptionId, number, encounterId, visitId, revision, revises, rowVersion, rxHash } = row;
  const { prescriber, department, patient, facts, diagnoses, items } = content;
  const { longReason, guardianConfirmed, overrides, herbal } = content;
  return {
    ...{ prescriptionId, number, encounterId, visitId, revision, revises, rowVersion, rxHash },
    ...{ prescriber, department, patient, facts, diagnoses, items },
    ...{ longReason, guardianConfirmed, overrides, ...(herbal && { herbal }) },
    revisedBy: (await repo.revisionOf(work.tx, work.hospitalId, prescriptionId)) ?? null,
    state: stateAt(row, work.now),
    checks: await checkContent(work, formulary, content, reviewer),
    ...(await checkSeals(work, row)),
    triage: await latestTriage(work, visitId),
    createdAt: row.createdAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
    signedAt: iso(row.signedAt),
    validUntil: iso(row.validUntil),
  };
}

/** The worst that stands; what a reason has lifted counts as a warning. */
function worstOf({ findings }: Checks): PrescriptionSummary['worst'] {
  const standing = findings.map((f) => (f.overridden ? 'warn' : f.severity));
  return SEVERITIES.find((severity) => standing.includes(severity)) ?? null;
}

export async function summaryView(
  work: Work,
  formulary: FormularyProvider,
  row: repo.PrescriptionRow,
): Promise<PrescriptionSummary> {
  const content = await contentOf(work, row);
  const { prescriptionId, number, visitId, encounterId, revision } = row;
  const review: Review | null = row.decidedAt ? (await checkSeals(work, row)).review : null;
  return {
    ...{ prescriptionId, number, visitId, encounterId, revision },
    state: stateAt(row, work.now),
    patientName: content.patient.name,
    ageYears: content.patient.ageYears,
    sex: content.patient.sex,
    department: content.department,
    prescriberName: content.prescriber.name,
    medicines: content.items.map((i) => i.drug.name),
    worst: worstOf(await checkContent(work, formulary, content, null)),
    reason: review?.reason ?? null,
    signedAt: iso(row.signedAt),
    validUntil: iso(row.validUntil),
  };
}

/** The part of the patient's screen: `row` is the newest that a doctor has signed in this visit. Unchecked. */
export async function patientPrescription(
  work: Work,
  row: repo.PrescriptionRow,
): Promise<PatientPrescription> {
  const { prescriber, department, diagnoses, items, herbal } = await contentOf(work, row);
  const { seals, review } = await checkSeals(work, row);
  const state = stateAt(row, work.now);
  return {
    ...{ prescriptionId: row.prescriptionId, number: row.number, revision: row.revision, state },
    ...{ prescriber, department, diagnoses, items, seals, ...(herbal && { herbal }) },
    reason: review?.reason ?? null,
    pharmacist: review?.pharmacist ?? null,
    signedAt: row.signedAt!.toISOString(),
    reviewedAt: review?.at ?? null,
    validUntil: row.validUntil!.toISOString(),
    // Before the pass there is nothing to fetch, after the end there is nothing left to.
    accessCode:
      state === 'approved' || state === 'claimed' || state === 'partially_dispensed' ? row.accessCode : null,
  };
}
