/**
 * Measures a search of the formulary in 20,000 items: each of a fixed list of queries as a doctor types them, against the
 * 20 ms that a list may take to follow a key. The bare figure is that limit itself.
 */
import type { Figure } from './kit/figure.ts';
import { indexOf } from '../../server/formulary/rows.ts';
import { manyDrugs } from '../kit/many-drugs.ts';

const ITEMS = 20_000;
const LIMIT_MS = 20;
const QUERIES = [
  'a',
  'am',
  'amxl',
  'j01',
  'J01CA04',
  '阿莫',
  '阿莫西林',
  'prof',
  'amo lin',
  'no such thing',
  '片1',
  'cefix',
];

export async function bench(n: number): Promise<Figure[]> {
  const index = indexOf(manyDrugs(ITEMS));
  // The first round warms up.
  const took = new Map<string, number[]>(QUERIES.map((q) => [q, []]));
  for (let i = 0; i <= n; i++) {
    for (const q of QUERIES) {
      const begun = performance.now();
      index.search(q, 20);
      if (i) took.get(q)!.push(performance.now() - begun);
    }
  }
  const all = [...took.values()].flat().sort((a, b) => a - b);
  const at = (p: number) => all[Math.min(all.length - 1, Math.floor(all.length * p))]!;
  for (const [q, times] of took)
    console.log(`${q}: median ${times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!.toFixed(2)} ms`);
  const figure = (words: string, ours: number): Figure => ({
    ...{
      name: 'formulary',
      figure: words,
      ours,
      bare: LIMIT_MS,
      ratio: ours / LIMIT_MS,
      goal: 1,
      n: all.length,
    },
  });
  return [
    figure(`a search in ${ITEMS} items, median`, at(0.5)),
    figure(`a search in ${ITEMS} items, 95th percentile`, at(0.95)),
    figure(`a search in ${ITEMS} items, the slowest`, all.at(-1)!),
  ];
}
