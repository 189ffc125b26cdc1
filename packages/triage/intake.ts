/** Takes what a file or another program says of a patient, in whatever sensible writing: age, sex, pregnancy, measurements. Server only. */
import type { Person } from './understand/signs.ts';

export interface Intake {
  person: Person & { vitals?: NonNullable<Person['vitals']> };
  /** What was given and could not be used: `age`, `vitals.temp` …, with what stood there. */
  ignored: { field: string; value: unknown }[];
}

/** Years, months, weeks, days: 45, "45", "45y", "3 months", "3m", "10 days", "3个月", "6周", "45岁". */
const UNITS: [RegExp, number][] = [
  [/^(?:y(?:ears?|rs?|o)?(?: old)?|岁|周岁)?$/i, 1],
  [/^(?:m(?:o|os|onths?)?(?: old)?|个?月大?)$/i, 12],
  [/^(?:w(?:ks?|eeks?)?(?: old)?|周大?|个?星期)$/i, 365.25 / 7],
  [/^(?:d(?:ays?)?(?: old)?|天大?|日龄)$/i, 365.25],
];
const OLDEST = 130;

export function ageOf(given: unknown): number | undefined {
  const [, digits, unit] =
    /^(\d+(?:\.\d+)?)[ -]*((?![\d. -]).*)$/.exec(String(given).normalize('NFKC').trim()) ?? [];
  const parts = UNITS.find(([pattern]) => unit !== undefined && pattern.test(unit.trim()))?.[1];
  const years = parts && +digits! / parts;
  return years === undefined || years > OLDEST ? undefined : years;
}

const SEXES: Record<string, string> = {
  ...{ f: 'female', female: 'female', w: 'female', woman: 'female', girl: 'female', 女: 'female' },
  ...{ m: 'male', male: 'male', man: 'male', boy: 'male', 男: 'male' },
  ...{ other: 'other', unknown: 'unknown', u: 'unknown' },
};
const AWAKE: Record<string, string> = {
  ...{ a: 'alert', alert: 'alert', c: 'confused', confused: 'confused', confusion: 'confused' },
  ...{ v: 'voice', voice: 'voice', verbal: 'voice', p: 'pain', pain: 'pain' },
  ...{ u: 'unresponsive', unresponsive: 'unresponsive', unconscious: 'unresponsive' },
};
/** What a living person can have; anything else is a slip. */
const RANGES = {
  sbp: [30, 300],
  dbp: [10, 200],
  hr: [10, 300],
  rr: [2, 120],
  temp: [25, 45],
  spo2: [40, 100],
  glucose: [0.3, 60],
  pain: [0, 10],
} as const;

/** A number, or a text that begins with one: "38.5", "38,5 ℃", "98 %", "7/10". */
function numberOf(given: unknown): number | undefined {
  if (typeof given === 'number') return given;
  const [digits] =
    (typeof given === 'string' && /^-?\d+(?:[.,]\d+)?(?=\s*(?:[^\d.,\s]|$))/.exec(given.trim())) || [];
  return digits === undefined ? undefined : +digits.replace(',', '.');
}

function measured(name: keyof typeof RANGES, given: unknown): number | undefined {
  let value = numberOf(given);
  if (value === undefined) return undefined;
  // Nobody is warmer than 45 °C, and no sugar is above 60 mmol/L: those are °F and mg/dL. Saturation can be a fraction.
  if (name === 'temp' && value > 45) value = Math.round(((value - 32) / 1.8) * 10) / 10;
  if (name === 'glucose' && value > 60) value = Math.round((value / 18) * 10) / 10;
  if (name === 'spo2' && value > 0 && value <= 1) value *= 100;
  const [least, most] = RANGES[name];
  return value >= least && value <= most ? value : undefined;
}

const looked = (table: Record<string, string>, given: unknown): string | undefined =>
  typeof given === 'string' && Object.hasOwn(table, given.trim().toLowerCase())
    ? table[given.trim().toLowerCase()]
    : undefined;

/** Null and an empty text say "not known"; what makes no sense is ignored and named. */
export function intake(given: Record<string, unknown>): Intake {
  const ignored: Intake['ignored'] = [];
  const take = <T>(field: string, value: unknown, read: (value: unknown) => T | undefined): T | undefined => {
    if (value === undefined || value === null || value === '') return undefined;
    const taken = read(value);
    if (taken === undefined) ignored.push({ field, value });
    return taken;
  };
  const age = take('age', given['age'], ageOf);
  const sex = take('sex', given['sex'], (value) => looked(SEXES, value));
  const pregnant = take('pregnant', given['pregnant'], (value) =>
    typeof value === 'boolean' ? value : undefined,
  );
  const table = take('vitals', given['vitals'], (value) =>
    typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined,
  );
  const vitals: NonNullable<Person['vitals']> = {};
  for (const name of Object.keys(RANGES) as (keyof typeof RANGES)[]) {
    const value = take(`vitals.${name}`, table?.[name], (value) => measured(name, value));
    if (value !== undefined) vitals[name] = value;
  }
  const awake = take('vitals.consciousness', table?.['consciousness'], (value) => looked(AWAKE, value));
  if (awake) vitals.consciousness = awake;
  return {
    person: {
      ...(age !== undefined && { age }),
      ...(sex !== undefined && { sex }),
      ...(pregnant !== undefined && { pregnant }),
      ...(Object.keys(vitals).length > 0 && { vitals }),
    },
    ignored,
  };
}
