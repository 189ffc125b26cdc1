/**
 * `npm run triage:learn` fits the scorecard to our own cases and writes it; `-- --cross` fits it without each learning file in turn, judges
 * that file, and prints how that compares with the gold levels. Cases kept apart are never read.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { featuresOf } from '@care-elements/triage/scorecard/features.ts';
import { fit, type Example, type Fitting, type Points } from '@care-elements/triage/scorecard/fit.ts';
import { HUNDREDTHS, weigh } from '@care-elements/triage/scorecard/weigh.ts';
import { report, score, verdictOf, type Scored } from './triage-score.ts';

const CASES = new URL('../test/triage/cases/', import.meta.url);
const CARD = new URL('../packages/triage/scorecard/card.json', import.meta.url);
/** Chosen by `--cross`. */
const FITTING: Fitting = { rounds: 40, pace: 0.1, decay: 1e-4, least: 3 };
/** What the rules make of a case that they were written with says nothing of them. */
const OF_RULES = /^(?:level|rule|gravest)=/;
const TUNED = 0.5;
/** Hundredths of a logit by which a feature has to tell one level from another. */
const LEAST_SAID = 8;

const filesOf = (part: string): string[] =>
  readdirSync(CASES)
    .filter((name) => name.startsWith(`${part}-`) && name.endsWith('.jsonl'))
    .sort();
export const learningFiles = (): string[] => [...filesOf('learn'), ...filesOf('tune')];
const pathOf = (name: string): string => new URL(name, CASES).pathname;
export const hashOf = (names: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const name of names) hash.update(readFileSync(pathOf(name)));
  return hash.digest('hex');
};

function examplesOf(name: string): { scored: Scored; example: Example }[] {
  const tuned = name.startsWith('tune');
  const { scored, refused } = score([pathOf(name)], judgeWords);
  if (refused.length) throw new Error(refused.join('\n'));
  return scored.map((one) => {
    const features = [...featuresOf(one.text, one.person, one.judged)];
    return {
      scored: one,
      example: {
        features: tuned ? features.filter((feature) => !OF_RULES.test(feature)) : features,
        accepted: [...new Set(one.accepted)],
        weight: tuned ? TUNED : 1,
      },
    };
  });
}

/** In hundredths, without what says nothing. */
function cardOf(examples: readonly Example[]): Points {
  const rounded = [...fit(examples, FITTING)].map(
    ([feature, points]) =>
      [feature, points.map((p) => Math.round(p * HUNDREDTHS))] as [string, [number, number, number, number]],
  );
  return new Map(rounded.filter(([, points]) => Math.max(...points) - Math.min(...points) >= LEAST_SAID));
}

function cross(read: Map<string, ReturnType<typeof examplesOf>>): void {
  const whole: Scored[] = [];
  for (const name of filesOf('learn')) {
    const rest = [...read].flatMap(([other, cases]) => (other === name ? [] : cases));
    const points = cardOf(rest.map(({ example }) => example));
    const own = read.get(name)!.map(({ scored }) => {
      const { level } = weigh(scored.text, scored.person, scored.judged, points);
      return { ...scored, judged: { ...scored.judged, level }, verdict: verdictOf(level, scored.accepted) };
    });
    console.log(`${name}: ${report(own).slice(5).join(' · ')}`);
    whole.push(...own);
  }
  console.log(report(whole).join('\n'));
}

if (import.meta.main) {
  const names = learningFiles();
  const read = new Map(names.map((name) => [name, examplesOf(name)]));
  if (process.argv.includes('--cross')) cross(read);
  else {
    const points = cardOf([...read.values()].flat().map(({ example }) => example));
    const lines = [...points]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((entry) => entry.map((part) => JSON.stringify(part)).join(':'));
    writeFileSync(CARD, `{"cases":"${hashOf(names)}","points":{\n${lines.join(',\n')}\n}}\n`);
    console.log(
      `${points.size} features of ${[...read.values()].flat().length} cases written to packages/triage/scorecard/card.json`,
    );
  }
}
