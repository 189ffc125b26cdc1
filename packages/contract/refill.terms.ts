/** Codes of a refill that widgets have words for. (No schemas: the browser imports this.) */

/** Why a doctor declines a request; the patient reads it. */
export const REFILL_DECLINE_REASONS = [
  'see-doctor',
  'tests-first',
  'not-needed',
  'changed',
  'other',
] as const;
export type RefillDeclineReason = (typeof REFILL_DECLINE_REASONS)[number];

/**
 * What stands in the way of a slot: ended, all slots given, another of its slots under way, not yet time, or something that is no
 * longer as in the prescription that it renews.
 */
export const REFILL_OBSTACLES = [
  'revoked',
  'expired',
  'used-up',
  'under-way',
  'too-early',
  'allergies-changed',
  'diagnosis-changed',
  'dose-changed',
] as const;
export type RefillObstacle = (typeof REFILL_OBSTACLES)[number];

/** Slots at most, whatever the law of the hospital allows in days. */
export const REFILL_SLOTS_AT_MOST = 11;
/** A refill may be asked for so many days before the medicine is used up. */
export const REFILL_GRACE_DAYS = 3;
