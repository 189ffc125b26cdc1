/** Pregnancy and breast-feeding: as recorded, or what it would mean where nobody asked. */
import type { Drug } from '../../formulary/provider.ts';
import {
  cautionedItems,
  knownItems,
  notChecked,
  ofCaution,
  ofDrug,
  words,
  type Check,
  type CheckSnapshot,
  type Found,
  type KnownItem,
} from './finding.ts';

/** Women of an age to be pregnant, and anybody whose sex is not recorded. */
export const mayBe = ({ sex, ageYears }: CheckSnapshot['patient']) =>
  sex !== 'male' && ageYears >= 12 && ageYears <= 55;

type Category = Drug['pregnancy'];
/** What the category means in a week of pregnancy; null is a week that nobody has recorded, and then the worst of it. */
function risk(category: Category, weeks: number | null): 'harm' | 'caution' | 'none' {
  switch (category) {
    case 'contraindicated':
      return 'harm';
    case 'contraindicated_at_term':
      return weeks === null || weeks >= 36 ? 'harm' : 'caution';
    case 'avoid_first_trimester':
      return weeks === null || weeks < 14 ? 'harm' : 'caution';
    case 'avoid_from_20wk_contraindicated_third_trimester':
      return weeks === null || weeks >= 20 ? 'harm' : 'caution';
    case 'caution':
      return 'caution';
    default:
      return 'none';
  }
}
const WHEN: Partial<Record<Category, { zh: string; en: string }>> = {
  contraindicated_at_term: { zh: '（临产前）', en: ' near term' },
  avoid_first_trimester: { zh: '（孕早期）', en: ' in the first trimester' },
  avoid_from_20wk_contraindicated_third_trimester: { zh: '（孕 20 周起）', en: ' from week 20' },
};

export const pregnancy: Check = (snapshot) => {
  const { patient } = snapshot;
  const items = knownItems(snapshot);
  if (patient.pregnancy === 'yes') {
    return items.flatMap((item) => pregnant(item, risk(item.drug.pregnancy, patient.pregnancyWeeks)));
  }
  if (patient.pregnancy === 'no' || !mayBe(patient)) return [];
  const harmful = items.filter((i) => risk(i.drug.pregnancy, null) === 'harm');
  const careful = items.filter((i) => risk(i.drug.pregnancy, null) === 'caution');
  return [
    ...harmful.map((item) => perhaps(item)),
    ...notChecked('pregnancy', 'unknown', careful, {
      what: (names) =>
        words(`${names['zh-CN']}：孕期慎用，未核对。`, `${names.en}: with care in pregnancy; not checked.`),
      why: words('是否怀孕尚未记录。', 'Whether the patient is pregnant is not recorded.'),
      instead: words('请询问是否怀孕并记录。', 'Ask about pregnancy and record it.'),
    }),
  ];
};

function pregnant(item: KnownItem, how: 'harm' | 'caution' | 'none'): Found[] {
  if (how === 'none') return [];
  const when = WHEN[item.drug.pregnancy] ?? { zh: '', en: '' };
  if (how === 'caution') {
    return [
      ofDrug('pregnancy', 'warn', item, item.drug.pregnancy, {
        what: words(`患者怀孕：${item.name['zh-CN']}慎用。`, `Pregnant: ${item.name.en} with care.`),
        why: words(
          '孕期用药资料有限，或只在部分孕周安全。',
          'Little is known of it in pregnancy, or it is safe in some weeks only.',
        ),
        instead: words(
          '确有必要才用，最小剂量、最短疗程。',
          'Only if needed, the least dose, the shortest time.',
        ),
      }),
    ];
  }
  return [
    ofDrug(
      'pregnancy',
      'block',
      item,
      item.drug.pregnancy,
      {
        what: words(
          `患者怀孕：${item.name['zh-CN']}禁用${when.zh}。`,
          `Pregnant: ${item.name.en} must not be given${when.en}.`,
        ),
        why: words('可能伤害胎儿。', 'It can harm the child.'),
        instead: words('请改用孕期可用的药品。', 'Choose a medicine that is safe in pregnancy.'),
      },
      true,
    ),
  ];
}

const perhaps = (item: KnownItem): Found =>
  ofDrug('pregnancy', 'warn', item, item.drug.pregnancy, {
    what: words(
      `${item.name['zh-CN']}孕期禁用${WHEN[item.drug.pregnancy]?.zh ?? ''}，是否怀孕未知。`,
      `${item.name.en} must not be given in pregnancy${WHEN[item.drug.pregnancy]?.en ?? ''}; whether she is pregnant is not known.`,
    ),
    why: words('可能伤害胎儿。', 'It can harm the child.'),
    instead: words('先询问是否怀孕或备孕，并记录。', 'Ask about pregnancy, or a wish for it, and record it.'),
  });

export const lactation: Check = (snapshot) => {
  const { patient } = snapshot;
  const items = cautionedItems(snapshot);
  const { breastfeeding } = patient;
  if (breastfeeding === 'no' || (breastfeeding === 'unknown' && !mayBe(patient))) return [];
  const careful = items.filter(({ cautions }) => ['avoid', 'contraindicated'].includes(cautions.lactation!));
  if (breastfeeding === 'unknown') {
    return notChecked('lactation', 'unknown', careful, {
      what: (names) =>
        words(
          `${names['zh-CN']}：哺乳期不宜，未核对。`,
          `${names.en}: not while breast-feeding; not checked.`,
        ),
      why: words('是否哺乳尚未记录。', 'Whether the patient breast-feeds is not recorded.'),
      instead: words('请询问是否哺乳并记录。', 'Ask about breast-feeding and record it.'),
    });
  }
  return items.flatMap((item) => {
    const { lactation: how } = item.cautions;
    if (how === null || how === 'compatible') return [];
    const never = how === 'contraindicated';
    return ofCaution(
      'lactation',
      never ? 'block' : how === 'avoid' ? 'warn' : 'info',
      item,
      how,
      {
        what: never
          ? words(
              `患者哺乳：${item.name['zh-CN']}禁用。`,
              `Breast-feeding: ${item.name.en} must not be given.`,
            )
          : how === 'avoid'
            ? words(`患者哺乳：${item.name['zh-CN']}应避免。`, `Breast-feeding: ${item.name.en} is avoided.`)
            : words(`患者哺乳：${item.name['zh-CN']}慎用。`, `Breast-feeding: ${item.name.en} with care.`),
        why: words('药物会进入乳汁。', 'It passes into the milk.'),
        instead: words('请改药，或暂停哺乳。', 'Choose another medicine, or have her pause breast-feeding.'),
      },
      never,
    );
  });
};
