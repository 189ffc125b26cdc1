/** Dose by age and weight: a child's by kilograms, an old person's by the lower bound of their age. Exact; adult bounds hold besides. */
import { amountIn, dosesOnOneDay } from '@care-elements/contract/prescription.dose.ts';
import {
  compare,
  decimal,
  text,
  times,
  whole,
  type Ratio,
} from '@care-elements/contract/prescription.decimal.ts';
import type { DoseBand } from '../../formulary/cautions.ts';
import {
  knownItems,
  notChecked,
  ofCaution,
  words,
  type CautionedItem,
  type Check,
  type CheckSnapshot,
  type Found,
  type KnownItem,
} from './finding.ts';

const ADULT_YEARS = 18;
type Part = 'single' | 'daily';

const bandOf = (item: KnownItem, age: number): DoseBand | undefined =>
  item.cautions?.doses.find(({ years: [from, below] }) => age >= from && age < below);

/** Creams and the like have no amount, and no bound by weight. */
const dosed = (item: KnownItem): boolean => item.dose !== null && item.dose.unit !== 'application';

export const ageDose: Check = (snapshot) => {
  const { ageYears, weightKg } = snapshot.patient;
  const child = ageYears < ADULT_YEARS;
  const items = knownItems(snapshot).filter(dosed);
  const banded = items.filter((i) => bandOf(i, ageYears));
  const byWeight = banded.filter((item) => {
    const { singlePerKg, dailyPerKg } = bandOf(item, ageYears)!;
    return singlePerKg !== null || dailyPerKg !== null;
  });
  const unitless = banded.filter((item) => !inMg(item) && item.dose);
  return [
    ...banded.flatMap((item) => {
      // One of the two says it.
      const single = against(item as CautionedItem, 'single', snapshot);
      return single.length > 0 ? single : against(item as CautionedItem, 'daily', snapshot);
    }),
    ...notChecked('age-dose', 'no-weight', weightKg === null ? byWeight : [], {
      what: (names) =>
        words(`${names['zh-CN']}：按体重的剂量未核对。`, `${names.en}: the dose by weight was not checked.`),
      why: words('体重尚未记录。', 'The weight is not recorded.'),
      instead: words('请填写体重。', 'Record the weight.'),
    }),
    ...notChecked('age-dose', 'no-band', child ? items.filter((i) => !bandOf(i, ageYears)) : [], {
      what: (names) =>
        words(`${names['zh-CN']}：儿童剂量未核对。`, `${names.en}: a child’s dose was not checked.`),
      why: words(
        '目录中没有儿童剂量，只核对了成人上限。',
        'The formulary states none; only adult maxima were checked.',
      ),
      instead: words('请按说明书核对。', 'Check it against the label.'),
    }),
    ...notChecked('age-dose', 'unit', unitless, {
      what: (names) =>
        words(
          `${names['zh-CN']}：该年龄的剂量未核对。`,
          `${names.en}: the dose for this age was not checked.`,
        ),
      why: words('剂量单位不能换算成毫克。', 'The unit of the dose does not convert to milligrams.'),
      instead: words('请按说明书核对。', 'Check it against the label.'),
    }),
  ];
};

const inMg = ({ dose, drug }: KnownItem): Ratio | null => dose && amountIn(dose, 'mg', drug);

/** The strictest of the band's bounds; null where it states none, or weight is needed and not there. */
function limitOf(band: DoseBand, part: Part, weightKg: string | null): Ratio | null {
  const perKg = part === 'single' ? band.singlePerKg : band.dailyPerKg;
  const fixed = part === 'single' ? band.single : band.daily;
  const bounds = [
    ...(perKg !== null && weightKg !== null ? [times(decimal(perKg), decimal(weightKg))] : []),
    ...(fixed !== null ? [decimal(fixed)] : []),
  ];
  return bounds.toSorted(compare)[0] ?? null;
}

function against(item: CautionedItem, part: Part, { patient }: CheckSnapshot): Found[] {
  const band = bandOf(item, patient.ageYears)!;
  const limit = limitOf(band, part, patient.weightKg);
  const each = inMg(item);
  const { frequency, maxPerDay } = item;
  const doses = part === 'single' ? 1 : frequency && dosesOnOneDay({ frequency, maxPerDay });
  if (!limit || !each || !doses) return [];
  const amount = times(each, whole(doses));
  if (compare(amount, limit) <= 0) return [];
  const what = part === 'single' ? words('每次', 'one dose') : words('每日', 'a day’s doses');
  const { ageYears, weightKg } = patient;
  const kg = weightKg === null ? words('', '') : words(`、${weightKg} kg`, `, ${weightKg} kg`);
  return [
    ofCaution(
      'age-dose',
      'block',
      item,
      `${part}:${text(amount)}`,
      {
        what: words(
          `${item.name['zh-CN']}${what['zh-CN']} ${text(amount)} mg，${ageYears} 岁${kg['zh-CN']}上限 ${text(limit)} mg。`,
          `${item.name.en}, ${what.en}: ${text(amount)} mg; the maximum at ${ageYears} years${kg.en} is ${text(limit)} mg.`,
        ),
        why: words('按年龄和体重已超量。', 'It is too much for this age and weight.'),
        instead: words('请减少剂量或频次。', 'Lower the dose or the frequency.'),
      },
      true,
    ),
  ];
}
