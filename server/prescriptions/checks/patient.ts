/** The patient: age, pregnancy, the same ingredient twice, and what nobody looked at. */
import { ingredient } from '../../formulary/allergens.ts';
import type { Drug } from '../../formulary/provider.ts';
import { knownItems, ofDrug, ofOrder, words, type Check } from './finding.ts';

export const minimumAge: Check = (snapshot) =>
  knownItems(snapshot).flatMap((item) => {
    const { ageYears } = snapshot.patient;
    const { minAgeYears } = item.drug;
    if (minAgeYears === null) {
      return ofDrug('min-age', 'unable_to_check', item, 'no-limit', {
        what: words(
          `${item.name['zh-CN']}的最低年龄未能核对。`,
          `The minimum age for ${item.name.en} could not be checked.`,
        ),
        why: words('目录中没有年龄下限。', 'The formulary states none.'),
        instead: words('请按说明书核对。', 'Check it against the label.'),
      });
    }
    if (ageYears >= minAgeYears) return [];
    // A child in its first year has 0 completed years: whether it is old enough for "from 3 months" is not known from years.
    const undecided = ageYears === Math.floor(minAgeYears) && !Number.isInteger(minAgeYears);
    return ofDrug(
      'min-age',
      undecided ? 'unable_to_check' : 'block',
      item,
      `${ageYears}`,
      {
        what: words(
          `${item.name['zh-CN']}：患者 ${ageYears} 岁，目录所列最低年龄 ${minAgeYears} 岁。`,
          `${item.name.en}: the patient is ${ageYears}; the formulary’s minimum age is ${minAgeYears} years.`,
        ),
        why: words('低于该年龄的安全性需要医师判断。', 'Below that age a doctor has to judge its safety.'),
        instead: words('请改药，或写明理由。', 'Choose another medicine, or give the reason.'),
      },
      !undecided,
    );
  });

/** Women of an age to be pregnant, and anybody whose sex is not recorded. */
const mayBePregnant = (sex: string, age: number) => sex !== 'male' && age >= 12 && age <= 55;
const HARMFUL: ReadonlySet<Drug['pregnancy']> = new Set([
  'contraindicated',
  'contraindicated_at_term',
  'avoid_first_trimester',
  'avoid_from_20wk_contraindicated_third_trimester',
]);

/** Whether the patient is pregnant is not asked yet: the check can only say what it would mean. */
export const pregnancy: Check = (snapshot) => {
  if (!mayBePregnant(snapshot.patient.sex, snapshot.patient.ageYears)) return [];
  return knownItems(snapshot).flatMap((item) => {
    const category = item.drug.pregnancy;
    if (category === 'usually_acceptable' || category === 'not_applicable') return [];
    const harmful = HARMFUL.has(category);
    return ofDrug('pregnancy', harmful ? 'warn' : 'unable_to_check', item, category, {
      what: harmful
        ? words(
            `${item.name['zh-CN']}在妊娠期（或其某阶段）禁用或应避免。`,
            `${item.name.en} is contraindicated or avoided in pregnancy, or a part of it.`,
          )
        : words(
            `${item.name['zh-CN']}妊娠期慎用，未能核对。`,
            `${item.name.en} needs caution in pregnancy; not checked.`,
          ),
      why: words('是否妊娠未知。', 'Whether the patient is pregnant is not known.'),
      instead: words('请询问是否妊娠或备孕。', 'Ask about pregnancy, or a wish for it.'),
    });
  });
};

export const duplicateIngredient: Check = (snapshot) => {
  const items = knownItems(snapshot);
  return items.flatMap((item, i) =>
    items.slice(0, i).flatMap((earlier) => {
      const code = item.drug.ingredients.find((c) => earlier.drug.ingredients.includes(c));
      if (!code) return [];
      const name = ingredient(code)?.name ?? item.name;
      const at = { line: item.line, subject: `${code}:${earlier.drugId}:${item.drugId}` };
      const text = {
        what: words(
          `第 ${earlier.line}、${item.line} 项都含${name['zh-CN']}。`,
          `Lines ${earlier.line} and ${item.line} both contain ${name.en}.`,
        ),
        why: words('同一成分重复，容易超量。', 'The same ingredient twice easily exceeds the dose.'),
        instead: words('请保留一种，或写明理由。', 'Keep one of them, or give the reason.'),
      };
      return ofOrder('duplicate', 'suitability', 'block', at, text, true);
    }),
  );
};

/** Said on every prescription, so that silence about these is never read as a pass. */
export const notCovered: Check = ({ items }) =>
  items.length === 0
    ? []
    : [
        ofOrder(
          'not-covered',
          'suitability',
          'unable_to_check',
          { line: null, subject: '-' },
          {
            what: words(
              '未核对：药物相互作用、肝肾功能、哺乳、正在使用的其他药品。',
              'Not checked: interactions, kidney and liver function, breastfeeding, other medicines in use.',
            ),
            why: words('系统尚无这些核对。', 'There are no such checks here yet.'),
            instead: words('请由医师和药师判断。', 'Doctor and pharmacist judge these themselves.'),
          },
        ),
      ];
