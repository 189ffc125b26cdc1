/** Packs and versions laid on each other, what is in force on which day, and that a hospital tightens and never loosens. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ask,
  lawOfPacks,
  oneName,
  rulesOn,
  thresholdOf,
  thresholdsOn,
  type RulePack,
} from '../../../server/rules/law.ts';
import { findPack, lawOf, PACKS } from '../../../server/rules/registry.ts';
import { rule, type Rule } from '../../../server/rules/rule.ts';
import {
  allowed,
  atLeast,
  atMost,
  fixed,
  refusalOf,
  refused,
  stricterOf,
  stricterWhenOn,
  valueOn,
  type ThresholdSpec,
  type Value,
} from '../../../server/rules/threshold.ts';
import { CASES } from './cases.ts';
import { NOW, sound } from './sound.ts';

const cn = lawOf(['cn']);
const ruleOf = (id: string, law = cn): Rule => law.rules.find((r) => r.id === id)!;
const NONE = { tightened: [] };

describe('packs', () => {
  it('hold every row of the law table, with its mark', () => {
    const marks = Object.fromEntries(cn.rules.map(({ id, mark }) => [id, mark]));
    assert.deepEqual(marks, {
      ...{ 'cn.visit.revisit': 'S', 'cn.visit.first-visit-pilot': 'V', 'cn.visit.pilot-stop': 'V' },
      ...{ 'cn.visit.stop-and-refer': 'M', 'cn.clinician.practice-years': 'V', 'cn.visit.real-name': 'M' },
      'cn.visit.no-machine-doctor': 'S',
      ...{ 'cn.consent.health-data': 'V', 'cn.consent.guardian': 'V', 'cn.trace.every-step': 'V' },
      ...{ 'cn.trace.regulator-interface': 'V', 'cn.record.kept': 'S', 'cn.visit.media-kept': 'S' },
      ...{ 'cn.log.kept': 'V', 'cn.rx.specially-controlled': 'V', 'cn.rx.never-sold-online': 'V' },
      ...{ 'cn.rx.small-child': 'V', 'cn.rx.sealed-then-reviewed': 'S', 'cn.rx.effective-after-pass': 'S' },
      ...{
        'cn.rx.reliable-signature': 'V',
        'cn.rx.no-machine-prescriber': 'S',
        'cn.rx.no-medicine-first': 'S',
      },
      ...{ 'cn.rx.items': 'S', 'cn.rx.validity': 'S', 'cn.rx.days': 'S', 'cn.rx.long': 'S' },
      ...{ 'cn.rx.long-exclusions': 'S', 'cn.rx.reviewer': 'S', 'cn.rx.review-order': 'S' },
      ...{ 'cn.rx.nothing-before-the-pass': 'S', 'cn.rx.refuse-unsafe': 'S', 'cn.rx.no-substitution': 'S' },
    });
  });
  it('have rules of their own names, and stand on packs that are there', () => {
    for (const pack of PACKS) {
      assert.equal(new Set(pack.rules.map((r) => r.id)).size, pack.rules.length, pack.id);
      const below = pack.extends === null ? undefined : findPack(pack.extends);
      assert.equal(below === undefined, pack.extends === null, `${pack.id} stands on ${pack.extends}`);
      for (const { id } of pack.rules)
        assert.ok(id.startsWith(`${pack.id}.`) || below!.rules.some((r) => r.id === id), id);
    }
    const names = PACKS.map(({ id, version }) => `${id}@${version}`);
    assert.equal(new Set(names).size, names.length);
  });
  it('are found by id, the newest, and by id and version', () => {
    const older: RulePack = { id: 'x', version: '1', extends: null, rules: [] };
    const newer: RulePack = { ...older, version: '2', extends: 'x@1' };
    assert.equal(findPack('x', [older, newer]), newer);
    assert.equal(findPack('x@1', [older, newer]), older);
    assert.equal(findPack('x@3', [older, newer]), undefined);
    assert.throws(() => lawOf(['atlantis']), /No rule pack is called atlantis/);
    assert.throws(() => lawOf([]));
  });
});

describe('an overlay', () => {
  const gansu = lawOf(['cn-gansu']);
  it('adds its rules, takes the place of others by their id, and says where each comes from', () => {
    assert.deepEqual(
      gansu.packs.map(({ id }) => id),
      ['cn', 'cn-gansu'],
    );
    assert.equal(gansu.rules.length, cn.rules.length + 1);
    const [base, overlay] = gansu.packs.map(({ id, version }) => `${id}@${version}`);
    assert.equal(ruleOf('cn-gansu.report.real-time', gansu).from, overlay);
    assert.equal(ruleOf('cn-gansu.report.real-time', gansu).needsLegalReview, true);
    const changed = ruleOf('cn.trace.regulator-interface', gansu);
    assert.deepEqual([changed.from, changed.replaces, changed.mark], [overlay, base, 'M']);
    assert.deepEqual(
      [ruleOf('cn.rx.items', gansu).from, ruleOf('cn.rx.items', gansu).replaces],
      [base, null],
    );
  });
  it('brings what it stands on once, whatever the hospital names', () => {
    const names = ({ packs }: { packs: readonly { id: string }[] }) => packs.map(({ id }) => id).join(' ');
    assert.equal(names(lawOf(['cn', 'cn-gansu'])), 'cn cn-gansu');
    assert.equal(names(lawOf(['cn-gansu', 'cn-tianjin'])), 'cn cn-gansu cn-tianjin');
    assert.deepEqual(oneName(gansu).id, 'cn+cn-gansu');
    assert.match(oneName(gansu).version, /^[\d.]+\+[\d.]+$/);
    // What the first changed stands although the second stands on the same pack.
    assert.match(
      ruleOf('cn.trace.regulator-interface', lawOf(['cn-gansu', 'cn-tianjin'])).from,
      /^cn-gansu@/,
    );
  });
  it('keeps for as long as the longest of its packs asks', () => {
    assert.equal(thresholdOf(lawOf(['cn-tianjin']), 'visit.media-kept', 'years', NOW), 3);
    const longer = {
      ...ruleOf('cn.visit.media-kept'),
      id: 'x.visit.media-kept',
      threshold: { years: atLeast(5) },
    };
    const x: RulePack = { id: 'x', version: '1', extends: null, rules: [longer] };
    assert.equal(thresholdOf(lawOf(['cn', 'x'], [], [...PACKS, x]), 'visit.media-kept', 'years', NOW), 5);
    assert.equal(thresholdOf(lawOf(['x', 'cn'], [], [...PACKS, x]), 'visit.media-kept', 'years', NOW), 5);
  });
});

describe('a new version of a pack', () => {
  const fewer = { ...ruleOf('cn.rx.items'), threshold: { items: atMost(4) } };
  const newer: RulePack = {
    id: 'cn',
    version: '9999.1.1',
    extends: `cn@${cn.packs[0]!.version}`,
    rules: [fewer],
  };
  const packs = [...PACKS, newer];
  it('stands on the old one, and the old one is what it was', () => {
    const law = lawOf(['cn'], [], packs);
    assert.deepEqual(law.packs, [{ id: 'cn', version: '9999.1.1' }]);
    assert.equal(law.rules.length, cn.rules.length);
    const six = sound(CASES['cn.rx.items']!.breaks[0]!);
    assert.equal(ask(NONE, ruleOf('cn.rx.items', law), sound(), NOW).threshold['items'], 4);
    assert.equal(
      ask(NONE, ruleOf('cn.rx.items', lawOf([`cn@${cn.packs[0]!.version}`], [], packs)), six, NOW).threshold[
        'items'
      ],
      5,
    );
  });
  it('does not go together with another version of the same pack', () => {
    const apart: RulePack = { ...newer, version: '9999.2.1', extends: null };
    assert.throws(
      () => lawOf(['cn-gansu', 'cn@9999.2.1'], [], [...packs, apart]),
      /Two versions of the rule pack cn/,
    );
  });
});

describe('a day', () => {
  it('asks only the rules in force on it', () => {
    const on = (day: string) => rulesOn(cn, day).map(({ id }) => id);
    assert.ok(!on('2021-08-09').includes('cn.rx.long'));
    assert.ok(on('2021-08-10').includes('cn.rx.long'));
    assert.ok(!on('2025-12-31').includes('cn.visit.first-visit-pilot'));
    assert.ok(on('2026-01-01').includes('cn.visit.first-visit-pilot'));
    const past = { rules: cn.rules.map((r) => ({ ...r, effectiveUntil: NOW })) };
    assert.deepEqual(rulesOn(past, NOW), []);
    assert.equal(rulesOn(past, '2026-11-21').length, cn.rules.length);
  });
  it('has the threshold of that day', () => {
    const spec = atMost(5, ['2027-01-01', 4], ['2028-01-01', 6]);
    assert.deepEqual(
      ['1999-01-01', '2026-12-31', '2027-01-01', '2027-12-31', '2028-01-01'].map((day) => valueOn(spec, day)),
      [5, 5, 4, 4, 6],
    );
    const changing = lawOfPacks([
      {
        id: 'cn',
        version: 'x',
        extends: null,
        rules: [{ ...ruleOf('cn.rx.items'), threshold: { items: spec } }],
      },
    ]);
    const five = sound(CASES['cn.rx.items']!.passes[1]!);
    const said = (day: string) => ask(NONE, changing.rules[0]!, five, day).verdict;
    assert.deepEqual(['2026-12-31', '2027-01-01', '2028-01-01'].map(said), ['pass', 'block', 'pass']);
    assert.equal(thresholdOf(changing, 'rx.items', 'items', '2027-06-01'), 4);
  });
  it('answers for no threshold that is not there', () => {
    assert.throws(() => thresholdOf(cn, 'rx.validity', 'hours', NOW));
    assert.throws(() => thresholdOf(cn, 'rx.validity', 'days', '2000-01-01'));
    assert.throws(() => thresholdOf(cn, 'rx.nothing', 'days', NOW));
    const typo = rule({ ...ruleOf('cn.rx.items'), threshold: { item: atMost(5) } });
    assert.equal(ask(NONE, typo, sound(), NOW).verdict, 'unable', 'a typo is no licence');
  });
});

describe('a hospital’s own threshold', () => {
  const day = fc
    .date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  const number = fc.integer({ min: -3, max: 200 });
  const kinds: [fc.Arbitrary<Value>, (first: never, ...changes: never[]) => ThresholdSpec][] = [
    [number, atMost as never],
    [number, atLeast as never],
    [words, refused as never],
    [words, allowed as never],
    [fc.boolean(), stricterWhenOn as never],
    [fc.oneof(number, words, fc.boolean()), fixed as never],
  ];
  const spec = fc.oneof(
    ...kinds.map(([value, make]) =>
      fc
        .tuple(value, fc.array(fc.tuple(day, value), { maxLength: 3 }), value)
        .map(([first, changes, own]) => {
          const sorted = changes.toSorted(([a], [b]) => (a < b ? -1 : 1));
          return { spec: (make as (...all: unknown[]) => ThresholdSpec)(first, ...sorted), own };
        }),
    ),
  );
  const strict = (of: ThresholdSpec, law: Value, own: Value) =>
    assert.deepEqual(sorted(stricterOf(of, law, own)), sorted(own));
  const sorted = (value: Value) => (Array.isArray(value) ? [...value].sort() : value);

  it('is at least as strict as the law on every day, whatever it says and whatever the law becomes', () => {
    fc.assert(
      fc.property(spec, day, day, ({ spec: of, own }, from, today) => {
        const r = { ...ruleOf('cn.rx.items'), threshold: { it: of } };
        const law = valueOn(of, today);
        const held = thresholdsOn({ tightened: [{ ruleId: r.id, key: 'it', from, value: own }] }, r, today)[
          'it'
        ]!;
        strict(of, law, held);
        if (today < from) assert.deepEqual(held, law, 'not yet');
      }),
      { numRuns: 2000 },
    );
  });
  it('is refused exactly where it is looser, of another kind, out of range, or not the hospital’s to move', () => {
    fc.assert(
      fc.property(spec, day, ({ spec: of, own }, today) => {
        const law = valueOn(of, today);
        if (refusalOf(of, law, own) === undefined) strict(of, law, own);
      }),
      { numRuns: 2000 },
    );
    assert.equal(refusalOf(atMost(5), 5, 4), undefined);
    assert.equal(refusalOf(atMost(5), 5, 5), undefined);
    assert.equal(refusalOf(atMost(5), 5, 6), 'looser');
    assert.equal(refusalOf(atMost(5), 5, 0), 'out-of-range');
    assert.equal(refusalOf(atMost(5), 5, 2.5), 'out-of-range');
    assert.equal(refusalOf(atLeast(3), 3, 4), undefined);
    assert.equal(refusalOf(atLeast(3), 3, 2), 'looser');
    assert.equal(refusalOf(atLeast(3), 3, Infinity), 'out-of-range');
    assert.equal(refusalOf(refused(['a']), ['a'], ['b', 'a']), undefined);
    assert.equal(refusalOf(refused(['a']), ['a'], ['b']), 'looser');
    assert.equal(refusalOf(refused(['a']), ['a'], ['a', 'a']), 'out-of-range');
    assert.equal(refusalOf(allowed(['a', 'b']), ['a', 'b'], ['a']), undefined);
    assert.equal(refusalOf(allowed(['a', 'b']), ['a', 'b'], ['a', 'c']), 'looser');
    assert.equal(refusalOf(stricterWhenOn(false), false, true), undefined);
    assert.equal(refusalOf(stricterWhenOn(true), true, false), 'looser');
    assert.equal(refusalOf(fixed(1), 1, 1), 'fixed');
    assert.equal(refusalOf(atMost(5), 5, ['a']), 'wrong-kind');
  });
  it('never turns what the law blocks into something milder', () => {
    const blocked = cn.rules.flatMap((r) => CASES[r.id]!.breaks.map((facts) => ({ r, facts: sound(facts) })));
    const value = fc.oneof(number, words, fc.boolean());
    fc.assert(
      fc.property(
        fc.constantFrom(...blocked),
        fc.array(value, { minLength: 3, maxLength: 3 }),
        ({ r, facts }, values) => {
          const tightened = Object.keys(r.threshold).map((key, i) => ({
            ruleId: r.id,
            key,
            from: '2000-01-01',
            value: values[i]!,
          }));
          assert.equal(ask({ tightened }, r, facts, NOW).verdict, 'block', r.id);
        },
      ),
      { numRuns: 1000 },
    );
  });
  it('holds from its day, and the last one said holds', () => {
    const r = ruleOf('cn.rx.items');
    const own = (from: string, value: number) => ({ ruleId: r.id, key: 'items', from, value });
    const tightened = [own('2026-12-01', 3), own('2026-11-01', 4), own('2026-12-01', 2)];
    const on = (today: string) => thresholdsOn({ tightened }, r, today)['items'];
    assert.deepEqual(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(on), [5, 4, 4, 2]);
  });
});
