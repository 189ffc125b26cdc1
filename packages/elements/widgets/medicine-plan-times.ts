/** When a medicine is taken, as hours of the day, and the calendar file made of it (RFC 5545). Pure. */
import type { Frequency } from '@care-elements/contract/prescription.terms.ts';
import type { Item } from '@care-elements/contract/prescription.ts';

/** Morning, noon, evening, bedtime: the hours that the plan and the calendar mean by them. */
export const DAY_HOURS = ['08:00', '12:00', '18:00', '21:30'] as const;

/** Hours of one day on which it is taken, and every how many days; null where no hour can be named (when needed, once now). */
export function hoursOf(frequency: Frequency): { hours: readonly string[]; every: number } | null {
  const [morning, noon, evening, night] = DAY_HOURS;
  const daily = (...hours: string[]) => ({ hours, every: 1 });
  switch (frequency) {
    case 'qd':
    case 'qam':
      return daily(morning);
    case 'qn':
      return daily(night);
    case 'bid':
      return daily(morning, evening);
    case 'tid':
      return daily(morning, noon, evening);
    case 'qid':
      return daily(morning, noon, evening, night);
    case 'q12h':
      return daily('08:00', '20:00');
    case 'q8h':
      return daily('06:00', '14:00', '22:00');
    case 'q6h':
      return daily('00:00', '06:00', '12:00', '18:00');
    case 'qod':
      return { hours: [morning], every: 2 };
    case 'qw':
      return { hours: [morning], every: 7 };
    case 'prn':
    case 'st':
      return null;
  }
}

/** YYYY-MM-DD, `days` later. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day on which it is taken: the next one where every hour of `first` had passed at `now`. */
export function firstDayOf({ frequency }: Pick<Item, 'frequency'>, first: string, now?: string): string {
  const when = frequency && hoursOf(frequency);
  return now !== undefined && when?.hours.every((hour) => hour <= now) ? daysLater(first, 1) : first;
}

/** The last day on which it is taken, when it begins on `first`; a day later where an hour of the first had passed at `now`. */
export function lastDayOf(
  { days, frequency }: Pick<Item, 'days' | 'frequency'>,
  first: string,
  now?: string,
): string {
  const when = frequency && hoursOf(frequency);
  const every = when ? when.every : 1;
  const rounds = Math.max(1, Math.ceil((days ?? 1) / every));
  const late = now !== undefined && !!when?.hours.some((hour) => hour <= now);
  // Every other day: the last dose, not the end of the days.
  return daysLater(first, (rounds - 1) * every + (late ? 1 : 0));
}

export interface Reminder {
  /** Unique and the same each time: a calendar that reads the file again changes nothing. */
  uid: string;
  title: string;
  text: string;
  /** YYYY-MM-DD and HH:MM by the patient's own clock, wherever they are. */
  day: string;
  hour: string;
  every: number;
  times: number;
}

/** One for each hour of each medicine that has hours. */
export function remindersOf(
  items: readonly Item[],
  first: string,
  {
    prescriptionId,
    title,
    text,
    now,
  }: {
    prescriptionId: string;
    title(item: Item): string;
    text(item: Item): string;
    /** HH:MM, where it begins today: an hour that has passed begins tomorrow, and no dose is lost. */
    now?: string | undefined;
  },
): Reminder[] {
  return items.flatMap((item) => {
    const when = item.frequency && item.days ? hoursOf(item.frequency) : null;
    return (when?.hours ?? []).map((hour) => ({
      uid: `${prescriptionId}-${item.line}-${hour.replace(':', '')}@care-elements`,
      ...{ title: title(item), text: text(item), hour },
      day: now !== undefined && hour <= now ? daysLater(first, 1) : first,
      ...{ every: when!.every, times: Math.ceil(item.days! / when!.every) },
    }));
  });
}

/** RFC 5545 3.3.11: backslash, semicolon, comma and line breaks are escaped. */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 5545 3.1: at most 75 octets a line; a longer one goes on after a space. No character is torn. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [out, room] = ['', 75];
  for (const char of line) {
    const size = encoder.encode(char).length;
    if (size > room) [out, room] = [`${out}\r\n `, 74];
    out += char;
    room -= size;
  }
  return out;
}

/** `now`: when the file is made. Times are floating, so that eight o'clock is eight o'clock where the patient is. */
export function calendarOf(reminders: readonly Reminder[], name: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Care Elements//Medicine plan//EN',
    `X-WR-CALNAME:${escaped(name)}`,
  ];
  for (const { uid, title, text, day, hour, every, times } of reminders)
    lines.push(
      ...['BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp}`],
      ...[`DTSTART:${day.replaceAll('-', '')}T${hour.replace(':', '')}00`, 'DURATION:PT15M'],
      `RRULE:FREQ=DAILY;${every > 1 ? `INTERVAL=${every};` : ''}COUNT=${times}`,
      ...[`SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`, 'CLASS:PRIVATE'],
      ...[
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(title)}`,
        'TRIGGER:PT0M',
        'END:VALARM',
        'END:VEVENT',
      ],
    );
  return [...lines, 'END:VCALENDAR', ''].map(folded).join('\r\n');
}
