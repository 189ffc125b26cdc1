/** Which questions and facts a predicate reads. */
import type { Predicate } from './protocol.ts';

/** Every linkId that a predicate reads: the string that a leaf begins with. */
export function linksOf(predicate: Predicate): string[] {
  const [value] = Object.values(predicate) as unknown[];
  if ('age' in predicate) return ['age'];
  if ('score' in predicate) return predicate.score[0];
  if ('not' in predicate) return linksOf(predicate.not);
  if (!Array.isArray(value)) return [];
  if (typeof value[0] === 'string') return [value[0]];
  return (value.flat() as unknown[]).flatMap((part) =>
    typeof part === 'object' && part ? linksOf(part as Predicate) : [],
  );
}
