/** What nobody could look at: a formulary that did not answer, medicines that nobody understood, and facts that are written down nowhere. */
import {
  cautionedItems,
  knownItems,
  notChecked,
  ofOrder,
  words,
  type CautionedItem,
  type Check,
  type Found,
} from './finding.ts';
import { isKnown } from './medicine.ts';

/**
 * A medicine whose facts did not come is checked for nothing, and the law cannot be asked of it: whether it may be prescribed
 * online at all stands in those facts. So nothing is signed until they come.
 */
export const formularyAnswered: Check = ({ items, taken }) => {
  const failed = items.filter((i) => i.lookup === 'failed');
  const names = taken.items
    .filter((t) => t.lookup === 'failed')
    .map((t) => ({ name: words(t.text, t.text) }));
  return [
    ...failed.map((item): Found => ({
      ...ofOrder(
        'formulary-silent',
        'form',
        'block',
        { line: item.line, subject: item.drugId },
        {
          what: words(
            `${item.name['zh-CN']}的资料没有取到，不能签发。`,
            `The facts of ${item.name.en} did not come: it cannot be signed.`,
          ),
          why: words(
            '药品目录没有及时应答，无法判断可否线上开具。',
            'The formulary did not answer in time; whether it may be prescribed online is not known.',
          ),
          instead: words('请稍候再试。', 'Try again in a moment.'),
        },
      ),
      step: 'form',
    })),
    ...notChecked('formulary-silent', 'suitability', [...failed, ...names], {
      what: (all) => words(`${all['zh-CN']}：各项均未核对。`, `${all.en}: nothing was checked.`),
      why: words('药品目录没有及时应答。', 'The formulary did not answer in time.'),
      instead: words('请稍候再试。', 'Try again in a moment.'),
    }),
  ];
};

/** The patient's own medicines: not asked, or in words that nobody understood. */
export const takenKnown: Check = ({ items, taken }) => {
  if (items.length === 0 || taken.status === 'none') return [];
  const unknown = taken.status === 'unknown' || taken.items.length === 0;
  if (unknown) {
    return [
      ofOrder(
        'current-medicines',
        'suitability',
        'unable_to_check',
        { line: null, subject: 'not-known' },
        {
          what: words('正在服用的药品不详，未核对。', 'Medicines in use are not known and were not checked.'),
          why: words('尚未记录患者在用什么药。', 'What the patient takes is not recorded.'),
          instead: words('询问在用药品并记录。', 'Ask what the patient takes and record it.'),
        },
      ),
    ];
  }
  const strange = taken.items.filter((t) => t.lookup !== 'failed' && !isKnown(t));
  return notChecked(
    'current-medicines',
    'not-understood',
    strange.map(({ text }) => ({ name: words(`“${text}”`, `“${text}”`) })),
    {
      what: (names) =>
        words(
          `在用药品${names['zh-CN']}未能识别，未核对。`,
          `Taken already: ${names.en} was not understood and not checked.`,
        ),
      why: words(
        '系统只认识目录和常见药品的名称。',
        'Only names of the formulary and common medicines are known here.',
      ),
      instead: words('请核实后自行判断。', 'Ask what it is, and judge yourself.'),
    },
  );
};

const PARTS: readonly [(item: CautionedItem) => boolean, string, string][] = [
  [({ cautions }) => cautions.renal === null, '肾功能', 'kidneys'],
  [({ cautions }) => cautions.liver === null, '肝功能', 'liver'],
  [({ cautions }) => cautions.indications.length === 0, '适应证', 'indication'],
];

/** Said once for the whole prescription, medicine by medicine: no line goes by as if it had been looked at. */
export const factsThere: Check = (snapshot) => {
  const { breastfeeding, sex, ageYears } = snapshot.patient;
  const mayNurse =
    breastfeeding === 'yes' ||
    (breastfeeding === 'unknown' && sex !== 'male' && ageYears >= 12 && ageYears <= 55);
  const cautioned = cautionedItems(snapshot);
  const lacking = knownItems(snapshot).flatMap((item) => {
    const own = cautioned.find(({ line }) => line === item.line);
    const parts = own
      ? [
          ...PARTS.filter(([lacks]) => lacks(own)),
          ...(mayNurse && own.cautions.lactation === null ? [[null, '哺乳', 'breast-feeding'] as const] : []),
        ]
      : ([[null, '肾、肝、哺乳、性别、适应证', 'kidneys, liver, breast-feeding, sex, indication']] as const);
    if (parts.length === 0) return [];
    const zh = parts.map((p) => p[1]).join('、');
    const en = parts.map((p) => p[2]).join(', ');
    return { name: words(`${item.name['zh-CN']}（${zh}）`, `${item.name.en} (${en})`) };
  });
  return notChecked('no-data', 'facts', lacking, {
    what: (names) => words(`无资料，未核对：${names['zh-CN']}。`, `No data, not checked: ${names.en}.`),
    why: words('目录中没有这些资料。', 'The formulary states none.'),
    instead: words('请按说明书核对。', 'Check it against the label.'),
  });
};
