import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Override } from '@care-elements/contract/prescription.ts';
import { CHECKS, runChecks } from '../../../server/prescriptions/checks/run.ts';
import { lawOf } from '../../../server/rules/registry.ts';
import { allergies, amoxicillin, item, ofToday, run, snapshot } from './checks-kit.ts';

describe('running them all', () => {
  it('puts the law first, with its article', async () => {
    const { findings, signable } = await run({
      items: [await item('diazepam-tablet-2-5mg')],
      diagnoses: [],
      patient: { allergies: { status: 'unknown', stated: [] } },
    });
    assert.equal(findings[0]!.check, 'cn.rx.specially-controlled');
    assert.equal(findings[0]!.confidence, 'law');
    assert.match(findings[0]!.source, /第十九条/);
    assert.deepEqual([...new Set(findings.map((f) => f.step))], ['legality', 'form', 'suitability']);
    assert.equal(signable, false);
  });
  it('says once what nobody could look at, for all the medicines that it concerns', async () => {
    assert.deepEqual((await run({})).findings, [], 'everything is known: nothing to say');
    const items = [await item('metformin-tablet-500mg'), await item('ibuprofen-er-capsule-300mg')];
    const { findings, signable } = await run({
      items,
      patient: { egfr: null, liver: 'unknown' },
      taken: { status: 'unknown', items: [] },
    });
    assert.deepEqual(
      findings.map((f) => [f.check, f.severity, f.line]),
      [
        ['renal', 'unable_to_check', null],
        ['liver', 'unable_to_check', null],
        ['current-medicines', 'unable_to_check', null],
      ],
    );
    assert.match(findings[0]!.what['zh-CN'], /二甲双胍.*布洛芬|布洛芬.*二甲双胍/);
    assert.equal(signable, true, 'it is said, and does not interrupt');
  });
  it('carries the confidence of the row that an alert rests on', async () => {
    const { findings } = await run({
      items: [await amoxicillin({ dose: { value: '2', unit: 'g' }, frequency: 'qd' })],
    });
    const found = findings.find((f) => f.check === 'max-single')!;
    assert.deepEqual(
      [found.confidence, found.source],
      ['recall', 'US label (DailyMed/openFDA); China label (说明书)'],
    );
    for (const part of [found.what, found.why, found.instead]) assert.ok(part['zh-CN'] && part.en);
  });
  it('gives the same hash for the same, and another for any other alert', async () => {
    const [a, b, c] = [await run({}), await run({}), await run({ diagnoses: [] })];
    assert.equal(a.alertSetHash, b.alertSetHash);
    assert.notEqual(a.alertSetHash, c.alertSetHash);
    assert.notEqual(a.alertSetHash, (await run({ pack: 'generic' })).alertSetHash);
  });
  it('lifts exactly the finding that a reason names', async () => {
    const of = async (value: string, overrides: Override[]) =>
      run({ items: [await amoxicillin({ dose: { value, unit: 'g' }, frequency: 'qd' })], overrides });
    const key = (await of('2', [])).findings.find((f) => f.severity === 'block')!.key;
    assert.equal((await of('2', [{ key, reason: 'specialist-advice', text: '' }])).signable, true);
    assert.equal(
      (await of('3', [{ key, reason: 'specialist-advice', text: '' }])).signable,
      false,
      'a higher dose is another alert',
    );
    assert.equal(
      (await of('2', [{ key, reason: 'other', text: ' ' }])).signable,
      false,
      '“other” has to say what',
    );
    assert.equal((await of('2', [{ key: 'max-daily', reason: 'other', text: 'x' }])).signable, false);
  });
  it('never reads a check that failed as clean', async () => {
    const facts = await snapshot({ items: [] });
    const broken = () => {
      throw new Error('broken');
    };
    const { findings } = runChecks(facts, {
      law: lawOf(['cn']),
      facts: ofToday('2026-11-22'),
      day: '2026-11-22',
      overrides: [],
      checks: { broken },
    });
    assert.deepEqual(
      findings.map((f) => [f.check, f.severity, f.key]),
      [['check-failed', 'unable_to_check', 'check-failed:broken']],
    );
    const cn = lawOf(['cn']);
    const items = cn.rules.find(({ id }) => id === 'cn.rx.items')!;
    const brokenLaw = { ...cn, rules: [{ ...items, check: broken }] };
    const said = runChecks(facts, {
      law: brokenLaw,
      day: '2026-11-22',
      overrides: [],
      checks: {},
    }).findings;
    assert.deepEqual(
      said.map((f) => [f.check, f.severity]),
      [['cn.rx.items', 'unable_to_check']],
    );
  });
  it('has a unique key for each finding of a crowded prescription', async () => {
    const items = [
      await amoxicillin(),
      await amoxicillin({ dose: { value: '9', unit: 'g' } }),
      await item('losartan-tablet-50mg', { days: 40 }),
      await item('codeine-tablet-30mg'),
    ];
    const { findings } = await run({
      items,
      patient: { sex: 'female', ageYears: 13, allergies: allergies('青霉素', '不明') },
    });
    const perLine = findings.map((f) => `${f.key}@${f.line}`);
    assert.equal(new Set(perLine).size, perLine.length);
    assert.ok(Object.keys(CHECKS).length >= 12);
  });
});
