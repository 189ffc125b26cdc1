/** Owns the words of a prescription, and what its patient is told about where it stands. Pure. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { REVIEW_REASONS } from '@care-elements/contract/prescription.terms.ts';
import type { PatientPrescription } from '@care-elements/contract/prescription.ts';
import type { Catalog, Lang } from '../base/words.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';

export const prescriptionWords: Catalog<PrescriptionWords> = {
  'zh-CN': () => import('../locales/zh-CN/prescription.ts'),
  en: () => import('../locales/en/prescription.ts'),
  'zh-TW': () => import('../locales/zh-TW/prescription.ts'),
  'zh-HK': () => import('../locales/zh-HK/prescription.ts'),
  ar: () => import('../locales/ar/prescription.ts'),
};

/** In force: it may be shown at a pharmacy, or has been. */
const PASSED: readonly PrescriptionState[] = ['approved', 'claimed', 'partially_dispensed', 'dispensed'];
/** Ended without medicine. */
const ENDED: readonly PrescriptionState[] = ['returned', 'rejected', 'voided', 'expired'];

export const passed = (state: PrescriptionState): boolean => PASSED.includes(state);
export const ended = (state: PrescriptionState): boolean => ENDED.includes(state);

/** The server found a seal that does not fit: whatever the state says, nobody may act on it. */
export const broken = ({ seals }: Pick<PatientPrescription, 'seals'>): boolean =>
  seals.some(({ verdict }) => verdict === 'invalid');

/** The three steps and where it stands on them; null where the path was left. */
export function stepsOf(
  state: PrescriptionState,
  t: PrescriptionWords,
  toYou: boolean,
): { labels: string[]; current: number } | null {
  if (ended(state)) return null;
  const labels = [t.written, passed(state) ? t.reviewed : t.reviewing, toYou ? t.toYou.step : t.collect];
  return { labels, current: state === 'draft' ? 0 : state === 'dispensed' ? 3 : passed(state) ? 2 : 1 };
}

/** The pharmacist's reason in words; empty where there is none, or where the code says no more than "other". */
export function reasonWords(rx: Pick<PatientPrescription, 'reason'>, lang: Lang): string {
  return rx.reason && rx.reason !== 'other' ? REVIEW_REASONS[rx.reason].name[lang] : '';
}
