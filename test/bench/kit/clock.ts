/** The time of day to a fraction of a millisecond, so that several processes and PostgreSQL can be compared. */

/** Ms since the epoch, of the system's clock, which `Date` tells in whole ms: the offset is read where it steps. */
export function openClock(): () => number {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  const offset = now - performance.now();
  return () => performance.now() + offset;
}
