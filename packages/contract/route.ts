/** A route as data: the server mounts it, the client takes its types, the tests walk the list. */
import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

/** Who may call: `public` needs no token; the others a bearer token of that role and hospital. */
export type Caller =
  | 'public'
  | 'patient'
  | 'guest'
  | 'listener'
  | 'doctor'
  | 'pharmacist'
  | 'pharmacy'
  | 'administrator'
  | 'medical_lead';

export interface Route {
  /** The name of the operation, unique: OpenAPI's operationId. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/v1`; parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly callers: readonly Caller[];
  readonly params: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The most bytes of a body of JSON that is larger than what people write: few of them are read at once. */
  readonly maxBytes?: number;
  /** Content types of a body that is a file, instead of JSON. */
  readonly takes?: readonly string[];
  /** The shape of the answer; absent means 204 without a body. */
  readonly answer?: z.ZodType;
  /** Content types of an answer that is a file, instead of JSON. */
  readonly gives?: readonly string[];
  /** Status of success; 200 when not given, 204 without an answer. */
  readonly status?: 200 | 201 | 204;
  /** The problems of its own, besides those that every route has. */
  readonly problems: readonly ProblemCode[];
  /** Requests a minute for one address (public) or one actor; the default stands in the server. */
  readonly perMinute?: number;
  /** Besides, requests a minute for one address, whoever asks: for what costs more than an answer. */
  readonly perMinuteAddress?: number;
}

/** Keeps the literal types of a route's declaration. */
export const route = <const R extends Route>(r: R): R => r;

/** What a route takes and gives, for typed calls. */
export type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
export type AnswerOf<R> = R extends { answer: infer A extends z.ZodType } ? z.output<A> : undefined;
