/** Every problem the server answers with (RFC 9457): its code and its HTTP status. Words live in the locales. */

export const PROBLEMS = {
  'malformed-body': 400,
  'invalid-input': 422,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'token-missing': 401,
  'token-invalid': 401,
  'token-expired': 401,
  'wrong-credentials': 401,
  'wrong-hospital': 403,
  'wrong-role': 403,
  'origin-not-registered': 403,
  'not-entitled': 403,
  'not-found': 404,
  'hospital-unknown': 404,
  'method-not-allowed': 405,
  'version-conflict': 409,
  'state-conflict': 409,
  'already-decided': 409,
  'already-claimed': 409,
  'claim-secret-wrong': 403,
  'void-requested': 409,
  'substitution-refused': 409,
  'more-than-prescribed': 409,
  'payment-due': 409,
  'own-prescription': 409,
  'review-not-held': 409,
  'review-incomplete': 409,
  'visit-ended': 409,
  'queue-empty': 409,
  'too-early': 409,
  'doctor-busy': 409,
  'meeting-full': 409,
  'protocol-outdated': 409,
  'checks-blocked': 409,
  'law-blocked': 409,
  'note-incomplete': 409,
  'signature-missing': 409,
  'formulary-unsigned': 409,
  'level-unavailable': 409,
  'ceremony-needed': 409,
  'no-signing-key': 409,
  'ceremony-expired': 409,
  'ceremony-refused': 422,
  'threshold-looser': 422,
  'consent-missing': 422,
  'file-refused': 422,
  'guardian-missing': 422,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  'formulary-unavailable': 503,
  'media-unavailable': 503,
  'not-ready': 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One thing that is wrong with a body. A lint's finding says in words where it is, what is wrong, and what to do. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
  where?: string;
  problem?: string;
  remedy?: string;
}

/** The body of a problem answer, `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  requestId?: string;
  /** For `invalid-input`: where in the body (JSON Pointer), and what is wrong there. */
  errors?: FieldError[];
  /** For conflicts: the state or version that stands. */
  current?: unknown;
}
