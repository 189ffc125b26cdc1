/** Interactions and incompatible herbs as whoever signs them reads them: both sides by name. */
import type { Text } from '@care-elements/contract/common.ts';
import type { KnownPair } from '@care-elements/contract/formulary.versions.ts';
import { ingredient } from './allergens.ts';
import { HERB_PAIRS } from './herbs.ts';
import { drugClass, hiddenProduct, INTERACTIONS } from './knowledge.ts';

const OTHERS: Readonly<Record<string, Text>> = {
  'food:alcohol': { 'zh-CN': '酒精', en: 'Alcohol' },
  'food:grapefruit': { 'zh-CN': '西柚', en: 'Grapefruit' },
  'food:tyramine': { 'zh-CN': '富含酪胺的食物', en: 'Foods rich in tyramine' },
  'food:leafy_greens': { 'zh-CN': '绿叶蔬菜', en: 'Leafy greens' },
  'food:dairy': { 'zh-CN': '奶制品', en: 'Dairy' },
  'vaccine:live': { 'zh-CN': '活疫苗', en: 'Live vaccines' },
};

function nameOf(ref: string): Text {
  const [kind, code = ''] = ref.split(':');
  const named =
    kind === 'ingredient'
      ? ingredient(code)?.name
      : kind === 'class'
        ? drugClass(code)?.name
        : kind === 'product'
          ? hiddenProduct(code)?.name
          : OTHERS[ref];
  // A herb is called as the pharmacopoeia writes it, in both languages.
  return named ?? { 'zh-CN': code, en: code };
}
const herb = (name: string): Text => ({ 'zh-CN': name, en: name });

export const KNOWN_PAIRS: readonly KnownPair[] = [
  ...INTERACTIONS.map(({ id, a, b, severity, mechanism, management, source, confidence }) => ({
    ...{ id, a: a.map(nameOf), b: b.map(nameOf), severity, why: mechanism, instead: management },
    ...{ source, confidence },
  })),
  ...HERB_PAIRS.map(({ id, a, b, severity, what, management, source, confidence }) => ({
    ...{ id, a: a.map(herb), b: b.map(herb), severity, why: what, instead: management, source, confidence },
  })),
];
