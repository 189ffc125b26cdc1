/** Says for whom a protocol is. */
import type { Protocol } from './protocol.ts';

/** Is the protocol for somebody of this age (years) and sex? An unknown sex shuts nobody out. */
export function isFor({ who }: Pick<Protocol, 'who'>, age: number, sex: string): boolean {
  const [from, below] = who.age ?? [0, 200];
  return age >= from && age < below && (!who.sex || who.sex === sex || sex === 'unknown' || sex === 'other');
}
