/** How finely medicines are handed over: what nobody can count out at a counter is refused. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Given } from '@care-elements/contract/dispense.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import type { DoseUnit, DrugForm } from '@care-elements/contract/prescription.terms.ts';
import { countOf, type GivenUnits } from '../../../server/dispensing/quantity.ts';
import type { ProblemError } from '../../../server/problems.ts';

/** Two packs of twelve. */
const item = (form: DrugForm, unit: DoseUnit) =>
  ({ line: 1, quantity: { packs: 2 }, drug: { drugId: 'd', form, unit, pack: { size: '12' } } }) as Item;
const count = (form: DrugForm, unit: DoseUnit, value: string, by: Given['unit'], before: GivenUnits[] = []) =>
  countOf([{ line: 1, drugId: 'd', given: { value, unit: by }, lot: null }], [item(form, unit)], before);

describe('an amount at the counter', () => {
  for (const [form, unit, value, by] of [
    ['capsule', 'capsule', '2', 'pack'],
    ['capsule', 'capsule', '1.0', 'pack'],
    ['capsule', 'capsule', '7', 'capsule'],
    ['tablet', 'tablet', '3.25', 'tablet'],
    ['er_tablet', 'tablet', '3.5', 'tablet'],
    ['oral_solution', 'ml', '2.5', 'ml'],
    ['cream', 'g', '0.1', 'g'],
    ['decoction_piece', 'g', '0.25', 'g'],
  ] as const)
    it(`${value} ${by} of a ${form} can be counted out`, () => {
      assert.equal(count(form, unit, value, by)[0]!.units, String(Number(value) * (by === 'pack' ? 12 : 1)));
    });

  for (const [form, unit, value, by] of [
    ['capsule', 'capsule', '0.000001', 'pack'],
    ['tablet', 'tablet', '0.5', 'pack'],
    ['capsule', 'capsule', '0.000001', 'capsule'],
    ['capsule', 'capsule', '0.5', 'capsule'],
    ['granules', 'sachet', '0.5', 'sachet'],
    ['tablet', 'tablet', '0.1', 'tablet'],
    ['er_tablet', 'tablet', '0.25', 'tablet'],
    ['ec_tablet', 'tablet', '0.5', 'tablet'],
    ['injection', 'vial', '0.5', 'vial'],
    ['oral_solution', 'ml', '2.55', 'ml'],
  ] as const)
    it(`${value} ${by} of a ${form} can’t`, () => {
      assert.throws(
        () => count(form, unit, value, by),
        ({ code, extra }: ProblemError) => {
          assert.equal(code, 'invalid-input');
          assert.deepEqual(
            extra.errors!.map((e) => [e.pointer, e.code]),
            [['/lines/0/given/value', 'in-steps']],
          );
          return true;
        },
      );
    });

  it('what was once given more finely leaves a rest that can be handed over', () => {
    const before = [{ line: 1, units: '0.5' }];
    assert.equal(count('capsule', 'capsule', '23.5', 'capsule', before)[0]!.units, '23.5');
    assert.throws(() => count('capsule', 'capsule', '1.5', 'capsule', before));
  });
});
