/** Access codes that are no good: forged, replayed, another hospital's, expired: refused alike, limited, and in the trail. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sha256 } from '../../../server/dispensing/claim.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { all, approved, claimBy, claimed, counterToken, onClaim, pharmacyId } from './kit.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const forged = () => Array.from(randomBytes(32), (b) => ALPHABET[b & 31]).join('');

describe('access codes', () => {
  let t: TestApp;
  let now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now, rateFactor: 1 });
  });
  after(() => t.close());

  /** What was told of a counter's refusals; each has its one entry in the trail. */
  async function refusals(hospitalId: string, where: 'own' | 'partner') {
    const rows = async (text: string) => (await t.deps.db.tenant(hospitalId, (tx) => tx.execute(text))).rows;
    const told = await rows(`SELECT payload FROM outbox WHERE event = 'claim.refused'`);
    const kept = await rows(`SELECT actor_role FROM audit_entries WHERE action = 'claim.refused'`);
    assert.equal(kept.length, told.length);
    assert.ok(kept.every((r) => r['actor_role'] === 'pharmacist' || r['actor_role'] === 'pharmacy'));
    const here = pharmacyId(where, hospitalId);
    return told
      .map((r) => r['payload'] as { resourceId: string; pharmacyId: string })
      .filter((payload) => payload.pharmacyId === here);
  }

  it('are answered alike whether nobody has them, another hospital has them, or they are none', async () => {
    const there = await approved(t, { hospitalId: 'lakeside' });
    const own = await counterToken(t, 'own');
    const answers = [];
    for (const code of [forged(), there.accessCode, 'x', '', `${'9'.repeat(31)}'`]) {
      const { status, body, headers } = await claimBy(t, own, code);
      answers.push(
        JSON.stringify([status, { ...body, requestId: '' }, [...headers.keys()].toSorted().join()]),
      );
      assert.equal(body.code, 'not-found');
    }
    assert.equal(new Set(answers).size, 1);
    assert.equal((await refusals('renhe', 'own')).length, 5);
    // Where the code is good it still is.
    assert.equal(
      (
        await claimBy(t, await counterToken(t, 'own', 'lakeside'), there.accessCode, {
          hospitalId: 'lakeside',
        })
      ).status,
      201,
    );
  });

  it('name nothing before the pass, and nothing after a return', async () => {
    const { inConsult, signed, decide } = await import('../prescriptions/kit.ts');
    const c = await inConsult(t);
    const { prescriptionId } = await signed(t, c);
    const code = async () =>
      String(
        (
          await t.deps.db.tenant('renhe', (tx) =>
            tx.execute(`SELECT access_code FROM prescriptions WHERE prescription_id = '${prescriptionId}'`),
          )
        ).rows[0]!['access_code'],
      );
    const partner = await counterToken(t, 'partner');
    assert.equal((await claimBy(t, partner, await code())).body.code, 'not-found');
    const { body } = await t.call('GET', `/renhe/visits/${c.visitId}`, { token: c.patientToken });
    assert.equal(body.prescription.accessCode, null);
    assert.equal(body.dispensing, null);
    await decide(t, c, prescriptionId, await t.tokenOf('renhe', 'he', 'pharmacist'), 'return');
    assert.equal((await claimBy(t, partner, await code())).body.code, 'not-found');
  });

  it('are good once: replayed after the hand-over, or expired, they are refused and that is kept', async () => {
    const rx = await approved(t);
    const partner = await counterToken(t, 'partner');
    const claim = await claimed(t, partner, rx);
    await onClaim(t, partner, claim, 'dispenses', { lines: [all(claim)] });
    const replay = await claimBy(t, partner, rx.accessCode);
    assert.deepEqual(
      [replay.status, replay.body.code, replay.body.current],
      [409, 'state-conflict', 'dispensed'],
    );
    const other = await approved(t);
    now = new Date('2026-11-22T16:00:00Z');
    const late = await claimBy(t, await counterToken(t, 'partner'), other.accessCode);
    assert.deepEqual([late.body.code, late.body.current], ['state-conflict', 'expired']);
    now = new Date('2026-11-23T02:00:00Z');
    const rows = await refusals('renhe', 'partner');
    const of = (id: string) => rows.filter((payload) => payload.resourceId === id).length;
    assert.deepEqual([of(rx.prescriptionId), of(other.prescriptionId)], [1, 1]);
    assert.ok(!JSON.stringify(rows).includes(rx.accessCode), 'the trail holds no code');
    assert.notEqual(sha256(rx.accessCode), rx.accessCode);
  });

  it('cannot be guessed on: a pharmacy is stopped, the others go on, and right codes never count', async () => {
    const theirs = { hospitalId: 'lakeside' } as const;
    const [own, partner] = [
      await counterToken(t, 'own', 'lakeside'),
      await counterToken(t, 'partner', 'lakeside'),
    ];
    const good = [];
    for (let i = 0; i < 3; i++) good.push(await approved(t, theirs));
    const said: Record<string, number> = {};
    let retry = '';
    for (let i = 0; i < 40; i++) {
      const { body, headers } = await claimBy(t, partner, forged(), theirs);
      said[body.code] = (said[body.code] ?? 0) + 1;
      retry = headers.get('retry-after') ?? retry;
    }
    assert.equal(said['not-found'], 20);
    assert.equal(said['too-many-requests'], 20);
    assert.ok(Number(retry) >= 1 && Number(retry) <= 60, retry);
    // A limit that a right code passed would be none.
    assert.equal((await claimBy(t, partner, good[0]!.accessCode, theirs)).body.code, 'too-many-requests');
    // Behind the same address, another counter works on.
    for (const rx of good) assert.equal((await claimBy(t, own, rx.accessCode, theirs)).status, 201);
    assert.equal((await refusals('lakeside', 'partner')).length, 20);
  });
});
