/** Pack `generic`: a cautious house policy for a hospital whose country has no pack yet. It is policy, not law, and says so. */
import { daysAtMost, itemsAtMost, neverOnline, otherReviewer } from './prescription-checks.ts';
import { rule, words, type RulePack } from './rule.ts';

const POLICY = 'House policy (no law of a country)';

export const generic: RulePack = {
  id: 'generic',
  version: '2026.11.1',
  rules: [
    rule({
      id: 'generic.rx.specially-controlled',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words('特殊管理药品不在线上开具。', 'No specially controlled medicine online.'),
      threshold: {
        codes: ['narcotic', 'psychotropic', 'toxic', 'radioactive', 'precursor', 'contains_special'],
        atc: ['V09', 'V10'],
      },
      check: neverOnline,
    }),
    rule({
      id: 'generic.rx.items',
      step: 'form',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words('每张处方不超过五种药品。', 'At most five medicines in one prescription.'),
      threshold: { items: 5 },
      check: itemsAtMost,
    }),
    rule({
      id: 'generic.rx.days',
      step: 'form',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words(
        '七天以上要写明理由，最多四周。',
        'More than seven days need a written reason; at most four weeks.',
      ),
      threshold: { days: 7, longDays: 28 },
      check: daysAtMost,
    }),
    rule({
      id: 'generic.rx.validity',
      step: 'form',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words('当日有效。', 'Valid on the day of writing.'),
      threshold: { days: 1 },
      check: null,
      heldBy: 'prescriptions: the end of validity is set at signing and asked at every read and write',
    }),
    rule({
      id: 'generic.rx.reviewer',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words('审核人不是开方人。', 'The reviewer is not the prescriber.'),
      threshold: { dispensingYears: 0 },
      check: otherReviewer,
    }),
    rule({
      id: 'generic.visit.media-kept',
      article: POLICY,
      mark: 'M',
      effectiveFrom: '2000-01-01',
      summary: words('音视频资料保存三年。', 'Sound and picture of a visit are kept for three years.'),
      threshold: { years: 3 },
      check: null,
      heldBy:
        'recordings: a stored file carries the date until which it is kept, and is never deleted by the server',
    }),
  ],
};
