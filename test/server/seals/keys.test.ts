/** Sealing keys over time: rotated, revoked, published; what was sealed before stays, what comes after does not. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { KeyList, Signing } from '@care-elements/contract/signing.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, decide, inConsult, rxPath, signed, type Consult } from '../prescriptions/kit.ts';

describe('sealing keys', () => {
  let t: TestApp;
  let administrator: string;
  let clock = new Date('2026-11-22T02:00:00Z');
  const pass = (minutes: number) => (clock = new Date(clock.getTime() + minutes * 60_000));
  before(async () => {
    t = await openTestApp({ now: () => clock });
    administrator = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());

  const mine = async (token: string): Promise<Signing> =>
    (await t.call('GET', '/renhe/signing', { token })).body;
  const act = (token: string, keyId: string, verb: 'rotate' | 'revoke', body?: object) =>
    t.call('POST', `/renhe/signing/keys/${keyId}/${verb}`, { token, ...(body && { body }) });
  const verdicts = async (c: Consult, id: string) =>
    (await t.call('GET', rxPath(c, id, 'seals'), { token: c.patientToken })).body.seals.map(
      (s: { verdict: string; reason: string | null }) => s.reason ?? s.verdict,
    );
  const list = async (hospital = 'renhe'): Promise<KeyList> =>
    (await t.call('GET', `/${hospital}/keys`)).body;
  const sql = async (text: string, values: unknown[]) => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };

  it('are made at the first use, and rotated: the old one’s seals stay valid, its private half is gone', async () => {
    const c = await inConsult(t);
    assert.deepEqual(await mine(c.doctor.token), { required: 'seal', keys: [] });
    const first = await signed(t, c);
    const [old] = (await mine(c.doctor.token)).keys;
    assert.deepEqual([old!.keyId, old!.level, old!.retiredAt], [first.seals[0]!.keyId, 'seal', null]);

    pass(10);
    const rotated = await act(c.doctor.token, old!.keyId, 'rotate');
    assert.equal(rotated.status, 200, JSON.stringify(rotated.body));
    const [fresh, retired] = rotated.body.keys;
    assert.notEqual(fresh.keyId, old!.keyId);
    assert.deepEqual([retired.keyId, retired.retiredAt], [old!.keyId, clock.toISOString()]);
    const [row] = await sql('SELECT private_key FROM seal_keys WHERE key_id = $1', [old!.keyId]);
    assert.equal(row.private_key, null);
    assert.deepEqual(await verdicts(c, first.prescriptionId), ['valid']);

    const again = await act(c.doctor.token, old!.keyId, 'rotate');
    assert.deepEqual([again.status, again.body.code], [409, 'state-conflict']);
    const back = await t.call('POST', rxPath(c, first.prescriptionId, 'void'), {
      token: c.doctor.token,
      body: { reason: 'other', note: '' },
    });
    assert.equal(back.status, 200);
    const second = await signed(t, c);
    assert.equal(second.seals[0]!.keyId, fresh.keyId);
    assert.deepEqual(await verdicts(c, second.prescriptionId), ['valid']);
    const trail = await sql(
      `SELECT action FROM audit_entries WHERE resource_type = 'SigningKey' AND resource_id = $1`,
      [old!.keyId],
    );
    assert.deepEqual(trail, [{ action: 'key.rotated' }]);
  });

  it('are revoked: what was sealed before stays valid, and the next seal has a new key', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const { keyId } = rx.seals[0]!;
    pass(5);
    const done = await act(c.doctor.token, keyId, 'revoke', { reason: 'replaced', from: null });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual(
      [done.body.keys[0].revokedAt, done.body.keys[0].reason],
      [clock.toISOString(), 'replaced'],
    );
    assert.deepEqual(await verdicts(c, rx.prescriptionId), ['valid']);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    assert.equal((await decide(t, c, rx.prescriptionId, pharmacist.token, 'approve')).status, 200);
    // Not twice, and not from later than it already was.
    const later = await act(c.doctor.token, keyId, 'revoke', { reason: 'lost', from: null });
    assert.deepEqual([later.status, later.body.code], [409, 'state-conflict']);
    const next = await signed(t, await inConsultAgain(c));
    assert.notEqual(next.seals[0]!.keyId, keyId);
  });

  it('are revoked from an earlier time where they were in other hands: what lies between is not believed', async () => {
    const c = await inConsult(t);
    const before = await signed(t, c);
    const { keyId } = before.seals[0]!;
    pass(10);
    const from = clock.toISOString();
    pass(10);
    const other = await inConsultAgain(c);
    const between = await signed(t, other);
    assert.equal(between.seals[0]!.keyId, keyId);
    pass(10);
    // By the administrator.
    const done = await act(administrator, keyId, 'revoke', { reason: 'compromised', from });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual(await verdicts(c, before.prescriptionId), ['valid']);
    assert.deepEqual(await verdicts(other, between.prescriptionId), ['key-revoked']);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    const refused = await decide(t, other, between.prescriptionId, pharmacist.token, 'approve');
    assert.deepEqual([refused.status, refused.body.code], [409, 'checks-blocked']);
    // From earlier still, when more becomes known.
    const all = await act(administrator, keyId, 'revoke', {
      reason: 'compromised',
      from: new Date(clock.getTime() - 3600_000).toISOString(),
    });
    assert.equal(all.status, 200);
    assert.deepEqual(await verdicts(c, before.prescriptionId), ['key-revoked']);
  });

  it('are one’s own: nobody else’s but the administrator’s to touch', async () => {
    const c = await inConsult(t);
    const { keyId } = (await signed(t, c)).seals[0]!;
    const stranger = await addPerson(t);
    for (const verb of ['rotate', 'revoke'] as const) {
      const body = verb === 'revoke' ? { reason: 'lost', from: null } : undefined;
      const { status, body: said } = await act(stranger.token, keyId, verb, body);
      assert.deepEqual([status, said.code], [404, 'not-found']);
    }
    assert.equal((await act(administrator, keyId, 'rotate')).status, 200);
  });

  it('are published with who, since when and until when, and never with the private half', async () => {
    const c = await inConsult(t);
    const { keyId } = (await signed(t, c)).seals[0]!;
    pass(1);
    await act(c.doctor.token, keyId, 'revoke', { reason: 'lost', from: null });
    const answer = await list();
    const key = answer.keys.find(({ kid }) => kid === keyId)!;
    assert.deepEqual(
      [key.level, key.clinicianId, key.role, key.revokedAt, key.reason, key.kty, key.crv],
      ['seal', c.doctor.clinicianId, 'doctor', clock.toISOString(), 'lost', 'OKP', 'Ed25519'],
    );
    assert.match(key.name.en, /^Test/);
    assert.doesNotMatch(JSON.stringify(answer), /"d":|private/);
    assert.equal((await list()).hospitalKey.kid, answer.hospitalKey.kid, 'the hospital keeps its key');
    const theirs = await list('lakeside');
    assert.notEqual(theirs.hospitalKey.kid, answer.hospitalKey.kid);
    assert.deepEqual(theirs.keys, []);
  });

  it('ask for a level that the server has, and for no other', async () => {
    const path = '/renhe/signing/settings';
    assert.deepEqual((await t.call('GET', path, { token: administrator })).body, {
      doctor: 'seal',
      pharmacist: 'seal',
    });
    const ca = await t.call('PUT', path, {
      token: administrator,
      body: { doctor: 'ca', pharmacist: 'seal' },
    });
    assert.deepEqual([ca.status, ca.body.code], [409, 'level-unavailable']);
  });

  /** Another patient with the same doctor. */
  async function inConsultAgain(c: Consult): Promise<Consult> {
    const other = await inConsult(t);
    await sql('UPDATE encounters SET clinician_id = $1 WHERE visit_id = $2', [
      c.doctor.clinicianId,
      other.visitId,
    ]);
    return { ...other, doctor: c.doctor };
  }
});
