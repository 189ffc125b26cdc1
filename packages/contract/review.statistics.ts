/** Four-eyes statistics on the wire: who decides on whose prescriptions, how, and after how long. */
import { z } from 'zod';
import { Day, Id, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { REVIEW_REASON_CODES } from './prescription.terms.ts';
import { route } from './route.ts';

/** Days that are counted at once, first and last included. */
export const STATISTICS_DAYS = 92;
/** Rows of one table at most, the biggest first. */
export const STATISTICS_ROWS = 500;

const Person = z.object({ clinicianId: Id, name: Text, title: Text });
const Share = z.number().min(0).max(1);

const Counts = z.object({
  reviewed: z.int(),
  passed: z.int(),
  returned: z.int(),
  rejected: z.int(),
  /** The doctors' reasons against alerts that a pass let stand. */
  overridesAccepted: z.int(),
  /** From the doctor's signature to the decision; null where there is none. */
  medianWaitSeconds: z.number().nullable(),
  /** From taking it in hand to the decision; null where it is not on record. */
  medianHandSeconds: z.number().nullable(),
});
export type ReviewCounts = z.infer<typeof Counts>;

export const ReviewStatistics = z.object({
  from: Day,
  to: Day,
  totals: Counts,
  pharmacists: z.array(Counts.extend({ pharmacist: Person })).max(STATISTICS_ROWS),
  pairs: z
    .array(
      z.object({
        pharmacist: Person,
        prescriber: Person,
        reviewed: z.int(),
        passedShare: Share,
        /** Of the prescriber's prescriptions that were decided in these days, those that this pharmacist decided. */
        prescriberShare: Share,
      }),
    )
    .max(STATISTICS_ROWS),
  /** Why prescriptions were returned or rejected. */
  reasons: z
    .array(z.object({ reason: z.enum(REVIEW_REASON_CODES), returned: z.int(), rejected: z.int() }))
    .max(REVIEW_REASON_CODES.length),
});
export type ReviewStatistics = z.infer<typeof ReviewStatistics>;

const spanOf = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

export const reviewStatisticsRoutes = {
  getReviewStatistics: route({
    id: 'getReviewStatistics',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/review-statistics',
    summary:
      'Who reviewed whose prescriptions from one day to another of the hospital’s calendar; for administrators and the pharmacy lead.',
    callers: ['pharmacist', 'administrator'],
    params: HospitalParams,
    query: z
      .object({ from: Day, to: Day })
      .refine((days) => spanOf(days) >= 1 && spanOf(days) <= STATISTICS_DAYS, {
        path: ['to'],
        message: `From the first to the last day, ${STATISTICS_DAYS} days at most.`,
      }),
    answer: ReviewStatistics,
    problems: ['not-entitled'],
    perMinute: 60,
  }),
};
