/** The routes of a signature that its signer confirms outside the server: begun, confirmed in their hands, completed. */
import { z } from 'zod';
import { Id, paragraph, RowVersion } from './common.ts';
import { HospitalParams } from './hospital.ts';
import type { ProblemCode } from './problems.ts';
import { Prescription } from './prescription.ts';
import { REVIEW_REASON_CODES, REVIEW_STEPS } from './prescription.terms.ts';
import { route } from './route.ts';
import { BegunSignature, CompleteBody } from './signing.ts';

const params = HospitalParams.extend({ prescriptionId: Id });
const SIGN = [
  'not-found',
  'not-entitled',
  'version-conflict',
  'state-conflict',
  'checks-blocked',
  'law-blocked',
] as const satisfies ProblemCode[];
const DECIDE = [
  'not-found',
  'own-prescription',
  'already-decided',
  'state-conflict',
  'review-not-held',
  'review-incomplete',
  'version-conflict',
  'checks-blocked',
  'law-blocked',
] as const satisfies ProblemCode[];
const BEGIN = [
  'no-signing-key',
  'level-unavailable',
  'origin-not-registered',
] as const satisfies ProblemCode[];
const COMPLETE = ['ceremony-expired', 'ceremony-refused'] as const satisfies ProblemCode[];

export const DecisionToSign = z.object({
  decision: z.enum(['approve', 'return', 'reject']),
  rxHash: z.string().max(64),
  alertSetHash: z.string().max(64),
  /** As with the decision itself. */
  walked: z.array(z.enum(REVIEW_STEPS)).max(3).default([]),
  ticked: z.array(z.string().max(160)).max(200).default([]),
  /** Null only with `approve`. */
  reason: z.enum(REVIEW_REASON_CODES).nullable(),
  note: paragraph(1000),
});
export type DecisionToSign = z.infer<typeof DecisionToSign>;

export const prescriptionSigningRoutes = {
  beginSignature: route({
    id: 'beginSignature',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/sign/begin',
    summary:
      'Pin the draft as it would be signed now, for five minutes, and say what its doctor has to confirm.',
    callers: ['doctor'],
    params,
    body: z.object({ rowVersion: RowVersion, alertSetHash: z.string().max(64) }),
    answer: BegunSignature,
    problems: [...SIGN, ...BEGIN],
  }),
  completeSignature: route({
    id: 'completeSignature',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/sign/complete',
    summary:
      'Sign what was pinned, with what the doctor’s device answered; refused where the draft has changed since.',
    callers: ['doctor'],
    params,
    body: CompleteBody,
    answer: Prescription,
    problems: [...SIGN, ...COMPLETE],
  }),
  beginDecision: route({
    id: 'beginDecision',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review/begin',
    summary: 'Pin a pharmacist’s decision, for five minutes, and say what they have to confirm.',
    callers: ['pharmacist'],
    params,
    body: DecisionToSign,
    answer: BegunSignature,
    problems: [...DECIDE, ...BEGIN],
  }),
  completeDecision: route({
    id: 'completeDecision',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/review/complete',
    summary: 'Decide as pinned, with what the pharmacist’s device answered.',
    callers: ['pharmacist'],
    params,
    body: CompleteBody,
    answer: Prescription,
    problems: [...DECIDE, ...COMPLETE],
  }),
};
