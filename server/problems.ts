/** Failures that have a name: thrown anywhere below a route, turned into RFC 9457 answers by the one onError. */
import { PROBLEMS, type Problem, type ProblemCode } from '@care-elements/contract/problems.ts';
import type { Work } from './work.ts';

export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extra: Pick<Problem, 'detail' | 'errors' | 'current'>;
  readonly headers: Record<string, string>;
  /** What stays although the request's transaction is undone: done in one of its own. */
  afterwards?: (work: Work) => Promise<void>;
  /** What was written before the refusal stays, and the refusal is the answer to its idempotency key. */
  keeps = false;

  constructor(
    code: ProblemCode,
    extra: Pick<Problem, 'detail' | 'errors' | 'current'> = {},
    headers: Record<string, string> = {},
  ) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.extra = extra;
    this.headers = headers;
  }
}

/** `throw problem('not-found')`: `detail` is a sentence for the developer; the person's words are in the locales. */
export function problem(
  code: ProblemCode,
  detail?: string,
  extra: Pick<Problem, 'errors' | 'current'> = {},
  headers: Record<string, string> = {},
): ProblemError {
  return new ProblemError(code, detail ? { detail, ...extra } : extra, headers);
}

/** A refusal that leaves something behind, such as its own trace: the transaction commits. */
export function keeping(error: ProblemError): ProblemError {
  error.keeps = true;
  return error;
}

/** The answer's body. */
export function problemBody(error: ProblemError, requestId: string): Problem {
  return {
    type: `urn:care:problem:${error.code}`,
    title: error.code.replaceAll('-', ' '),
    status: PROBLEMS[error.code],
    code: error.code,
    ...error.extra,
    requestId,
  };
}
