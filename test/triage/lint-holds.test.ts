import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate, TRUE } from '@care-elements/triage/engine.ts';
import { canHold, isSampled } from '@care-elements/triage/lint/holds.ts';
import { lintProtocol } from '@care-elements/triage/lint.ts';
import type { Predicate } from '@care-elements/triage/protocol.ts';
import { around, degrees, rule, sound } from './lint-cases.ts';

/** So many questions of four options that no machine tries all their answers. */
const wide = Array.from({ length: 9 }, (_, i) =>
  degrees(
    `q${i}`,
    [0, 1, 2, 3].map((value) => [`o${value}`, value]),
  ),
);
const of = { who: {}, questions: wide };
const each = (code: string): Predicate[] => wide.map(({ linkId }) => ({ eq: [linkId, code] }));

describe('more combinations than can be tried', () => {
  it('one answer alone of a quarter of a million is still found', () => {
    const when: Predicate = { all: each('o3') };
    assert.ok(isSampled(of, when));
    assert.ok(canHold(of, when));
  });

  it('what can never hold is said, and that it rests on a sample', () => {
    const protocol = sound();
    protocol.questions.push(...wide);
    const when: Predicate = { all: [...each('o3'), { eq: ['q0', 'o1'] }] };
    protocol.rules.push(rule('ache.never', 2, when));
    assert.ok(!canHold(of, when));
    const fault = lintProtocol(protocol, around).find(({ where }) => where === 'rules/ache.never');
    assert.match(fault?.problem ?? '', /No answers can make this rule hold/);
    assert.match(fault!.remedy, /4000 were drawn/);
  });

  it('nobody who answers so is ever denied', () => {
    const answers = fc.tuple(...wide.map(() => fc.integer({ min: 0, max: 3 })));
    fc.assert(
      fc.property(answers, fc.integer({ min: 4, max: 9 }), (said, read) => {
        const parts = wide
          .slice(0, read)
          .map(({ linkId }, i): Predicate =>
            i % 2 ? { eq: [linkId, `o${said[i]}`] } : { ge: [linkId, said[i]!] },
          );
        const when: Predicate = { all: parts };
        const given = Object.fromEntries(wide.map(({ linkId }, i) => [linkId, [`o${said[i]}`]]));
        const asking = { questions: wide, rules: [{ level: 1 as const, when }], otherwise: 4 as const };
        assert.equal(evaluate([asking], given, { age: 40 }).truths[0], TRUE);
        assert.ok(canHold(of, when));
      }),
      { numRuns: 30 },
    );
  });
});
