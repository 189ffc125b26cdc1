/** The clarification between pharmacist and prescriber about a prescription in review, on the wire. */
import { z } from 'zod';
import { Id, Instant, paragraph, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { PrescriptionSummary } from './prescription.ts';
import { route } from './route.ts';

export const THREAD_SIDES = ['pharmacist', 'doctor'] as const;
export type ThreadSide = (typeof THREAD_SIDES)[number];
/** Messages of one page at most. */
export const THREAD_PAGE = 100;
const sides = <T extends z.ZodType>(of: T) => z.object({ pharmacist: of, doctor: of });

/** `seq` counts from 1 without gaps: it is the order on both sides. */
export const ReviewMessage = z.object({
  messageId: Id,
  seq: z.int().min(1),
  from: z.enum(THREAD_SIDES),
  author: z.object({ clinicianId: Id, name: Text, title: Text }),
  text: z.string().max(1000),
  sentAt: Instant,
});
export type ReviewMessage = z.infer<typeof ReviewMessage>;

export const ReviewThread = z.object({
  prescriptionId: Id,
  /** Oldest first; earlier ones may be on the server. */
  messages: z.array(ReviewMessage).max(THREAD_PAGE),
  /** The newest one's `seq`; 0 before the first. */
  last: z.int().min(0),
  read: sides(z.int().min(0)),
  /** What of the other side each has not read. */
  unread: sides(z.int().min(0)),
  /** While the prescription waits for review; reading never ends. */
  writable: z.boolean(),
});
export type ReviewThread = z.infer<typeof ReviewThread>;

const params = HospitalParams.extend({ prescriptionId: Id });
const path = '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review/messages';
const callers = ['pharmacist', 'doctor'] as const;

export const reviewThreadRoutes = {
  listReviewMessages: route({
    id: 'listReviewMessages',
    method: 'get',
    path,
    summary:
      'The newest messages of a clarification, or the newest before a `seq`; for pharmacists and the prescriber.',
    callers,
    params,
    query: z.object({
      before: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      limit: z.coerce.number().int().min(1).max(THREAD_PAGE).default(50),
    }),
    answer: ReviewThread,
    problems: ['not-found'],
    perMinute: 240,
  }),
  sendReviewMessage: route({
    id: 'sendReviewMessage',
    method: 'post',
    path,
    summary:
      'Asks or answers. The pharmacist needs the prescription in hand, and keeps it until the answer; `messageId` is the sender’s own: sent again it is the same message.',
    callers,
    params,
    body: z.object({ messageId: Id, text: paragraph(1000).min(1) }),
    answer: ReviewThread,
    status: 201,
    problems: ['not-found', 'state-conflict', 'review-not-held', 'idempotency-key-reused'],
  }),
  markReviewMessages: route({
    id: 'markReviewMessages',
    method: 'put',
    path: `${path}/marks`,
    summary: 'Up to which `seq` the caller’s side has read. Marks only grow.',
    callers,
    params,
    body: z.object({ read: z.int().min(0) }),
    answer: ReviewThread,
    problems: ['not-found'],
    perMinute: 240,
  }),
  listQuestions: route({
    id: 'listQuestions',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/questions',
    summary: 'One’s own prescriptions in review about which there is a clarification, also after the visit.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: z.object({
      questions: z.array(z.object({ prescription: PrescriptionSummary, thread: ReviewThread })).max(50),
    }),
    problems: [],
    perMinute: 240,
  }),
};
