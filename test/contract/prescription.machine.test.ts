import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  PRESCRIPTION_MACHINE,
  PRESCRIPTION_STATES,
  type PrescriptionAction,
} from '@care-elements/contract/prescription.machine.ts';

/** The domain's table, written a second time on purpose. */
const EXPECTED = `
- create doctor draft
- revise doctor draft
draft save doctor draft
draft sign doctor pending_review
pending_review approve pharmacist approved
pending_review return pharmacist returned
pending_review reject pharmacist rejected
approved claim pharmacy claimed
claimed recover_claim pharmacy claimed
claimed release pharmacy approved
claimed release system approved
claimed decline pharmacy approved
claimed dispense_part pharmacy partially_dispensed
claimed dispense pharmacy dispensed
partially_dispensed recover_claim pharmacy partially_dispensed
partially_dispensed dispense_part pharmacy partially_dispensed
partially_dispensed dispense pharmacy dispensed
pending_review extend doctor pending_review
approved extend doctor approved
claimed extend doctor claimed
partially_dispensed extend doctor partially_dispensed
draft void doctor voided
pending_review void doctor voided
approved void doctor voided
pending_review expire system expired
approved expire system expired
partially_dispensed expire system expired
`
  .trim()
  .split('\n');

describe('the prescription machine', () => {
  it('has the rows of the domain and no other', () => {
    const rows = PRESCRIPTION_MACHINE.map((r) => `${r.from ?? '-'} ${r.action} ${r.role} ${r.to}`);
    assert.deepEqual(rows.toSorted(), EXPECTED.toSorted());
  });

  it('answers undefined for every other combination', () => {
    const roles: Role[] = ['patient', 'doctor', 'pharmacist', 'pharmacy', 'system'];
    const acts = [...new Set(PRESCRIPTION_MACHINE.map((r) => r.action))] as PrescriptionAction[];
    let answered = 0;
    for (const from of [null, ...PRESCRIPTION_STATES])
      for (const action of acts)
        for (const role of roles) if (next(PRESCRIPTION_MACHINE, from, action, role)) answered++;
    assert.equal(answered, EXPECTED.length);
  });

  it('reaches a pharmacy only through a pharmacist’s pass', () => {
    const before = (to: string) => [
      ...new Set(PRESCRIPTION_MACHINE.filter((r) => r.to === to && r.from !== to).map((r) => r.from)),
    ];
    assert.deepEqual(before('claimed'), ['approved']);
    assert.deepEqual(before('approved').toSorted(), ['claimed', 'pending_review']);
    assert.deepEqual(before('dispensed').toSorted(), ['claimed', 'partially_dispensed']);
  });

  it('lets nothing follow an end', () => {
    for (const end of ['returned', 'rejected', 'dispensed', 'voided', 'expired'])
      assert.deepEqual(
        PRESCRIPTION_MACHINE.filter((r) => r.from === end),
        [],
      );
  });

  it('comes without zod, and so do the coded terms and the arithmetic', () => {
    const files = ['machine', 'terms', 'decimal', 'dose', 'directions'].map((part) => `prescription.${part}`);
    for (const file of [...files, 'terms']) {
      const source = readFileSync(new URL(`../../packages/contract/${file}.ts`, import.meta.url), 'utf8');
      const imports = [...source.matchAll(/^import (?!type)[^;]*from '([^']+)'/gm)].map((m) => m[1]!);
      for (const from of imports)
        assert.match(from, /^\.\/(prescription\.(terms|decimal|dose)|terms)\.ts$/, `${file}: ${from}`);
    }
  });
});
