/** Owns the prescriptions of the stories, as their patient, their doctor and a pharmacist see them. */
import type { ClinicalFactsView } from '@care-elements/contract/clinical-facts.ts';
import { directionsOf } from '@care-elements/contract/prescription.directions.ts';
import type { DoseUnit, DrugForm, Frequency } from '@care-elements/contract/prescription.terms.ts';
import type {
  Finding,
  Item,
  PatientPrescription,
  Prescription,
  PrescriptionSummary,
  SealVerdict,
} from '@care-elements/contract/prescription.ts';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import { triageResult, VISIT_ID } from './visit-facts.ts';

export const RX_ID = idOf(1);
export const ENCOUNTER_ID = idOf(4);

interface Medicine {
  zh: string;
  en: string;
  form: DrugForm;
  unit: DoseUnit;
  strength: readonly [string, DoseUnit];
  pack: string;
}
const AMOXICILLIN: Medicine = {
  ...{ zh: '阿莫西林胶囊', en: 'Amoxicillin capsules', form: 'capsule', unit: 'capsule' },
  ...{ strength: ['250', 'mg'], pack: '24' },
};
const PARACETAMOL: Medicine = {
  ...{ zh: '对乙酰氨基酚片', en: 'Paracetamol tablets', form: 'tablet', unit: 'tablet' },
  ...{ strength: ['500', 'mg'], pack: '10' },
};
const METOPROLOL: Medicine = {
  ...{ zh: '琥珀酸美托洛尔缓释片', en: 'Metoprolol succinate prolonged-release tablets' },
  ...{ form: 'er_tablet', unit: 'tablet', strength: ['47.5', 'mg'], pack: '7' },
};

const snapshot = (n: number, { zh, en, form, unit, strength, pack }: Medicine): Item['drug'] => ({
  drugId: `drug-${n}`,
  name: both(zh, en),
  brand: null,
  atc: null,
  form,
  unit,
  strength: { value: strength[0], unit: strength[1] },
  strengthText: null,
  pack: { size: pack, container: 'box', text: null },
  ingredients: [en.split(' ')[0]!.toLowerCase()],
});

interface Order {
  dose: readonly [string, DoseUnit];
  frequency: Frequency;
  days: number;
  packs: number;
  maxPerDay?: number;
  note?: string;
}
function item(line: number, medicine: Medicine, order: Order): Item {
  const drug = snapshot(line, medicine);
  const dose = { value: order.dose[0], unit: order.dose[1] };
  const { frequency, days, maxPerDay = null, note = null, packs } = order;
  return {
    ...{ line, drug, drugId: drug.drugId, dose, route: 'oral', frequency, maxPerDay, days, note },
    packs: null,
    quantity: { packs, units: null },
    directions: directionsOf({ dose, route: 'oral', frequency, maxPerDay, days }, drug),
  };
}

export const items = ({ lang }: World): Item[] => [
  item(1, AMOXICILLIN, { dose: ['0.5', 'g'], frequency: 'tid', days: 7, packs: 2 }),
  item(2, PARACETAMOL, {
    ...{ dose: ['0.5', 'g'], frequency: 'prn', maxPerDay: 4, days: 3, packs: 1 },
    note: lang === 'en' ? 'Only above 38.5 °C' : '体温超过 38.5 ℃ 时用',
  }),
  item(3, METOPROLOL, { dose: ['23.75', 'mg'], frequency: 'qd', days: 7, packs: 1 }),
];
export const DIAGNOSES = [
  { code: 'J02.9', name: both('急性咽炎', 'Acute pharyngitis') },
  { code: 'I10', name: both('原发性高血压', 'Essential hypertension') },
];
/** What the search finds. */
export const FORMULARY: FormularyItem[] = [AMOXICILLIN, PARACETAMOL, METOPROLOL].map((medicine, i) => ({
  ...snapshot(i + 1, medicine),
  route: 'oral',
  controlled: null,
  adultMaxSingle: null,
  adultMaxDaily: null,
  confidence: 'recall',
}));

const person = ({ clinicianId, name, title }: Clinician) => ({ clinicianId, name, title });
const SIGNED = -9;
const REVIEWED = -4;

function seal(role: SealVerdict['role'], { clinicianId, name }: Clinician, at: string): SealVerdict {
  return { role, clinicianId, name, level: 'seal', keyId: 'key-1', at, verdict: 'valid', reason: null };
}

function common(world: World, state: Prescription['state']) {
  const { doctor, pharmacist, hospital } = world;
  const reviewed = !['draft', 'pending_review'].includes(state);
  const { departmentId, code, name } = hospital.departments[0]!;
  return {
    reviewed,
    prescriptionId: RX_ID,
    number: '20261122-7F3A9C01',
    revision: 1,
    state,
    prescriber: person(doctor),
    department: { departmentId, code, name },
    diagnoses: DIAGNOSES,
    items: items(world),
    seals: [
      ...(state === 'draft' ? [] : [seal('doctor', doctor, inMinutes(SIGNED))]),
      ...(reviewed && state !== 'returned' ? [seal('pharmacist', pharmacist, inMinutes(REVIEWED))] : []),
    ],
  };
}

export function patientRx(
  world: World,
  state: PatientPrescription['state'] = 'approved',
  change: Partial<PatientPrescription> = {},
): PatientPrescription {
  const { reviewed, ...shared } = common(world, state);
  return {
    ...shared,
    pharmacist: reviewed ? person(world.pharmacist) : null,
    reason: state === 'returned' || state === 'rejected' ? 'allergy' : null,
    signedAt: inMinutes(SIGNED),
    reviewedAt: reviewed ? inMinutes(REVIEWED) : null,
    validUntil: inMinutes(state === 'expired' ? -1 : 3 * 24 * 60),
    accessCode: state === 'approved' ? '7K3MQ2W9XT4RBN6V' : null,
    ...change,
  };
}

export const ALLERGY: Finding = {
  key: 'allergy:1',
  check: 'allergy',
  step: 'suitability',
  severity: 'block',
  line: 1,
  what: both(
    '患者对头孢克洛过敏，阿莫西林可能交叉过敏。',
    'The patient is allergic to cefaclor; amoxicillin may cross-react.',
  ),
  why: both('两者同属 β-内酰胺类。', 'Both are beta-lactams.'),
  instead: both('核对过敏经过，或改用大环内酯类。', 'Ask what happened, or choose a macrolide.'),
  source: 'US label (DailyMed)',
  confidence: 'recall',
  overridable: true,
  overridden: false,
};
export const WARNING: Finding = {
  ...ALLERGY,
  key: 'dose:2',
  check: 'dose-daily',
  severity: 'warn',
  line: 2,
  what: both('65 岁以上，每日最多 3 g 为宜。', 'Over 65: at most 3 g a day is wiser.'),
  why: both('老年人肝功能储备下降。', 'The liver has less reserve in old age.'),
  instead: both('减为每日不超过 3 次。', 'Reduce to at most 3 times a day.'),
};
/** What a doctor has recorded. */
export const factsOf = ({ lang }: World): ClinicalFactsView => ({
  facts: {
    ...{ weightKg: '62.5', weighedOn: '2026-11-20', pregnancy: 'no', pregnancyWeeks: null },
    ...{ breastfeeding: 'no', egfr: null, liver: 'none' },
    medicines: {
      status: 'some',
      items: [
        { drugId: 'amlodipine-tablet-5mg', text: lang === 'en' ? 'Amlodipine tablets' : '苯磺酸氨氯地平片' },
      ],
    },
  },
  rowVersion: 1,
  savedAt: '2026-11-22T02:12:00.000Z',
});
/** Before the first save. */
export const NO_FACTS: ClinicalFactsView = {
  facts: {
    ...{ weightKg: null, weighedOn: null, pregnancy: 'unknown', pregnancyWeeks: null },
    ...{ breastfeeding: 'unknown', egfr: null, liver: 'unknown' },
    medicines: { status: 'unknown', items: [] },
  },
  rowVersion: 0,
  savedAt: null,
};
const grey = (check: string, zh: string, en: string): Finding => ({
  ...CANNOT_CHECK,
  ...{ key: `${check}:not-checked`, check, line: null, what: both(zh, en) },
});
/** Said once for the whole order. */
export const UNCHECKED: () => Finding[] = () => [
  grey(
    'renal',
    '布洛芬、阿莫西林：肾功能减退时须减量或禁用，未核对。',
    'Ibuprofen, amoxicillin: less or none with weak kidneys; not checked.',
  ),
  grey(
    'liver',
    '布洛芬：肝功能减退时慎用或禁用，未核对。',
    'Ibuprofen: with care or not at all with liver disease; not checked.',
  ),
  grey(
    'current-medicines',
    '正在服用的药品不详，未核对。',
    'Medicines in use are not known and were not checked.',
  ),
];
export const CANNOT_CHECK: Finding = {
  ...ALLERGY,
  key: 'renal:3',
  check: 'renal',
  severity: 'unable_to_check',
  line: 3,
  what: both('肾功能未知，无法核对剂量。', 'Kidney function is not known, so the dose could not be checked.'),
  why: both('病历中没有近期的肌酐值。', 'The record has no recent creatinine.'),
  instead: both('询问患者，或按较低剂量开具。', 'Ask the patient, or choose the lower dose.'),
};

export function rx(
  world: World,
  state: Prescription['state'] = 'pending_review',
  findings: Finding[] = [WARNING, CANNOT_CHECK],
  change: Partial<Prescription> = {},
): Prescription {
  const { reviewed, ...shared } = common(world, state);
  const { patient, pharmacist } = world;
  const signed = state !== 'draft';
  return {
    ...shared,
    encounterId: ENCOUNTER_ID,
    visitId: VISIT_ID,
    revises: null,
    revisedBy: null,
    rowVersion: 3,
    patient: { ...patient, guardianName: null },
    facts: factsOf(world).facts,
    longReason: '',
    guardianConfirmed: false,
    overrides: [],
    checks: {
      findings,
      rulePack: { id: 'cn', version: '1' },
      alertSetHash: 'a'.repeat(64),
      signable: !findings.some(({ severity, overridden }) => severity === 'block' && !overridden),
    },
    rxHash: signed ? 'b'.repeat(64) : null,
    review: reviewed
      ? {
          decision: state === 'returned' || state === 'rejected' ? state : 'approved',
          pharmacist: person(pharmacist),
          reason: state === 'approved' ? null : 'allergy',
          note:
            state === 'approved'
              ? ''
              : world.lang === 'en'
                ? 'Cefaclor reaction on record. Please confirm or change.'
                : '登记有头孢克洛过敏，请核实或改药。',
          at: inMinutes(REVIEWED),
        }
      : null,
    triage: triageResult(world),
    createdAt: inMinutes(-15),
    savedAt: inMinutes(SIGNED),
    signedAt: signed ? inMinutes(SIGNED) : null,
    validUntil: signed ? inMinutes(3 * 24 * 60) : null,
    ...change,
  };
}

export function summary(of: Prescription, change: Partial<PrescriptionSummary> = {}): PrescriptionSummary {
  const { prescriptionId, number, visitId, encounterId, revision, state, department, signedAt } = of;
  const worst = (['block', 'warn', 'unable_to_check', 'info'] as const).find((one) =>
    of.checks.findings.some(({ severity }) => severity === one),
  );
  return {
    ...{ prescriptionId, number, visitId, encounterId, revision, state, department, signedAt },
    patientName: of.patient.name,
    ageYears: of.patient.ageYears,
    sex: of.patient.sex,
    prescriberName: of.prescriber.name,
    medicines: of.items.map(({ drug }) => drug.name),
    worst: worst ?? null,
    reason: of.review?.reason ?? null,
    validUntil: of.validUntil,
    ...change,
  };
}
