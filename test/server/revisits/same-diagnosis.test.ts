/** The same diagnosis: the ICD-10 category, three characters, of each that is signed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sameDiagnosis } from '@care-elements/contract/revisit.terms.ts';

const of = (...codes: string[]) => codes.map((code) => ({ code }));

it('shares the category with what was treated before, each of them', () => {
  assert.equal(sameDiagnosis(of('E11.9'), of('E11.2')), true);
  assert.equal(sameDiagnosis(of('E11.9'), of('E10.9')), false);
  assert.equal(sameDiagnosis(of('I10', 'E11.9'), of('I10')), false, 'a new illness beside the old one');
  assert.equal(sameDiagnosis(of('I10', 'E11.9'), of('E11.2', 'I10')), true);
  assert.equal(sameDiagnosis(of('i10.x'), of('I10')), true);
});
