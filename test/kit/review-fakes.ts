/** The review desk's parts for element and store tests. */
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { ReviewEntry } from '@care-elements/contract/review.ts';
import { summaryOf } from './prescription-fakes.ts';

/** The review list's row of a prescription: in nobody's hand. */
export const entryOf = (rx: Prescription, change: Partial<ReviewEntry> = {}): ReviewEntry => ({
  ...summaryOf(rx),
  lease: null,
  ...change,
});
