/** What a rule of law is here: its article, its thresholds over time, and a pure check over facts. Rules never read a database. */
import type { Text } from '@care-elements/contract/common.ts';
import { factName } from './fact-names.ts';
import type { Action, Day, Facts, Subject } from './facts.ts';
import { Missing, type Known } from './known.ts';
import type { ThresholdSpec, Values } from './threshold.ts';

/** From the mildest: a rule's verdict is the worst of what it objects to, and `pass` where that is nothing. */
export const VERDICTS = ['pass', 'warn', 'unable', 'block'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Objection {
  readonly verdict: Exclude<Verdict, 'pass'>;
  /** The item's line; null speaks of the whole. */
  readonly line: number | null;
  readonly what: Text;
  readonly instead: Text;
  /** For `unable`: the fact that is not known. */
  readonly missing?: string;
}
/** What a rule said: every rule that is asked says something. */
export interface Outcome {
  readonly ruleId: string;
  readonly verdict: Verdict;
  readonly objections: readonly Objection[];
  /** The thresholds that it was held against. */
  readonly threshold: Values;
}

/** Pure: the same facts, day and thresholds give the same objections; none is a pass. */
export type Check = (facts: Known<Facts>, now: Day, threshold: Values) => readonly Objection[];

export interface Rule {
  /** `pack.subject.name`; an overlay that changes the rule keeps its id. */
  readonly id: string;
  /** The article, as the law is cited where it is in force. */
  readonly article: string;
  /** V: the article's text was seen. S: seen in press, an exam paper or a summary. M: from memory. */
  readonly mark: 'V' | 'S' | 'M';
  /** True wherever the mark is not V: the threshold waits for a lawyer. */
  readonly needsLegalReview: boolean;
  /** The day the rule came into force, in the hospital's calendar; from memory, to be confirmed with the article. */
  readonly effectiveFrom: Day;
  /** The first day on which it is no longer in force; null while it is. */
  readonly effectiveUntil: Day | null;
  readonly summary: Text;
  /** Where a reviewer meets it. */
  readonly step: 'legality' | 'form';
  readonly subject: Subject;
  /** The transitions at which it is asked. */
  readonly at: readonly Action[];
  readonly threshold: Readonly<Record<string, ThresholdSpec>>;
  readonly check: Check;
  /** Where the program holds it by its construction too. */
  readonly heldBy?: string;
  /** The pack that says it, `id@version`, and the one whose rule of the same id it takes the place of. Given when packs are put together. */
  readonly from: string;
  readonly replaces: string | null;
}

/** Marks and their consequence in one place, so that no rule forgets it. */
export const rule = (
  r: Omit<Rule, 'needsLegalReview' | 'effectiveUntil' | 'step' | 'threshold' | 'from' | 'replaces'> &
    Partial<Pick<Rule, 'effectiveUntil' | 'step' | 'threshold'>>,
): Rule => ({
  ...{ effectiveUntil: null, step: 'legality', threshold: {}, from: '', replaces: null },
  ...r,
  needsLegalReview: r.mark !== 'V',
});

export const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

const objection =
  (verdict: Objection['verdict']) =>
  (what: Text, instead: Text, line: number | null = null): Objection => ({ verdict, line, what, instead });
export const block = objection('block');
export const warn = objection('warn');
export const unable = objection('unable');
export const PASS: readonly Objection[] = [];

/** What is said of a fact that is not there. */
export function missing({ path }: Missing, line: number | null): Objection {
  const { 'zh-CN': zh, en } = factName(path);
  return {
    ...unable(
      words(`系统中没有${zh}，无法核对。`, `Not on record, so it could not be checked: ${en}.`),
      words('请自行核对。', 'Check it yourself.'),
      line,
    ),
    missing: path,
  };
}

/** A failure to know one part hides nothing of the others: an objection stands beside it. */
function part(ask: () => readonly Objection[], line: number | null): readonly Objection[] {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Missing) return [missing(error, line)];
    throw error;
  }
}
/** Several conditions, each asked whatever the others say. */
export const all = (...asks: (() => readonly Objection[])[]): readonly Objection[] =>
  asks.flatMap((ask) => part(ask, null));
/** One objection at most: the first that blocks, else the first. */
export const either = (line: number, ...asks: (() => readonly Objection[])[]): readonly Objection[] => {
  const said = asks.flatMap((ask) => part(ask, line));
  return [said.find(({ verdict }) => verdict === 'block') ?? said[0]].filter((one) => one !== undefined);
};
/** The same for each item of a list. */
export const each = <T extends { readonly line: number }>(
  items: readonly T[],
  ask: (item: T) => readonly Objection[],
): readonly Objection[] => items.flatMap((item) => part(() => ask(item), item.line));
/** An objection where the condition does not hold. */
export const must = (holds: boolean, objection: Objection): readonly Objection[] =>
  holds ? PASS : [objection];
