/** Directions in words, made from an item's structure and never typed: "每次 0.5 g（1 片），每日 3 次，口服，共 7 天". */
import { text, type Ratio } from './prescription.decimal.ts';
import { amountIn, unitsOf, type Amount, type Product, type Schedule } from './prescription.dose.ts';
import {
  FREQUENCIES,
  MEALS,
  ROUTES,
  UNITS,
  type DoseUnit,
  type Meal,
  type RouteCode,
} from './prescription.terms.ts';

export interface Directed extends Schedule {
  readonly dose: Amount;
  readonly route: RouteCode;
  readonly meal?: Meal | null | undefined;
}

/** The directions in both languages. */
export function directionsOf(item: Directed, product: Product): { 'zh-CN': string; en: string } {
  return { 'zh-CN': zh(item, product), en: en(item, product) };
}

function zh(item: Directed, product: Product): string {
  const other = otherWay(item.dose, product);
  const amount = (a: string, unit: DoseUnit) => `${a} ${UNITS[unit].short['zh-CN']}`;
  const each =
    item.dose.unit === 'application'
      ? '每次适量'
      : `每次 ${amount(item.dose.value, item.dose.unit)}` +
        (other ? `（${amount(other.value, other.unit)}）` : '');
  const often = FREQUENCIES[item.frequency].name['zh-CN'];
  const limit =
    item.frequency === 'prn' && item.maxPerDay !== null ? [`每日不超过 ${item.maxPerDay} 次`] : [];
  const days = item.frequency === 'st' ? [] : [`共 ${item.days} 天`];
  const meal = mealOf(item);
  const how = meal ? meal['zh-CN'] : ROUTES[item.route].name['zh-CN'];
  return [each, often, ...limit, how, ...days].join('，');
}

function en(item: Directed, product: Product): string {
  const other = otherWay(item.dose, product);
  const amount = (a: string, unit: DoseUnit) => `${a} ${a === '1' ? UNITS[unit].short.en : UNITS[unit].many}`;
  const each =
    item.dose.unit === 'application'
      ? 'a thin layer'
      : amount(item.dose.value, item.dose.unit) + (other ? ` (${amount(other.value, other.unit)})` : '');
  const { name, take } = ROUTES[item.route];
  const often = FREQUENCIES[item.frequency].name.en;
  const limit = item.frequency === 'prn' && item.maxPerDay !== null ? [timesADay(item.maxPerDay)] : [];
  const days = item.frequency === 'st' ? [] : [`for ${item.days} ${item.days === 1 ? 'day' : 'days'}`];
  const meal = mealOf(item);
  return (
    [`${take} ${each} ${name.en}`, often, ...limit, ...(meal ? [meal.en] : []), ...days].join(', ') + '.'
  );
}

const mealOf = ({ route, meal }: Directed) => (route === 'oral' && meal ? MEALS[meal] : null);

const timesADay = (n: number) => `at most ${n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`} a day`;

/** A dose given as a mass also as a count of the form, and the other way round; null where there is no exact other way. */
function otherWay(dose: Amount, product: Product): { value: string; unit: DoseUnit } | null {
  const unit = dose.unit === product.unit ? product.strength?.unit : product.unit;
  if (!unit || unit === dose.unit) return null;
  const amount: Ratio | null = unit === product.unit ? unitsOf(dose, product) : amountIn(dose, unit, product);
  // A count that no decimal ends is not shown: the arithmetic check speaks of it.
  return amount && endsAsDecimal(amount) ? { value: text(amount), unit } : null;
}

function endsAsDecimal({ d }: Ratio): boolean {
  return 10_000n % d === 0n;
}
