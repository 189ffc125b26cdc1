/** Owns how Arabic counts, and keeps in one piece what stands in a sentence in other letters. */
const rules = new Intl.PluralRules('ar');

/** One and two are words alone, 3 to 10 take `few`, 11 to 99 `many`, whole hundreds and parts of one the last. */
export function counted(
  n: number,
  one: string,
  two: string,
  few: string,
  many: string,
  hundred = many,
): string {
  const form = rules.select(n);
  if (form === 'one' || form === 'two') return form === 'one' ? one : two;
  return `${n} ${{ few, many }[form as 'few'] ?? hundred}`;
}

/** A name, or somebody's words: by their own direction, and the signs around them by ours. */
export const own = (text: string): string => `\u2068${text}\u2069`;
