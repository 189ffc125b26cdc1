/** A threshold: its value over time, and which way is stricter, so that a hospital may tighten it and never loosen it. */
import type { Day } from './facts.ts';

export type Value = number | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/**
 * `lower`, `higher`: numbers. `longer`, `shorter`: lists that may only gain, or only lose. `on`, `off`: what a switch may be
 * turned to. `fixed`: nobody moves it.
 */
export type Stricter = 'lower' | 'higher' | 'longer' | 'shorter' | 'on' | 'off' | 'fixed';

export interface ThresholdSpec {
  readonly stricter: Stricter;
  /** The value, and since when; the first holds from the rule's own beginning. */
  readonly history: readonly { readonly from: Day; readonly value: Value }[];
  /** The least that makes sense, for a number. */
  readonly least: number;
}

const BEGINNING = '0000-01-01';
const spec =
  <V extends Value>(stricter: Stricter, least = 0) =>
  /** `changes`: the day of each later value. */
  (first: V, ...changes: [from: Day, value: V][]): ThresholdSpec => ({
    stricter,
    least,
    history: [{ from: BEGINNING, value: first }, ...changes.map(([from, value]) => ({ from, value }))],
  });

export const atMost = spec<number>('lower', 1);
export const atLeast = spec<number>('higher');
/** Everything in it is refused. */
export const refused = spec<readonly string[]>('longer');
/** Only what is in it is allowed. */
export const allowed = spec<readonly string[]>('shorter');
/** A switch that may be turned on. */
export const stricterWhenOn = spec<boolean>('on');
export const fixed = spec<Value>('fixed');

export const valueOn = ({ history }: ThresholdSpec, day: Day): Value =>
  history.findLast(({ from }) => from <= day)!.value;

const isList = (value: Value): value is readonly string[] => Array.isArray(value);
const kindOf = (value: Value) => (isList(value) ? 'list' : typeof value);

/** The stricter of two values of one kind; for lists, what both ask together. */
export function stricterOf({ stricter }: ThresholdSpec, a: Value, b: Value): Value {
  if (kindOf(a) !== kindOf(b)) return a;
  if (isList(a) && isList(b)) {
    if (stricter === 'longer') return [...new Set([...a, ...b])];
    return stricter === 'shorter' ? a.filter((one) => b.includes(one)) : a;
  }
  if (stricter === 'lower') return Math.min(Number(a), Number(b));
  if (stricter === 'higher') return Math.max(Number(a), Number(b));
  if (stricter === 'on') return a || b;
  return stricter === 'off' ? a && b : a;
}

export type Refusal = 'wrong-kind' | 'fixed' | 'looser' | 'out-of-range';

/** Why a hospital may not put `to` in the place of `from`; undefined where it may. */
export function refusalOf(of: ThresholdSpec, from: Value, to: Value): Refusal | undefined {
  if (kindOf(from) !== kindOf(to)) return 'wrong-kind';
  if (of.stricter === 'fixed') return 'fixed';
  if (typeof to === 'number' && (!Number.isSafeInteger(to) || to < of.least)) return 'out-of-range';
  if (isList(to) && (new Set(to).size !== to.length || to.some((one) => !one.trim()))) return 'out-of-range';
  return same(stricterOf(of, from, to), to) ? undefined : 'looser';
}

const same = (a: Value, b: Value): boolean =>
  isList(a) && isList(b) ? a.length === b.length && a.every((one) => b.includes(one)) : a === b;

const numberOf = (values: Values, key: string): number => typed(values, key, 'number') as number;
const listOf = (values: Values, key: string): readonly string[] =>
  typed(values, key, 'list') as readonly string[];
const flagOf = (values: Values, key: string): boolean => typed(values, key, 'boolean') as boolean;
/** Throws where the rule has no such threshold, so that a typo is no licence. */
function typed(values: Values, key: string, kind: string): Value {
  const value = values[key];
  if (value === undefined || kindOf(value) !== kind) throw new Error(`The rule has no ${kind} ${key}.`);
  return value;
}
export const the = { number: numberOf, list: listOf, flag: flagOf };
