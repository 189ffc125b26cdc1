/** Grades of antimicrobial medicines and the right of a doctor to them: each right holds the grades below it. Data, no zod. */
export const ANTIMICROBIAL_GRADES = ['non_restricted', 'restricted', 'special'] as const;
export type AntimicrobialGrade = (typeof ANTIMICROBIAL_GRADES)[number];
export const ANTIMICROBIAL_RIGHTS = ['none', ...ANTIMICROBIAL_GRADES] as const;
export type AntimicrobialRight = (typeof ANTIMICROBIAL_RIGHTS)[number];

export const ANTIMICROBIAL_NAMES = {
  none: { 'zh-CN': '无抗菌药物处方权', en: 'no antimicrobials' },
  non_restricted: { 'zh-CN': '非限制使用级', en: 'non-restricted' },
  restricted: { 'zh-CN': '限制使用级', en: 'restricted' },
  special: { 'zh-CN': '特殊使用级', en: 'special-use' },
} as const satisfies Record<AntimicrobialRight, { 'zh-CN': string; en: string }>;

/** Whether a right holds a grade. */
export const mayPrescribe = (right: AntimicrobialRight, grade: AntimicrobialGrade): boolean =>
  ANTIMICROBIAL_RIGHTS.indexOf(right) >= ANTIMICROBIAL_RIGHTS.indexOf(grade);
