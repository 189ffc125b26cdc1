/** The review desk on the wire: what waits, who has which prescription in hand, and what is reviewed in which order. */
import { z } from 'zod';
import { Id, Instant, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { Prescription, PrescriptionSummary } from './prescription.ts';
import { REVIEW_STEPS } from './prescription.terms.ts';
import { THREAD_SIDES } from './review.thread.ts';
import { route } from './route.ts';

/** Rows of one page of the list at most. */
export const REVIEWS_PAGE = 100;

/**
 * Who has a prescription in hand. Nobody else takes or decides on it before `until`; while the doctor was asked, it is kept
 * for who asked, also without their page.
 */
export const ReviewLease = z.object({
  leaseId: Id,
  pharmacist: z.object({ clinicianId: Id, name: Text, title: Text }),
  since: Instant,
  until: Instant,
  /** When the doctor was asked; null once there is an answer, and before. */
  askedAt: Instant.nullable(),
});
export type ReviewLease = z.infer<typeof ReviewLease>;

/**
 * Why the reader can't decide on what they see: their own prescription, not qualified by the rules in force, a colleague has
 * it in hand, nobody has (take it first), it waits no longer.
 */
export const REVIEW_BARS = ['own', 'not-qualified', 'held', 'free', 'over'] as const;

/** What a line of the checklist found, the worst last; `warn` stands for what a doctor's reason has lifted, too. */
export const LINE_VERDICTS = ['pass', 'info', 'warn', 'unable', 'block'] as const;

/** One rule of the packs in force, or one kind of check: also those that object to nothing. */
export const ChecklistLine = z.object({
  id: z.string().max(160),
  step: z.enum(REVIEW_STEPS),
  title: Text,
  /** The article, where it is a rule. */
  source: z.string().max(400).nullable(),
  verdict: z.enum(LINE_VERDICTS),
  /** Its findings, by their keys. */
  keys: z.array(z.string().max(160)).max(400),
});
export type ChecklistLine = z.infer<typeof ChecklistLine>;

/**
 * In the order of review. Where it is `clean` (every line passed, or only notes something) one decision confirms it as it
 * is shown; else the steps are walked one after the other, and each line that could not be checked is ticked as looked at.
 */
export const Checklist = z.object({ lines: z.array(ChecklistLine).max(200), clean: z.boolean() });
export type Checklist = z.infer<typeof Checklist>;

/** A prescription on the table. */
export const OpenReview = z.object({
  prescription: Prescription,
  checklist: Checklist,
  lease: ReviewLease.nullable(),
  /** Null: the reader holds the lease and decides. */
  bar: z.enum(REVIEW_BARS).nullable(),
});
export type OpenReview = z.infer<typeof OpenReview>;

export const ReviewEntry = PrescriptionSummary.extend({
  lease: ReviewLease.nullable(),
  /** Where there is a clarification: who is to say the next word, and what the pharmacist has not read. */
  talk: z.object({ waitingFor: z.enum(THREAD_SIDES), unread: z.int() }).nullable(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

export const ReviewList = z.object({
  /** Oldest first. */
  prescriptions: z.array(ReviewEntry).max(REVIEWS_PAGE),
  /** The last row, where more wait behind it: what `after` takes. */
  next: Id.nullable(),
  counts: z.object({
    waiting: z.int(),
    /** Of these, those that somebody has in hand, and those whose doctor was asked. */
    held: z.int(),
    asked: z.int(),
  }),
  /** Minutes from which a wait is long, and very long: the hospital's own. */
  waits: z.object({ longMin: z.int(), veryLongMin: z.int() }),
});
export type ReviewList = z.infer<typeof ReviewList>;

const ReviewParams = HospitalParams.extend({ prescriptionId: Id });
const Lease = z.object({ leaseId: Id });
const callers = ['pharmacist'] as const;

export const reviewRoutes = {
  listReviews: route({
    id: 'listReviews',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/reviews',
    summary: 'What waits for review, oldest first, with who has it in hand; a page at a time.',
    callers,
    params: HospitalParams,
    query: z.object({
      after: Id.optional(),
      limit: z.coerce.number().int().min(1).max(REVIEWS_PAGE).default(50),
    }),
    answer: ReviewList,
    problems: [],
    perMinute: 240,
  }),
  nextReview: route({
    id: 'nextReview',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/reviews/next',
    summary:
      'Takes the longest waiting that nobody has in hand, besides the one that is put away. Null where there is none.',
    callers,
    params: HospitalParams,
    body: z.object({ besides: Id.nullable() }),
    answer: z.object({ review: OpenReview.nullable() }),
    problems: [],
  }),
  getReview: route({
    id: 'getReview',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review',
    summary: 'A signed prescription as it stands on the review desk; takes nothing.',
    callers,
    params: ReviewParams,
    answer: OpenReview,
    problems: ['not-found'],
    perMinute: 240,
  }),
  openReview: route({
    id: 'openReview',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review',
    summary:
      'Opens a prescription and takes it in hand, where nobody else has it: else it is opened to be read, and `bar` says why. The same pharmacist finds the same lease.',
    callers,
    params: ReviewParams,
    answer: OpenReview,
    problems: ['not-found'],
  }),
  keepReview: route({
    id: 'keepReview',
    method: 'put',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review/lease',
    summary: 'The page is still open: the lease lasts longer. Refused once it has ended.',
    callers,
    params: ReviewParams,
    body: Lease,
    answer: ReviewLease,
    problems: ['not-found', 'review-not-held'],
  }),
  leaveReview: route({
    id: 'leaveReview',
    method: 'delete',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review/lease',
    summary:
      'Puts the prescription away: a colleague may take it. While the doctor is asked it stays reserved.',
    callers,
    params: ReviewParams,
    body: Lease,
    problems: ['not-found'],
  }),
};
