/** Owns the four-eyes figures of the stories. */
import type { ReviewCounts, ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import { both, idOf, type World } from './facts.ts';
import { COLLEAGUE } from './review-facts.ts';

const counts = (
  [passed, returned, rejected, overridesAccepted]: [number, number, number, number],
  medianWaitSeconds: number | null,
  medianHandSeconds: number | null,
): ReviewCounts => ({
  ...{ reviewed: passed + returned + rejected, passed, returned, rejected, overridesAccepted },
  ...{ medianWaitSeconds, medianHandSeconds },
});
const personOf = ({ clinicianId, name, title }: Pick<Clinician, 'clinicianId' | 'name' | 'title'>) => ({
  ...{ clinicianId, name, title },
});
const DAYS = { from: '2026-10-30', to: '2026-11-28' };

export function statisticsOf({ pharmacist: gao, doctor }: World): ReviewStatistics {
  const [pharmacist, prescriber] = [personOf(gao), personOf(doctor)];
  const other = {
    ...{ clinicianId: idOf(14), name: both('孙玉梅', 'Owen Clarke'), title: both('主治医师', 'MD') },
  };
  return {
    ...DAYS,
    totals: counts([231, 17, 3, 9], 312, 71.5),
    pharmacists: [
      { pharmacist, ...counts([164, 15, 3, 8], 298, 84) },
      { pharmacist: COLLEAGUE, ...counts([67, 2, 0, 1], 4020, null) },
    ],
    pairs: [
      { pharmacist, prescriber, reviewed: 121, passedShare: 109 / 121, prescriberShare: 121 / 150 },
      { pharmacist, prescriber: other, reviewed: 61, passedShare: 55 / 61, prescriberShare: 61 / 101 },
      {
        pharmacist: COLLEAGUE,
        prescriber: other,
        reviewed: 40,
        passedShare: 0.975,
        prescriberShare: 40 / 101,
      },
      { pharmacist: COLLEAGUE, prescriber, reviewed: 29, passedShare: 28 / 29, prescriberShare: 29 / 150 },
    ],
    reasons: [
      { reason: 'dose', returned: 9, rejected: 0 },
      { reason: 'special-patient', returned: 6, rejected: 0 },
      { reason: 'allergy', returned: 2, rejected: 3 },
    ],
  };
}

export const noStatistics = (): ReviewStatistics => ({
  ...DAYS,
  ...{ totals: counts([0, 0, 0, 0], null, null), pharmacists: [], pairs: [], reasons: [] },
});
