/** Which rules of law stopped something, in their own words: what is wrong, and what to do instead. */
import type { Problem } from '@care-elements/client/problem.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { Lang } from '../base/words.ts';

interface Blocked {
  objections: { verdict: string; what: Text; instead: Text }[];
}

/** Empty for every other problem. */
export function lawWords({ code, current }: Problem, lang: Lang): string {
  if (code !== 'law-blocked' || !Array.isArray(current)) return '';
  return (current as Blocked[])
    .flatMap(({ objections }) => objections.filter(({ verdict }) => verdict === 'block'))
    .map(({ what, instead }) => [what[lang], instead[lang]].join(lang === 'en' ? ' ' : ''))
    .join(lang === 'en' ? ' ' : '');
}
