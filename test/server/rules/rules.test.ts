/** Every rule of every pack: what passes it, what breaks it, where its edge is; and that a fact which is gone never helps. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factName } from '../../../server/rules/fact-names.ts';
import { ACTIONS, type Facts } from '../../../server/rules/facts.ts';
import { ask, evaluate, lawOfPacks, rulesOn, worst } from '../../../server/rules/law.ts';
import { lawOf, PACKS } from '../../../server/rules/registry.ts';
import { CASES, type Case } from './cases.ts';
import { NOW, sound, SOUND } from './sound.ts';

const rules = PACKS.flatMap((pack) => lawOfPacks([pack]).rules.map((rule) => ({ pack, rule })));
const NOTHING = { tightened: [] };

describe('every rule', () => {
  it('has cases that pass it, break it and stand at its edge, and no case is of a rule that is not there', () => {
    assert.deepEqual([...new Set(rules.map(({ rule }) => rule.id))].sort(), Object.keys(CASES).sort());
    for (const [id, { passes, breaks, edge }] of Object.entries(CASES))
      assert.ok(passes.length > 0 && breaks.length > 0 && edge.length > 0, id);
  });

  for (const { pack, rule } of rules) {
    const { passes, breaks, edge } = CASES[rule.id]!;
    const said = ({ facts, now = NOW }: Pick<Case, 'facts' | 'now'>) => ask(NOTHING, rule, sound(facts), now);
    describe(`${rule.id} of ${pack.id}`, () => {
      it('passes', () => {
        for (const facts of passes) assert.deepEqual(said({ facts }).objections, []);
      });
      it('breaks', () => {
        for (const facts of breaks) {
          const { verdict, objections } = said({ facts });
          assert.equal(verdict, 'block', JSON.stringify(facts));
          for (const { what, instead } of objections)
            assert.ok(what['zh-CN'] && what.en && instead['zh-CN'] && instead.en);
        }
      });
      it('has its edge', () => {
        for (const one of edge) assert.equal(said(one).verdict, one.verdict, JSON.stringify(one));
      });
      it('says what it is, when it is asked, and waits for a lawyer unless its article was seen', () => {
        assert.match(rule.id, /^[a-z-]+\.(rx|visit|clinician|consent|trace|record|log|report)\.[a-z-]+$/);
        assert.ok(rule.article && rule.summary['zh-CN'] && rule.summary.en);
        assert.match(rule.effectiveFrom, /^\d{4}-\d\d-\d\d$/);
        assert.equal(rule.needsLegalReview, rule.mark !== 'V');
        assert.ok(rule.at.length > 0 && rule.at.every((action) => ACTIONS.includes(action)));
        assert.equal(rule.from, `${pack.id}@${pack.version}`);
      });
      it('never passes what it did not pass before because a fact is gone', () => {
        const objected = [...breaks.map((facts): Case => ({ facts, verdict: 'block' })), ...edge];
        for (const { facts, now = NOW } of objected.filter(({ verdict }) => verdict !== 'pass')) {
          const whole = sound(facts);
          for (const path of pathsOf(whole)) {
            const { verdict } = ask(NOTHING, rule, without(whole, path), now);
            assert.notEqual(verdict, 'pass', `${path} is gone from ${JSON.stringify(facts)}`);
          }
        }
      });
      it('is unable, not content, where it knows nothing', () => {
        const { verdict, objections } = ask(NOTHING, rule, {}, NOW);
        assert.equal(verdict, 'unable');
        assert.ok(objections.every(({ missing }) => missing));
      });
    });
  }
});

/** Every fact by its path; those inside lists too. */
function pathsOf(value: unknown, path: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    // An item is no fact, and has a line and a name whatever is known of it.
    ...(Array.isArray(value) || key === 'line' || key === 'name' ? [] : [[...path, key].join('.')]),
    ...(key === 'name' ? [] : pathsOf(inner, [...path, key])),
  ]);
}
function without(facts: Facts, path: string): Facts {
  const copy = structuredClone(facts) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  let at = copy;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  delete at[last];
  return copy;
}

describe('facts', () => {
  it('have a name in both languages that a missing one is called by', () => {
    const ids = ['patientId', 'clinicianId', 'visitId', 'prescriptionId'];
    const inner = ['code', 'cn'];
    for (const path of pathsOf(SOUND).filter((p) => ![...ids, ...inner].some((id) => p.endsWith(`.${id}`)))) {
      const { 'zh-CN': zh, en } = factName(path);
      assert.match(zh, /\p{Script=Han}/u, path);
      assert.doesNotMatch(en, /\./, path);
    }
    assert.deepEqual(factName('something.else'), { 'zh-CN': 'something.else', en: 'something.else' });
  });
});

describe('a transition', () => {
  const cn = lawOf(['cn']);
  it('hears every rule in force that is asked at it, the content ones too', () => {
    for (const action of ACTIONS) {
      const said = evaluate(cn, SOUND, NOW, action);
      assert.deepEqual(
        said.map(({ rule }) => rule.id),
        rulesOn(cn, NOW)
          .filter(({ at }) => at.includes(action))
          .map(({ id }) => id),
      );
      assert.ok(said.length > 0, action);
      for (const { rule, outcome } of said)
        assert.deepEqual(
          [outcome.ruleId, outcome.verdict],
          [rule.id, 'pass'],
          `${action} ${JSON.stringify(outcome)}`,
        );
    }
  });
  it('is as bad as the worst of them', () => {
    assert.equal(worst([]), 'pass');
    assert.equal(worst([{ verdict: 'warn' }, { verdict: 'pass' }]), 'warn');
    assert.equal(worst([{ verdict: 'unable' }, { verdict: 'warn' }]), 'unable');
    assert.equal(worst([{ verdict: 'unable' }, { verdict: 'block' }]), 'block');
  });
  it('hears of a check that failed, and of the others all the same', () => {
    const [first, ...rest] = cn.rules;
    const broken = () => {
      throw new TypeError('broken');
    };
    const law = { ...cn, rules: [{ ...first!, check: broken, at: ['rx.sign' as const] }, ...rest] };
    const said = evaluate(law, SOUND, NOW, 'rx.sign');
    assert.equal(said[0]!.outcome.verdict, 'unable');
    assert.ok(said.slice(1).every(({ outcome }) => outcome.verdict === 'pass'));
  });
});
