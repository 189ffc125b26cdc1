/** The law of one hospital: its packs put together, what it has tightened, and what each rule says of facts. Pure. */
import { known, Missing } from './known.ts';
import type { Action, Day, Facts } from './facts.ts';
import { missing, unable, VERDICTS, words, type Outcome, type Rule, type Verdict } from './rule.ts';
import { stricterOf, valueOn, type Value, type Values } from './threshold.ts';

/** A version of a pack, once published, stays as it is; another version is another entry of the registry. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  /** The exact pack, `id@version`, that this one stands on. */
  readonly extends: string | null;
  /** Its own rules: one with an id that the pack below has takes its place, the others are added. */
  readonly rules: readonly Rule[];
}
export interface PackName {
  readonly id: string;
  readonly version: string;
}
/** A hospital's own stricter value, from a day on. */
export interface Tightening {
  readonly ruleId: string;
  readonly key: string;
  readonly from: Day;
  readonly value: Value;
}
export interface Law {
  readonly packs: readonly PackName[];
  readonly rules: readonly Rule[];
  readonly tightened: readonly Tightening[];
}

export const nameOf = ({ id, version }: PackName): string => `${id}@${version}`;
/** One name for all packs of a law: `cn+cn-gansu`, `2026.11.2+2026.11.1`. */
export const oneName = ({ packs }: Law): PackName => ({
  id: packs.map(({ id }) => id).join('+'),
  version: packs.map(({ version }) => version).join('+'),
});

/** Packs in the order of their making: each adds its rules to those before, or takes the place of one by its id. */
export function lawOfPacks(packs: readonly RulePack[], tightened: readonly Tightening[] = []): Law {
  const rules = new Map<string, Rule>();
  for (const pack of packs)
    for (const r of pack.rules)
      rules.set(r.id, { ...r, from: nameOf(pack), replaces: rules.get(r.id)?.from ?? null });
  // A version that stands on the one before speaks for both.
  const named = packs.filter((pack) => packs.findLast(({ id }) => id === pack.id) === pack);
  return { packs: named.map(({ id, version }) => ({ id, version })), rules: [...rules.values()], tightened };
}

/** The rules in force on a day. */
export const rulesOn = ({ rules }: Pick<Law, 'rules'>, day: Day): readonly Rule[] =>
  rules.filter((r) => r.effectiveFrom <= day && (r.effectiveUntil === null || day < r.effectiveUntil));

/** What a hospital's rule is held against on a day: the law's value, or the hospital's where that is stricter. */
export function thresholdsOn({ tightened }: Pick<Law, 'tightened'>, rule: Rule, day: Day): Values {
  return Object.fromEntries(
    Object.entries(rule.threshold).map(([key, spec]) => {
      const own = tightened
        .filter((t) => t.ruleId === rule.id && t.key === key && t.from <= day)
        .reduce<Tightening | undefined>((last, t) => (last && last.from > t.from ? last : t), undefined);
      const base = valueOn(spec, day);
      return [key, own ? stricterOf(spec, base, own.value) : base];
    }),
  );
}

/** Asks one rule. A check that fails is said to have failed: never a pass. */
export function ask(law: Pick<Law, 'tightened'>, rule: Rule, facts: Facts, now: Day): Outcome {
  const threshold = thresholdsOn(law, rule, now);
  const objections = (() => {
    try {
      return rule.check(known(facts), now, threshold);
    } catch (error) {
      if (error instanceof Missing) return [missing(error, null)];
      return [
        unable(
          words('此项核对未能完成。', 'This check did not complete.'),
          words('请自行核对，并告知技术支持。', 'Check it yourself and tell technical support.'),
        ),
      ];
    }
  })();
  return { ruleId: rule.id, verdict: worst(objections), objections, threshold };
}

export const worst = (said: readonly { readonly verdict: Verdict }[]): Verdict =>
  VERDICTS[Math.max(0, ...said.map(({ verdict }) => VERDICTS.indexOf(verdict)))]!;

/** Every rule in force that is asked at the action says its outcome, in the law's order. */
export const evaluate = (
  law: Law,
  facts: Facts,
  now: Day,
  action: Action,
): { rule: Rule; outcome: Outcome }[] =>
  rulesOn(law, now)
    .filter(({ at }) => at.includes(action))
    .map((rule) => ({ rule, outcome: ask(law, rule, facts, now) }));

/**
 * A threshold by the rule's name without its pack (`rx.validity`), the strictest where several packs have it. Throws where no
 * rule of that name is in force, so that a typo is no licence.
 */
export function thresholdOf(law: Law, name: string, key: string, day: Day): number {
  const rules = rulesOn(law, day).filter(
    (r) => r.id.slice(r.id.indexOf('.') + 1) === name && r.threshold[key],
  );
  const value = rules
    .map((r) => thresholdsOn(law, r, day)[key]!)
    .reduce<Value | undefined>(
      (a, b) => (a === undefined ? b : stricterOf(rules[0]!.threshold[key]!, a, b)),
      undefined,
    );
  if (typeof value !== 'number') throw new Error(`No rule ${name} with ${key} is in force on ${day}.`);
  return value;
}
