/** A published version of a pack stays as it was: what it says, and what it makes of two decisions that are kept here. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hashOf } from '../../../server/canonical.ts';
import { ACTIONS, type Facts } from '../../../server/rules/facts.ts';
import { evaluate, lawOfPacks, nameOf, type RulePack } from '../../../server/rules/law.ts';
import { lawOf, PACKS } from '../../../server/rules/registry.ts';
import type { Verdict } from '../../../server/rules/rule.ts';

interface Published {
  /** Of the rules as data: ids, articles, marks, days, summaries, transitions, thresholds. */
  hash: string;
  /** By the names of the facts below, then by transition and rule. */
  said: Record<string, Record<string, Record<string, Verdict>>>;
}
/** Kept as they were when the first version was published; a new version is one more entry, an old entry is never edited. */
const { day, facts, packs } = JSON.parse(
  readFileSync(new URL('./published.json', import.meta.url), 'utf8'),
) as { day: string; facts: Record<string, Facts>; packs: Record<string, Published> };

const publishedAs = (pack: RulePack): Published => {
  const rules = lawOfPacks([pack]).rules.map(({ check: _check, ...said }) => said);
  const law = lawOf([nameOf(pack)]);
  const of = (known: Facts) =>
    Object.fromEntries(
      ACTIONS.map((action) => [
        action,
        Object.fromEntries(
          evaluate(law, known, day, action).map(({ rule, outcome }) => [rule.id, outcome.verdict]),
        ),
      ]),
    );
  return {
    hash: hashOf({ id: pack.id, extends: pack.extends, rules }),
    said: Object.fromEntries(Object.entries(facts).map(([name, known]) => [name, of(known)])),
  };
};

describe('published versions', () => {
  it('are all kept here, and all still there', () =>
    assert.deepEqual(PACKS.map(nameOf).sort(), Object.keys(packs).sort()));
  for (const pack of PACKS)
    it(`${nameOf(pack)} says what it said: a change is a new version`, () =>
      assert.deepEqual(publishedAs(pack), packs[nameOf(pack)]));
});
