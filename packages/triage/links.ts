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

/** The codes of a question that a predicate asks for. */
export function codesOf(predicate: Predicate, linkId: string): string[] {
  if ('eq' in predicate) return predicate.eq[0] === linkId ? [predicate.eq[1]] : [];
  if ('in' in predicate) return predicate.in[0] === linkId ? predicate.in[1] : [];
  const parts: readonly Predicate[] =
    'all' in predicate
      ? predicate.all
      : 'any' in predicate
        ? predicate.any
        : 'count' in predicate
          ? predicate.count[1]
          : [];
  return parts.flatMap((part) => codesOf(part, linkId));
}
