/** For every rule of every pack: facts that pass it, that break it, and that stand at its edge. A new rule needs a row. */
import type { ItemFacts } from '../../../server/rules/facts.ts';
import type { Verdict } from '../../../server/rules/rule.ts';
import { item, SOUND, type Change } from './sound.ts';

export interface Case {
  readonly facts: Change;
  readonly verdict: Verdict;
  /** 2026-11-22 unless said. */
  readonly now?: string;
}
export interface RuleCases {
  readonly passes: readonly Change[];
  /** All of them block. */
  readonly breaks: readonly Change[];
  /** The last that is let through beside the first that is not, or an exception to the rule. */
  readonly edge: readonly Case[];
}

const rx = (change: Change['prescription']): Change => ({ prescription: change });
const items = (...list: Partial<ItemFacts>[]): Change =>
  rx({ items: list.map((one, i) => item({ line: i + 1, ...one })) });
const many = (n: number, change: Partial<ItemFacts> = {}) =>
  items(...Array.from({ length: n }, () => change));
const at = (verdict: Verdict, facts: Change, now?: string): Case => ({
  ...{ verdict, facts },
  ...(now ? { now } : {}),
});
const days = (n: number, change: Change['prescription'] = {}): Change =>
  rx({ items: [item({ days: n })], ...change });
const controlled = (code: string) => items({ controlled: { code, cn: '类' } });
const long = (change: Partial<ItemFacts>) =>
  rx({ items: [item({ days: 14, ...change })], longReason: '慢性病' });
const visit = (change: Change['visit']): Change => ({ visit: change });
const revisit = (change: object) => visit({ revisit: { ...SOUND.visit!.revisit!, ...change } });
const review = (change: Change['review']): Change => ({ review: change });
const kept = (kind: 'record' | 'media' | 'log', from: string, until: string): Change => ({
  retention: { kind, from, until },
});
const child = (ageYears: number, guardianPresent: boolean, guardianConfirmed: boolean): Change => ({
  patient: { ageYears, guardianPresent },
  prescription: { guardianConfirmed },
});
const PILOT: Change = {
  hospital: { pilots: ['cn-482'] },
  clinician: { pilots: ['cn-482'] },
  visit: { revisit: null, pilot: 'cn-482', speciality: 'nutrition' },
  patient: { ageYears: 5, guardianPresent: true },
};
const stops = (more: Change['visit'] = {}): RuleCases => ({
  passes: [visit(more), visit({ ...more, conditionChanged: true, stopped: true, referredOffline: true })],
  breaks: [visit({ ...more, conditionChanged: true }), visit({ ...more, judgedFirst: true })],
  edge: [
    at('block', visit({ ...more, judgedFirst: true, stopped: true })),
    at('pass', visit({ ...more, judgedFirst: true, stopped: true, referredOffline: true })),
  ],
});
const media: RuleCases = {
  passes: [kept('media', '2026-11-22', '2030-01-01'), kept('log', '2026-11-22', '2026-11-22')],
  breaks: [kept('media', '2026-11-22', '2027-11-22')],
  edge: [
    at('pass', kept('media', '2026-11-22', '2029-11-22')),
    at('block', kept('media', '2026-11-22', '2029-11-21')),
    at('pass', kept('media', '2028-02-29', '2031-03-01')),
    at('block', kept('media', '2028-02-29', '2031-02-28')),
  ],
};
const record: RuleCases = {
  passes: [{}],
  breaks: [kept('record', '2026-11-22', '2036-11-22')],
  edge: [
    at('pass', kept('record', '2026-11-22', '2041-11-22')),
    at('block', kept('record', '2026-11-22', '2041-11-21')),
  ],
};
const itemsCases: RuleCases = {
  passes: [{}, many(5)],
  breaks: [many(9)],
  edge: [
    at('pass', many(5)),
    at('block', many(6)),
    at('pass', many(12, { herbal: true })),
    at('block', items({ herbal: true }, {})),
  ],
};
const daysCases = (limit: number, emergency: number): RuleCases => ({
  passes: [{}, days(30, { longReason: '高血压，病情稳定' })],
  breaks: [days(limit + 7), days(limit + 7, { longReason: '  ' }), days(emergency + 1, { emergency: true })],
  edge: [
    at('pass', days(limit)),
    at('block', days(limit + 1)),
    at('pass', days(emergency, { emergency: true })),
    at('unable', rx({ items: [item({ days: null })] })),
  ],
});
const validity = (extendedDays: number): RuleCases => ({
  passes: [{}],
  breaks: [rx({ signedOn: '2026-11-20', validThrough: '2026-11-20' })],
  edge: [
    at('pass', {}),
    at('block', {}, '2026-11-23'),
    at('block', rx({ validThrough: '2026-11-23' })),
    at(extendedDays >= 3 ? 'pass' : 'block', rx({ validThrough: '2026-11-24', extensionReason: '偏远' })),
    at('block', rx({ validThrough: '2026-11-25', extensionReason: '偏远' })),
  ],
});
const passed: RuleCases = {
  passes: [{}],
  breaks: [review({ decision: 'returned' }), review({ decision: 'rejected' })],
  edge: [at('block', review({ decision: null })), at('pass', review({ decision: 'approved' }))],
};
const substitution: RuleCases = {
  passes: [{}],
  breaks: [{ dispensing: { items: [{ line: 1, drugId: 'b' }] } }],
  edge: [
    at('block', { dispensing: { items: [{ line: 2, drugId: 'a' }] } }),
    at('pass', { dispensing: { items: [] } }),
  ],
};
const consentCases: RuleCases = {
  passes: [{}],
  breaks: [{ consent: { healthData: false } }],
  edge: [
    at('block', { consent: { separate: false } }),
    at('pass', { consent: { healthData: true, separate: true } }),
  ],
};

export const CASES: Record<string, RuleCases> = {
  'cn.visit.revisit': {
    passes: [{}, revisit({ evidence: 'record' }), visit({ treatment: false, revisit: null })],
    breaks: [
      visit({ revisit: null }),
      revisit({ sameDiagnosis: false }),
      revisit({ commonOrChronic: false }),
    ],
    edge: [
      at('block', revisit({ checkedByDoctor: false })),
      at('block', PILOT, '2025-12-31'),
      at('pass', PILOT, '2026-01-01'),
    ],
  },
  'cn.visit.first-visit-pilot': {
    passes: [{}, PILOT],
    breaks: [
      { ...PILOT, hospital: { pilots: [] } },
      { ...PILOT, clinician: { pilots: ['other'] } },
      { ...PILOT, visit: { ...PILOT.visit, speciality: 'surgery' } },
    ],
    edge: [
      at('block', { ...PILOT, patient: { ageYears: 5, guardianPresent: false } }),
      at('pass', { ...PILOT, visit: { ...PILOT.visit, speciality: 'dermatology' } }),
    ],
  },
  'cn.visit.pilot-stop': stops({ pilot: 'cn-482' }),
  'cn.visit.stop-and-refer': stops(),
  'cn.clinician.practice-years': {
    passes: [{}],
    breaks: [{ clinician: { independentPracticeYears: 1 } }, { clinician: { institutionConsents: false } }],
    edge: [
      at('pass', { clinician: { independentPracticeYears: 3 } }),
      at('block', { clinician: { independentPracticeYears: 2 } }),
    ],
  },
  'cn.visit.no-machine-doctor': {
    passes: [{}],
    breaks: [visit({ attendedByMachine: 'assistant' })],
    edge: [
      at('unable', visit({ attendedByMachine: undefined })),
      at('pass', visit({ attendedByMachine: null })),
    ],
  },
  'cn.visit.real-name': {
    passes: [{}],
    breaks: [{ patient: { realNameChecked: false } }],
    edge: [
      at('block', { clinician: { realNameChecked: false } }),
      at('unable', { patient: { realNameChecked: undefined } }),
    ],
  },
  'cn.consent.health-data': consentCases,
  'cn.consent.guardian': {
    passes: [{}, { patient: { ageYears: 3 }, consent: { by: 'guardian' } }],
    breaks: [{ patient: { ageYears: 8 } }],
    edge: [at('pass', { patient: { ageYears: 14 } }), at('block', { patient: { ageYears: 13 } })],
  },
  'cn.trace.every-step': {
    passes: [{}],
    breaks: [{ trace: { missing: ['queue.call', 'queue.enter'] } }],
    edge: [at('block', { trace: { missing: ['visit.opened'] } }), at('pass', { trace: { missing: [] } })],
  },
  'cn.trace.regulator-interface': {
    passes: [{}],
    breaks: [{ hospital: { regulatorInterface: false } }],
    edge: [
      at('unable', { hospital: { regulatorInterface: undefined } }),
      at('pass', { hospital: { regulatorInterface: true } }),
    ],
  },
  'cn.record.kept': record,
  'cn.visit.media-kept': media,
  'cn.log.kept': {
    passes: [kept('log', '2026-01-01', '2027-01-01')],
    breaks: [kept('log', '2026-01-01', '2026-02-01')],
    edge: [
      at('pass', kept('log', '2026-08-31', '2027-03-01')),
      at('block', kept('log', '2026-08-31', '2027-02-28')),
      at('pass', kept('log', '2026-05-22', '2026-11-22')),
    ],
  },
  'cn.rx.specially-controlled': {
    passes: [{}, items({ atc: null })],
    breaks: [
      ...['narcotic', 'psychotropic_1', 'psychotropic_2', 'psychotropic_1_or_2_by_form'].map(controlled),
      ...['contains_special_drug_compound', 'termination_drug'].map(controlled),
    ],
    // Toxic ones are another article's.
    edge: [at('pass', controlled('toxic')), at('block', controlled('psychotropic_2+precursor'))],
  },
  'cn.rx.never-sold-online': {
    passes: [{}, items({ atc: null })],
    breaks: [
      ...['narcotic', 'psychotropic_2'].map(controlled),
      ...['toxic', 'toxic_unverified', 'radioactive', 'precursor'].map(controlled),
      ...['J07BB02', 'J06BA02', 'B05AA01', 'V10XA01'].map((atc) => items({ atc })),
    ],
    edge: [at('pass', items({ atc: 'J06AA01' })), at('block', items({ atc: 'J06BB01' }))],
  },
  'cn.rx.small-child': {
    passes: [{}, child(3, true, true)],
    breaks: [child(3, false, false), child(3, true, false)],
    edge: [
      at('block', child(6, true, false)),
      at('block', child(6, false, true)),
      at('pass', child(6, true, true)),
      at('pass', child(7, false, false)),
    ],
  },
  'cn.rx.sealed-then-reviewed': {
    passes: [{}],
    breaks: [{ signature: { signerId: 'pharmacist' } }],
    edge: [
      at('block', visit({ treatingDoctorId: 'doctor-2' })),
      at('unable', { signature: { signerId: undefined } }),
    ],
  },
  'cn.rx.effective-after-pass': {
    passes: [{}],
    breaks: [review({ decision: 'returned' }), review({ decision: null, decidedAt: null })],
    edge: [
      at('pass', { dispensing: { at: '2026-11-22T03:00:00.000Z' } }),
      at('block', { dispensing: { at: '2026-11-22T02:59:59.999Z' } }),
      at('block', rx({ revision: 2 })),
    ],
  },
  'cn.rx.reliable-signature': {
    passes: [{}],
    breaks: [{ signature: { textTamperEvident: false } }, { signature: { signatureTamperEvident: false } }],
    edge: [
      at('warn', { signature: { soleControl: false } }),
      at('block', { signature: { exclusive: false } }),
    ],
  },
  'cn.rx.no-machine-prescriber': {
    passes: [{}],
    breaks: [rx({ writtenByMachine: 'assistant' })],
    edge: [at('unable', rx({ writtenByMachine: undefined })), at('pass', rx({ writtenByMachine: null }))],
  },
  'cn.rx.no-medicine-first': {
    passes: [{}],
    breaks: [{ dispensing: { at: '2026-11-21T04:00:00.000Z' } }],
    edge: [
      at('pass', { dispensing: { at: '2026-11-22T02:00:00.000Z' } }),
      at('block', { dispensing: { at: '2026-11-22T01:59:59.999Z' } }),
    ],
  },
  'cn.rx.items': itemsCases,
  'cn.rx.validity': validity(3),
  'cn.rx.days': daysCases(7, 3),
  'cn.rx.long': {
    passes: [{}, days(28)],
    breaks: [days(29, { longReason: '慢性病' }), days(85, { longAssessed: true })],
    edge: [
      at('pass', days(28)),
      at('block', days(29)),
      at('pass', days(84, { longAssessed: true })),
      at('block', days(85, { longAssessed: true })),
    ],
  },
  'cn.rx.long-exclusions': {
    passes: [long({})],
    breaks: [
      long({ antimicrobial: 'antibacterial' }),
      long({ specialStorage: true }),
      long({ controlled: { code: 'toxic', cn: '毒' } }),
    ],
    edge: [
      at('pass', long({ antimicrobial: 'antibacterial', days: 7 })),
      at('block', long({ antimicrobial: 'antibacterial', days: 8 })),
      at('pass', long({ antimicrobial: 'antituberculous' })),
      at('pass', long({ antimicrobial: 'antifungal', chronicInfection: true })),
    ],
  },
  'cn.rx.reviewer': {
    passes: [{}],
    breaks: [review({ reviewerId: 'doctor' }), review({ pharmacist: false })],
    edge: [
      at('pass', review({ dispensingYears: 3 })),
      at('block', review({ dispensingYears: 2 })),
      at('unable', review({ dispensingYears: undefined })),
      at('block', review({ reviewerId: 'doctor', dispensingYears: undefined })),
    ],
  },
  'cn.rx.review-order': {
    passes: [{}],
    breaks: [review({ steps: ['suitability', 'legality', 'form'] })],
    edge: [at('block', review({ steps: ['legality', 'form'] })), at('block', rx({ revision: 2 }))],
  },
  'cn.rx.nothing-before-the-pass': passed,
  'cn.rx.refuse-unsafe': {
    passes: [{}],
    breaks: [review({ incompatible: 2 })],
    edge: [
      at('block', review({ excessive: 1 })),
      at('block', review({ incompatible: 1, excessive: undefined })),
    ],
  },
  'cn.rx.no-substitution': substitution,
  'cn-gansu.report.real-time': {
    passes: [{}],
    breaks: [{ report: { platform: null } }],
    edge: [at('pass', { report: { delaySeconds: 60 } }), at('block', { report: { delaySeconds: 61 } })],
  },
  'cn-tianjin.record.kept': record,
  'cn-tianjin.visit.media-kept': media,
  'generic.consent.health-data': consentCases,
  'generic.rx.specially-controlled': {
    passes: [{}],
    breaks: ['narcotic', 'psychotropic_2', 'toxic', 'radioactive', 'precursor'].map(controlled),
    edge: [at('block', items({ atc: 'V09AA01' })), at('pass', items({ atc: 'V08AA01' }))],
  },
  'generic.rx.items': itemsCases,
  'generic.rx.days': daysCases(7, 7),
  'generic.rx.long': {
    passes: [days(28)],
    breaks: [days(84, { longAssessed: true })],
    edge: [at('pass', days(28)), at('block', days(29, { longAssessed: true }))],
  },
  'generic.rx.validity': validity(1),
  'generic.rx.reviewer': {
    passes: [{}],
    breaks: [review({ reviewerId: 'doctor' })],
    edge: [at('pass', review({ dispensingYears: 0 })), at('block', review({ pharmacist: false }))],
  },
  'generic.rx.nothing-before-the-pass': passed,
  'generic.rx.no-substitution': substitution,
  'generic.visit.media-kept': media,
};
