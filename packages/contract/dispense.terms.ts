/** The coded words of a pharmacy's counter, in both languages. Data, no zod. */
import { codesOf, t, type Words } from './terms.ts';

/** Why a pharmacy gives a prescription back; the patient is told and may take it elsewhere. */
export const DECLINE_REASONS = {
  'out-of-stock': t('药品缺货', 'A medicine is out of stock'),
  'cannot-deliver': t('无法配送到该地址', 'Cannot deliver to the address'),
  'not-collected': t('患者未来取药', 'Nobody came for it'),
  'ask-the-doctor': t('对处方有疑问，需与医生确认', 'A question about the prescription for the doctor'),
  other: t('其他（请写明）', 'Other (say what)'),
} as const satisfies Record<string, Words>;
export type DeclineReason = keyof typeof DECLINE_REASONS;
export const DECLINE_REASON_CODES = codesOf(DECLINE_REASONS);

/** Why a counter does not let a doctor void what it holds. */
export const VOID_REFUSALS = {
  'patient-has-it': t('药品已交给患者', 'The patient has the medicines already'),
  'with-courier': t('药品已交给快递', 'The courier has the medicines already'),
  other: t('其他（请写明）', 'Other (say what)'),
} as const satisfies Record<string, Words>;
export type VoidRefusal = keyof typeof VOID_REFUSALS;
export const VOID_REFUSAL_CODES = codesOf(VOID_REFUSALS);

/** Why a doctor lets a prescription be valid for longer. */
export const EXTENSION_REASONS = {
  'cannot-collect': t('患者近日无法取药', 'The patient cannot fetch it in these days'),
  'out-of-stock': t('药房暂时缺货', 'The pharmacy has to order a medicine'),
  'delivery-late': t('配送延误', 'The delivery is late'),
  other: t('其他（请写明）', 'Other (say what)'),
} as const satisfies Record<string, Words>;

export const WAYS = {
  pickup: t('到店自取', 'Pick up'),
  delivery: t('送药上门', 'Delivery'),
} as const satisfies Record<string, Words>;
export type Way = keyof typeof WAYS;
export const WAY_CODES = codesOf(WAYS);
