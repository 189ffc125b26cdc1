/** What a prescription says: built from the draft and the record while it is one, read from the sealed text ever after. */
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import type { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { Checks, Item, Override, RxPatient } from '@care-elements/contract/prescription.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { factsOf } from '../clinical-facts/service.ts';
import { requireEncounter } from '../encounters/service.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { requireDepartment, requireHospital, type HospitalRow } from '../hospitals/service.ts';
import { revisitFacts } from '../revisits/service.ts';
import type { Facts } from '../rules/facts.ts';
import { thresholdOf } from '../rules/law.ts';
import { lawOfHospital } from '../rules/service.ts';
import { clinicianFacts } from '../sessions/rule-facts.ts';
import { requireClinician } from '../sessions/service.ts';
import { dayIn, yearsBetween } from '../visits/age.ts';
import { visitFacts } from '../visits/rule-facts.ts';
import { patientView, requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import type { CheckSnapshot } from './checks/finding.ts';
import { mergeFacts, rxFacts } from './checks/rule-facts.ts';
import { runChecks, STEPS } from './checks/run.ts';
import { itemOf, sheetOf } from './lines.ts';
import { listExtensions, type PrescriptionRow } from './repo.ts';
import { snapshotOf } from './snapshot.ts';
import { addDays } from './validity.ts';

export interface Person {
  clinicianId: string;
  name: Text;
  title: Text;
}

/** The body that the doctor's seal is over, with `signing` added. Its canonical form is what is stored and hashed. */
export interface RxContent {
  type: 'care-prescription/1';
  hospitalId: string;
  hospital: { name: Text };
  prescriptionId: string;
  number: string;
  revision: number;
  revises: string | null;
  encounterId: string;
  visitId: string;
  prescriber: Person;
  department: { departmentId: string; code: string; name: Text };
  patient: RxPatient;
  /** What was known of the patient's body when it was signed; absent in what was signed before it was recorded. */
  facts?: ClinicalFacts;
  diagnoses: Icd10Code[];
  items: Item[];
  /** Of a sheet of herbs alone. */
  herbal?: HerbalSheet;
  longReason: string;
  guardianConfirmed: boolean;
  overrides: Override[];
  /** Absent in a draft. */
  signing?: {
    signedAt: string;
    validUntil: string;
    rulePack: { id: string; version: string };
    alertSetHash: string;
  };
}

export async function personOf(work: Work, clinicianId: string): Promise<Person> {
  const { name, title } = await requireClinician(work, clinicianId);
  return { clinicianId, name, title };
}

/** The sealed content, or the draft's as it would be sealed now. */
export async function contentOf(work: Work, row: PrescriptionRow): Promise<RxContent> {
  if (row.sealed !== null) return JSON.parse(row.sealed) as RxContent;
  const hospital = await requireHospital(work);
  const encounter = await requireEncounter(work, row.encounterId);
  const department = await requireDepartment(work, encounter.departmentId);
  const { hospitalId, prescriptionId, number, revision, revises, encounterId, visitId, draft } = row;
  return {
    type: 'care-prescription/1',
    ...{ hospitalId, prescriptionId, number, revision, revises, encounterId, visitId },
    hospital: { name: hospital.name },
    prescriber: await personOf(work, row.prescriberId),
    department: { departmentId: department.departmentId, code: department.code, name: department.name },
    patient: await patientOf(work, hospital, visitId),
    facts: await factsOf(work, encounter),
    diagnoses: encounter.note.diagnoses,
    items: draft.items.map((item, i) => itemOf(item, i, draft.herbal)),
    ...(draft.herbal && { herbal: sheetOf(draft.herbal) }),
    longReason: draft.longReason,
    guardianConfirmed: draft.guardianConfirmed,
    overrides: draft.overrides,
  };
}

async function patientOf(work: Work, hospital: HospitalRow, visitId: string): Promise<RxPatient> {
  const { patient } = await requireVisit(work, visitId);
  const { patientId, name, sex, birthDate, ageYears, allergies, guardian } = patientView(
    hospital,
    patient,
    work.now,
  );
  return { patientId, name, sex, birthDate, ageYears, allergies, guardianName: guardian?.name ?? null };
}

export interface Reviewer {
  readonly clinicianId: string;
}

/** Every check and rule over a content, with the formulary's facts and the law of today. */
export const checkContent = async (
  work: Work,
  formulary: FormularyProvider,
  content: RxContent,
  reviewer: Reviewer | null,
): Promise<Checks> => (await checkWithFacts(work, formulary, content, reviewer)).checks;

/** The same, with the facts for a decision by the law. */
export async function checkWithFacts(
  work: Work,
  formulary: FormularyProvider,
  content: RxContent,
  reviewer: Reviewer | null,
): Promise<{ checks: Checks; facts: Facts }> {
  const { law, day, timeZone } = await lawOfHospital(work);
  const qualified = reviewer && (await qualification(work, reviewer.clinicianId, day));
  const snapshot = await snapshotOf(work, formulary, content, qualified);
  const { revision, signing } = content;
  const { tx, hospitalId } = work;
  // What was signed is not changed by an extension: that stands beside it.
  const longer = signing && (await listExtensions(tx, hospitalId, content.prescriptionId)).at(-1);
  const validDays = thresholdOf(law, 'rx.validity', 'days', day);
  const facts: Facts = {
    prescription: {
      ...{ prescriptionId: content.prescriptionId, revision, extensionReason: longer?.reason ?? '' },
      ...(signing
        ? {
            signedAt: signing.signedAt,
            signedOn: dayIn(timeZone, new Date(signing.signedAt)),
            // Valid until the end of a day.
            validThrough: addDays(dayIn(timeZone, longer?.validUntil ?? new Date(signing.validUntil)), -1),
          }
        : { signedOn: day, validThrough: addDays(day, validDays - 1) }),
    },
    // What is about to be signed is held against the visit too; what was signed was, and its decision is kept.
    ...(!signing && {
      clinician: await clinicianFacts(work, content.prescriber.clinicianId),
      visit: {
        ...{ ...visitFacts(content), treatment: true, treatingDoctorId: content.prescriber.clinicianId },
        ...(await revisitFacts(work, content.encounterId, content.diagnoses)),
        stopped: false,
      },
    }),
    // The steps are run and listed in this order, and over this revision.
    ...(reviewer && { review: { steps: STEPS, revision } }),
  };
  const checks = runChecks(snapshot, { law, day, facts, overrides: content.overrides });
  return { checks, facts: mergeFacts(rxFacts(snapshot), facts) };
}

/** What the rules ask of a reviewer, as it is on record; null is not on record. */
async function qualification(
  work: Work,
  clinicianId: string,
  day: string,
): Promise<CheckSnapshot['reviewer']> {
  const { pharmacistGrade, dispensingSince } = await requireClinician(work, clinicianId);
  return {
    clinicianId,
    pharmacist: pharmacistGrade === null ? null : pharmacistGrade !== 'assistant',
    dispensingYears: dispensingSince === null ? null : yearsBetween(dispensingSince, day),
  };
}
