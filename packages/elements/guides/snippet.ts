/** Owns the lines that a webmaster copies: what was chosen, as HTML that stands alone. Pure. */

import { TONGUES } from '@care-elements/contract/wording.faults.ts';

/** Tags that stand on a page; the first two are for patients. */
export const TAGS = [
  'care-visit',
  'care-frame',
  'care-desk',
  'care-pharmacy',
  'care-protocols',
  'care-formulary',
] as const;
export type SetupTag = (typeof TAGS)[number];

/** Of a patient's tag: elder mode is theirs alone, as is Arabic. */
export const isForPatients = (tag: SetupTag): boolean => /visit|frame/.test(tag);
export const languagesOf = (tag: SetupTag): readonly string[] =>
  TONGUES.filter((one) => one !== 'ar' || isForPatients(tag));

export interface Choice {
  /** Origin of the Care server. */
  server: string;
  hospital: string;
  /** The hospital's own language, for a page that is written anew. */
  language?: string;
  tag: SetupTag;
  /** Empty follows the page. */
  lang: string;
  theme: string;
  /** `#rrggbb`, or empty. */
  brand: string;
  elder: boolean;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The language that was chosen, where the tag speaks it; empty otherwise. */
export const spoken = ({ tag, lang }: Pick<Choice, 'tag' | 'lang'>): string =>
  languagesOf(tag).includes(lang) ? lang : '';

/** The attributes of the tag in their order. */
export const attributesOf = ({ hospital, lang, theme, brand, elder, tag }: Choice): [string, string][] => [
  ['hospital', hospital],
  ...(spoken({ tag, lang }) ? [['lang', lang] as [string, string]] : []),
  ...(theme ? [['theme', theme] as [string, string]] : []),
  ...(elder && isForPatients(tag) ? [['elder', ''] as [string, string]] : []),
  ...(brand ? [['style', `--care-color-brand: ${brand}`] as [string, string]] : []),
];

export const scriptLine = ({ server, tag }: Pick<Choice, 'server' | 'tag'>): string =>
  `<script type="module" src="${escape(server)}/${tag === 'care-frame' ? 'frame' : 'care'}.js"></script>`;

export function tagLine(choice: Choice): string {
  const all = attributesOf(choice).map(([name, value]) =>
    value ? ` ${name}="${escape(value)}"` : ` ${name}`,
  );
  return `<${choice.tag}${all.join('')}></${choice.tag}>`;
}

export const snippet = (choice: Choice): string => `${scriptLine(choice)}\n${tagLine(choice)}`;
