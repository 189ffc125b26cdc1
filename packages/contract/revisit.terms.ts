/** The codes of a revisit's refusal and of a referral in person, and what "the same diagnosis" means. No zod: browsers read this. */

/** Why it is no revisit: there is no record of it, one cannot read it, it is of another illness, or the condition has changed. */
export const REVISIT_REFUSALS = ['no-record', 'unreadable', 'other-illness', 'changed'] as const;
export type RevisitRefusal = (typeof REVISIT_REFUSALS)[number];

export const REFERRAL_REASONS = ['first-visit', 'changed', 'examine', 'other'] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

/** How soon the patient goes: today, within days, or when it suits. */
export const REFERRAL_URGENCIES = ['today', 'days', 'routine'] as const;
export type ReferralUrgency = (typeof REFERRAL_URGENCIES)[number];

/** The category of an ICD-10 code: its first three characters. */
const categoryOf = (code: string): string => code.slice(0, 3).toUpperCase();

type Coded = readonly { readonly code: string }[];
/** Whether each diagnosis of now is of a category that was treated before. */
export const sameDiagnosis = (now: Coded, before: Coded): boolean =>
  now.every(({ code }) => before.some((old) => categoryOf(old.code) === categoryOf(code)));
