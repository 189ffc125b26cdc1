/** A formulary that fails or is slow: the order is never read as clean, what is written is kept, and nothing is signed on it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { lookUp } from '../../../server/formulary/lookup.ts';
import type { FormularyProvider } from '../../../server/formulary/provider.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';
import { savePrescription } from '../../../server/prescriptions/draft.ts';
import { signPrescription } from '../../../server/prescriptions/sign.ts';
import { ProblemError } from '../../../server/problems.ts';
import { createProviders } from '../../../server/seals/providers.ts';
import { createSealMaker } from '../../../server/seals/seal.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, create, inConsult, line, save, type Consult } from './kit.ts';

/** The starter pack is the same for every hospital. */
const noWork = () => ({}) as Work;
const sound = openStarterFormulary();
const of = (get: FormularyProvider['get']): FormularyProvider => ({ ...sound, get });
const FAULTS: Record<string, FormularyProvider> = {
  rejects: of(() => Promise.reject(new Error('away'))),
  'throws at once': of(() => {
    throw new Error('away');
  }),
  'never answers': of(() => new Promise(() => {})),
};

describe('a formulary that is silent', () => {
  it('is told apart from one that does not hold the medicine', async () => {
    for (const [fault, formulary] of Object.entries(FAULTS))
      assert.deepEqual(await lookUp(formulary, noWork(), 'x', 20), { drug: null, lookup: 'failed' }, fault);
    assert.deepEqual(
      await lookUp(
        of(async () => undefined),
        noWork(),
        'x',
      ),
      { drug: null, lookup: 'absent' },
    );
    assert.equal((await lookUp(sound, noWork(), AMOXICILLIN.drugId)).lookup, 'held');
  });

  it('is waited for once in a request, not for each row of a list', async () => {
    let asked = 0;
    const formulary = of(() => {
      asked++;
      return new Promise(() => {});
    });
    const work = noWork();
    for (let row = 0; row < 100; row++)
      assert.equal((await lookUp(formulary, work, 'x', 20)).lookup, 'failed');
    assert.equal(asked, 1);
    assert.equal((await lookUp(sound, noWork(), AMOXICILLIN.drugId)).lookup, 'held', 'the next request asks');
  });

  describe('under a draft', () => {
    let t: TestApp;
    before(async () => (t = await openTestApp({ now: () => new Date('2026-11-22T02:00:00Z') })));
    after(() => t.close());
    const tools = (formulary: FormularyProvider) => ({
      formulary,
      seals: createSealMaker(t.deps.sealKey),
      providers: createProviders(t.deps),
      random: (bytes: number) => new Uint8Array(bytes),
    });
    const inHospitalOf = <T>(c: Consult, fn: Parameters<typeof inHospital<T>>[3]) =>
      inHospital(t.deps, c.hospitalId, { doer: SYSTEM, requestId: null }, fn);
    const actorOf = (c: Consult) => ({
      ...{ hospitalId: c.hospitalId, sessionId: t.deps.newId() },
      ...{ role: 'doctor' as const, clinicianId: c.doctor.clinicianId },
    });
    const broken = FAULTS['rejects']!;
    const code = (expected: string) => (error: unknown) =>
      error instanceof ProblemError && error.code === expected;
    const input = (rowVersion: number, items = [AMOXICILLIN]) => ({
      ...{ rowVersion, items, longReason: '', guardianConfirmed: false, overrides: [] },
    });

    it('keeps what is written, says that nothing was checked, and lets nothing be signed', async () => {
      const c = await inConsult(t);
      const clean = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
      assert.equal(clean.checks.signable, true);
      const rx = await inHospitalOf(c, (work) =>
        savePrescription(
          work,
          tools(broken),
          actorOf(c),
          clean.prescriptionId,
          input(clean.rowVersion, [{ ...AMOXICILLIN, days: 5 }]),
        ),
      );
      assert.equal(rx.items[0]!.days, 5, 'what is typed is kept');
      const found = rx.checks.findings.filter(({ check }) => check === 'formulary-silent');
      assert.deepEqual(
        found.map(({ severity, line }) => [severity, line]),
        [
          ['block', 1],
          ['unable_to_check', null],
        ],
      );
      assert.equal(rx.checks.signable, false);
      assert.notEqual(rx.checks.alertSetHash, clean.checks.alertSetHash);
      // Neither with what was shown while it answered, nor with what is shown now.
      for (const { alertSetHash } of [clean.checks, rx.checks])
        await assert.rejects(
          inHospitalOf(c, (work) =>
            signPrescription(work, tools(broken), actorOf(c), rx.prescriptionId, {
              rowVersion: rx.rowVersion,
              alertSetHash,
            }),
          ),
          code('checks-blocked'),
        );
      const again = await t.call('GET', `/${c.hospitalId}/prescriptions/${rx.prescriptionId}`, {
        token: c.doctor.token,
      });
      assert.deepEqual([again.body.state, again.body.checks.signable], ['draft', true], 'it answers again');
    });

    it('takes in no medicine that it cannot look up', async () => {
      const c = await inConsult(t);
      const rx = await create(t, c);
      await assert.rejects(
        inHospitalOf(c, (work) =>
          savePrescription(
            work,
            tools(broken),
            actorOf(c),
            rx.prescriptionId,
            input(rx.rowVersion, [line('loratadine-tablet-10mg')]),
          ),
        ),
        code('not-ready'),
      );
    });
  });
});
