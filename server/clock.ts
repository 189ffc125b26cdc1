/**
 * The server's clock: the machine's, but never a step back. Where that is set back, by an hour or a leap second, ours goes on at half the
 * pace until the two agree, so that who comes later never stands before who came earlier, and nothing ends twice.
 */

export interface ClockSource {
  /** The machine's time, ms since 1970. */
  wall(): number;
  /** Ms of a clock that nobody sets. */
  steady(): number;
}
const MACHINE: ClockSource = { wall: () => Date.now(), steady: () => performance.now() };
/** Told in the log; less is the ordinary work of a time server. */
const TOLD_MS = 1000;

export function createClock(onSetBack: (ms: number) => void = () => {}, from = MACHINE): () => Date {
  let last = from.wall();
  let at = from.steady();
  let behind = false;
  return () => {
    const wall = from.wall();
    const steady = from.steady();
    if (wall >= last) behind = false;
    else if (!behind && last - wall > TOLD_MS) {
      behind = true;
      onSetBack(last - wall);
    }
    // Whole ms are what a Date keeps; the rest is not lost to who asks often.
    last = Math.max(wall, last + (steady - at) / 2);
    at = steady;
    return new Date(last);
  };
}
