/** Claim to receipt through HTTP: the secret, a lost answer, release, decline, parts, substitution, seals, the trail. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, AMOXICILLIN, line, rxPath } from '../prescriptions/kit.ts';
import { all, approved, claimBy, claimed, counterToken, give, onClaim, trailOf } from './kit.ts';

describe('a pharmacy’s claim', () => {
  let t: TestApp;
  let own: string;
  let partner: string;
  before(async () => {
    t = await openTestApp();
    [own, partner] = await Promise.all([counterToken(t, 'own'), counterToken(t, 'partner')]);
  });
  after(() => t.close());

  const sql = async (text: string, hospitalId = 'renhe') =>
    (await t.deps.db.tenant(hospitalId, (tx) => tx.execute(text))).rows;
  const stateOf = async (id: string) =>
    (await sql(`SELECT state FROM prescriptions WHERE prescription_id = '${id}'`))[0]!['state'];

  it('is taken by the code, and its secret is kept nowhere', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, partner, rx);
    assert.equal(claim.prescription.patient.name, '王秀英');
    assert.equal(claim.prescription.items[0]!.drug.drugId, AMOXICILLIN.drugId);
    assert.deepEqual(
      claim.prescription.seals.map((s) => [s.role, s.verdict]),
      [
        ['doctor', 'valid'],
        ['pharmacist', 'valid'],
      ],
    );
    assert.match(claim.secret, /^[\w-]{43}$/);
    assert.equal(claim.fulfilment!.way, 'pickup');
    assert.equal(claim.payment, 'none');
    const tables = ['claims', 'audit_entries', 'outbox', 'prescriptions'];
    for (const table of tables) {
      const rows = await sql(`SELECT t::text AS row FROM ${table} t`);
      assert.ok(rows.length > 0 && !rows.some((r) => String(r['row']).includes(claim.secret)), table);
    }
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-1), ['prescription.claimed pharmacy']);
  });

  it('reads the code as people type it', async () => {
    const rx = await approved(t);
    const typed = rx.accessCode.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    const spaced = typed.replaceAll(/(.{4})/g, '$1 ').trim();
    assert.equal((await claimBy(t, own, spaced)).status, 201);
  });

  it('is one pharmacy’s at a time; the other learns that it is taken and nothing else', async () => {
    const rx = await approved(t);
    const { claimId, secret } = await claimed(t, own, rx);
    const second = await claimBy(t, partner, rx.accessCode);
    assert.equal(second.body.code, 'already-claimed');
    assert.equal(second.body.current, undefined);
    const mine = await claimBy(t, own, rx.accessCode);
    assert.deepEqual(mine.body.current, { claimId });
    for (const [action, more] of [
      ['release', {}],
      ['dispenses', { lines: [give('1')] }],
      ['decline', { reason: 'out-of-stock', note: '' }],
      ['ready', {}],
    ] as const)
      assert.equal((await onClaim(t, partner, { claimId, secret }, action, more)).status, 404, action);
    assert.equal((await t.call('GET', `/renhe/claims/${claimId}`, { token: partner })).status, 404);
  });

  it('says a lost answer again under its key, and gives a new secret when asked for one', async () => {
    const rx = await approved(t);
    const key = 'k'.repeat(32);
    const first = await claimBy(t, own, rx.accessCode, { key });
    const again = await claimBy(t, own, rx.accessCode, { key });
    assert.equal(again.status, 201);
    assert.equal(again.body.secret, first.body.secret);
    const { claimId } = first.body;
    const recovered = await t.call('POST', `/renhe/claims/${claimId}/recover`, { token: own });
    assert.equal(recovered.status, 200);
    assert.notEqual(recovered.body.secret, first.body.secret);
    const old = await onClaim(t, own, first.body, 'dispenses', { lines: [give('1')] });
    assert.equal(old.body.code, 'claim-secret-wrong');
    assert.equal(
      (await onClaim(t, own, recovered.body, 'dispenses', { lines: [all(first.body)] })).status,
      201,
    );
    // A pharmacist of the hospital stands at its own counter.
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-3), [
      'prescription.claimed pharmacist',
      'prescription.claim_recovered pharmacist',
      'prescription.dispensed pharmacist',
    ]);
  });

  it('is released while nothing was handed over, and is free for another', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, own, rx);
    assert.equal(
      (await onClaim(t, own, { ...claim, secret: 'x' }, 'release')).body.code,
      'claim-secret-wrong',
    );
    assert.equal((await onClaim(t, own, claim, 'release')).status, 204);
    assert.equal(await stateOf(rx.prescriptionId), 'approved');
    assert.equal((await t.call('GET', `/renhe/claims/${claim.claimId}`, { token: own })).status, 404);
    const next = await claimed(t, partner, rx);
    assert.equal((await onClaim(t, partner, next, 'dispenses', { lines: [give('1')] })).status, 201);
    assert.equal((await onClaim(t, partner, next, 'release')).body.code, 'state-conflict');
  });

  it('goes back with a reason that the patient is told', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, partner, rx);
    const silent = await onClaim(t, partner, claim, 'decline', { reason: 'other', note: '' });
    assert.equal(silent.body.code, 'invalid-input');
    const done = await onClaim(t, partner, claim, 'decline', { reason: 'out-of-stock', note: '' });
    assert.equal(done.status, 204);
    const { body } = await t.call('GET', `/renhe/visits/${rx.visitId}`, { token: rx.patientToken });
    assert.equal(body.prescription.state, 'approved');
    assert.equal(body.prescription.accessCode, rx.accessCode);
    assert.equal(body.dispensing.declined.reason, 'out-of-stock');
    assert.equal(body.dispensing.held, false);
    assert.equal(body.dispensing.fulfilment, null);
    assert.equal((await claimBy(t, own, rx.accessCode)).status, 201);
  });

  it('is dispensed in parts, in exact decimals, never more, each with a sealed receipt', async () => {
    const rx = await approved(t, { items: [AMOXICILLIN, line('paracetamol-tablet-500mg')] });
    const claim = await claimed(t, partner, rx);
    const [one, two] = claim.lines;
    assert.ok(one && two);
    const part = await onClaim(t, partner, claim, 'dispenses', {
      lines: [give('0.25', two.unit, two.drugId, 2)],
    });
    assert.equal(part.status, 201, JSON.stringify(part.body));
    assert.equal(part.body.prescription.state, 'partially_dispensed');
    assert.equal(part.body.leaseUntil, null);
    assert.equal(part.body.lines[1].given, '0.25');
    assert.equal(Number(part.body.lines[1].rest), Number(two.prescribed) - 0.25);
    const more = await onClaim(t, partner, claim, 'dispenses', {
      lines: [give(two.prescribed, two.unit, two.drugId, 2)],
    });
    assert.equal(more.body.code, 'more-than-prescribed');
    assert.equal(more.body.current.rest, part.body.lines[1].rest);
    const rest = [give(one.rest, one.unit), give(part.body.lines[1].rest, two.unit, two.drugId, 2)];
    const key = 'd'.repeat(20);
    const path = `/renhe/claims/${claim.claimId}/dispenses`;
    const body = { secret: claim.secret, lines: rest };
    const whole = await t.call('POST', path, { token: partner, body, key });
    assert.equal(whole.status, 201, JSON.stringify(whole.body));
    const same = await t.call('POST', path, { token: partner, body, key });
    assert.deepEqual(same.body, whole.body);
    const { receipts, lines, prescription, fulfilment } = whole.body;
    assert.equal(prescription.state, 'dispensed');
    assert.equal(fulfilment.state, 'picked_up');
    assert.deepEqual(
      lines.map((l: { rest: string }) => l.rest),
      ['0', '0'],
    );
    assert.deepEqual(
      receipts.map((r: { part: number; whole: boolean; verdict: string }) => [r.part, r.whole, r.verdict]),
      [
        [1, false, 'valid'],
        [2, true, 'valid'],
      ],
    );
    assert.equal(receipts[0].dispenser.name.en, 'Mei Yuqing');
    assert.equal(
      (await onClaim(t, partner, claim, 'dispenses', { lines: [give('1')] })).body.code,
      'state-conflict',
    );
    assert.equal((await claimBy(t, own, rx.accessCode)).body.code, 'state-conflict');
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-4), [
      'prescription.claimed pharmacy',
      'prescription.partly_dispensed pharmacy',
      'prescription.dispensed pharmacy',
      'claim.refused pharmacist',
    ]);
  });

  it('refuses anything in place of what was prescribed, and lines that make no sense', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, own, rx);
    const said = async (lines: unknown[]) => (await onClaim(t, own, claim, 'dispenses', { lines })).body;
    const other = await said([give('1', 'pack', 'paracetamol-tablet-500mg')]);
    assert.equal(other.code, 'substitution-refused');
    assert.deepEqual(other.current, { line: 1, prescribed: AMOXICILLIN.drugId });
    assert.equal((await said([give('1', 'pack', AMOXICILLIN.drugId, 2)])).errors[0].pointer, '/lines/0/line');
    assert.equal((await said([give('1'), give('1')])).errors[0].pointer, '/lines/1/line');
    assert.equal((await said([give('1', 'ml')])).errors[0].pointer, '/lines/0/given/unit');
    assert.equal((await said([give('0')])).errors[0].pointer, '/lines/0/given/value');
    assert.equal((await said([give('99')])).code, 'more-than-prescribed');
    assert.equal((await said([give('-1')])).code, 'invalid-input');
    assert.equal(await stateOf(rx.prescriptionId), 'claimed');
    assert.equal(
      (await sql(`SELECT 1 FROM dispenses WHERE prescription_id = '${rx.prescriptionId}'`)).length,
      0,
    );
  });

  it('lets one of two hand-overs at once through', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, own, rx);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] })),
    );
    assert.equal(answers.filter((a) => a.status === 201).length, 1);
    // Who looked before the winner's commit loses the race, who looked after it finds nothing left.
    for (const { status, body } of answers.filter((a) => a.status !== 201)) {
      assert.equal(status, 409);
      assert.ok(['state-conflict', 'more-than-prescribed'].includes(body.code), body.code);
    }
    const { body } = await t.call('GET', `/renhe/claims/${claim.claimId}`, { token: own });
    assert.deepEqual([body.receipts.length, body.lines[0].rest], [1, '0']);
  });

  it('finds a receipt that was changed', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, own, rx);
    await onClaim(t, own, claim, 'dispenses', { lines: [give('1')] });
    const pg = (await import('pg')).default;
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(
      `UPDATE dispenses SET sealed = replace(sealed, '"part":1', '"part":2') WHERE prescription_id = $1`,
      [rx.prescriptionId],
    );
    await client.end();
    const path = `/renhe/prescriptions/${rx.prescriptionId}/dispensing`;
    const { body } = await t.call('GET', path, { token: rx.doctor.token });
    assert.equal(body.receipts[0].verdict, 'invalid');
    // The server itself may not.
    await assert.rejects(sql(`UPDATE dispenses SET part = 9`));
  });

  it('is nobody’s who stands at no counter', async () => {
    const rx = await approved(t);
    const { token } = await addPerson(t, { role: 'pharmacist' });
    assert.equal((await claimBy(t, token, rx.accessCode)).body.code, 'not-entitled');
    assert.equal((await t.call('GET', '/renhe/counter', { token })).body.code, 'not-entitled');
  });

  it('takes nothing whose pass does not fit', async () => {
    const rx = await approved(t);
    const pg = (await import('pg')).default;
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(
      `UPDATE prescription_seals SET payload = replace(payload, '"decision":"approved"', '"decision":"returned"')
       WHERE prescription_id = $1 AND role = 'pharmacist'`,
      [rx.prescriptionId],
    );
    await client.end();
    assert.equal((await claimBy(t, own, rx.accessCode)).body.code, 'checks-blocked');
    assert.equal(await stateOf(rx.prescriptionId), 'approved');
  });

  it('shows the counter what it holds, and the doctor where it is', async () => {
    const rx = await approved(t);
    const claim = await claimed(t, partner, rx);
    const { body } = await t.call('GET', '/renhe/counter', { token: partner });
    const row = body.rows.find((r: { claimId: string }) => r.claimId === claim.claimId);
    assert.equal(row.patientName, '王秀英');
    assert.equal(row.voidRequested, false);
    assert.ok(!JSON.stringify(body).includes(rx.accessCode));
    const elsewhere = await t.call('GET', '/renhe/counter', { token: own });
    assert.ok(!JSON.stringify(elsewhere.body).includes(rx.prescriptionId));
    const record = await t.call('GET', rxPath(rx, rx.prescriptionId, 'dispensing'), {
      token: rx.doctor.token,
    });
    assert.equal(record.body.state, 'claimed');
    assert.equal(record.body.pharmacy.name.en, 'Kangning Pharmacy, Renmin Road');
  });
});
