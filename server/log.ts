/** The log: a line of JSON for each request and each failure, with ids and codes and nothing that a person typed. */
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Env } from './env.ts';

export const createLog = (level: Env['LOG_LEVEL'], to: DestinationStream): Logger =>
  pino({ level, serializers: { err: faultOf } }, to);

/** What the log keeps of a failure. */
export interface Fault {
  type: string;
  message?: string;
  /** SQLSTATE, or Node's code. */
  code?: string;
  table?: string;
  column?: string;
  constraint?: string;
  /** The statement with its placeholders. */
  query?: string;
  stack?: string[];
  cause?: Fault;
}

/**
 * A failure without its words where those can quote what was written: the database names the value that it refused (a
 * telephone number, a complaint), its driver adds every parameter, and a parser shows the place where it stumbled.
 */
export function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, table, column, constraint, query, severity } = error as unknown as Record<string, unknown>;
  const known = { code, table, column, constraint, query };
  const quotes = query !== undefined || severity !== undefined || error instanceof SyntaxError;
  return {
    type: error.name,
    ...(quotes ? {} : { message: error.message }),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value === 'string')),
    // The first lines of a stack are the message once more.
    stack: (error.stack ?? '').split('\n').flatMap((line) => (/^ {4}at /.test(line) ? [line.trim()] : [])),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: faultOf(error.cause, depth + 1) }),
  };
}
