/**
 * Weighs words and measurements as a whole where nobody can be asked. The rules know what they were written for; the scorecard learned
 * from cases which words, signs and rules go with which level, and says how likely each level is. Server only.
 */
import { readFileSync } from 'node:fs';
import { EPIDEMIC } from '../epidemic.ts';
import { lengthOf, YOUNG, type Judgement } from '../batch.ts';
import type { Level } from '../protocol.ts';
import type { Person } from '../understand/signs.ts';
import { featuresOf } from './features.ts';
import { scaleOf, sharesOf, type Points } from './fit.ts';

export interface Weighed {
  level: Level;
  /** How likely each level is, 1 to 4, together 1. */
  shares: readonly number[];
  /** What spoke most for this level and against that of the rules; empty where both agree. */
  because: string[];
}

/** `points`: of each feature, hundredths of a logit for the levels 1 to 4. */
export interface Card {
  /** SHA-256 of the cases that it was fitted to, one file after another. */
  cases: string;
  points: Record<string, [number, number, number, number]>;
}

/** To say less than the gold level costs so many times as much as to say more; an emergency that is missed costs most (`npm run triage:learn -- --cross` says what that makes). */
const UNDER = 2;
const MISSED = 10;
/** An emergency by the rules stays one unless it is as unlikely as this. */
const NEARLY_NONE = 0.02;
/** Fewer words that it knows lower nothing. */
const FEW = 4;
/** What counts as a text of few words; two characters are one. */
const BARE = 5;
const TOLD = 5;
/** What the points of a card are. */
export const HUNDREDTHS = 100;

export const readCard = (path = new URL('card.json', import.meta.url)): Card =>
  JSON.parse(readFileSync(path, 'utf8')) as Card;
let own: Points | undefined;
const pointsOf = ({ points }: Card): Points => new Map(Object.entries(points));

export function weigh(
  text: string,
  person: Person,
  judged: Judgement,
  points: Points = (own ??= pointsOf(readCard())),
): Weighed {
  const known = [...featuresOf(text, person, judged)].filter((feature) => points.has(feature));
  const scale = scaleOf(known.length) / HUNDREDTHS;
  const rows = known.map((feature) => points.get(feature)!);
  const sums = [0, 1, 2, 3].map((k) => scale * rows.reduce((sum, row) => sum + row[k]!, 0));
  const shares = sharesOf(sums);
  const level =
    lengthOf(text) > BARE ? holds(cheapest(shares), shares, known, judged) : ofFewWords(shares, judged.level);
  const lead = (feature: string): number =>
    points.get(feature)![level - 1]! - points.get(feature)![judged.level - 1]!;
  return {
    level,
    shares,
    because:
      level === judged.level
        ? []
        : known
            .filter((feature) => lead(feature) > 0)
            .sort((a, b) => lead(b) - lead(a))
            .slice(0, TOLD),
  };
}

/** The level whose expected cost is least. */
function cheapest(shares: readonly number[]): Level {
  const costs = shares.map((_, said) =>
    shares.reduce((sum, share, gold) => {
      if (said === gold) return sum;
      return sum + share * (said < gold ? 1 : gold === 0 ? MISSED : UNDER);
    }, 0),
  );
  return (costs.indexOf(Math.min(...costs)) + 1) as Level;
}

/** So few words say little: the card lowers none, and raises one only to a level that more than half of them need. */
function ofFewWords(shares: readonly number[], byRules: Level): Level {
  let sum = 0;
  const half = shares.findIndex((share) => (sum += share) > 0.5) + 1;
  return Math.min(byRules, half) as Level;
}

/** It may always raise a level; to lower one it has to know more than a few words, and what was measured, self-harm, epidemics and the first three months of life are the rules' alone. */
function holds(
  level: Level,
  shares: readonly number[],
  known: readonly string[],
  { level: byRules, rules, flags, complaints, age }: Judgement,
): Level {
  if (level <= byRules) return level;
  const rulesAlone =
    age < YOUNG ||
    rules.some((id) => id.startsWith('vitals.')) ||
    flags.includes(EPIDEMIC) ||
    complaints.includes('self-harm');
  const sure = byRules > 1 || shares[0]! < NEARLY_NONE;
  return rulesAlone || !sure || known.filter((feature) => feature.startsWith('"')).length < FEW
    ? byRules
    : level;
}
