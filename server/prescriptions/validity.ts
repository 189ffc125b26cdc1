/** How long a prescription is in force: days of the hospital's own calendar, ending at a local midnight. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { dayIn } from '../visits/age.ts';

const DAY_MS = 86_400_000;

/** YYYY-MM-DD, `days` later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The first instant that is no longer within `days` calendar days of the signing day (1: the signing day alone). Searched by
 * the calendar itself, so that a day of 23 or 25 hours ends where it ends.
 */
export function validUntil(timeZone: string, signedAt: Date, days: number): Date {
  const ends = addDays(dayIn(timeZone, signedAt), days);
  let [inside, outside] = [signedAt.getTime(), signedAt.getTime() + (days + 1) * DAY_MS + 3 * 3_600_000];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (dayIn(timeZone, new Date(middle)) < ends) inside = middle;
    else outside = middle;
  }
  return new Date(outside);
}

/** The state as it is now: the clock needs nobody to write it down. */
export function stateAt(
  row: { state: PrescriptionState; validUntil: Date | null; claimedUntil?: Date | null },
  now: Date,
): PrescriptionState {
  const free = row.state === 'claimed' && row.claimedUntil != null && row.claimedUntil <= now;
  const state = free ? 'approved' : row.state;
  const open = state === 'pending_review' || state === 'approved' || state === 'partially_dispensed';
  return open && row.validUntil !== null && row.validUntil <= now ? 'expired' : state;
}
