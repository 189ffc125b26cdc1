/**
 * Exact arithmetic for doses: decimal strings as fractions of big integers, so that 0.1 × 3 is 0.3 and a third of a pack is
 * never rounded before it is counted. No zod, no floats: widgets and server compute the same.
 */

/** A fraction; `d` is positive. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** Up to 9 digits before and 6 after the point, no sign, no exponent. */
export const DECIMAL = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/;

/** Parses a decimal string; throws a RangeError on anything else. */
export function decimal(text: string): Ratio {
  if (!DECIMAL.test(text)) throw new RangeError('not a decimal: ' + text);
  const [whole = '', part = ''] = text.split('.');
  return reduce(BigInt(whole + part), 10n ** BigInt(part.length));
}
export const whole = (n: number): Ratio => ({ n: BigInt(n), d: 1n });

export const times = (a: Ratio, b: Ratio): Ratio => reduce(a.n * b.n, a.d * b.d);
/** Throws a RangeError when `b` is zero. */
export function over(a: Ratio, b: Ratio): Ratio {
  if (b.n === 0n) throw new RangeError('division by zero');
  return reduce(a.n * b.d, a.d * b.n);
}
export const plus = (a: Ratio, b: Ratio): Ratio => reduce(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Ratio, b: Ratio): Ratio => reduce(a.n * b.d - b.n * a.d, a.d * b.d);
/** Below zero, zero or above, as `a` is less than, equal to or more than `b`. */
export const compare = (a: Ratio, b: Ratio): number => {
  const x = a.n * b.d - b.n * a.d;
  return x < 0n ? -1 : x > 0n ? 1 : 0;
};
export const isWhole = (a: Ratio): boolean => a.n % a.d === 0n;
/** The smallest whole number that is not less. */
export const ceil = (a: Ratio): number => Number((a.n + a.d - 1n) / a.d);

/** Shortest decimal text; a fraction that no decimal ends (1/3) gets three places, rounded half up. */
export function text(a: Ratio): string {
  let rest = a.d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  const places = rest === 1n ? 6 : 3;
  const scale = 10n ** BigInt(places);
  const scaled = (a.n * scale * 2n + a.d) / (a.d * 2n);
  const digits = scaled.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && '.' + fraction);
}

function reduce(n: bigint, d: bigint): Ratio {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b) [a, b] = [b, a % b];
  return a > 1n ? { n: n / a, d: d / a } : { n, d };
}
