/** Form: is the order whole, counted and readable? */
import { isWhole, times, whole } from '@care-elements/contract/prescription.decimal.ts';
import { decimal } from '@care-elements/contract/prescription.decimal.ts';
import { quantityOf, unitsOf } from '@care-elements/contract/prescription.dose.ts';
import { FORMS, ROUTES } from '@care-elements/contract/prescription.terms.ts';
import { knownItems, ofOrder, words, type Check, type CheckedItem, type Found } from './finding.ts';

export const hasItems: Check = ({ items }) =>
  items.length > 0
    ? []
    : [
        ofOrder(
          'no-items',
          'form',
          'block',
          { line: null, subject: '-' },
          {
            what: words('处方还没有药品。', 'The prescription has no medicine yet.'),
            why: words('空处方不能签发。', 'An empty prescription is not signed.'),
            instead: words('请添加药品。', 'Add a medicine.'),
          },
        ),
      ];

export const diagnosisPresent: Check = ({ diagnoses }) =>
  diagnoses.length > 0
    ? []
    : [
        ofOrder(
          'diagnosis-missing',
          'form',
          'block',
          { line: null, subject: '-' },
          {
            what: words('病历中还没有诊断。', 'The note has no diagnosis yet.'),
            why: words(
              '药师要对照诊断审核用药。',
              'The pharmacist reviews each medicine against the diagnosis.',
            ),
            instead: words('请在病历中填写 ICD-10 诊断。', 'Write an ICD-10 diagnosis in the note.'),
          },
        ),
      ];

/** The formulary must still hold each medicine: without its facts nothing about it can be checked. */
export const inFormulary: Check = ({ items }) =>
  items
    .filter((item) => item.lookup === 'absent')
    .map((item) =>
      ofOrder(
        'not-in-formulary',
        'form',
        'block',
        { line: item.line, subject: item.drugId },
        {
          what: words(
            `本院目录中没有${item.name['zh-CN']}。`,
            `${item.name.en} is not in the hospital’s formulary.`,
          ),
          why: words(
            '目录外的药品无法核对剂量和过敏。',
            'Doses and allergies of other medicines cannot be checked.',
          ),
          instead: words('请改选目录内药品。', 'Choose a medicine of the formulary.'),
        },
      ),
    );

/** Dose, frequency and days are there, `prn` has its limit, a dose is more than nothing. */
export const complete: Check = ({ items, herbal }) => items.flatMap((item) => incomplete(item, !!herbal));

/** How often and how long is the sheet's to say, where there is one. */
function incomplete(item: CheckedItem, onSheet: boolean): Found[] {
  const missing = [
    ...(item.dose && decimal(item.dose.value).n > 0n ? [] : [words('每次剂量', 'dose')]),
    ...(item.frequency || onSheet ? [] : [words('频次', 'frequency')]),
    ...(item.frequency === 'prn' && item.maxPerDay === null
      ? [words('每日最多次数', 'most doses in a day')]
      : []),
    ...(item.days === null && !onSheet ? [words('天数', 'days')] : []),
  ];
  if (missing.length === 0) return [];
  const zh = missing.map((m) => m['zh-CN']).join('、');
  const en = missing.map((m) => m.en).join(', ');
  return [
    ofOrder(
      'incomplete',
      'form',
      'block',
      { line: item.line, subject: item.drugId },
      {
        what: words(`${item.name['zh-CN']}缺少：${zh}。`, `${item.name.en} lacks: ${en}.`),
        why: words(
          '用法由这些内容生成，不能留空。',
          'The directions are made from these and cannot leave them open.',
        ),
        instead: words('请补全。', 'Fill them in.'),
      },
    ),
  ];
}

/** Packs are computed; where they cannot be, they are typed. */
export const quantity: Check = (snapshot) =>
  knownItems(snapshot).flatMap((item) => {
    const { dose, frequency, maxPerDay, days, drug } = item;
    if (!dose || !frequency || days === null || (frequency === 'prn' && maxPerDay === null)) return [];
    if (quantityOf(dose, { frequency, maxPerDay, days }, drug) || item.packs !== null) return [];
    const at = { line: item.line, subject: `${item.drugId}:${dose.unit}` };
    return ofOrder('quantity-unknown', 'form', 'block', at, {
      what: words(
        `${item.name['zh-CN']}的总量无法由剂量算出。`,
        `The amount of ${item.name.en} cannot be computed from the dose.`,
      ),
      why: words('该剂量单位不能换算成包装数。', 'This unit of dose does not turn into packs.'),
      instead: words(
        '请填写包装数，或改用可换算的剂量单位。',
        'Give the number of packs, or a unit that converts.',
      ),
    });
  });

/** A capsule is not halved, a tablet not cut into thirds. */
export const divisible: Check = (snapshot) =>
  knownItems(snapshot).flatMap((item) => {
    const units = item.dose && unitsOf(item.dose, item.drug);
    if (!units || isWhole(times(units, whole(FORMS[item.drug.form].splits)))) return [];
    const form = FORMS[item.drug.form].name;
    const at = { line: item.line, subject: `${item.drugId}:${item.dose!.value}${item.dose!.unit}` };
    return ofOrder('not-divisible', 'form', 'warn', at, {
      what: words(
        `${item.name['zh-CN']}每次剂量不是可以分取的数量。`,
        `The dose of ${item.name.en} is not an amount that can be taken.`,
      ),
      why: words(`${form['zh-CN']}不能这样分割。`, `A ${form.en} cannot be divided like this.`),
      instead: words(
        '请调整剂量，或改用其他规格、剂型。',
        'Change the dose, or choose another strength or form.',
      ),
    });
  });

/** Another route than the product's own. */
export const usualRoute: Check = (snapshot) =>
  knownItems(snapshot).flatMap((item) =>
    item.route === item.drug.route
      ? []
      : ofOrder(
          'route',
          'form',
          'warn',
          { line: item.line, subject: `${item.drugId}:${item.route}` },
          {
            what: words(
              `${item.name['zh-CN']}的给药途径写作“${ROUTES[item.route].name['zh-CN']}”。`,
              `${item.name.en} is written to be given ${ROUTES[item.route].name.en}.`,
            ),
            why: words(
              `该制剂的常用途径是“${ROUTES[item.drug.route].name['zh-CN']}”。`,
              `This product is usually given ${ROUTES[item.drug.route].name.en}.`,
            ),
            instead: words('请核对给药途径。', 'Check the route.'),
          },
        ),
  );
