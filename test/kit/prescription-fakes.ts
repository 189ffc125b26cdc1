/** A prescription, its visit and its hospital for element and store tests, and a `Care` that answers from a table. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type {
  Finding,
  Item,
  PatientPrescription,
  Prescription,
  PrescriptionSummary,
  SealVerdict,
} from '@care-elements/contract/prescription.ts';
import { directionsOf } from '@care-elements/contract/prescription.directions.ts';
import type { DoseUnit, DrugForm, Frequency, RouteCode } from '@care-elements/contract/prescription.terms.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Api } from '@care-elements/client/api.ts';
import type { Care, LiveHandlers, LiveState } from '@care-elements/client/care.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const idOf = (n: number): string => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const hospital: Hospital = {
  hospitalId: 'renhe',
  name: both('仁和医院', 'Renhe Hospital'),
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  emergencyNumber: '120',
  phone: '010-5550-0100',
  childAge: 14,
  consent: { version: '1', text: both('同意', 'Agree') },
  departments: [],
  demo: false,
};
export const lakeside: Hospital = {
  ...hospital,
  hospitalId: 'lakeside',
  name: both('湖滨社区诊所', 'Lakeside Community Clinic'),
  language: 'en',
  timeZone: 'America/Chicago',
  emergencyNumber: '911',
  phone: '555-0142',
};

interface Line {
  zh: string;
  en: string;
  dose: readonly [string, DoseUnit];
  frequency: Frequency;
  days: number;
  form?: DrugForm;
  unit?: DoseUnit;
  strength?: readonly [string, DoseUnit] | null;
  pack?: string;
  packs?: number;
  route?: RouteCode;
  maxPerDay?: number | null;
  note?: string | null;
}

export function item(line: number, of: Line): Item {
  const { form = 'capsule', unit = 'capsule', strength = ['250', 'mg'], pack = '24', route = 'oral' } = of;
  const drug: Item['drug'] = {
    drugId: `drug-${line}`,
    name: both(of.zh, of.en),
    brand: null,
    atc: null,
    form,
    unit,
    strength: strength && { value: strength[0], unit: strength[1] },
    strengthText: null,
    pack: {
      size: pack,
      container: form === 'cream' ? 'tube' : 'box',
      text: form === 'cream' ? `${pack} g` : null,
    },
    ingredients: [of.en],
  };
  const dose = { value: of.dose[0], unit: of.dose[1] };
  const { frequency, days, maxPerDay = null } = of;
  return {
    ...{ line, drug, drugId: drug.drugId, dose, route, frequency, maxPerDay, days, note: of.note ?? null },
    packs: null,
    quantity: { packs: of.packs ?? 1, units: null },
    directions: directionsOf({ dose, route, frequency, maxPerDay, days }, drug),
  };
}

export const ITEMS: Item[] = [
  item(1, {
    zh: '阿莫西林胶囊',
    en: 'Amoxicillin capsules',
    dose: ['0.5', 'g'],
    frequency: 'tid',
    days: 7,
    packs: 2,
  }),
  item(2, {
    ...{
      zh: '对乙酰氨基酚片',
      en: 'Paracetamol tablets',
      dose: ['0.5', 'g'],
      frequency: 'prn',
      maxPerDay: 4,
      days: 3,
    },
    ...{ form: 'tablet', unit: 'tablet', strength: ['500', 'mg'], pack: '10', note: '体温超过 38.5 ℃ 时用' },
  }),
  item(3, {
    ...{
      zh: '琥珀酸美托洛尔缓释片',
      en: 'Metoprolol succinate sustained-release tablets',
      dose: ['23.75', 'mg'],
    },
    ...{ frequency: 'qd', days: 7, form: 'er_tablet', unit: 'tablet', strength: ['47.5', 'mg'], pack: '7' },
  }),
];

export const people = {
  zhao: {
    clinicianId: idOf(11),
    name: both('赵启明', 'Zhao Qiming'),
    title: both('副主任医师', 'Associate chief physician'),
  },
  gao: {
    clinicianId: idOf(12),
    name: both('高文静', 'Gao Wenjing'),
    title: both('主管药师', 'Pharmacist in charge'),
  },
  he: { clinicianId: idOf(13), name: both('何立新', 'He Lixin'), title: both('药师', 'Pharmacist') },
};

export const seal = (
  role: SealVerdict['role'],
  at: string,
  verdict: SealVerdict['verdict'] = 'valid',
): SealVerdict => ({
  role,
  clinicianId: (role === 'doctor' ? people.zhao : people.gao).clinicianId,
  name: (role === 'doctor' ? people.zhao : people.gao).name,
  level: 'seal',
  keyId: 'key-1',
  at,
  verdict,
  reason: verdict === 'valid' ? null : 'changed',
});

const department = { departmentId: idOf(21), code: '03', name: both('内科', 'Internal medicine') };
const diagnoses = [
  { code: 'J02.9', name: both('急性咽炎', 'Acute pharyngitis') },
  { code: 'I10', name: both('高血压', 'Hypertension') },
];
export const SIGNED_AT = '2026-11-22T02:25:00.000Z';
export const REVIEWED_AT = '2026-11-22T02:32:00.000Z';
/** Midnight in Shanghai. */
const VALID_UNTIL = '2026-11-22T16:00:00.000Z';

export function patientRx(change: Partial<PatientPrescription> = {}): PatientPrescription {
  const waiting = change.state === 'pending_review';
  return {
    prescriptionId: idOf(1),
    number: '20261122-7F3A9C01',
    revision: 1,
    state: 'approved',
    prescriber: people.zhao,
    pharmacist: waiting ? null : people.gao,
    reason: null,
    department,
    diagnoses,
    items: ITEMS,
    signedAt: SIGNED_AT,
    reviewedAt: waiting ? null : REVIEWED_AT,
    validUntil: VALID_UNTIL,
    accessCode: (change.state ?? 'approved') === 'approved' ? '7K3MQ2W9XT4RBN6V062HYTSJ96B9CPZZ' : null,
    seals: [seal('doctor', SIGNED_AT), ...(waiting ? [] : [seal('pharmacist', REVIEWED_AT)])],
    ...change,
  };
}

export function visitView(
  prescription: PatientPrescription | null,
  change: Partial<VisitView> = {},
): VisitView {
  return {
    visitId: idOf(2),
    version: 9,
    kind: 'consult',
    mode: 'video',
    origin: 'walk_in',
    status: 'concluded',
    language: 'zh-CN',
    startedAt: '2026-11-22T01:50:00.000Z',
    endedAt: SIGNED_AT,
    patient: {
      patientId: idOf(3),
      name: '王秀兰',
      birthDate: '1954-03-08',
      sex: 'female',
      phone: '13800000000',
      allergies: { status: 'some', items: ['磺胺', '头孢克洛'] },
      ageYears: 72,
      age: 72,
    },
    triage: null,
    department: { ...department, open: true },
    queue: null,
    clinician: people.zhao,
    encounter: {
      encounterId: idOf(4),
      state: 'finished',
      diagnosis: diagnoses[0]!.name,
      advice: '多喝水，清淡饮食。三天后仍发热，请到门诊复查。',
    },
    prescription,
    ...change,
  };
}

export const finding = (change: Partial<Finding> = {}): Finding => ({
  key: 'interaction:1:3',
  check: 'interaction',
  step: 'suitability',
  severity: 'warn',
  line: 1,
  what: both('阿莫西林可能引起过敏。', 'Amoxicillin may cause an allergic reaction.'),
  why: both(
    '患者登记了头孢克洛过敏，两者有交叉过敏的可能。',
    'The patient stated an allergy to cefaclor; the two may cross-react.',
  ),
  instead: both('请与患者核对过敏经过，或改用大环内酯类。', 'Ask what happened, or choose a macrolide.'),
  source: 'US label (DailyMed/openFDA)',
  confidence: 'recall',
  overridable: true,
  overridden: false,
  ...change,
});

export function reviewRx(change: Partial<Prescription> = {}): Prescription {
  const { patient } = visitView(null);
  return {
    prescriptionId: idOf(1),
    number: '20261122-7F3A9C01',
    encounterId: idOf(4),
    visitId: idOf(2),
    revision: 1,
    revises: null,
    revisedBy: null,
    state: 'pending_review',
    rowVersion: 3,
    prescriber: people.zhao,
    department,
    patient: { ...patient, guardianName: null },
    diagnoses,
    items: ITEMS,
    longReason: '',
    guardianConfirmed: false,
    overrides: [],
    checks: {
      findings: [finding()],
      rulePack: { id: 'cn', version: '1' },
      alertSetHash: 'a'.repeat(64),
      signable: true,
    },
    rxHash: 'b'.repeat(64),
    seals: [seal('doctor', SIGNED_AT)],
    review: null,
    triage: {
      triageResultId: idOf(5),
      level: 3,
      departments: [{ departmentId: department.departmentId, name: department.name, insteadOf: null }],
      reasons: [
        {
          ruleId: 'r1',
          level: 3,
          why: both('嗓子疼两天，能喝水。', 'Sore throat for two days, can drink.'),
          unsure: false,
          source: 'x',
        },
      ],
      advice: [],
      callAgainIf: [],
      flags: [],
      text: '嗓子疼，昨天开始发烧',
      complaints: [both('咽痛', 'Sore throat')],
      answers: [
        {
          linkId: 'a',
          question: both('吞咽口水困难吗？', 'Hard to swallow your saliva?'),
          answer: both('没有', 'No'),
        },
        {
          linkId: 'b',
          question: both('最高体温多少？', 'Highest temperature?'),
          answer: both('38.6 ℃', '38.6 °C'),
        },
        {
          linkId: 'c',
          question: both('有变化吗？', 'Is it changing?'),
          answer: both('越来越重', 'Getting worse'),
          heard: true,
        },
      ],
      protocols: [],
      engineVersion: '1',
      reviewed: false,
      createdAt: '2026-11-22T01:55:00.000Z',
    },
    createdAt: '2026-11-22T02:15:00.000Z',
    savedAt: SIGNED_AT,
    signedAt: SIGNED_AT,
    validUntil: VALID_UNTIL,
    ...change,
  };
}

/** What a fake server answers: by `METHOD /path`; a function is asked each time, and may throw a `Problem`. */
export type Answers = Record<string, unknown>;

export interface FakeCare extends Care {
  /** `[METHOD /path, body]` of each call, in order. */
  calls: [string, unknown][];
  answers: Answers;
  /** Sends an event to whoever listens to the topic. */
  push(topic: string, event: keyof LiveHandlers, data: object): void;
  liveState: ReturnType<typeof createStore<LiveState>>;
}

export function fakeCare(
  answers: Answers,
  token: Session | null = { token: 't', visitId: idOf(2) },
): FakeCare {
  const calls: FakeCare['calls'] = [];
  const topics = new Map<string, Set<LiveHandlers>>();
  const made = new Map<unknown, unknown>();
  const liveState = createStore<LiveState>('live');
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const name = `${method} ${path}`;
    calls.push([name, body]);
    if (!(name in care.answers)) throw new Error(`no answer to ${name}`);
    const answer = care.answers[name];
    return structuredClone(typeof answer === 'function' ? await answer(body) : answer) as T;
  }
  const api: Api = {
    base: 'https://care.test/v1/hospitals/renhe',
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
  const care: FakeCare = {
    server: 'https://care.test',
    hospitalId: 'renhe',
    api,
    calls,
    answers,
    liveState,
    session: createStore<Session | null>(token),
    live: {
      state: liveState,
      on(topic, handlers) {
        const listeners = topics.get(topic) ?? new Set();
        topics.set(topic, listeners.add(handlers));
        return () => void listeners.delete(handlers);
      },
    },
    push(topic, event, data) {
      for (const handlers of topics.get(topic) ?? []) handlers[event]?.({ topic, ...data } as never);
    },
    use<T>(create: (care: Care) => T): T {
      if (!made.has(create)) made.set(create, create(care));
      return made.get(create) as T;
    },
  };
  return care;
}

/** The list's row of a prescription. */
export const summaryOf = (
  rx: Prescription,
  change: Partial<PrescriptionSummary> = {},
): PrescriptionSummary => ({
  ...{
    prescriptionId: rx.prescriptionId,
    number: rx.number,
    visitId: rx.visitId,
    encounterId: rx.encounterId,
  },
  ...{
    revision: rx.revision,
    state: rx.state,
    department: rx.department,
    prescriberName: rx.prescriber.name,
  },
  ...{ patientName: rx.patient.name, ageYears: rx.patient.ageYears, sex: rx.patient.sex },
  medicines: rx.items.map(({ drug }) => drug.name),
  worst: 'warn',
  reason: rx.review?.reason ?? null,
  ...{ signedAt: rx.signedAt, validUntil: rx.validUntil },
  ...change,
});
