/** What spares us trying thousands of patterns on each text must never leave out one that would match. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { read } from '@care-elements/triage/understand/atoms.ts';
import { needlesOf, sieveOf } from '@care-elements/triage/understand/needles.ts';
import { matchesOf } from '@care-elements/triage/understand/matches.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';

const CASES = new URL('cases/', import.meta.url);
const sorted = (needles: string[] | undefined) => needles && [...needles].sort();

describe('needles', () => {
  it('are strings of which one stands in whatever matches', () => {
    for (const [pattern, needles] of [
      ['头(疼|痛)', ['头疼', '头痛']],
      ['头(有点)?疼', ['头有点疼', '头疼']],
      ['colou?red', ['colored', 'coloured']],
      [
        "(?<![\\w'])(?:chest [\\w']* tight(?:er)?ness|heavy)(?![\\w])",
        [' tighterness', ' tightness', 'heavy'],
      ],
      ['咳[^，。]{0,8}?带血', ['带血']],
      ['(\\d+|一) hours?', [' hour', ' hours']],
      ['[磕碰]头(?!发)', ['碰头', '磕头']],
      ['ab+c', ['a']],
      ['(ab){2,3}', ['ab']],
      ['a\\.b\\b', ['a.b']],
    ] as const)
      assert.deepEqual(sorted(needlesOf(pattern)), sorted([...needles]), pattern);
  });
  it('are unknown where nothing must stand, or where we cannot read the pattern', () => {
    for (const pattern of ['', 'a*', '(a|)', 'ab|\\d', '[a-z]', '(?=abc)', '\\u5934', '(a)b\\1', '(?<n>ab)'])
      assert.equal(needlesOf(pattern), undefined, pattern);
  });
  it('leave out nothing that matches, whatever the pattern', () => {
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc.oneof(
        {
          weight: 6,
          arbitrary: fc.constantFrom('a', 'b', 'c', '头', '\\.', '\\w', '.', '[ab]', '[^a]', '\\b'),
        },
        { weight: 1, arbitrary: tie('pattern').map((inner) => `(${inner})`) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom('(?!', '(?=', '(?<!', '(?<=', '(?:'), tie('pattern'))
            .map(([open, inner]) => `${open}${inner})`),
        },
      ),
      pattern: fc
        .array(
          fc
            .array(
              fc
                .tuple(
                  tie('part'),
                  fc.constantFrom('', '', '', '?', '*', '+', '??', '{0,2}', '{2}', '{1,3}?'),
                )
                .map(([part, many]) => (/^(?:\(\?<?[=!]|\\b)/.test(part) ? part : part + many)),
              { maxLength: 4 },
            )
            .map((parts) => parts.join('')),
          { minLength: 1, maxLength: 3 },
        )
        .map((alternatives) => alternatives.join('|')),
    }));
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '头', '.'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, words, (source, text) => {
        const needles = needlesOf(source);
        if (!new RegExp(source).test(text)) return;
        assert.ok(!needles || needles.some((needle) => text.includes(needle)));
        assert.deepEqual(sieveOf([source])(text), [0]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the sieve of the words', () => {
  it('lets through every pattern that matches a case', () => {
    const { patterns, possible } = read();
    const texts = readdirSync(CASES)
      .filter((name) => /^(?:learn|tune)-.*\.jsonl$/.test(name))
      .flatMap((name) => readFileSync(new URL(name, CASES), 'utf8').trim().split('\n'))
      .filter((_, i) => i % 50 === 0)
      .map((line) => plain((JSON.parse(line) as { text: string }).text));
    let tried = 0;
    for (const text of texts) {
      const through = new Set(possible(text));
      tried += through.size;
      patterns.forEach(({ atom, pattern }, i) => {
        if (!through.has(i)) assert.deepEqual(matchesOf(pattern, text, 1), [], `${atom}: ${text}`);
      });
    }
    assert.ok(tried / texts.length < patterns.length / 10, 'and few of the others');
  });
});
