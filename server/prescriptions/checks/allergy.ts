/** Allergy: what the patient said they must not be given, against every ingredient and its group. */
import { allergyGroup, ingredient, type StatedAllergy } from '../../formulary/allergens.ts';
import { knownItems, ofDrug, ofOrder, words, type Check, type Found, type KnownItem } from './finding.ts';

export const allergy: Check = (snapshot) => {
  const { status, stated } = snapshot.patient.allergies;
  if (snapshot.items.length === 0 || status === 'none') return [];
  if (status === 'unknown' || stated.length === 0) return [notKnown()];
  const unknown = stated.filter((s) => !s.known).map(notUnderstood);
  return [...unknown, ...knownItems(snapshot).flatMap((item) => stated.flatMap((s) => against(item, s)))];
};

/** The strongest objection of one statement to one medicine, or none. */
function against(item: KnownItem, stated: StatedAllergy): Found[] {
  const { ingredients } = item.drug;
  const groups = new Set([
    ...item.drug.allergyGroups,
    ...ingredients.flatMap((i) => ingredient(i)?.groups ?? []),
  ]);
  const same = ingredients.find((i) => stated.ingredients.includes(i));
  if (same) return [blocked(item, stated, ingredient(same)?.name ?? item.name)];

  const whole = stated.groups.find((g) => groups.has(g));
  if (whole) return [blocked(item, stated, allergyGroup(whole)!.name)];

  const shared = stated.ingredients.flatMap((i) => ingredient(i)?.groups ?? []).filter((g) => groups.has(g));
  const strict = shared.find((g) => allergyGroup(g)?.member === 'block');
  if (strict) return [blocked(item, stated, allergyGroup(strict)!.name)];
  if (shared[0]) return [crossing(item, stated, shared[0])];

  const near = [...stated.groups, ...stated.ingredients.flatMap((i) => ingredient(i)?.groups ?? [])];
  const crossed = near.find((g) => allergyGroup(g)?.warns.some((w) => groups.has(w)));
  return crossed ? [crossing(item, stated, crossed)] : [];
}

function blocked(item: KnownItem, stated: StatedAllergy, name: { 'zh-CN': string; en: string }): Found {
  return ofDrug('allergy', 'block', item, stated.text.slice(0, 40), {
    what: words(
      `患者自述对“${stated.text}”过敏，${item.name['zh-CN']}属于${name['zh-CN']}。`,
      `The patient states an allergy to “${stated.text}”; ${item.name.en} belongs to: ${name.en}.`,
    ),
    why: words('再次使用可能引起严重过敏反应。', 'Giving it again can cause a severe reaction.'),
    instead: words('请改用其他类别的药品。', 'Choose a medicine of another group.'),
  });
}

function crossing(item: KnownItem, stated: StatedAllergy, group: string): Found {
  const { name, source, confidence } = allergyGroup(group)!;
  const found = ofDrug('allergy-cross', 'warn', item, stated.text.slice(0, 40), {
    what: words(
      `患者自述对“${stated.text}”过敏，${item.name['zh-CN']}可能有交叉过敏。`,
      `The patient states an allergy to “${stated.text}”; ${item.name.en} may cross-react.`,
    ),
    why: words(`与${name['zh-CN']}存在已知的交叉反应可能。`, `Cross-reaction is known for: ${name.en}.`),
    instead: words(
      '请核实过敏经过，必要时改药。',
      'Ask how the allergy showed; change the medicine if in doubt.',
    ),
  });
  return { ...found, source: source.join('; '), confidence };
}

function notKnown(): Found {
  return ofOrder(
    'allergy',
    'suitability',
    'unable_to_check',
    { line: null, subject: 'not-known' },
    {
      what: words('过敏史不详，未能核对。', 'Allergies are not known and were not checked.'),
      why: words('患者没有说明是否有药物过敏。', 'The patient did not say whether there are any.'),
      instead: words('请在问诊中询问药物过敏史。', 'Ask about allergies to medicines.'),
    },
  );
}

function notUnderstood(stated: StatedAllergy): Found {
  const at = { line: null, subject: `text:${stated.text.slice(0, 60)}` };
  return ofOrder('allergy', 'suitability', 'unable_to_check', at, {
    what: words(
      `“${stated.text}”未能完全识别，没有核对到药品。`,
      `“${stated.text}” was not fully understood and not checked.`,
    ),
    why: words(
      '系统只认识常见药品和类别的名称。',
      'Only names of common medicines and groups are known here.',
    ),
    instead: words('请与患者核实后自行判断。', 'Ask the patient what is meant and judge yourself.'),
  });
}
