/** Owns a prescription's days and times in words, in the hospital's time zone: dates, validity, and a child's age. Pure. */
import type { Tongue } from '../base/words.ts';
import { localeOf } from '../controls/locale.ts';
import type { PaperWords } from '../locales/en/prescription.ts';

/** `2026-11-22`, the hospital's day of an instant. */
export function dayOf(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** `10:32`, the hospital's clock. */
export const clockOf = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);

/** `11 月 22 日`, `22 November`; with the year where `year` is set. */
export const dayWords = (instant: Date, timeZone: string, tongue: Tongue, year = false): string =>
  new Intl.DateTimeFormat(localeOf(tongue), {
    ...{ timeZone, month: 'long', day: 'numeric' },
    ...(year ? { year: 'numeric' } : {}),
  })
    .format(instant)
    // A space between figures and Chinese, as everywhere else in the kit.
    .replace(
      /(\d)([年月日])(?=(\d)?)/g,
      (_, n, unit, more) => `${n} ${unit}${more === undefined ? '' : ' '}`,
    );

/**
 * The last day of validity and the time on it; `time` null means the end of that day. `until` is the first instant at which it
 * is no longer valid, so midnight belongs to the day before.
 */
export function lastDay(until: string, timeZone: string): { day: Date; time: string | null } {
  const end = new Date(until);
  const time = clockOf(end, timeZone);
  return time === '00:00' ? { day: new Date(end.getTime() - 1), time: null } : { day: end, time };
}

/** The end of validity in one phrase, as patient, doctor and counter read it: `midnight, 22 November`, `11 月 22 日 24:00`. */
export function endWords(until: string, timeZone: string, lang: Tongue): string {
  const { day, time } = lastDay(until, timeZone);
  const date = dayWords(day, timeZone, lang);
  return !lang.startsWith('zh') ? `${time ?? 'midnight'}, ${date}` : `${date} ${time ?? '24:00'}`;
}

/** Years; for a small child months or days too, as a prescription asks for. `birth` and `on` are days, YYYY-MM-DD. */
export function ageWords(birth: string, on: string, t: PaperWords): string {
  const [by = 0, bm = 0, bd = 0] = birth.split('-').map(Number);
  const [y = 0, m = 0, d = 0] = on.split('-').map(Number);
  const months = (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
  if (months < 1) return t.days(Math.max(0, Math.round((Date.parse(on) - Date.parse(birth)) / 86_400_000)));
  if (months < 12) return t.months(months);
  return months < 36 ? t.yearsMonths(Math.floor(months / 12), months % 12) : t.years(Math.floor(months / 12));
}
