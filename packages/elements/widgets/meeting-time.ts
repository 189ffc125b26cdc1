/** Owns how a meeting's time is said and read: always the hospital's, and it says so. */
import type { Tongue } from '../base/words.ts';
import { localeOf } from '../controls/locale.ts';

const MINUTE = 60_000;

/** Older browsers know a zone's offset, not yet what people call it. */
function named(lang: Tongue, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = localeOf(lang);
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZoneName: 'shortGeneric' });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZoneName: 'short' });
  }
}

/** What people call the zone: "China Time", "中国时间". */
export const zoneName = (timeZone: string, lang: Tongue): string =>
  named(lang, { timeZone })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')!.value;

/** Day and clock of the hospital, and which zone that is: a listener may sit anywhere. */
export const timeOf = (iso: string, timeZone: string, lang: Tongue): string => {
  const said = new Intl.DateTimeFormat(localeOf(lang), {
    ...{ timeZone, weekday: 'short', month: lang === 'en' ? 'short' : 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(new Date(iso));
  return !lang.startsWith('zh')
    ? `${said} (${zoneName(timeZone, lang)})`
    : `${said}（${zoneName(timeZone, lang)}）`;
};

/** As a field for day and clock has it: the clock on the hospital's wall, without a zone. */
export function wallOf(at: number, timeZone: string): string {
  const fields = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  // Swedish writes 2026-11-28 19:00.
  const said = new Intl.DateTimeFormat('sv-SE', { timeZone, ...fields, hourCycle: 'h23' }).format(at);
  return said.replace(' ', 'T');
}

/** When the wall shows that, in ms; NaN for no time. An hour that a changed clock skips is the one before it. */
export function instantOf(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}:00Z`);
  const offset = (at: number) => Date.parse(`${wallOf(at, timeZone)}:00Z`) - Math.floor(at / MINUTE) * MINUTE;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc)) return NaN;
  const guess = asUtc - offset(asUtc);
  return asUtc - offset(guess);
}
