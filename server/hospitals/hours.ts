/** When a department is open: FHIR's available times on the hospital's own clock. */
import type { Text } from '@care-elements/contract/common.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEK)[number];

/** FHIR R4 HealthcareService.availableTime. Times are HH:MM; an end that is not after its start lies on the next day. */
export interface AvailableTime {
  daysOfWeek: Weekday[];
  allDay?: boolean;
  availableStartTime?: string;
  availableEndTime?: string;
}

interface Local {
  /** Index in WEEK. */
  day: number;
  minute: number;
}
const DAY = 1440;

/** Making one takes longer than all its uses in a request; there are a few hundred time zones at most. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function localOf(timeZone: string, at: Date): Local {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
  clocks.set(timeZone, clock);
  const parts = clock.formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)!.value;
  return {
    day: WEEK.indexOf(of('weekday').toLowerCase() as Weekday),
    minute: +of('hour') * 60 + +of('minute'),
  };
}

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
};

/** Spans of a week in minutes since Monday 0:00, each from … below. */
function spansOf(hours: readonly AvailableTime[]): [number, number][] {
  return hours.flatMap(({ daysOfWeek, allDay, availableStartTime = '00:00', availableEndTime = '24:00' }) =>
    daysOfWeek.map((name): [number, number] => {
      const day = WEEK.indexOf(name) * DAY;
      if (allDay) return [day, day + DAY];
      const [start, end] = [minuteOf(availableStartTime), minuteOf(availableEndTime)];
      return [day + start, day + end + (end <= start ? DAY : 0)];
    }),
  );
}

/** Null is day and night. */
export function isOpenAt(hours: readonly AvailableTime[] | null, timeZone: string, at: Date): boolean {
  if (!hours) return true;
  const { day, minute } = localOf(timeZone, at);
  const now = day * DAY + minute;
  // A span of Sunday night reaches into Monday.
  return spansOf(hours).some(
    ([from, below]) => (now >= from && now < below) || (now + 7 * DAY >= from && now + 7 * DAY < below),
  );
}

const DAYS: Text[] =
  '周一 Monday,周二 Tuesday,周三 Wednesday,周四 Thursday,周五 Friday,周六 Saturday,周日 Sunday'
    .split(',')
    .map((both) => ({ 'zh-CN': both.split(' ')[0]!, en: both.split(' ')[1]! }));

/** When it opens next, in words: “今天 8:00”, “tomorrow at 8:00”; undefined when it never does. */
export function opensNext(hours: readonly AvailableTime[], timeZone: string, at: Date): Text | undefined {
  const { day, minute } = localOf(timeZone, at);
  const now = day * DAY + minute;
  const [wait] = spansOf(hours)
    .map(([from]) => (from - now + 7 * DAY) % (7 * DAY))
    .sort((a, b) => a - b);
  if (wait === undefined) return undefined;
  const then = now + wait;
  const time = `${Math.floor((then % DAY) / 60)}:${String(then % 60).padStart(2, '0')}`;
  const days = Math.floor(then / DAY) - day;
  const when = DAYS[Math.floor(then / DAY) % 7]!;
  if (days === 0) return { 'zh-CN': `今天 ${time}`, en: `today at ${time}` };
  if (days === 1) return { 'zh-CN': `明天 ${time}`, en: `tomorrow at ${time}` };
  return { 'zh-CN': `${when['zh-CN']} ${time}`, en: `on ${when.en} at ${time}` };
}
