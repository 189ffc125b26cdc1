/** Antimicrobial grade: a doctor prescribes up to the grade that the hospital has granted. */
import { ANTIMICROBIAL_NAMES, mayPrescribe } from '@care-elements/contract/antimicrobial.ts';
import { knownItems, notChecked, words, type Check, type Found } from './finding.ts';

const LAW = '抗菌药物临床应用管理办法 2012 第二十四条；分级目录由省级卫生行政部门制定';

/** Antibacterial and antifungal medicines that act in the whole body; the law grades no others. */
const GRADED = new Set(['antibacterial', 'antifungal']);
const LOCAL = new Set(['topical', 'vaginal', 'ophthalmic', 'nasal']);

export const antimicrobialGrade: Check = ({ antimicrobialRight: right, ...snapshot }) => {
  const graded = knownItems({ antimicrobialRight: right, ...snapshot }).filter(
    ({ drug }) => drug.antimicrobial && GRADED.has(drug.antimicrobial) && !LOCAL.has(drug.route),
  );
  if (right === 'special') return [];
  const gradeOf = (item: (typeof graded)[number]) => item.cautions?.grade ?? null;
  const above = graded.flatMap((item): Found[] => {
    const grade = gradeOf(item);
    const allowed = grade === null ? right !== 'none' : mayPrescribe(right, grade);
    if (allowed) return [];
    const name = ANTIMICROBIAL_NAMES[grade ?? 'non_restricted'];
    const own = ANTIMICROBIAL_NAMES[right];
    return [
      {
        key: `antimicrobial-grade:${item.drugId}:${grade ?? 'any'}`,
        check: 'antimicrobial-grade',
        step: 'legality',
        severity: 'block',
        line: item.line,
        what: words(
          `${item.name['zh-CN']}属${name['zh-CN']}抗菌药物，您没有该级处方权。`,
          `${item.name.en} is a ${name.en} antimicrobial; you have no right to that grade.`,
        ),
        why: words(`您的权限：${own['zh-CN']}。`, `Your right: ${own.en}.`),
        instead: words(
          '改用权限内的药品，或请有权限的医师开具。',
          'Choose one within your right, or ask a colleague who has it.',
        ),
        source: LAW,
        confidence: 'law-unreviewed',
        overridable: false,
      },
    ];
  });
  const unknown = graded.filter((item) => gradeOf(item) === null && right !== 'none');
  return [
    ...above,
    ...notChecked('antimicrobial-grade', 'no-grade', unknown, {
      what: (names) =>
        words(`${names['zh-CN']}的抗菌药物级别未核对。`, `The grade of ${names.en} was not checked.`),
      why: words('目录中没有该药的分级。', 'The formulary states no grade.'),
      instead: words('请按本院分级目录核对。', 'Check it against the hospital’s list.'),
    }),
  ];
};
