/** What a predicate reads, leaf by leaf. */
import type { Predicate } from '../protocol.ts';

export interface Leaf {
  link: string;
  codes: string[];
  /** Compares the option's value. */
  number: boolean;
  /** Stands under a `not`. */
  negated: boolean;
}

/** Every leaf of a predicate. */
export function leaves(predicate: Predicate, negated = false): Leaf[] {
  const p = predicate;
  if ('all' in p) return p.all.flatMap((part) => leaves(part, negated));
  if ('any' in p) return p.any.flatMap((part) => leaves(part, negated));
  if ('not' in p) return leaves(p.not, !negated);
  if ('count' in p) return p.count[1].flatMap((part) => leaves(part, negated));
  if ('score' in p) return p.score[0].map((link) => ({ link, codes: [], number: true, negated }));
  if ('age' in p) return [{ link: 'age', codes: [], number: false, negated }];
  if ('eq' in p) return [{ link: p.eq[0], codes: [p.eq[1]], number: false, negated }];
  if ('in' in p) return [{ link: p.in[0], codes: p.in[1], number: false, negated }];
  if ('region' in p) return [{ link: p.region[0], codes: [], number: false, negated }];
  const [link] = Object.values(p)[0] as [string];
  return [{ link, codes: [], number: true, negated }];
}

/** The ages at which a predicate can turn. */
export function ageEdges(predicate: Predicate): number[] {
  const p = predicate;
  if ('age' in p) return [p.age[0], p.age[1] - 0.01];
  if ('all' in p) return p.all.flatMap(ageEdges);
  if ('any' in p) return p.any.flatMap(ageEdges);
  if ('not' in p) return [...ageEdges(p.not), ...ageEdges(p.not).map((age) => age + 0.02)];
  if ('count' in p) return p.count[1].flatMap(ageEdges);
  return [];
}

/** The numbers and codes at which a predicate turns over a link that no question asks. */
export function factEdges(predicate: Predicate, link: string): (string | number)[] {
  const p = predicate;
  if ('all' in p) return p.all.flatMap((part) => factEdges(part, link));
  if ('any' in p) return p.any.flatMap((part) => factEdges(part, link));
  if ('not' in p) return factEdges(p.not, link).flatMap(beside);
  if ('count' in p) return p.count[1].flatMap((part) => factEdges(part, link));
  const [operator, [read, edge]] = Object.entries(p)[0] as [string, [string, string | number | string[]]];
  return read !== link || operator === 'age' || operator === 'region'
    ? []
    : Array.isArray(edge)
      ? edge
      : [edge];
}

const beside = (value: string | number): (string | number)[] =>
  typeof value === 'number' ? [value, value - 1, value + 1] : [value];
