/** Herbs to be boiled: the sheet, toxic herbs, grams a day against the usual, footnotes, pregnancy, and how many there are. */
import {
  compare,
  decimal,
  over,
  text,
  times,
  whole,
  type Ratio,
} from '@care-elements/contract/prescription.decimal.ts';
import { amountIn, type Amount } from '@care-elements/contract/prescription.dose.ts';
import { HANDLINGS, isPiece, PACES } from '@care-elements/contract/herbal.terms.ts';
import { herbDose as ruleOf, herbInPregnancy, toxicHerb } from '../../formulary/herbs.ts';
import { pieceOf } from '../../formulary/pieces.ts';
import {
  herbItems,
  knownItems,
  notChecked,
  ofDrug,
  ofOrder,
  words,
  type Check,
  type CheckSnapshot,
  type Found,
  type KnownItem,
} from './finding.ts';
import { mayBe } from './pregnancy.ts';

/** Herbs stand alone, on a sheet that says how many packets, how they are boiled and drunk. */
export const herbSheet: Check = (snapshot) => {
  const { herbal } = snapshot;
  const herbs = herbItems(snapshot);
  if (!herbal) return herbs.length ? [unsheeted()] : [];
  const others = knownItems(snapshot).filter(({ drug }) => !isPiece(drug));
  const odd = herbs.filter(({ dose, drug }) => dose !== null && dose.unit !== drug.unit);
  const missing = [
    ...(herbal.packets === null ? [words('剂数', 'number of packets')] : []),
    ...(herbal.pace === null ? [words('每日剂数', 'packets a day')] : []),
    ...(herbal.method === null ? [words('煎法', 'how to boil')] : []),
    ...(herbal.portions === null ? [words('分几次服', 'portions of a packet')] : []),
  ];
  return [
    ...others.map((item) => alone(item)),
    ...odd.map((item) => inGrams(item)),
    ...(missing.length ? [incomplete(missing)] : []),
  ];
};

const sheet = (subject: string, line: number | null, text: Parameters<typeof ofOrder>[4]): Found =>
  ofOrder('herb-sheet', 'form', 'block', { line, subject }, text);

const unsheeted = (): Found =>
  sheet('none', null, {
    what: words('中药饮片没有写在饮片处方上。', 'Herbs stand on an ordinary prescription.'),
    why: words('饮片要写明剂数、煎法和服法。', 'Herbs need packets, a way to boil and a way to drink.'),
    instead: words('请改用中药饮片处方。', 'Write them on a sheet of herbs.'),
  });

const alone = ({ line, drugId, name }: KnownItem): Found =>
  sheet(`alone:${drugId}`, line, {
    what: words(`${name['zh-CN']}不是中药饮片。`, `${name.en} is not a herb to be boiled.`),
    why: words('中药饮片单独开具处方。', 'Herbs stand on a prescription of their own.'),
    instead: words('请另开处方。', 'Write it on another prescription.'),
  });

const inGrams = ({ line, drugId, name }: KnownItem): Found =>
  sheet(`unit:${drugId}`, line, {
    what: words(`${name['zh-CN']}的用量不是克。`, `The amount of ${name.en} is not in grams.`),
    why: words('饮片按克称量。', 'Herbs are weighed in grams.'),
    instead: words('请按克填写。', 'Write grams.'),
  });

function incomplete(missing: readonly { 'zh-CN': string; en: string }[]): Found {
  const zh = missing.map((m) => m['zh-CN']).join('、');
  const en = missing.map((m) => m.en).join(', ');
  return sheet('incomplete', null, {
    what: words(`饮片处方缺少：${zh}。`, `The sheet of herbs lacks: ${en}.`),
    why: words(
      '用法由这些内容生成，不能留空。',
      'The directions are made from these and cannot leave them open.',
    ),
    instead: words('请补全。', 'Fill them in.'),
  });
}

/** Toxic medicines by law are never online; a row that does not say so itself is stopped by its name. */
export const toxicHerbs: Check = (snapshot) =>
  herbItems(snapshot).flatMap((item): Found[] => {
    const rule = [item.name['zh-CN'], ...item.herbs].map(toxicHerb).find((found) => found !== undefined);
    // What the row says itself is the law's to stop.
    if (!rule || item.drug.controlled) return [];
    const found = ofDrug('toxic-herb', 'block', item, rule.herb, {
      what: words(
        `${item.name['zh-CN']}属毒性中药，不能在互联网开具。`,
        `${item.name.en} is a toxic herb and may not be prescribed online.`,
      ),
      why: words('医疗用毒性药品实行特殊管理。', 'Toxic medicines are under special control.'),
      instead: words(
        '请改用其他药品，或请患者到线下门诊就诊。',
        'Choose another, or refer to a clinic in person.',
      ),
    });
    return [{ ...found, step: 'legality', source: rule.source.join('; '), confidence: rule.confidence }];
  });

interface Usual {
  readonly min: Amount | null;
  readonly max: Amount | null;
}
/** The hospital's own most first; otherwise what is written down of the herb. */
function usualOf({ drug, name }: KnownItem): Usual {
  const piece = pieceOf(drug);
  const rule = ruleOf(name['zh-CN']) ?? (piece && ruleOf(piece.herb));
  return {
    min: piece?.dailyMin ?? rule?.dailyMin ?? null,
    max: drug.adultMaxDaily ?? piece?.dailyMax ?? rule?.dailyMax ?? null,
  };
}

/** Grams of one day: what one packet holds, times the packets of a day. */
function onADay(item: KnownItem, unit: Amount['unit'], { herbal }: CheckSnapshot): Ratio | null {
  const each = item.dose && amountIn(item.dose, unit, item.drug);
  if (!each || !herbal?.pace) return null;
  const { packets, days } = PACES[herbal.pace];
  return over(times(each, whole(packets)), whole(days));
}

export const herbDose: Check = (snapshot) => {
  const written = herbItems(snapshot).filter(({ dose }) => dose !== null);
  const sized = written.map((item) => ({ item, ...usualOf(item) }));
  const amounts = sized.flatMap(({ item, min, max }) => {
    const most = max && onADay(item, max.unit, snapshot);
    if (max && most && compare(most, decimal(max.value)) > 0) return [beyond(item, most, max)];
    const least = min && onADay(item, min.unit, snapshot);
    return min && least && compare(least, decimal(min.value)) < 0 ? [below(item, least, min)] : [];
  });
  const unable = (reason: string, items: readonly KnownItem[], zh: string, en: string) =>
    notChecked('herb-dose', reason, items, {
      what: (names) => words(`${names['zh-CN']}：用量未核对。`, `${names.en}: the amount was not checked.`),
      why: words(zh, en),
      instead: words('请按药典核对。', 'Check it against the pharmacopoeia.'),
    });
  const bounded = sized.filter(({ max }) => max !== null).map(({ item }) => item);
  return [
    ...amounts,
    ...unable(
      'no-limit',
      sized.filter(({ max }) => max === null).map(({ item }) => item),
      '没有该饮片的常用量资料。',
      'No usual amount is written down for it.',
    ),
    ...unable(
      'no-pace',
      snapshot.herbal?.pace ? [] : bounded,
      '还没有填写每日剂数。',
      'How many packets a day is not written yet.',
    ),
  ];
};

function beyond(item: KnownItem, amount: Ratio, max: Amount): Found {
  const { name } = item;
  return ofDrug(
    'herb-dose',
    'block',
    item,
    `above:${text(amount)}`,
    {
      what: words(
        `${name['zh-CN']}每日 ${text(amount)} g，常用量最多 ${max.value} g。`,
        `${name.en}: ${text(amount)} g a day; usually at most ${max.value} g.`,
      ),
      why: words('超过药典常用量。', 'It is more than the pharmacopoeia’s usual amount.'),
      instead: words(
        '请减量；确需超量时写明理由，随处方签名。',
        'Lower it, or give the reason, which is signed with it.',
      ),
    },
    true,
  );
}

const below = (item: KnownItem, amount: Ratio, min: Amount): Found =>
  ofDrug('herb-dose', 'info', item, `below:${text(amount)}`, {
    what: words(
      `${item.name['zh-CN']}每日 ${text(amount)} g，常用量至少 ${min.value} g。`,
      `${item.name.en}: ${text(amount)} g a day; usually at least ${min.value} g.`,
    ),
    why: words('低于药典常用量。', 'It is less than the pharmacopoeia’s usual amount.'),
    instead: words('请核对用量。', 'Check the amount.'),
  });

/** A footnote that is usual and missing; a toxic herb that is not boiled first is a danger. */
export const herbHandling: Check = (snapshot) => {
  const herbs = herbItems(snapshot).map((item) => ({ item, piece: pieceOf(item.drug) }));
  const lacking = herbs.flatMap(({ item, piece }): Found[] => {
    const usual = piece?.handling;
    if (!usual || item.handling === usual) return [];
    const severity = usual === 'first' && piece.toxic !== 'none' ? 'warn' : 'info';
    const { name } = item;
    return [
      ofDrug('herb-handling', severity, item, usual, {
        what: words(
          `${name['zh-CN']}一般要${HANDLINGS[usual]['zh-CN']}。`,
          `${name.en}: usually “${HANDLINGS[usual].en}”.`,
        ),
        why: words('煎煮方法影响疗效和安全。', 'How it is boiled decides what it does, and its safety.'),
        instead: words('请核对脚注。', 'Check the footnote.'),
      }),
    ];
  });
  const unknown = herbs.filter(({ piece }) => !piece).map(({ item }) => item);
  return [
    ...lacking,
    ...notChecked('herb-handling', 'no-data', unknown, {
      what: (names) => words(`${names['zh-CN']}：脚注未核对。`, `${names.en}: the footnote was not checked.`),
      why: words('没有该饮片的煎煮资料。', 'Nothing is written down about how to boil it.'),
      instead: words('请自行核对。', 'Check it yourself.'),
    }),
  ];
};

/** Pregnancy by the herb's name, where its row says nothing; a herb on no list is not thereby safe. */
export const herbPregnancy: Check = (snapshot) => {
  const { patient } = snapshot;
  const silent = herbItems(snapshot).filter(({ drug }) =>
    ['not_applicable', 'usually_acceptable'].includes(drug.pregnancy),
  );
  const known = silent.map((item) => ({
    item,
    rule: [item.name['zh-CN'], ...item.herbs].map(herbInPregnancy).find((found) => found !== undefined),
  }));
  const maybe = patient.pregnancy === 'unknown' && mayBe(patient);
  if (patient.pregnancy !== 'yes' && !maybe) return [];
  const listed = known.flatMap(({ item, rule }): Found[] => {
    if (!rule || (maybe && rule.level === 'caution')) return [];
    const never = rule.level === 'contraindicated';
    const severity = never && !maybe ? 'block' : 'warn';
    const { name } = item;
    const found = ofDrug(
      ...(['herb-pregnancy', severity, item, rule.level] as const),
      {
        what: never
          ? words(`${name['zh-CN']}妊娠禁用。`, `${name.en} must not be given in pregnancy.`)
          : words(`${name['zh-CN']}妊娠慎用。`, `${name.en} with care in pregnancy.`),
        why: words('药典对孕妇有此规定。', 'The pharmacopoeia says so.'),
        instead: words(
          '请改用其他饮片；不确定时先询问是否怀孕。',
          'Choose another; where in doubt, ask about pregnancy.',
        ),
      },
      severity === 'block',
    );
    return [{ ...found, source: rule.source.join('; '), confidence: rule.confidence }];
  });
  const unlisted = known.filter(({ item, rule }) => !rule && item.drug.pregnancy === 'not_applicable');
  return [
    ...listed,
    ...notChecked('herb-pregnancy', 'not-listed', maybe ? [] : unlisted.map(({ item }) => item), {
      what: (names) =>
        words(`${names['zh-CN']}：妊娠用药未核对。`, `${names.en}: not checked for pregnancy.`),
      why: words(
        '药典没有列出，不等于安全。',
        'The pharmacopoeia does not list it, which is no proof that it is safe.',
      ),
      instead: words('请自行判断。', 'Judge yourself.'),
    }),
  ];
};

/** More than this on one sheet is unusual. */
const MANY = 20;
export const herbNumber: Check = (snapshot) => {
  const count = herbItems(snapshot).length;
  if (count <= MANY) return [];
  return [
    ofOrder(
      'herb-number',
      'suitability',
      'info',
      { line: null, subject: `${count}` },
      {
        what: words(`处方有 ${count} 味饮片。`, `The sheet has ${count} herbs.`),
        why: words('药味越多，越难核对。', 'The more herbs, the harder they are to check.'),
        instead: words('请核对是否都需要。', 'Check whether all are needed.'),
      },
    ),
  ];
};
