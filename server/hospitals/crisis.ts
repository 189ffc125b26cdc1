/** The line to call with thoughts of suicide: the hospital's own, else the one of the country that its emergency number is of. */
import lines from '@care-elements/triage/crisis-lines.json' with { type: 'json' };
import type { HospitalRow } from './repo.ts';

export const crisisLineOf = ({
  crisisLine,
  emergencyNumber,
}: Pick<HospitalRow, 'crisisLine' | 'emergencyNumber'>): string | null =>
  crisisLine ?? lines.find((line) => line.emergencyNumber === emergencyNumber)?.number ?? null;
