/** Kidneys and liver: what is given less of, or not at all, when they work less. */
import { LIVER } from '@care-elements/contract/clinical-facts.terms.ts';
import {
  cautionedItems,
  notChecked,
  ofCaution,
  words,
  type CautionedItem,
  type Check,
  type Found,
} from './finding.ts';

export const renal: Check = (snapshot) => {
  const { egfr } = snapshot.patient;
  const bound = cautionedItems(snapshot).filter(
    ({ cautions: { renal: r } }) => r && (r.caution !== null || r.avoid !== null),
  );
  if (egfr === null) {
    return notChecked('renal', 'unknown', bound, {
      what: (names) =>
        words(
          `${names['zh-CN']}：肾功能减退时须减量或禁用，未核对。`,
          `${names.en}: less or none with weak kidneys; not checked.`,
        ),
      why: words('肾功能（eGFR）尚未记录。', 'Kidney function (eGFR) is not recorded.'),
      instead: words('询问近期化验结果并记录。', 'Ask for a recent result and record it.'),
    });
  }
  return bound.flatMap((item) => {
    const { avoid, caution } = item.cautions.renal!;
    if (avoid !== null && egfr < avoid) return weak(item, egfr, avoid, true);
    return caution !== null && egfr < caution ? weak(item, egfr, caution, false) : [];
  });
};

function weak(item: CautionedItem, egfr: number, below: number, never: boolean): Found {
  const { name } = item;
  return ofCaution(
    'renal',
    never ? 'block' : 'warn',
    item,
    never ? 'avoid' : 'caution',
    {
      what: never
        ? words(
            `eGFR ${egfr}：${name['zh-CN']}低于 ${below} 时禁用。`,
            `eGFR ${egfr}: ${name.en} is not given below ${below}.`,
          )
        : words(
            `eGFR ${egfr}：${name['zh-CN']}低于 ${below} 时须调整剂量。`,
            `eGFR ${egfr}: the dose of ${name.en} is lowered below ${below}.`,
          ),
      why: words('药物经肾排出减少，容易蓄积。', 'It leaves the body more slowly and builds up.'),
      instead: never
        ? words('请改药。', 'Choose another medicine.')
        : words('按说明书减量或延长间隔。', 'Less, or less often, as the label says.'),
    },
    never,
  );
}

const GRADES = {
  mild: words('轻度', 'mild'),
  moderate: words('中度', 'moderate'),
  severe: words('重度', 'severe'),
};

export const liver: Check = (snapshot) => {
  const { liver: is } = snapshot.patient;
  if (is === 'none') return [];
  const bound = cautionedItems(snapshot).filter(
    ({ cautions: { liver: l } }) => l && (l.caution !== null || l.avoid !== null),
  );
  if (is === 'unknown') {
    return notChecked('liver', 'unknown', bound, {
      what: (names) =>
        words(
          `${names['zh-CN']}：肝功能减退时慎用或禁用，未核对。`,
          `${names.en}: with care or not at all with liver disease; not checked.`,
        ),
      why: words('有无肝病尚未记录。', 'Whether there is liver disease is not recorded.'),
      instead: words('询问有无肝病并记录。', 'Ask about liver disease and record it.'),
    });
  }
  const reaches = (from: 'mild' | 'moderate' | 'severe' | null) =>
    from !== null && LIVER.indexOf(is) >= LIVER.indexOf(from);
  return bound.flatMap((item) => {
    const { avoid, caution } = item.cautions.liver!;
    const never = reaches(avoid);
    if (!never && !reaches(caution)) return [];
    const { name } = item;
    const grade = GRADES[is];
    return ofCaution(
      'liver',
      never ? 'block' : 'warn',
      item,
      never ? 'avoid' : 'caution',
      {
        what: never
          ? words(
              `${grade['zh-CN']}肝病：${name['zh-CN']}禁用。`,
              `Liver disease (${grade.en}): ${name.en} is not given.`,
            )
          : words(
              `${grade['zh-CN']}肝病：${name['zh-CN']}慎用。`,
              `Liver disease (${grade.en}): ${name.en} with care.`,
            ),
        why: words(
          '肝脏代谢减慢，或可能加重肝损伤。',
          'The liver clears it more slowly, or is harmed further.',
        ),
        instead: never
          ? words('请改药。', 'Choose another medicine.')
          : words('减量，并监测肝功能。', 'Give less, and watch the liver tests.'),
      },
      never,
    );
  });
};
