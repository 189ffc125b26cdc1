/** A thousand claims of one prescription at once: one winner. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { approved, claimBy, counterToken, trailOf } from './kit.ts';

const CLAIMS = 1000;

describe('a thousand counters', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  it('claim one prescription, and one of them has it', { timeout: 120_000 }, async () => {
    const rx = await approved(t);
    const tokens = await Promise.all([counterToken(t, 'own'), counterToken(t, 'partner')]);
    // All at once. Who finds no free connection is told to come again, and does, with the same key.
    const answers = await Promise.all(
      Array.from({ length: CLAIMS }, async (_, i) => {
        const key = `counter-${String(i).padStart(16, '0')}`;
        for (;;) {
          const answer = await claimBy(t, tokens[i % 2]!, rx.accessCode, { key });
          if (answer.body.code !== 'not-ready') return answer;
        }
      }),
    );
    const won = answers.filter((a) => a.status === 201);
    assert.equal(won.length, 1);
    assert.equal(answers.filter((a) => a.body.code === 'already-claimed').length, CLAIMS - 1);
    const trail = await trailOf(t, rx.prescriptionId);
    assert.equal(trail.filter((entry) => entry.startsWith('prescription.claimed')).length, 1);
    assert.equal(trail.filter((entry) => entry.startsWith('claim.refused')).length, CLAIMS - 1);
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT p.claim_id, (SELECT count(*)::int FROM claims c WHERE c.prescription_id = p.prescription_id) AS claims
         FROM prescriptions p WHERE p.prescription_id = '${rx.prescriptionId}'`,
      ),
    );
    assert.deepEqual(rows[0], { claim_id: won[0]!.body.claimId, claims: 1 });
  });
});
