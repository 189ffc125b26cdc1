/** The seam of the formulary: nothing is prescribed from what nobody signed, and a provider that fails or is slow never reads as an answer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guarded, type FormularyProvider } from '../../../server/formulary/provider.ts';
import type { Work } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, create, inConsult, rxPath, type Consult } from '../prescriptions/kit.ts';

const save = (t: TestApp, c: Consult, id: string, items: unknown[]) =>
  t.call('PUT', rxPath(c, id), {
    token: c.doctor.token,
    body: { rowVersion: 0, items, longReason: '', guardianConfirmed: false, overrides: [] },
  });

describe('prescribing with real patients', () => {
  it('is refused until the pharmacy lead has signed the formulary, and then goes on', async () => {
    const t = await openTestApp({ demo: false });
    try {
      const c = await inConsult(t);
      const { prescriptionId } = await create(t, c);
      const refused = await save(t, c, prescriptionId, [AMOXICILLIN]);
      assert.deepEqual([refused.status, refused.body.code], [409, 'formulary-unsigned']);
      const signed = await t.call('POST', rxPath(c, prescriptionId, 'sign'), {
        token: c.doctor.token,
        body: { rowVersion: 0, alertSetHash: '' },
      });
      assert.equal(signed.body.code, 'formulary-unsigned');
      const lead = await t.tokenOf('renhe', 'gao', 'pharmacist');
      const { newest } = (await t.call('GET', '/renhe/formulary/versions', { token: lead })).body;
      await t.call('POST', '/renhe/formulary/versions/0/sign', { token: lead, body: { hash: newest.hash } });
      const saved = await save(t, c, prescriptionId, [AMOXICILLIN]);
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      assert.equal(saved.body.items[0].drug.drugId, AMOXICILLIN.drugId);
    } finally {
      await t.close();
    }
  });
});

describe('another system’s formulary', () => {
  const never = new Promise<never>(() => {});
  const failing: FormularyProvider = {
    search: () => Promise.reject(new Error('no route to host')),
    get: () => never,
    inUse: async () => ({ version: 7, hash: '', signed: true, usable: true }),
  };
  const work = {} as Work;
  it('that fails, throws at once or does not answer is a problem, not an empty answer', async () => {
    const held = guarded(failing, 20);
    const code = 'formulary-unavailable';
    await assert.rejects(held.search(work, 'a', 1), { code });
    await assert.rejects(held.get(work, 'a'), { code });
    const thrown = guarded({ ...failing, search: () => assert.fail('at once') });
    await assert.rejects(thrown.search(work, 'a', 1), { code });
    assert.equal((await held.inUse(work)).version, 7);
  });
  it('is asked instead of the hospital’s own; its failure reaches the doctor as one', async () => {
    const t = await openTestApp({ formulary: failing });
    try {
      const token = await t.tokenOf('renhe', 'zhao');
      const { status, body, headers } = await t.call('GET', '/renhe/formulary?q=amox', { token });
      assert.deepEqual([status, body.code], [503, 'formulary-unavailable']);
      assert.equal(headers.get('retry-after'), '5');
    } finally {
      await t.close();
    }
  });
});
