import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rulePack } from '../../../server/rules/packs.ts';
import {
  evaluate,
  rulesOn,
  thresholdOf,
  type PrescriptionFacts,
  type RulePack,
} from '../../../server/rules/rule.ts';

const DAY = '2026-11-22';
const name = { 'zh-CN': '药', en: 'Medicine' };
type Item = PrescriptionFacts['items'][number];
const item = (change: Partial<Item> = {}): Item => ({
  ...{ line: 1, name, atc: 'J01CA04', controlled: null, antimicrobial: null, days: 7 },
  ...change,
});
const facts = (change: Partial<PrescriptionFacts> = {}): PrescriptionFacts => ({
  patient: { ageYears: 40, guardianPresent: false },
  guardianConfirmed: false,
  items: [item()],
  longReason: '',
  prescriberId: 'doctor',
  reviewer: null,
  ...change,
});
const cn = rulePack('cn');
const said = (f: PrescriptionFacts, pack: RulePack = cn, day = DAY) =>
  evaluate(pack, f, day).map(({ rule, outcome }) => `${rule.id} ${outcome.verdict} ${outcome.line ?? '-'}`);
const controlled = (code: string, online: 'forbidden' | 'restricted' = 'forbidden') =>
  item({ controlled: { code, cn: '精二', online } });

describe('pack cn', () => {
  it('is content with an ordinary prescription', () => assert.deepEqual(said(facts()), []));

  it('refuses every kind of specially controlled medicine', () => {
    for (const code of [
      'narcotic',
      'psychotropic_1',
      'psychotropic_2',
      'psychotropic_1_or_2_by_form',
      'contains_special_drug_compound',
      'termination_drug',
    ])
      assert.deepEqual(
        said(facts({ items: [controlled(code)] })),
        ['cn.rx.specially-controlled block 1'],
        code,
      );
    for (const code of ['toxic', 'toxic_unverified', 'radioactive', 'precursor'])
      assert.deepEqual(
        said(facts({ items: [controlled(code, 'restricted')] })),
        ['cn.rx.never-sold-online block 1'],
        code,
      );
    assert.equal(said(facts({ items: [controlled('psychotropic_2+precursor')] })).length, 2);
  });
  it('refuses vaccines and blood products by their ATC', () => {
    for (const atc of ['J07BB02', 'J06BA02', 'B05AA01', 'V10XA01'])
      assert.deepEqual(said(facts({ items: [item({ atc })] })), ['cn.rx.never-sold-online block 1'], atc);
    assert.deepEqual(said(facts({ items: [item({ atc: null })] })), []);
  });

  it('wants a guardian and a confirmation for a small child, six included', () => {
    const child = (ageYears: number, guardianPresent: boolean, guardianConfirmed: boolean) =>
      said(facts({ patient: { ageYears, guardianPresent }, guardianConfirmed }));
    assert.deepEqual(child(6, true, true), []);
    assert.deepEqual(child(6, true, false), ['cn.rx.small-child block -']);
    assert.deepEqual(child(6, false, true), ['cn.rx.small-child block -']);
    assert.deepEqual(child(7, false, false), []);
  });

  it('allows five medicines and not six', () => {
    const items = (n: number) =>
      said(facts({ items: Array.from({ length: n }, (_, i) => item({ line: i + 1 })) }));
    assert.deepEqual(items(5), []);
    assert.deepEqual(items(6), ['cn.rx.items block -']);
  });

  it('allows seven days, four weeks with a reason, and no more', () => {
    const days = (n: number | null, longReason = '') =>
      said(facts({ items: [item({ days: n })], longReason }));
    assert.deepEqual(days(7), []);
    assert.deepEqual(days(8), ['cn.rx.days block 1']);
    assert.deepEqual(days(8, '  '), ['cn.rx.days block 1'], 'blanks are no reason');
    assert.deepEqual(days(8, '高血压，病情稳定'), []);
    assert.deepEqual(days(28, '高血压，病情稳定'), []);
    assert.deepEqual(days(29, '高血压，病情稳定'), ['cn.rx.days block 1']);
    assert.deepEqual(days(null), ['cn.rx.days unable_to_check 1'], 'unknown is never a pass');
  });

  it('keeps antimicrobials out of long prescriptions, but for tuberculosis', () => {
    const long = (antimicrobial: string | null, days: number | null = 14) =>
      said(facts({ items: [item({ antimicrobial, days })], longReason: '慢性病' }));
    assert.deepEqual(long('antibacterial'), ['cn.rx.long-exclusions block 1']);
    assert.deepEqual(long('antibacterial', 7), []);
    assert.deepEqual(long('antituberculous'), []);
    assert.deepEqual(long(null), []);
  });

  it('wants another reviewer, of three years’ dispensing', () => {
    const by = (clinicianId: string, dispensingYears: number | null) =>
      said(facts({ reviewer: { clinicianId, dispensingYears } }));
    assert.deepEqual(by('doctor', 9), ['cn.rx.reviewer block -']);
    assert.deepEqual(by('pharmacist', 3), []);
    assert.deepEqual(by('pharmacist', 2), ['cn.rx.reviewer block -']);
    assert.deepEqual(by('pharmacist', null), ['cn.rx.reviewer unable_to_check -']);
  });
});

describe('every pack', () => {
  for (const pack of [cn, rulePack('generic')]) {
    it(`${pack.id}: each rule says what it is, and waits for a lawyer unless its article was seen`, () => {
      assert.equal(new Set(pack.rules.map((r) => r.id)).size, pack.rules.length);
      for (const r of pack.rules) {
        assert.match(r.id, new RegExp(`^${pack.id}\\.(rx|visit)\\.`));
        assert.ok(r.article && r.summary['zh-CN'] && r.summary.en, r.id);
        assert.match(r.effectiveFrom, /^\d{4}-\d\d-\d\d$/);
        assert.equal(r.needsLegalReview, r.mark !== 'V', r.id);
        assert.ok(r.check || r.heldBy, `${r.id}: checked, or held somewhere`);
      }
    });
    it(`${pack.id}: refuses narcotics and a prescriber’s own review, has a validity, and keeps sound and picture`, () => {
      assert.equal(
        said(facts({ items: [controlled('narcotic')] }), pack)[0],
        `${pack.id}.rx.specially-controlled block 1`,
      );
      assert.deepEqual(said(facts({ reviewer: { clinicianId: 'doctor', dispensingYears: 9 } }), pack), [
        `${pack.id}.rx.reviewer block -`,
      ]);
      assert.equal(thresholdOf(pack, `${pack.id}.rx.validity`, 'days', DAY), 1);
      assert.ok(thresholdOf(pack, `${pack.id}.visit.media-kept`, 'years', DAY) >= 3);
    });
  }

  it('asks only the rules in force on the day', () => {
    const long = facts({ items: [item({ antimicrobial: 'antibacterial', days: 14 })], longReason: '慢性病' });
    assert.deepEqual(said(long, cn, '2021-08-09'), []);
    assert.deepEqual(said(long, cn, '2021-08-10'), ['cn.rx.long-exclusions block 1']);
    const past: RulePack = { ...cn, rules: cn.rules.map((r) => ({ ...r, effectiveUntil: DAY })) };
    assert.deepEqual(rulesOn(past, DAY), []);
    assert.equal(rulesOn(past, '2026-11-21').length, cn.rules.length);
  });
  it('does not answer for a pack or a threshold that is not there', () => {
    assert.throws(() => rulePack('atlantis'));
    assert.throws(() => thresholdOf(cn, 'cn.rx.validity', 'hours', DAY));
    assert.throws(() => thresholdOf(cn, 'cn.rx.validity', 'days', '2000-01-01'));
  });
});
