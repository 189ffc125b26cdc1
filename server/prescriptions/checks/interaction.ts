/** Interactions: each pair of the order, and of the order with what is taken, once, by what is worst between the two. */
import { ingredient, ingredientNamed } from '../../formulary/allergens.ts';
import { interactionsBetween, type Interaction } from '../../formulary/knowledge.ts';
import { tcmPairs } from '../../formulary/herbs.ts';
import { sharedIngredient, sharedKind } from './duplicate.ts';
import { ofOrder, words, type Check, type Found } from './finding.ts';
import { called, lineOf, pairs, type Medicine } from './medicine.ts';

export const interaction: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]): Found[] => {
    const found = interactionsBetween(a.subject, b.subject).flatMap((row) => weighed(row, a, b));
    const [worst, ...more] = found.toSorted((x, y) => RANK[x.severity] - RANK[y.severity]);
    return worst
      ? [
          said(
            worst,
            more.filter(({ severity }) => severity === worst.severity),
            a,
            b,
          ),
        ]
      : [];
  });

const RANK = { block: 0, warn: 1, info: 2 } as const;

/** What the duplicate checks say of the pair is not said again. */
function weighed(row: Interaction, a: Medicine, b: Medicine): Interaction[] {
  const ofOneKind =
    row.a.some((ref) => row.b.includes(ref)) || row.a.some((ref) => ref.startsWith('product:'));
  if (!ofOneKind) return [row];
  if (sharedIngredient(a, b) !== undefined) return [];
  const shared = sharedKind(a, b);
  if (!shared) return [row];
  // Aspirin for the heart beside a painkiller has its reason, and still makes bleed.
  return shared.allowed && row.severity === 'block' ? [{ ...row, severity: 'warn' }] : [];
}

function said(row: Interaction, more: readonly Interaction[], a: Medicine, b: Medicine): Found {
  const at = { line: lineOf(a, b), subject: `${row.id}:${a.id}:${b.id}` };
  const all = (language: 'zh-CN' | 'en') => [row, ...more].map((one) => one.mechanism[language]).join(' ');
  const found = ofOrder(
    'interaction',
    'suitability',
    row.severity,
    at,
    {
      what: words(
        `${called(a)['zh-CN']}与${called(b)['zh-CN']}有相互作用。`,
        `${called(a).en} and ${called(b).en} interact.`,
      ),
      why: words(all('zh-CN'), all('en')),
      instead: row.management,
    },
    row.severity === 'block' && row.overridable,
  );
  return { ...found, source: row.source.join('; '), confidence: row.confidence };
}

/** A herb that no row and no allergy names goes by its Chinese name. */
const english = (herb: string): string => ingredient(ingredientNamed(herb) ?? '')?.name.en ?? herb;

/** 十八反 and 十九畏: herbs that tradition and the pharmacopoeia keep apart, also inside patent medicines. */
export const incompatibleHerbs: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]): Found[] => {
    // A formula's own composition is its maker's; what counts is one herb here and the other there.
    const clash = tcmPairs([...new Set([...a.herbs, ...b.herbs])]).find(
      ({ a: x, b: y }) =>
        (a.herbs.includes(x) && b.herbs.includes(y)) || (a.herbs.includes(y) && b.herbs.includes(x)),
    );
    if (!clash) return [];
    const { pair } = clash;
    const at = { line: lineOf(a, b), subject: `${pair.id}:${a.id}:${b.id}` };
    const name = pair.kind === 'eighteen' ? '十八反' : '十九畏';
    const found = ofOrder(
      'incompatible-herbs',
      'suitability',
      pair.severity,
      at,
      {
        what: words(
          `${name}：${called(a)['zh-CN']}与${called(b)['zh-CN']}（${clash.a}、${clash.b}）。`,
          `Incompatible herbs (${name}): ${called(a).en} with ${called(b).en} (${english(clash.a)}, ${english(clash.b)}).`,
        ),
        why: pair.what,
        instead: pair.management,
      },
      pair.severity === 'block' && pair.overridable,
    );
    return [{ ...found, source: pair.source.join('; '), confidence: pair.confidence }];
  });
