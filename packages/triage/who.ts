/** Says for whom a protocol is. */
import type { Protocol } from './protocol.ts';

/**
 * Is the protocol for somebody of this age (years), sex and pregnancy? What is not known shuts nobody out: a protocol for the
 * pregnant asks.
 */
export function isFor(
  { who }: Pick<Protocol, 'who'>,
  age: number,
  sex: string,
  pregnant?: boolean | undefined,
): boolean {
  const [from, below] = who.age ?? [0, 200];
  if (age < from || age >= below) return false;
  if (who.pregnant && (pregnant === false || sex === 'male')) return false;
  return !who.sex || who.sex === sex || sex === 'unknown' || sex === 'other';
}
