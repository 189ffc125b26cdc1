/** How long a patient will wait, as an interval in whole minutes. */

/** A consult's usual length in minutes while a department has no history of its own. */
const USUAL_MINUTES = 8;

export interface QueuePace {
  /** Doctors who are seeing patients now; at least one is assumed. */
  doctors: number;
  /** No doctor of the department is at their desk. */
  nobody?: boolean;
  /** Lengths of the last consults in minutes. */
  recent: readonly number[];
}

/**
 * The interval in which a patient with `ahead` people before them is called. With c doctors, each mean m and spread s long, the
 * turn comes after about (ahead + ½)/c · m; the spread of a sum of n lengths grows with √n. The interval is ±1.3 spreads wide
 * (about 80 % of a normal distribution), never narrower than two minutes.
 */
export function estimateWait(ahead: number, { doctors, recent }: QueuePace): { min: number; max: number } {
  const c = Math.max(1, doctors);
  const n = recent.length;
  const known = n >= 5;
  const mean = known ? recent.reduce((a, b) => a + b, 0) / n : USUAL_MINUTES;
  const variance = known
    ? recent.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1)
    : (USUAL_MINUTES / 2) ** 2;
  const middle = ((ahead + 0.5) * mean) / c;
  const spread = Math.sqrt((ahead + 1) * Math.max(variance, 1)) / c;
  const min = Math.max(0, Math.floor(middle - 1.3 * spread));
  return { min, max: Math.max(min + 2, Math.ceil(middle + 1.3 * spread)) };
}
