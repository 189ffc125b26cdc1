/** The state of a fulfilment as it is now: what its prescription's clock has undone needs nobody to write it down. */
import type { FulfilmentState } from '@care-elements/contract/fulfilment.machine.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { stateAt } from '../prescriptions/validity.ts';

interface Way {
  state: FulfilmentState;
  chosenBy: 'patient' | 'counter';
}
interface Rx {
  state: PrescriptionState;
  validUntil: Date | null;
  claimedUntil: Date | null;
  /** Kept once something was handed over. */
  claimId: string | null;
}

export function fulfilmentNow(row: Way, rx: Rx, now: Date): FulfilmentState {
  if (row.state !== 'chosen' && row.state !== 'ready') return row.state;
  switch (stateAt(rx, now)) {
    case 'claimed':
    case 'partially_dispensed':
    case 'dispensed':
      return row.state;
    case 'approved':
      // Only what a patient chose outlives the claim.
      return row.state === 'chosen' && row.chosenBy === 'patient' ? 'chosen' : 'cancelled';
    default:
      // A parcel with what was handed over goes on its way, even if the rest can no longer follow.
      return row.state === 'ready' && rx.claimId !== null && rx.state !== 'claimed' ? 'ready' : 'cancelled';
  }
}
