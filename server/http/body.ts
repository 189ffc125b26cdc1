/** The one place where a body is read: counted while it comes, within a time, and not before somebody asks for it here. */
import type { Context } from 'hono';
import { problem, type ProblemError } from '../problems.ts';

/** The largest body of a write: a long note with a full prescription is a tenth of it. */
export const BODY_BYTES = 128 * 1024;
/** It comes in this time over 35 kbit a second. */
const BODY_MS = 30_000;
/** A file or a table of 10 MB comes in this time over half a megabit a second. */
const LARGE_MS = 160_000;

/** What is left of a body that nobody will read must not hold, or cut, the requests after it on the connection. */
const CLOSE = { Connection: 'close' };
/** A part of a byte takes hundreds of times what it holds: so many are made one. */
const PARTS = 256;
const broken = (detail: string): ProblemError => problem('malformed-body', detail, {}, CLOSE);

/** The body, and not a byte more than `most`: also where nobody said how long it is. Whatever comes later than in `ms` is not waited for. */
export async function readBytes(
  c: Context,
  most: number = BODY_BYTES,
  ms: number = most > BODY_BYTES ? LARGE_MS : BODY_MS,
): Promise<Buffer> {
  const tooLarge = () => problem('body-too-large', `At most ${most} bytes.`, { current: most }, CLOSE);
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge();
  // As the network gives it; what others have made of the request is of no matter.
  const reader = c.req.raw.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (!reader) return Buffer.alloc(0);
  const letGo = () => void reader.cancel().catch(() => undefined);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    letGo();
  }, ms);
  try {
    const parts: Uint8Array[] = [];
    let merged = 0;
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw broken('The body broke off.');
      });
      if (late) throw broken(`The body did not come in ${ms / 1000} s.`);
      if (done) return Buffer.concat(parts, length);
      length += value.length;
      if (length > most) throw tooLarge();
      parts.push(value);
      if (parts.length - merged < PARTS) continue;
      parts.push(Buffer.concat(parts.splice(merged)));
      merged = parts.length;
    }
  } finally {
    clearTimeout(timer);
    letGo();
  }
}
