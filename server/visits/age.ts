/** Ages and days as a hospital's own calendar counts them. */

/** Making one takes longer than all its uses in a request; there are a few hundred time zones at most. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, YYYY-MM-DD, that an instant falls on in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  // Swedish dates are ISO 8601's.
  const calendar =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  calendars.set(timeZone, calendar);
  return calendar.format(at);
}

/** Completed years from one day to another, both YYYY-MM-DD; negative when the birth is yet to come. */
export function yearsBetween(birthDate: string, today: string): number {
  const [by, bm, bd] = birthDate.split('-').map(Number) as [number, number, number];
  const [ty, tm, td] = today.split('-').map(Number) as [number, number, number];
  return ty - by - (tm < bm || (tm === bm && td < bd) ? 1 : 0);
}

/** Completed months from one day to another, both YYYY-MM-DD. */
export function monthsBetween(birthDate: string, today: string): number {
  const [by, bm, bd] = birthDate.split('-').map(Number) as [number, number, number];
  const [ty, tm, td] = today.split('-').map(Number) as [number, number, number];
  return (ty - by) * 12 + tm - bm - (td < bd ? 1 : 0);
}
