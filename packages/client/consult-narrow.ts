/**
 * Owns whether the others are asked for thin sound: a way down that is too narrow is filled by sound that is sent twice (RED), and
 * where packets are merely lost that is what saves it. Pure.
 */

export interface Narrow {
  /** The others are asked for thin sound. */
  asked: boolean;
  changedAt: number;
  /** Since when it has looked, without a break, as if it should be otherwise. */
  since: number | null;
  /** Thin sound was lost as well: it was not for want of width, and is not asked for again. */
  vain: boolean;
}
/** What was measured in about a second: milliseconds of any clock and there and back; what did not arrive, 0 to 1. */
interface Way {
  at: number;
  rtt: number | null;
  lossIn: number;
}

export const WIDE: Narrow = { asked: false, changedAt: 0, since: null, vain: false };

/** A full queue keeps what it does not drop waiting; loss alone delays nothing. */
const QUEUE_MS = 300;
const LOSS = 0.05;
const LONG_MS = 3000;
/** Published anew, and the queue has drained. */
const DRAINED_MS = 8000;

/** `pictures`: theirs are wanted here, and thin sound would not be what helps. */
export function look(narrow: Narrow, { at, rtt, lossIn }: Way, pictures: boolean): Narrow {
  const { asked, vain } = narrow;
  const change = (to: boolean, failed = false): Narrow => ({
    ...{ asked: to, changedAt: at, since: null, vain: vain || failed },
  });
  if (pictures) return asked ? change(false) : { ...narrow, since: null };
  const lossy = lossIn > LOSS;
  const against = asked ? lossy && at - narrow.changedAt > DRAINED_MS : lossy && (rtt ?? 0) > QUEUE_MS;
  const since = against && !(vain && !asked) ? (narrow.since ?? at) : null;
  if (since === null || at - since < LONG_MS) return { ...narrow, since };
  return change(!asked, asked);
}
