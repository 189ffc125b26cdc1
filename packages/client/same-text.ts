/** Owns the comparison of what would be signed with what is shown: the same parts, whatever the order of their names. Pure. */
import type { Prescription } from '@care-elements/contract/prescription.ts';

/** Names in order; JSON alone keeps the order in which they came. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Whether a prescription's text says what this prescription shows. */
export function saysTheSame(said: Record<string, unknown>, shown: Prescription): boolean {
  const { prescriptionId, patient, diagnoses, items, longReason, guardianConfirmed, overrides, prescriber } =
    shown;
  const parts = {
    ...{ prescriptionId, patient, diagnoses, items, longReason, guardianConfirmed, overrides, prescriber },
    herbal: shown.herbal,
  };
  return Object.entries(parts).every(([name, value]) => inOrder(said[name]) === inOrder(value));
}
