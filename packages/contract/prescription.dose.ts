/** What a dose amounts to: in units of the form, in another unit, over a day, in packs. Exact, shared by widgets and server. */
import { ceil, decimal, over, times, whole, type Ratio } from './prescription.decimal.ts';
import { FREQUENCIES, UNITS, type DoseUnit, type Frequency } from './prescription.terms.ts';

export interface Amount {
  /** A decimal string, `0.5`. */
  readonly value: string;
  readonly unit: DoseUnit;
}

/** What of a product the arithmetic needs. */
export interface Product {
  /** The unit that is counted: tablet, sachet, ml … */
  readonly unit: DoseUnit;
  /** In one such unit; null where a dose cannot be turned into units (creams, insulin). */
  readonly strength: Amount | null;
  readonly pack: { readonly size: string };
}

export interface Schedule {
  readonly frequency: Frequency;
  /** For `prn`: the most in a day. Null otherwise. */
  readonly maxPerDay: number | null;
  readonly days: number;
}

/** Milligrams, or null where the unit is not a mass. */
function mg({ value, unit }: Amount): Ratio | null {
  const { perMg } = UNITS[unit];
  return perMg === null ? null : times(decimal(value), decimal(perMg));
}

/** How many units of the form one dose is: 0.5 g of a 250 mg capsule is 2. Null when the two cannot be compared. */
export function unitsOf(dose: Amount, product: Product): Ratio | null {
  if (dose.unit === 'application') return null;
  if (dose.unit === product.unit) return decimal(dose.value);
  const [dosed, held] = [mg(dose), product.strength && mg(product.strength)];
  return dosed && held && held.n > 0n ? over(dosed, held) : null;
}

/** A dose in another unit, through the product's strength where that is needed; null when there is no way. */
export function amountIn(dose: Amount, unit: DoseUnit, product: Product): Ratio | null {
  if (dose.unit === unit) return decimal(dose.value);
  const asMg = mg(dose) ?? viaStrength(dose, product);
  const { perMg } = UNITS[unit];
  if (perMg !== null) return asMg && over(asMg, decimal(perMg));
  return unit === product.unit ? unitsOf(dose, product) : null;
}

function viaStrength(dose: Amount, { unit, strength }: Product): Ratio | null {
  const held = strength && mg(strength);
  return dose.unit === unit && held ? times(decimal(dose.value), held) : null;
}

/** The most doses on one day; null for `prn` without a limit. */
export function dosesOnOneDay({
  frequency,
  maxPerDay,
}: Pick<Schedule, 'frequency' | 'maxPerDay'>): number | null {
  if (frequency === 'prn') return maxPerDay;
  const { doses, days } = FREQUENCIES[frequency];
  return doses === null ? null : Math.ceil(doses / days);
}

/** All doses of the order; null for `prn` without a limit. */
export function dosesInAll({ frequency, maxPerDay, days }: Schedule): number | null {
  if (frequency === 'st') return 1;
  if (frequency === 'prn') return maxPerDay === null ? null : maxPerDay * days;
  const { doses, days: every } = FREQUENCIES[frequency];
  return doses === null ? null : Math.ceil((doses * days) / every);
}

/** Whole packs and the units in them that the order needs; null where that cannot be computed. */
export function quantityOf(
  dose: Amount,
  schedule: Schedule,
  product: Product,
): { packs: number; units: Ratio } | null {
  const [each, doses] = [unitsOf(dose, product), dosesInAll(schedule)];
  if (!each || doses === null) return null;
  const units = times(each, whole(doses));
  return { units, packs: ceil(over(units, decimal(product.pack.size))) };
}
