/** The patient: old enough, not too old, and of the sex that the medicine is for. */
import { cautionedItems, knownItems, notChecked, ofCaution, ofDrug, words, type Check } from './finding.ts';

export const minimumAge: Check = (snapshot) => {
  const { ageYears, ageMonths } = snapshot.patient;
  const items = knownItems(snapshot);
  const unknown = notChecked(
    'min-age',
    'no-limit',
    items.filter((i) => i.drug.minAgeYears === null && ageYears < 18),
    {
      what: (names) =>
        words(`${names['zh-CN']}：最低用药年龄未核对。`, `The youngest age for ${names.en} was not checked.`),
      why: words('目录中没有年龄下限。', 'The formulary states none.'),
      instead: words('请按说明书核对。', 'Check it against the label.'),
    },
  );
  const young = items.flatMap((item) => {
    const { minAgeYears } = item.drug;
    // "0.25" is three months; whole months are exact where years are not.
    if (minAgeYears === null || ageMonths >= Math.round(minAgeYears * 12)) return [];
    const least =
      minAgeYears < 2
        ? { zh: `${Math.round(minAgeYears * 12)} 个月`, en: `${Math.round(minAgeYears * 12)} months` }
        : { zh: `${minAgeYears} 岁`, en: `${minAgeYears} years` };
    const is =
      ageYears < 2
        ? { zh: `${ageMonths} 个月`, en: `${ageMonths} months` }
        : { zh: `${ageYears} 岁`, en: `${ageYears} years` };
    return ofDrug(
      'min-age',
      'block',
      item,
      'too-young',
      {
        what: words(
          `${item.name['zh-CN']}用于 ${least.zh}以上，患者 ${is.zh}。`,
          `${item.name.en} is for ${least.en} and older; the patient is ${is.en} old.`,
        ),
        why: words('低于该年龄的安全性没有依据。', 'Below that age its safety is not established.'),
        instead: words('请改药，或写明理由。', 'Choose another medicine, or give the reason.'),
      },
      true,
    );
  });
  return [...young, ...unknown];
};

export const maximumAge: Check = (snapshot) =>
  cautionedItems(snapshot).flatMap((item) => {
    const { maxAge } = item.cautions;
    if (maxAge === null || snapshot.patient.ageYears <= maxAge) return [];
    return ofCaution('max-age', 'warn', item, 'too-old', {
      what: words(
        `${item.name['zh-CN']}一般用于 ${maxAge} 岁以下，患者 ${snapshot.patient.ageYears} 岁。`,
        `${item.name.en} is usually for people up to ${maxAge}; the patient is ${snapshot.patient.ageYears}.`,
      ),
      why: words('高龄患者不良反应风险增加。', 'Older people are harmed by it more often.'),
      instead: words('请权衡后使用，或改药。', 'Weigh it up, or choose another medicine.'),
    });
  });

const SEXES = {
  female: words('女性', 'women'),
  male: words('男性', 'men'),
} as const;

export const sex: Check = (snapshot) => {
  const bound = cautionedItems(snapshot).filter((i) => i.cautions.sex !== 'any');
  const { sex: recorded } = snapshot.patient;
  if (recorded === 'other' || recorded === 'unknown') {
    return notChecked('sex', 'unknown', bound, {
      what: (names) =>
        words(`${names['zh-CN']}仅用于一种性别，未核对。`, `${names.en}: for one sex only; not checked.`),
      why: words('患者性别未登记。', 'The patient’s sex is not recorded.'),
      instead: words('请核实后自行判断。', 'Ask, and judge yourself.'),
    });
  }
  return bound.flatMap((item) => {
    const only = item.cautions.sex as 'female' | 'male';
    if (only === recorded) return [];
    return ofCaution(
      'sex',
      'block',
      item,
      only,
      {
        what: words(
          `${item.name['zh-CN']}仅用于${SEXES[only]['zh-CN']}，患者登记为${SEXES[recorded]['zh-CN']}。`,
          `${item.name.en} is for ${SEXES[only].en}; the patient is registered as ${recorded}.`,
        ),
        why: words('可能选错了药品或患者。', 'Medicine or patient may be the wrong one.'),
        instead: words('请核对患者和药品。', 'Check patient and medicine.'),
      },
      true,
    );
  });
};
