/** Owns the review desk of the stories: its list, and a prescription on the table, in somebody's hand. */
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import type {
  Checklist,
  ChecklistLine,
  OpenReview,
  ReviewEntry,
  ReviewLease,
  ReviewList,
} from '@care-elements/contract/review.ts';
import type { ReviewMessage, ReviewThread, ThreadSide } from '@care-elements/contract/review.thread.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import { summary } from './rx-facts.ts';

export const COLLEAGUE: ReviewLease['pharmacist'] = {
  clinicianId: idOf(13),
  name: both('何立新', 'Rosa Lindqvist'),
  title: both('药师', 'Pharmacist'),
};
export const NOT_QUALIFIED: Finding = {
  key: 'cn.rx.reviewer:-',
  check: 'cn.rx.reviewer',
  step: 'legality',
  severity: 'block',
  line: null,
  what: both('审方药师的调剂年限不足 3 年。', 'The reviewer has less than 3 years of dispensing.'),
  why: both('审方药师须有三年以上调剂经验。', 'A reviewer has three years of dispensing.'),
  instead: both('请由另一位药师审核。', 'Let another pharmacist review it.'),
  source: 'House policy (no law of a country)',
  confidence: 'law-unreviewed',
  overridable: false,
  overridden: false,
};

export const inHandOf = (
  { clinicianId, name, title }: Pick<Clinician, 'clinicianId' | 'name' | 'title'>,
  askedAt: string | null = null,
): ReviewLease => ({
  leaseId: idOf(71),
  pharmacist: { clinicianId, name, title },
  since: inMinutes(-1),
  until: inMinutes(2),
  askedAt,
});

export const entry = (of: Prescription, change: Partial<ReviewEntry> = {}): ReviewEntry => ({
  ...summary(of),
  lease: null,
  talk: null,
  ...change,
});

export const reviewList = (prescriptions: ReviewEntry[]): ReviewList => ({
  prescriptions,
  next: null,
  counts: {
    waiting: prescriptions.length,
    held: prescriptions.filter(({ lease }) => lease && !lease.askedAt).length,
    asked: prescriptions.filter(({ lease }) => lease?.askedAt).length,
  },
  waits: { longMin: 10, veryLongMin: 30 },
});

export function openReview(world: World, prescription: Prescription, bar: OpenReview['bar']): OpenReview {
  const waits = prescription.state === 'pending_review';
  const holder = !waits ? null : bar === 'held' ? COLLEAGUE : bar === null ? world.pharmacist : null;
  return {
    prescription,
    checklist: checklistOf(prescription),
    lease: holder && inHandOf(holder),
    bar: waits ? bar : 'over',
  };
}

const PASSED: Pick<ChecklistLine, 'id' | 'step' | 'title' | 'source'>[] = [
  {
    ...{
      id: 'cn.rx.specially-controlled',
      step: 'legality',
      source: 'House policy (no law of a country)',
    },
    title: both(
      '互联网诊疗不得开具麻醉药品、精神药品等特殊管理药品。',
      'No narcotic, psychotropic or other specially controlled medicine is prescribed online.',
    ),
  },
  {
    id: 'antimicrobial',
    step: 'legality',
    title: both('抗菌药物处方权', 'Right to prescribe the antimicrobial'),
    source: null,
  },
  { id: 'diagnosis', step: 'form', title: both('临床诊断', 'Diagnosis written'), source: null },
  { id: 'items', step: 'form', title: both('药品与用法用量', 'Medicines and directions'), source: null },
  { id: 'dose', step: 'suitability', title: both('剂量与频次', 'Dose and how often'), source: null },
];
const TITLES: Record<string, ChecklistLine['title']> = {
  allergy: both('过敏', 'Allergies'),
  'max-daily': both('剂量与频次', 'Dose and how often'),
  renal: both('肝肾功能', 'Kidneys and liver'),
};

/** A line for each finding, and some that passed. */
function checklistOf({ checks }: Prescription): Checklist {
  const loud: ChecklistLine[] = checks.findings.map(({ check, key, step, severity, overridden, what }) => ({
    ...{ id: check, step, title: TITLES[check] ?? what, source: null, keys: [key] },
    verdict: overridden ? 'warn' : severity === 'unable_to_check' ? 'unable' : severity,
  }));
  const quiet = PASSED.map((line) => ({ ...line, verdict: 'pass' as const, keys: [] }));
  return { lines: [...loud, ...quiet], clean: loud.every(({ verdict }) => verdict === 'info') };
}

export const threadOf = (prescriptionId: string, change: Partial<ReviewThread> = {}): ReviewThread => ({
  ...{ prescriptionId, messages: [], last: 0, writable: true },
  ...{ read: { pharmacist: 0, doctor: 0 }, unread: { pharmacist: 0, doctor: 0 } },
  ...change,
});

const said = (
  seq: number,
  from: ThreadSide,
  { clinicianId, name, title }: Clinician,
  text: string,
): ReviewMessage => ({
  ...{ messageId: idOf(80 + seq), seq, from, author: { clinicianId, name, title }, text },
  sentAt: inMinutes(seq - 6),
});

/** The pharmacist asks; the doctor has not looked yet. */
export const question = ({ lang, pharmacist }: World): Partial<ReviewThread> => ({
  messages: [
    said(
      1,
      'pharmacist',
      pharmacist,
      lang === 'en' ? 'Is the kidney function known?' : '患者肾功能情况知道吗？',
    ),
  ],
  ...{ last: 1, read: { pharmacist: 1, doctor: 0 }, unread: { pharmacist: 0, doctor: 1 } },
});
/** And the answer, not read yet. */
export function answer(world: World): Partial<ReviewThread> {
  const { messages } = question(world);
  const text = world.lang === 'en' ? 'Creatinine was normal in October.' : '十月份肌酐正常，可按此剂量。';
  return {
    messages: [...messages!, said(2, 'doctor', world.doctor, text)],
    ...{ last: 2, read: { pharmacist: 1, doctor: 2 }, unread: { pharmacist: 1, doctor: 0 } },
  };
}
