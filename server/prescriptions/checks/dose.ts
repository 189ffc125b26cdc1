/** Dose: one dose and a day's doses against the adult upper bounds, in exact decimals. Bounds stop an order; they advise no dose. */
import { compare, text, times, whole, type Ratio } from '@care-elements/contract/prescription.decimal.ts';
import { decimal } from '@care-elements/contract/prescription.decimal.ts';
import { amountIn, dosesOnOneDay, type Amount } from '@care-elements/contract/prescription.dose.ts';
import { UNITS, type DoseUnit } from '@care-elements/contract/prescription.terms.ts';
import { knownItems, ofDrug, words, type Check, type Found, type KnownItem } from './finding.ts';

const ADULT_YEARS = 18;

export const singleDose: Check = (snapshot) =>
  knownItems(snapshot).flatMap((item) => (item.dose ? single(item, item.dose) : []));

function single(item: KnownItem, dose: Amount): Found[] {
  const { drug, frequency } = item;
  // A loading dose is not what somebody takes every day.
  const limit =
    drug.singleMaxIsLoading && frequency !== 'st'
      ? (drug.adultMaxDaily ?? drug.adultMaxSingle)
      : drug.adultMaxSingle;
  return bounded(
    'max-single',
    item,
    limit,
    (unit) => amountIn(dose, unit, drug),
    words('每次剂量', 'One dose'),
  );
}

export const dailyDose: Check = (snapshot) => knownItems(snapshot).flatMap(daily);

function daily(item: KnownItem): Found[] {
  const { drug, dose, frequency, maxPerDay } = item;
  if (!dose || !frequency) return [];
  if (drug.weeklyOnly) return weekly(item);
  const doses = dosesOnOneDay({ frequency, maxPerDay });
  if (doses === null) return [];
  const inUnit = (unit: DoseUnit) => {
    const each = amountIn(dose, unit, drug);
    return each && times(each, whole(doses));
  };
  return [
    ...bounded('max-daily', item, drug.adultMaxDaily, inUnit, words('每日总量', 'A day’s doses')),
    ...overOtc(item, inUnit),
  ];
}

/** Nothing found when at or below; a bound that is not stated, or not comparable, is not a pass. */
function bounded(
  check: 'max-single' | 'max-daily',
  item: KnownItem,
  limit: Amount | null,
  inUnit: (unit: DoseUnit) => Ratio | null,
  part: { 'zh-CN': string; en: string },
): Found[] {
  const { name } = item;
  const amount = limit && inUnit(limit.unit);
  if (!limit || !amount) {
    return [
      ofDrug(check, 'unable_to_check', item, limit ? 'unit' : 'no-limit', {
        what: words(
          `${name['zh-CN']}的${part['zh-CN']}未能核对。`,
          `${part.en} of ${name.en} could not be checked.`,
        ),
        why: limit
          ? words('剂量单位与上限单位不能换算。', 'The units of dose and limit do not convert.')
          : words(
              '目录中没有可用的上限（个体化用药）。',
              'The formulary states no limit (individual dosing).',
            ),
        instead: words('请按说明书自行核对。', 'Check it against the label yourself.'),
      }),
    ];
  }
  if (compare(amount, decimal(limit.value)) <= 0) return [];
  const unit = UNITS[limit.unit];
  const [is, max] = [text(amount), limit.value];
  return [
    ofDrug(
      check,
      'block',
      item,
      `${is}${limit.unit}`,
      {
        what: words(
          `${name['zh-CN']}${part['zh-CN']} ${is} ${unit.short['zh-CN']}，超过成人上限 ${max} ${unit.short['zh-CN']}。`,
          `${part.en} of ${name.en}: ${is} ${unit.many}, above the adult maximum of ${max} ${unit.many}.`,
        ),
        why: words('超过上限可能造成伤害。', 'More than the maximum can do harm.'),
        instead: words('请减少剂量或频次。', 'Lower the dose or the frequency.'),
      },
      true,
    ),
  ];
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

function overOtc(item: KnownItem, inUnit: (unit: DoseUnit) => Ratio | null): Found[] {
  const cap = item.drug.otcDailyCap;
  const amount = cap && inUnit(cap.unit);
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
  for (const item of knownItems(snapshot)) {
    const [code, more] = item.drug.ingredients;
    if (!code || more || !item.dose || !item.frequency) continue;
    byIngredient.set(code, [...(byIngredient.get(code) ?? []), item]);
  }
  return [...byIngredient.values()].flatMap((items) => {
    const first = items[0]!;
    const limit = first.drug.adultMaxDaily;
    if (items.length < 2 || !limit || first.drug.weeklyOnly) return [];
    const sum = items.reduce<Ratio | null>((total, { dose, drug, frequency, maxPerDay }) => {
      const each = amountIn(dose!, limit.unit, drug);
      const doses = dosesOnOneDay({ frequency: frequency!, maxPerDay });
      return total && each && doses !== null ? add(total, times(each, whole(doses))) : null;
    }, whole(0));
    return bounded(
      'max-daily',
      first,
      limit,
      () => sum,
      words('合计每日总量', 'All orders together, a day’s doses'),
    ).map((f) => ({
      ...f,
      key: `together:${f.key}`,
    }));
  });
};

const add = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });

/** Adult bounds say nothing about a child's dose, which goes by weight. */
export const childDose: Check = (snapshot) =>
  snapshot.patient.ageYears >= ADULT_YEARS
    ? []
    : knownItems(snapshot).map((item) =>
        ofDrug('child-dose', 'unable_to_check', item, `${snapshot.patient.ageYears}`, {
          what: words(
            `${item.name['zh-CN']}：患者 ${snapshot.patient.ageYears} 岁，儿童剂量未核对。`,
            `${item.name.en}: the patient is ${snapshot.patient.ageYears}; a child’s dose was not checked.`,
          ),
          why: words(
            '只核对了成人上限；儿童剂量按体重计算，体重未知。',
            'Only adult maxima were checked; a child’s dose goes by weight, which is not known.',
          ),
          instead: words('请按体重和说明书核对。', 'Check it by weight against the label.'),
        }),
      );
