/** Measurements as the facts that rules and questions read: the values themselves, the bands that questions ask for, and NEWS2. Server only. */
import { evaluate, TRUE } from '../engine.ts';
import { news2 } from '../news2.ts';
import type { Asking, Facts, Regions } from '../protocol.ts';
import type { Measures } from './measures.ts';

/** The band of the question `bp`: the worse of the two pressures decides. */
export const pressureBand = (sbp = 0, dbp = 0): number =>
  sbp >= 180 || dbp >= 120
    ? 180
    : sbp >= 160 || dbp >= 100
      ? 160
      : sbp >= 140 || dbp >= 90
        ? 140
        : sbp && sbp < 90
          ? 80
          : 120;

/** The band of the question `severity`, from 0–10. */
export const painBand = (pain: number): number => (pain >= 8 ? 8 : pain >= 4 ? 5 : 2);

const PLAIN = ['sbp', 'dbp', 'hr', 'rr', 'spo2', 'glucose', 'pain', 'temp', 'consciousness'] as const;

export function measured(vitals: Measures & { consciousness?: string }): Facts {
  const facts: Facts = {};
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined) facts[name] = value;
  };
  for (const name of PLAIN) set(name, vitals[name]);
  const { sbp, dbp, hr, pain } = vitals;
  set('heart-rate', hr);
  if (sbp !== undefined || dbp !== undefined) set('bp', pressureBand(sbp, dbp));
  if (pain !== undefined) set('severity', painBand(pain));
  const score = news2(vitals);
  set('news2', score?.total);
  set('news2-single', score?.highest);
  return facts;
}

/**
 * The numbers of the words that a question asks for, too: they count as measured, and nobody is asked again. One that is an
 * emergency by itself is asked, with its answer chosen, so that a slip is none.
 */
export function takenFrom<Name extends string>(
  heard: Readonly<Partial<Record<Name, number | undefined>>>,
  asked: readonly Asking[],
  facts: Facts,
  regions: Regions,
): Partial<Record<Name, number>> {
  const taken: Partial<Record<Name, number>> = {};
  const links = new Set(asked.flatMap(({ questions }) => questions.map(({ linkId }) => linkId)));
  const rules = asked.flatMap((protocol) => protocol.rules);
  for (const [name, value] of Object.entries<number | undefined>(heard)) {
    if (value === undefined || !links.has(name)) continue;
    const { truths } = evaluate(asked, {}, { ...facts, ...taken, [name]: value }, regions);
    if (!truths.some((truth, i) => truth === TRUE && rules[i]!.level === 1)) taken[name as Name] = value;
  }
  return taken;
}
