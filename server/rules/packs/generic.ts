/** Pack `generic`: a cautious house policy for a hospital whose country has no pack yet. It is policy, not law, and says so. */
import { daysAtMost, itemsAtMost, longAtMost, neverOnline, validFor } from '../checks/prescription.ts';
import { keptFor } from '../checks/record.ts';
import { nothingSubstituted, otherReviewer, passedFirst } from '../checks/review.ts';
import { healthConsent } from '../checks/visit.ts';
import type { RulePack } from '../law.ts';
import { rule, words } from '../rule.ts';
import { atLeast, atMost, refused } from '../threshold.ts';

const POLICY = {
  article: 'House policy (no law of a country)',
  mark: 'M',
  effectiveFrom: '2000-01-01',
} as const;
const WRITTEN = ['rx.sign', 'rx.approve', 'rx.refill'] as const;

export const generic: RulePack = {
  id: 'generic',
  version: '2026.11.2',
  extends: null,
  rules: [
    rule({
      ...POLICY,
      id: 'generic.consent.health-data',
      summary: words('健康信息的使用须单独同意。', 'The use of health data needs a consent of its own.'),
      subject: 'consent',
      at: ['visit.open'],
      check: healthConsent,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.specially-controlled',
      summary: words('特殊管理药品不在线上开具。', 'No specially controlled medicine online.'),
      subject: 'prescription',
      at: WRITTEN,
      threshold: {
        codes: refused(['narcotic', 'psychotropic', 'toxic', 'radioactive', 'precursor', 'contains_special']),
        atc: refused(['V09', 'V10']),
      },
      check: neverOnline,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.items',
      step: 'form',
      summary: words('每张处方不超过五种药品。', 'At most five medicines in one prescription.'),
      subject: 'prescription',
      at: WRITTEN,
      threshold: { items: atMost(5) },
      check: itemsAtMost,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.days',
      step: 'form',
      summary: words('七天以上要写明理由。', 'More than seven days need a written reason.'),
      subject: 'prescription',
      at: WRITTEN,
      threshold: { days: atMost(7), emergencyDays: atMost(7) },
      check: daysAtMost,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.long',
      step: 'form',
      summary: words('最多四周。', 'At most four weeks.'),
      subject: 'prescription',
      at: WRITTEN,
      threshold: { usualDays: atMost(28), days: atMost(28) },
      check: longAtMost,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.validity',
      step: 'form',
      summary: words('当日有效。', 'Valid on the day of writing.'),
      subject: 'prescription',
      at: ['rx.sign', 'rx.approve', 'rx.charge', 'rx.dispense'],
      threshold: { days: atMost(1), extendedDays: atMost(1) },
      check: validFor,
      heldBy: 'prescriptions: the end of validity is set at signing and asked at every read and write',
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.reviewer',
      summary: words('审核人是药师，且不是开方人。', 'The reviewer is a pharmacist, and not the prescriber.'),
      subject: 'review',
      at: ['rx.approve'],
      threshold: { dispensingYears: atLeast(0) },
      check: otherReviewer,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.nothing-before-the-pass',
      summary: words('审核通过前不收费、不调配。', 'No charge and no dispensing before the pass.'),
      subject: 'review',
      at: ['rx.charge', 'rx.dispense'],
      check: passedFirst,
    }),
    rule({
      ...POLICY,
      id: 'generic.rx.no-substitution',
      summary: words('按处方调配。', 'Nothing is substituted.'),
      subject: 'dispensing',
      at: ['rx.dispense'],
      check: nothingSubstituted,
    }),
    rule({
      ...POLICY,
      id: 'generic.visit.media-kept',
      summary: words('音视频资料保存三年。', 'Sound and picture of a visit are kept for three years.'),
      subject: 'retention',
      at: ['retention.set'],
      threshold: { years: atLeast(3) },
      check: keptFor('media', 'years'),
      heldBy:
        'recordings: a stored file carries the date until which it is kept, and is never deleted by the server',
    }),
  ],
};
