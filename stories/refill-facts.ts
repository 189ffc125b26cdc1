/** Owns the refills of the stories: one that runs, and its two turns. */
import type { Refill } from '@care-elements/contract/refill.ts';
import type { World } from './facts.ts';
import { patientRx } from './rx-facts.ts';
import { VISIT_ID } from './visit-facts.ts';

const ID = '0190aaaa-0000-7000-8000-000000000077';
/** A turn that nobody has asked for yet. */
export const open = {
  requestedAt: null,
  decidedAt: null,
  reason: null,
  prescriptionId: null,
  prescriptionState: null,
};

export function refill(world: World, change: Partial<Refill> = {}): Refill {
  const { prescriber, items, prescriptionId, number } = patientRx(world);
  return {
    ...{ refillId: ID, visitId: VISIT_ID, prescriptionId, number, state: 'active', prescriber },
    ...{ medicines: items.map(({ drug }) => drug.name), days: 28, intervalDays: 25, left: 2 },
    validUntil: '2027-02-20T16:00:00.000Z',
    slots: [
      { ...open, slot: 1, state: 'open', from: '2026-12-20' },
      { ...open, slot: 2, state: 'open', from: '2027-01-14' },
    ],
    next: { slot: 1, from: '2026-12-20', obstacle: 'too-early' },
    ...change,
  };
}
export const slots = (world: World, first: Partial<Refill['slots'][number]>): Refill['slots'] => {
  const [one, two] = refill(world).slots;
  return [{ ...one!, requestedAt: '2026-12-20T01:00:00.000Z', ...first }, two!];
};
