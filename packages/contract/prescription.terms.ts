/** The coded words of a prescription (units, forms, routes, frequencies, reasons) in both languages. Data, no zod. */
import { codesOf, t, type Words } from './terms.ts';

/**
 * Units of a dose. `measure` says what may be converted into what: masses into each other, everything else only into itself.
 * `ucum` is the code for FHIR (UCUM; a countable form in braces).
 */
export const UNITS = {
  ug: { measure: 'mass', perMg: '0.001', ucum: 'ug', short: t('μg', 'µg'), many: 'µg' },
  mg: { measure: 'mass', perMg: '1', ucum: 'mg', short: t('mg', 'mg'), many: 'mg' },
  g: { measure: 'mass', perMg: '1000', ucum: 'g', short: t('g', 'g'), many: 'g' },
  ml: { measure: 'ml', perMg: null, ucum: 'mL', short: t('ml', 'mL'), many: 'mL' },
  iu: { measure: 'iu', perMg: null, ucum: '[iU]', short: t('单位', 'unit'), many: 'units' },
  tablet: { measure: 'tablet', perMg: null, ucum: '{tablet}', short: t('片', 'tablet'), many: 'tablets' },
  capsule: {
    measure: 'capsule',
    perMg: null,
    ucum: '{capsule}',
    short: t('粒', 'capsule'),
    many: 'capsules',
  },
  sachet: { measure: 'sachet', perMg: null, ucum: '{sachet}', short: t('袋', 'sachet'), many: 'sachets' },
  puff: { measure: 'puff', perMg: null, ucum: '{puff}', short: t('吸', 'puff'), many: 'puffs' },
  spray: { measure: 'spray', perMg: null, ucum: '{spray}', short: t('喷', 'spray'), many: 'sprays' },
  patch: { measure: 'patch', perMg: null, ucum: '{patch}', short: t('贴', 'patch'), many: 'patches' },
  vial: { measure: 'vial', perMg: null, ucum: '{vial}', short: t('支', 'vial'), many: 'vials' },
  application: {
    measure: 'application',
    perMg: null,
    ucum: '{application}',
    short: t('次适量', 'thin layer'),
    many: 'thin layers',
  },
} as const satisfies Record<
  string,
  { measure: string; perMg: string | null; ucum: string; short: Words; many: string }
>;
export type DoseUnit = keyof typeof UNITS;
export const DOSE_UNITS = codesOf(UNITS);

/** Dosage forms. `splits`: how finely one unit may be divided ("2" = halves); a form that must stay whole has "1". */
export const FORMS = {
  tablet: { name: t('片剂', 'tablet'), splits: 4 },
  chewable_tablet: { name: t('咀嚼片', 'chewable tablet'), splits: 2 },
  er_tablet: { name: t('缓释片', 'prolonged-release tablet'), splits: 2 },
  ec_tablet: { name: t('肠溶片', 'enteric-coated tablet'), splits: 1 },
  vaginal_tablet: { name: t('阴道片', 'vaginal tablet'), splits: 1 },
  capsule: { name: t('胶囊剂', 'capsule'), splits: 1 },
  er_capsule: { name: t('缓释胶囊', 'prolonged-release capsule'), splits: 1 },
  ec_capsule: { name: t('肠溶胶囊', 'enteric-coated capsule'), splits: 1 },
  granules: { name: t('颗粒剂', 'granules'), splits: 2 },
  powder: { name: t('散剂', 'powder'), splits: 2 },
  oral_solution: { name: t('口服溶液', 'oral solution'), splits: 10 },
  oral_suspension: { name: t('口服混悬液', 'oral suspension'), splits: 10 },
  inhaler: { name: t('吸入气雾剂', 'inhaler'), splits: 1 },
  dry_powder_inhaler: { name: t('吸入粉雾剂', 'dry powder inhaler'), splits: 1 },
  nasal_spray: { name: t('鼻喷雾剂', 'nasal spray'), splits: 1 },
  gel: { name: t('凝胶剂', 'gel'), splits: 1 },
  cream: { name: t('乳膏剂', 'cream'), splits: 1 },
  ointment: { name: t('软膏剂', 'ointment'), splits: 1 },
  patch: { name: t('透皮贴剂', 'transdermal patch'), splits: 1 },
  injection: { name: t('注射剂', 'injection'), splits: 1 },
  injection_pen: { name: t('注射笔', 'injection pen'), splits: 1 },
  decoction_piece: { name: t('中药饮片', 'herb to be boiled'), splits: 100 },
} as const satisfies Record<string, { name: Words; splits: number }>;
export type DrugForm = keyof typeof FORMS;
export const DRUG_FORMS = codesOf(FORMS);

export const CONTAINERS = {
  box: { name: t('盒', 'box'), many: 'boxes' },
  bottle: { name: t('瓶', 'bottle'), many: 'bottles' },
  tube: { name: t('支', 'tube'), many: 'tubes' },
  pen: { name: t('支', 'pen'), many: 'pens' },
  bag: { name: t('袋', 'bag'), many: 'bags' },
  /** 剂: what of a herb goes into one pot. */
  packet: { name: t('剂', 'packet'), many: 'packets' },
} as const satisfies Record<string, { name: Words; many: string }>;
export type Container = keyof typeof CONTAINERS;
export const CONTAINER_CODES = codesOf(CONTAINERS);

/** How it gets in. `take` and `tail` are the words around the dose in English directions. */
export const ROUTES = {
  oral: { name: t('口服', 'by mouth'), take: 'Take' },
  sublingual: { name: t('舌下含服', 'under the tongue'), take: 'Place' },
  inhaled: { name: t('吸入', 'by inhalation'), take: 'Inhale' },
  nasal: { name: t('喷鼻', 'into the nose'), take: 'Use' },
  topical: { name: t('外用', 'on the affected skin'), take: 'Apply' },
  vaginal: { name: t('阴道给药', 'into the vagina'), take: 'Insert' },
  rectal: { name: t('直肠给药', 'into the rectum'), take: 'Insert' },
  ophthalmic: { name: t('滴眼', 'into the affected eye'), take: 'Put' },
  subcutaneous: { name: t('皮下注射', 'under the skin'), take: 'Inject' },
  transdermal: { name: t('贴于皮肤', 'on clean skin'), take: 'Put' },
  injection: { name: t('注射', 'by injection'), take: 'Give' },
} as const satisfies Record<string, { name: Words; take: string }>;
export type RouteCode = keyof typeof ROUTES;
export const ROUTE_CODES = codesOf(ROUTES);

/** How it goes with meals, for what is swallowed: the words stand where "by mouth" would. */
export const MEALS = {
  before: t('饭前服', 'before meals'),
  with: t('随餐服', 'with meals'),
  after: t('饭后服', 'after meals'),
  empty: t('空腹服', 'on an empty stomach'),
} as const satisfies Record<string, Words>;
export type Meal = keyof typeof MEALS;
export const MEAL_CODES = codesOf(MEALS);

/**
 * How often: `doses` in every `days` days. `prn` takes its number from the item's `maxPerDay`, `st` is one dose and no more.
 */
export const FREQUENCIES = {
  qd: { doses: 1, days: 1, name: t('每日 1 次', 'once a day') },
  bid: { doses: 2, days: 1, name: t('每日 2 次', 'twice a day') },
  tid: { doses: 3, days: 1, name: t('每日 3 次', '3 times a day') },
  qid: { doses: 4, days: 1, name: t('每日 4 次', '4 times a day') },
  qam: { doses: 1, days: 1, name: t('每天早上 1 次', 'once every morning') },
  qn: { doses: 1, days: 1, name: t('每晚睡前 1 次', 'once at bedtime') },
  q12h: { doses: 2, days: 1, name: t('每 12 小时 1 次', 'every 12 hours') },
  q8h: { doses: 3, days: 1, name: t('每 8 小时 1 次', 'every 8 hours') },
  q6h: { doses: 4, days: 1, name: t('每 6 小时 1 次', 'every 6 hours') },
  qod: { doses: 1, days: 2, name: t('隔日 1 次', 'every other day') },
  qw: { doses: 1, days: 7, name: t('每周 1 次', 'once a week') },
  st: { doses: 1, days: 1, name: t('立即 1 次', 'once, now') },
  prn: { doses: null, days: 1, name: t('必要时使用', 'when needed') },
} as const satisfies Record<string, { doses: number | null; days: number; name: Words }>;
export type Frequency = keyof typeof FREQUENCIES;
export const FREQUENCY_CODES = codesOf(FREQUENCIES);

/** The order of a review. */
export const REVIEW_STEPS = ['legality', 'form', 'suitability'] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

/** Why a pharmacist returns or rejects, in the order of the review: legality, form, suitability. */
export const REVIEW_REASONS = {
  'controlled-drug': {
    step: 'legality',
    name: t('含互联网禁止开具的药品', 'A medicine that may not be prescribed online'),
  },
  'prescriber-right': {
    step: 'legality',
    name: t('医师无相应处方权', 'The prescriber lacks the right for it'),
  },
  'first-visit': { step: 'legality', name: t('不符合复诊条件', 'Not a return visit for the same illness') },
  'patient-details': { step: 'form', name: t('患者信息不完整或有误', 'Patient details incomplete or wrong') },
  'diagnosis-missing': { step: 'form', name: t('缺少诊断或诊断不明确', 'Diagnosis missing or unclear') },
  'quantity-or-days': { step: 'form', name: t('用量或疗程超过规定', 'Quantity or days beyond the rule') },
  'directions-unclear': { step: 'form', name: t('用法用量不清楚', 'Directions unclear') },
  indication: { step: 'suitability', name: t('药品与诊断不相符', 'Medicine does not fit the diagnosis') },
  dose: { step: 'suitability', name: t('剂量或用法不适宜', 'Dose or use unsuitable') },
  allergy: { step: 'suitability', name: t('有过敏史或过敏风险', 'Allergy or risk of one') },
  contraindication: { step: 'suitability', name: t('存在禁忌', 'Contraindicated') },
  interaction: { step: 'suitability', name: t('有相互作用', 'Interaction') },
  duplicate: { step: 'suitability', name: t('重复用药', 'Duplicate therapy') },
  'special-patient': {
    step: 'suitability',
    name: t('特殊人群用药需调整', 'Adjust for age, pregnancy or kidney'),
  },
  other: { step: 'suitability', name: t('其他（请写明）', 'Other (say what)') },
} as const satisfies Record<string, { step: 'legality' | 'form' | 'suitability'; name: Words }>;
export type ReviewReason = keyof typeof REVIEW_REASONS;
export const REVIEW_REASON_CODES = codesOf(REVIEW_REASONS);

/** How much a check's finding weighs, the most dangerous first. */
export const SEVERITIES = ['block', 'warn', 'unable_to_check', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why a doctor voids a signed prescription. */
export const VOID_REASONS = {
  'wrong-medicine': t('药品或用法有误', 'Wrong medicine or directions'),
  'condition-changed': t('病情变化', 'The condition changed'),
  'patient-declines': t('患者不需要', 'The patient does not want it'),
  other: t('其他（请写明）', 'Other (say what)'),
} as const satisfies Record<string, Words>;
export type VoidReason = keyof typeof VOID_REASONS;
export const VOID_REASON_CODES = codesOf(VOID_REASONS);

/** Why a doctor keeps an order that a check would stop, where the check allows a reason. */
export const OVERRIDE_REASONS = {
  'benefit-outweighs': t('获益大于风险', 'The benefit outweighs the risk'),
  'tolerated-before': t('既往使用耐受良好', 'Taken before and tolerated'),
  'specialist-advice': t('按专科意见', 'On a specialist’s advice'),
  'no-alternative': t('无替代药品', 'No alternative'),
  other: t('其他（请写明）', 'Other (say what)'),
} as const satisfies Record<string, Words>;
export type OverrideReason = keyof typeof OVERRIDE_REASONS;
export const OVERRIDE_REASON_CODES = codesOf(OVERRIDE_REASONS);
