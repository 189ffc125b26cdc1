/** The short form of what `npm run faults -- house` tries, as tests: a tenth as long, in one hospital for all, which is most of what they cost. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openHospital, tryAlone, type Hospital, type Scenario, type Trial } from './hospital.ts';

/** A test each; what this machine can't bring about is skipped with its reason. */
export function shortForms(chosen: readonly (Scenario | Trial)[]): void {
  const lacks = new Map(chosen.map((one) => [one, one.lacks?.()]));
  const tried = chosen.filter((one): one is Scenario => !('alone' in one) && !lacks.get(one));
  let hospital: Hospital;
  if (tried.length) {
    before(async () => {
      hospital = await openHospital(tried, { short: true });
    });
    after(() => hospital?.close());
  }
  for (const one of chosen)
    it(one.name, { skip: lacks.get(one) ?? false }, async () => {
      const fault = await ('alone' in one ? tryAlone(one) : hospital.try(one));
      assert.ok(fault.held, JSON.stringify([fault, ...fault.told.answers]));
    });
}
