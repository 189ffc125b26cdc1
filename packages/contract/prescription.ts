/**
 * The prescription on the wire: draft, checks, seals, review, and what its patient sees. (No import of visit.ts or
 * encounter.ts here: they import this.)
 */
import { z } from 'zod';
import { ClinicalFacts } from './clinical-facts.ts';
import { Day, Id, Instant, line, paragraph, RowVersion, Sex, Text } from './common.ts';
import { Amount, CONFIDENCES, DrugId, DrugSnapshot } from './formulary.ts';
import { HerbalSheet } from './herbal.ts';
import { HANDLING_CODES } from './herbal.terms.ts';
import { PRESCRIPTION_STATES } from './prescription.machine.ts';
import {
  FREQUENCY_CODES,
  MEAL_CODES,
  OVERRIDE_REASON_CODES,
  REVIEW_REASON_CODES,
  ROUTE_CODES,
  SEVERITIES,
} from './prescription.terms.ts';
import { SEAL_FAULTS, SEAL_LEVELS } from './signing.terms.ts';
import { Icd10Code } from './terminology.ts';
import { TriageResult } from './triage.ts';

export * from './prescription.machine.ts';

/** One line as the doctor writes it; null is not written yet, and a prescription with a null that it needs is not signed. */
export const ItemInput = z.object({
  drugId: DrugId,
  dose: Amount.nullable(),
  /** Null takes the medicine's usual route. */
  route: z.enum(ROUTE_CODES).nullable(),
  frequency: z.enum(FREQUENCY_CODES).nullable(),
  /** The most doses in a day; only with `prn`, and needed there. */
  maxPerDay: z.int().min(1).max(24).nullable(),
  days: z.int().min(1).max(84).nullable(),
  /** Only by mouth; absent or null is not said. */
  meal: z.enum(MEAL_CODES).nullish(),
  /** Packs, only where they cannot be computed (creams); computed otherwise and then ignored here. */
  packs: z.int().min(1).max(20).nullable(),
  /** For the patient, beside the directions; never the dose. */
  note: line(200).nullable(),
  /** Of a herb on a sheet of herbs: `dose` is then in one packet, and route, how often and days are the sheet's. */
  handling: z.enum(HANDLING_CODES).nullish(),
});
export type ItemInput = z.infer<typeof ItemInput>;

export const Item = ItemInput.extend({
  /** 1, 2, 3 … as printed. */
  line: z.int().min(1),
  drug: DrugSnapshot,
  route: z.enum(ROUTE_CODES),
  /** Null while a part is missing. `units`: a decimal, null where packs were typed. */
  quantity: z.object({ packs: z.int(), units: z.string().nullable() }).nullable(),
  directions: Text.nullable(),
});
export type Item = z.infer<typeof Item>;

/** What a check found. A check that found nothing to say sends none; one that could not look sends `unable_to_check`. */
export const Finding = z.object({
  /** Names this finding on this prescription, for an override. */
  key: z.string().max(160),
  check: z.string().max(64),
  /** The order of review: legality, then form, then suitability. */
  step: z.enum(['legality', 'form', 'suitability']),
  severity: z.enum(SEVERITIES),
  /** The item's line; null speaks of the whole prescription. */
  line: z.int().nullable(),
  what: Text,
  why: Text,
  instead: Text,
  /** The law's article or the kind of label. */
  source: z.string().max(400),
  /** `computed`: arithmetic on the order itself. `law`: article text seen; `law-unreviewed`: a lawyer has to look. */
  confidence: z.enum([...CONFIDENCES, 'computed', 'law', 'law-unreviewed']),
  /** Whether a coded reason lifts the block. */
  overridable: z.boolean(),
  overridden: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;

export const Checks = z.object({
  findings: z.array(Finding).max(400),
  rulePack: z.object({ id: z.string(), version: z.string() }),
  /** SHA-256 (hex) over pack and findings: what a signature names. */
  alertSetHash: z.string(),
  /** True when no block stands. */
  signable: z.boolean(),
});
export type Checks = z.infer<typeof Checks>;

export const Override = z.object({
  key: z.string().max(160),
  reason: z.enum(OVERRIDE_REASON_CODES),
  text: paragraph(300),
});
export type Override = z.infer<typeof Override>;

export const SealVerdict = z.object({
  role: z.enum(['doctor', 'pharmacist']),
  clinicianId: Id,
  name: Text,
  level: z.enum(SEAL_LEVELS),
  keyId: z.string().max(128),
  at: Instant,
  verdict: z.enum(['valid', 'invalid']),
  /** Why it is invalid. */
  reason: z.enum(SEAL_FAULTS).nullable(),
});
export type SealVerdict = z.infer<typeof SealVerdict>;

export const Person = z.object({ clinicianId: Id, name: Text, title: Text });
export const RxDepartment = z.object({ departmentId: Id, code: z.string(), name: Text });
export const RxPatient = z.object({
  patientId: Id,
  name: z.string(),
  sex: Sex,
  birthDate: Day,
  ageYears: z.int(),
  allergies: z.object({ status: z.enum(['none', 'some', 'unknown']), items: z.array(z.string()) }),
  /** The name of the guardian who came with a child. */
  guardianName: z.string().nullable(),
});
export type RxPatient = z.infer<typeof RxPatient>;

export const Review = z.object({
  decision: z.enum(['approved', 'returned', 'rejected']),
  pharmacist: Person,
  reason: z.enum(REVIEW_REASON_CODES).nullable(),
  note: z.string(),
  at: Instant,
});
export type Review = z.infer<typeof Review>;

/** The prescription as its doctor and the pharmacists see it. */
export const Prescription = z.object({
  prescriptionId: Id,
  /** As printed: day and eight characters, `20261122-7F3A9C01`. */
  number: z.string().max(32),
  encounterId: Id,
  visitId: Id,
  revision: z.int(),
  /** The prescription that this one replaces, and the one that replaced it. */
  revises: Id.nullable(),
  revisedBy: Id.nullable(),
  state: z.enum(PRESCRIPTION_STATES),
  rowVersion: RowVersion,
  prescriber: Person,
  department: RxDepartment,
  patient: RxPatient,
  /** What was known of the patient’s body; as signed, once it is. Absent in what was signed before it was recorded. */
  facts: ClinicalFacts.optional(),
  diagnoses: z.array(Icd10Code),
  items: z.array(Item),
  /** A sheet of Chinese herbs: the lines are what one packet holds. Absent on every other prescription. */
  herbal: HerbalSheet.optional(),
  /** Why more days than the ordinary, for a chronic illness; empty when not given. */
  longReason: z.string(),
  /** The doctor confirms the guardian's presence and the speciality, for a small child. */
  guardianConfirmed: z.boolean(),
  overrides: z.array(Override),
  /** Over the prescription as it stands now; after signing, over what was signed. */
  checks: Checks,
  /** SHA-256 (hex) of the signed canonical form; null before signing. */
  rxHash: z.string().nullable(),
  seals: z.array(SealVerdict),
  review: Review.nullable(),
  /** For the pharmacist, beside the diagnosis. */
  triage: TriageResult.nullable(),
  createdAt: Instant,
  savedAt: Instant,
  signedAt: Instant.nullable(),
  /** The first instant at which it is no longer valid. */
  validUntil: Instant.nullable(),
});
export type Prescription = z.infer<typeof Prescription>;

/** One row of a list. */
export const PrescriptionSummary = z.object({
  prescriptionId: Id,
  number: z.string().max(32),
  visitId: Id,
  encounterId: Id,
  revision: z.int(),
  state: z.enum(PRESCRIPTION_STATES),
  patientName: z.string(),
  ageYears: z.int(),
  sex: Sex,
  department: RxDepartment,
  prescriberName: Text,
  medicines: z.array(Text),
  /** The worst that the checks found; null where they found nothing. */
  worst: z.enum(SEVERITIES).nullable(),
  reason: z.enum(REVIEW_REASON_CODES).nullable(),
  signedAt: Instant.nullable(),
  validUntil: Instant.nullable(),
});
export type PrescriptionSummary = z.infer<typeof PrescriptionSummary>;

/** The prescription as its patient sees it, from the moment the doctor signed it. */
export const PatientPrescription = z.object({
  prescriptionId: Id,
  number: z.string().max(32),
  revision: z.int(),
  state: z.enum(PRESCRIPTION_STATES),
  prescriber: Person,
  /** Who reviewed it; null before. */
  pharmacist: Person.nullable(),
  /** Why it was returned or rejected; null otherwise. */
  reason: z.enum(REVIEW_REASON_CODES).nullable(),
  department: RxDepartment,
  diagnoses: z.array(Icd10Code),
  items: z.array(Item),
  herbal: HerbalSheet.optional(),
  signedAt: Instant,
  reviewedAt: Instant.nullable(),
  validUntil: Instant,
  /** For the QR, upper-case letters and digits; only while the prescription can be taken to a pharmacy. */
  accessCode: z.string().nullable(),
  seals: z.array(SealVerdict),
});
export type PatientPrescription = z.infer<typeof PatientPrescription>;
