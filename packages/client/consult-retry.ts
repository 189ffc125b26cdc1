/** Owns when a broken connection is tried again: pure, so that a cut can be replayed. */

/** LiveKit mends a broken connection for this long with the token it has; then a fresh one is asked for. */
const MEND_MS = 60_000;
/** A try a second at most, where each one fails at once: a server that everyone asks at the same time. */
const RETRY_CAP_MS = 1000;
const STEP_MS = 200;
/** A try that took longer ran into its time limit: nothing came back at all. */
const SLOW_MS = 2500;

/** What LiveKit asks of a `ReconnectPolicy`. */
export interface Retry {
  nextRetryDelayInMs(context: { elapsedMs: number; retryCount: number }): number | null;
}

/**
 * After a try that ran into its time limit the next begins at once, since it was the pause: once the way is healed, what is
 * lost is the rest of one try. (Its handshake was sent at 0 and 1 s, and would be sent again at 3 s only: RFC 6298.)
 */
export function createRetry(random: () => number): Retry {
  let quick = 0;
  let before = 0;
  return {
    nextRetryDelayInMs({ elapsedMs, retryCount }) {
      quick = retryCount && elapsedMs - before > SLOW_MS ? 0 : retryCount ? quick + 1 : 1;
      before = elapsedMs;
      return elapsedMs > MEND_MS ? null : Math.min(RETRY_CAP_MS, STEP_MS * quick) * (0.5 + random() / 2);
    },
  };
}
