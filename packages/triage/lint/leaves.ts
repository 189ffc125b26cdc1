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

/** The ages at which a predicate can turn; under a `not`, both sides of each. */
export function ageEdges(predicate: Predicate, negated = false): number[] {
  const p = predicate;
  const each = (parts: Predicate[]) => parts.flatMap((part) => ageEdges(part, negated));
  if ('age' in p) {
    const edges = [p.age[0], p.age[1] - 0.01];
    return negated ? [...edges, ...edges.map((age) => age + 0.02)] : edges;
  }
  if ('all' in p) return each(p.all);
  if ('any' in p) return each(p.any);
  if ('not' in p) return ageEdges(p.not, true);
  if ('count' in p) return each(p.count[1]);
  return [];
}

/** The numbers and codes at which a predicate turns over a link that no question asks; under a `not`, those beside each, too. */
export function factEdges(predicate: Predicate, link: string, negated = false): (string | number)[] {
  const p = predicate;
  const each = (parts: Predicate[]) => parts.flatMap((part) => factEdges(part, link, negated));
  if ('all' in p) return each(p.all);
  if ('any' in p) return each(p.any);
  if ('not' in p) return factEdges(p.not, link, true);
  if ('count' in p) return each(p.count[1]);
  const [operator, [read, edge]] = Object.entries(p)[0] as [string, [string, string | number | string[]]];
  if (read !== link || operator === 'age' || operator === 'region') return [];
  const edges = Array.isArray(edge) ? edge : [edge];
  return negated ? edges.flatMap(beside) : edges;
}

const beside = (value: string | number): (string | number)[] =>
  typeof value === 'number' ? [value, value - 1, value + 1] : [value];
