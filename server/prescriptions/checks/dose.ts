/** Dose: one dose and a day's doses against the adult upper bounds, in exact decimals. Bounds stop an order; they advise no dose. */
import { compare, text, times, whole, type Ratio } from '@care-elements/contract/prescription.decimal.ts';
import { decimal } from '@care-elements/contract/prescription.decimal.ts';
import { amountIn, dosesOnOneDay, type Amount } from '@care-elements/contract/prescription.dose.ts';
import { UNITS, type DoseUnit } from '@care-elements/contract/prescription.terms.ts';
import {
  medicineItems,
  notChecked,
  ofDrug,
  words,
  type Check,
  type Found,
  type KnownItem,
} from './finding.ts';

/** A thin layer of cream is no amount: there is nothing to add up. */
const counted = (item: KnownItem): item is KnownItem & { dose: Amount } =>
  item.dose !== null && item.dose.unit !== 'application';

type Part = 'max-single' | 'max-daily';
const PARTS = {
  'max-single': words('每次剂量', 'One dose'),
  'max-daily': words('每日总量', 'A day’s doses'),
} as const;

interface Bound {
  readonly item: KnownItem;
  readonly limit: Amount | null;
  /** In the limit's unit; null where the units do not meet. */
  readonly amount: Ratio | null;
}

function singleBound(item: KnownItem & { dose: Amount }): Bound {
  const { drug, frequency, dose } = item;
  // A loading dose is not what somebody takes every day.
  const limit =
    drug.singleMaxIsLoading && frequency !== 'st'
      ? (drug.adultMaxDaily ?? drug.adultMaxSingle)
      : drug.adultMaxSingle;
  return { item, limit, amount: limit && amountIn(dose, limit.unit, drug) };
}

export const singleDose: Check = (snapshot) =>
  bounded('max-single', medicineItems(snapshot).filter(counted).map(singleBound));

/** What is taken on one day, in a unit; null where that cannot be told. */
function onOneDay({ dose, drug, frequency, maxPerDay }: KnownItem, unit: DoseUnit): Ratio | null {
  const doses = frequency && dosesOnOneDay({ frequency, maxPerDay });
  const each = dose && amountIn(dose, unit, drug);
  return each && doses !== null && doses !== undefined ? times(each, whole(Number(doses))) : null;
}

export const dailyDose: Check = (snapshot) => {
  const items = medicineItems(snapshot).filter(
    (item): item is KnownItem & { dose: Amount } =>
      counted(item) && item.frequency !== null && (item.frequency !== 'prn' || item.maxPerDay !== null),
  );
  const daily = items
    .filter(({ drug }) => !drug.weeklyOnly)
    // Where neither limit is stated, the single dose has said so.
    .filter((item) => item.drug.adultMaxDaily !== null || singleBound(item).limit !== null)
    .map((item): Bound => {
      const limit = item.drug.adultMaxDaily;
      return { item, limit, amount: limit && onOneDay(item, limit.unit) };
    });
  return [
    ...items.filter(({ drug }) => drug.weeklyOnly).flatMap(weekly),
    ...bounded('max-daily', daily),
    ...items.filter(({ drug }) => !drug.weeklyOnly).flatMap(overOtc),
  ];
};

/** Nothing found when at or below; a bound that is not stated, or not comparable, is not a pass. */
function bounded(check: Part, bounds: readonly Bound[], together = ''): Found[] {
  const part = PARTS[check];
  const above = bounds.flatMap(({ item, limit, amount }) =>
    limit && amount && compare(amount, decimal(limit.value)) > 0
      ? over(check, item, limit, amount, together)
      : [],
  );
  const unable = (reason: 'no-limit' | 'unit') =>
    notChecked(
      check,
      reason,
      bounds
        .filter(({ limit, amount }) => (reason === 'unit' ? limit && !amount : !limit))
        .map(({ item }) => item),
      {
        what: (names) =>
          words(`${names['zh-CN']}的${part['zh-CN']}未核对。`, `${part.en} of ${names.en}: not checked.`),
        why:
          reason === 'unit'
            ? words('剂量单位与上限单位不能换算。', 'The units of dose and limit do not convert.')
            : words('目录中没有上限（个体化用药）。', 'The formulary states no limit (individual dosing).'),
        instead: words('请按说明书核对。', 'Check it against the label.'),
      },
    );
  return [...above, ...unable('no-limit'), ...unable('unit')];
}

function over(check: Part, item: KnownItem, limit: Amount, amount: Ratio, together: string): Found {
  const unit = UNITS[limit.unit];
  const part = together ? words('几项合计的每日总量', 'All lines together, a day’s doses') : PARTS[check];
  const found = ofDrug(
    check,
    'block',
    item,
    `${together}${text(amount)}${limit.unit}`,
    {
      what: words(
        `${item.name['zh-CN']}${part['zh-CN']} ${text(amount)} ${unit.short['zh-CN']}，成人上限 ${limit.value} ${unit.short['zh-CN']}。`,
        `${part.en} of ${item.name.en}: ${text(amount)} ${unit.many}; the adult maximum is ${limit.value} ${unit.many}.`,
      ),
      why: words('超过上限可能造成伤害。', 'More than the maximum can do harm.'),
      instead: words('请减少剂量或频次。', 'Lower the dose or the frequency.'),
    },
    true,
  );
  return found;
}

/** Weekly medicines (methotrexate, alendronate) taken daily have killed: anything but once a week or once is stopped. */
function weekly(item: KnownItem): Found[] {
  if (item.frequency === 'qw' || item.frequency === 'st') return [];
  return [
    ofDrug('weekly-only', 'block', item, item.frequency ?? '-', {
      what: words(`${item.name['zh-CN']}每周只用一次。`, `${item.name.en} is taken once a week only.`),
      why: words('每日使用可致严重中毒。', 'Taken daily it causes severe poisoning.'),
      instead: words('请把频次改为每周 1 次。', 'Change the frequency to once a week.'),
    }),
  ];
}

function overOtc(item: KnownItem): Found[] {
  const cap = item.drug.otcDailyCap;
  const amount = cap && onOneDay(item, cap.unit);
  if (!cap || !amount || compare(amount, decimal(cap.value)) <= 0) return [];
  const unit = UNITS[cap.unit];
  return [
    ofDrug('otc-daily', 'warn', item, `${text(amount)}${cap.unit}`, {
      what: words(
        `${item.name['zh-CN']}每日 ${text(amount)} ${unit.short['zh-CN']}，高于非处方上限 ${cap.value} ${unit.short['zh-CN']}。`,
        `${item.name.en}: ${text(amount)} ${unit.many} a day, above the non-prescription limit of ${cap.value} ${unit.many}.`,
      ),
      why: words(
        '患者可能同时服用含同一成分的非处方药。',
        'The patient may take the same ingredient from a shop besides.',
      ),
      instead: words(
        '请确认需要该剂量，并提醒不要重复用药。',
        'Make sure it is needed, and warn against doubling.',
      ),
    }),
  ];
}

/** Two orders of one ingredient are added up. */
export const togetherDaily: Check = (snapshot) => {
  const byIngredient = new Map<string, KnownItem[]>();
  for (const item of medicineItems(snapshot)) {
    const [code, more] = item.drug.ingredients;
    if (!code || more || !counted(item) || !item.frequency || item.drug.weeklyOnly) continue;
    byIngredient.set(code, [...(byIngredient.get(code) ?? []), item]);
  }
  return [...byIngredient.entries()].flatMap(([code, items]) => {
    // The strictest row bounds them all, whatever their order.
    const limits = items.flatMap(({ drug }) => drug.adultMaxDaily ?? []);
    const limit = limits.toSorted((a, b) =>
      a.unit === b.unit ? compare(decimal(a.value), decimal(b.value)) : 0,
    )[0];
    if (items.length < 2 || !limit) return [];
    const sum = items.reduce<Ratio | null>((total, item) => {
      const day = onOneDay(item, limit.unit);
      return total && day && add(total, day);
    }, whole(0));
    const first = items.toSorted((a, b) => (a.drugId < b.drugId ? -1 : 1))[0]!;
    return bounded('max-daily', [{ item: first, limit, amount: sum }], `together:${code}:`);
  });
};

const add = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
