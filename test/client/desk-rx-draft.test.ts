/** Rows as typed and what is sent of them; every figure here is arithmetic that can be checked by hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blocksOf, findingsOf } from '@care-elements/client/findings.ts';
import {
  amountFor,
  amountOf,
  draftOf,
  itemOf,
  rowFor,
  sentRx,
  unitsFor,
  wordsFor,
} from '@care-elements/client/rx-draft.ts';
import { block, draftRx, paracetamol } from '../kit/desk-fakes.ts';
import { finding } from '../kit/prescription-fakes.ts';

const row = (change = {}) => ({ ...rowFor(paracetamol, 'r'), ...change });

describe('rx draft', () => {
  const AMOUNTS: [string, string | null][] = [
    ['1', '1'],
    ['0.5', '0.5'],
    ['.5', '0.5'],
    ['0.50', '0.5'],
    ['01', '1'],
    ['１．５', '1.5'],
    ['1。5', '1.5'],
    ['2.', '2'],
    ['', null],
    ['0', null],
    ['0.0', null],
    ['-1', null],
    ['1,5', null],
    ['1e3', null],
    ['半片', null],
    ['1.2.3', null],
    ['9999999999', null],
  ];
  for (const [typed, sent] of AMOUNTS)
    it(`“${typed}” is ${sent ?? 'no amount'}`, () => assert.equal(amountOf(typed), sent));

  it('fills in nothing clinical for the doctor', () => {
    const { dose, frequency, days, maxPerDay, packs, route } = itemOf(row());
    assert.deepEqual({ dose, frequency, days, maxPerDay, packs }, { dose: null, frequency: null, days: null, maxPerDay: null, packs: null }); // prettier-ignore
    assert.equal(route, 'oral');
  });

  it('sends meals for what is swallowed, and says them in the directions', () => {
    const order = row({ dose: '0.5', unit: 'g', frequency: 'tid', days: '7', meal: 'after' });
    assert.equal(itemOf(order).meal, 'after');
    assert.equal(wordsFor(order)!['zh-CN'], '每次 0.5 g（1 片），每日 3 次，饭后服，共 7 天');
    assert.equal(itemOf({ ...order, route: 'rectal' }).meal, null);
  });

  it('counts what an order amounts to: 0.5 g of a 500 mg tablet, 4 a day, 3 days, boxes of 10', () => {
    const order = row({ dose: '0.5', unit: 'g', frequency: 'qid', days: '3' });
    assert.deepEqual(amountFor(order), { packs: 2, units: '12' });
    assert.equal(wordsFor(order)!.en, 'Take 0.5 g (1 tablet) by mouth, 4 times a day, for 3 days.');
  });

  it('says nothing before the order is whole; "when needed" wants its limit', () => {
    const almost = row({ dose: '1', frequency: 'prn', days: '3' });
    assert.equal(amountFor(almost), null);
    assert.equal(wordsFor(almost), null);
    assert.deepEqual(amountFor({ ...almost, maxPerDay: '4' }), { packs: 2, units: '12' });
  });

  it('a cream’s tubes are typed, since "a thin layer" counts nothing', () => {
    const cream = rowFor({ ...paracetamol, form: 'cream', unit: 'application', strength: null }, 'c');
    assert.equal(cream.dose, '1');
    assert.equal(amountFor({ ...cream, frequency: 'bid', days: '7' }), 'typed');
    assert.deepEqual(unitsFor(cream.drug), ['application']);
  });

  it('offers the unit that is counted first, then masses, the label’s own first', () => {
    assert.deepEqual(unitsFor(paracetamol), ['tablet', 'mg', 'g', 'ug']);
    assert.deepEqual(unitsFor({ ...paracetamol, strength: { value: '25', unit: 'ug' } }), ['tablet', 'ug', 'mg', 'g']); // prettier-ignore
    assert.deepEqual(unitsFor({ ...paracetamol, unit: 'iu', strength: null }), ['iu']);
  });

  it('out of range days are not sent', () => {
    for (const days of ['0', '85', '7.5', '-1', 'x']) assert.equal(itemOf(row({ days })).days, null, days);
    assert.equal(itemOf(row({ days: '84' })).days, 84);
  });

  it('what the server gave comes back unchanged', () => {
    const rx = draftRx({ longReason: '慢性病', overrides: [{ key: 'k', reason: 'other', text: 'x' }] });
    const sent = sentRx(draftOf(rx, () => 'u'));
    const { drugId, dose, route, frequency, maxPerDay, days, packs, note } = rx.items[0]!;
    assert.deepEqual(sent, {
      items: [{ drugId, dose, route, frequency, meal: null, maxPerDay, days, packs, note }],
      longReason: '慢性病',
      guardianConfirmed: false,
      overrides: [{ key: 'k', reason: 'other', text: 'x' }],
    });
  });

  it('puts the most dangerous finding first and says "not done yet" once', () => {
    const found = [
      finding({ key: 'i', severity: 'info' }),
      finding({ key: 'u', severity: 'unable_to_check' }),
      finding({ key: 'w', severity: 'warn' }),
      { ...block, key: 'b' },
      finding({ key: 'other line', line: 2, severity: 'block' }),
    ];
    assert.deepEqual(findingsOf(found, 1).map(({ key }) => key), ['b', 'w', 'u', 'i']); // prettier-ignore
    const open = [
      finding({ key: 'c', check: 'incomplete', step: 'form', severity: 'block' }),
      finding({ key: 'd', check: 'cn.rx.days', step: 'form', severity: 'unable_to_check' }),
      finding({ key: 'a', check: 'allergy', severity: 'unable_to_check' }),
    ];
    assert.deepEqual(findingsOf(open, 1).map(({ key }) => key), ['c', 'a'], 'an allergy is never hidden'); // prettier-ignore
  });

  it('a reason lifts a block, nothing else does', () => {
    assert.equal(blocksOf([block, { ...block, overridden: true }, finding({ severity: 'warn' })]).length, 1);
  });
});
