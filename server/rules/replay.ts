/** A stored decision asked again: by its own packs, or by others, on its own day, or on another. Pure. */
import { evaluate, nameOf, type Law, type PackName, type Tightening } from './law.ts';
import type { Action, Day, Facts } from './facts.ts';
import { lawOf } from './registry.ts';
import type { Outcome, Rule } from './rule.ts';

export interface Stored {
  readonly action: Action;
  readonly day: Day;
  readonly packs: readonly PackName[];
  readonly tightened: readonly Tightening[];
  readonly facts: Facts;
  readonly outcomes: readonly Outcome[];
}
export interface Replayed {
  readonly ruleId: string;
  /** Undefined where the law of now does not ask it. */
  readonly rule: Rule | undefined;
  readonly then: Outcome | undefined;
  readonly now: Outcome | undefined;
  /** Verdict, objections and thresholds are what they were. */
  readonly equal: boolean;
}

/**
 * Every rule that was asked then or is asked now, in the law's order. Throws where a pack that it names is not in the registry any
 * more. `packs`: others than the stored ones, by name; the hospital's own thresholds of then go along.
 */
export function replay(
  stored: Stored,
  { day = stored.day, packs }: { day?: Day | undefined; packs?: readonly string[] | undefined } = {},
): { law: Law; day: Day; rules: Replayed[] } {
  const law = lawOf(packs ?? stored.packs.map(nameOf), stored.tightened);
  const now = evaluate(law, stored.facts, day, stored.action);
  const then = new Map(stored.outcomes.map((outcome) => [outcome.ruleId, outcome]));
  const gone = stored.outcomes.filter(({ ruleId }) => !now.some(({ rule }) => rule.id === ruleId));
  return {
    ...{ law, day },
    rules: [
      ...now.map(({ rule, outcome }) => row(rule.id, rule, then.get(rule.id), outcome)),
      ...gone.map((outcome) => row(outcome.ruleId, undefined, outcome, undefined)),
    ],
  };
}

const row = (
  ruleId: string,
  rule: Rule | undefined,
  then: Outcome | undefined,
  now: Outcome | undefined,
): Replayed => ({ ruleId, rule, then, now, equal: same(then, now) });

/** As JSON, key by key: what comes from the database has its keys in another order. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = (of: object) =>
    Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined);
  const [left, right] = [keys(a), keys(b)];
  return (
    left.length === right.length &&
    left.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
