/** Owns what a failed call looks like: an RFC 9457 problem, or the one code the server can't send, `network`. */

/** A refused field: where it stands in the body (JSON Pointer, `/patient/birthDate`) and why. */
export type FieldProblem = {
  pointer: string;
  code: string;
  message: string;
  /** A lint's words: where it is, what is wrong, what to do. */
  where?: string;
  problem?: string;
  remedy?: string;
};

export class Problem extends Error {
  /** One of the contract's problem codes, or `network` when no answer came at all. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string;
  readonly fields: FieldProblem[];

  /** For conflicts: the state or version that stands. */
  readonly current: unknown;

  constructor(
    status: number,
    body: { code?: string; title?: string; detail?: string; errors?: FieldProblem[]; current?: unknown },
  ) {
    super(body.title || body.code);
    this.status = status;
    this.code = body.code || (status ? 'internal' : 'network');
    this.detail = body.detail || '';
    this.fields = body.errors || [];
    this.current = body.current;
  }
}
