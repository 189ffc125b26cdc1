/** A hospital's own formulary: versions, the pharmacy lead's signature, and that real patients get only what is signed. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { starter } from '../../../server/formulary/starter.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const ID = 'amoxicillin-capsule-500mg';

describe('the formulary’s versions', () => {
  let t: TestApp;
  let lead: string, other: string, admin: string, doctor: string;
  before(async () => {
    t = await openTestApp({ demo: false });
    lead = await t.tokenOf('renhe', 'gao', 'pharmacist');
    other = await t.tokenOf('renhe', 'he', 'pharmacist');
    admin = await t.tokenOf('renhe', 'fang', 'administrator');
    doctor = await t.tokenOf('renhe', 'zhao', 'doctor');
  });
  after(() => t.close());

  const state = async (token = lead) => (await t.call('GET', '/renhe/formulary/versions', { token })).body;
  const search = (q = 'amxl') => t.call('GET', `/renhe/formulary?q=${q}`, { token: doctor });
  const row = async (version: number, id = ID) =>
    (
      await t.call('GET', `/renhe/formulary/versions/${version}/rows?q=${id.split('-')[0]}`, { token: lead })
    ).body.rows.find((one: { drugId: string }) => one.drugId === id);
  const sign = (version: number, hash: string, token = lead) =>
    t.call('POST', `/renhe/formulary/versions/${version}/sign`, { token, body: { hash } });
  const edit = async (version: number, change: object, token = lead) =>
    t.call('PUT', `/renhe/formulary/versions/${version}/rows/${ID}`, {
      token,
      body: { drug: { ...(await row(version)), ...change }, note: 'Renal limit from the label' },
    });

  it('begin with the starter pack, which is not prescribed from until it is signed', async () => {
    const now = await state();
    assert.deepEqual(
      [now.newest.version, now.newest.origin, now.newest.drugs],
      [0, 'starter', starter().drugs.length],
    );
    assert.equal(now.newest.unverified, now.newest.drugs);
    assert.deepEqual([now.inUse, now.lastSigned, now.unsignedServed], [null, null, false]);
    const found = await search();
    assert.deepEqual([found.status, found.body.code], [409, 'formulary-unsigned']);
  });

  it('are read by pharmacists and administrators, changed by the lead and administrators, signed by the lead', async () => {
    assert.deepEqual((await state()).may, { edit: true, sign: true });
    assert.deepEqual((await state(other)).may, { edit: false, sign: false });
    assert.deepEqual((await state(admin)).may, { edit: true, sign: false });
    assert.equal(
      (await t.call('GET', '/renhe/formulary/versions', { token: doctor })).body.code,
      'wrong-role',
    );
    const { hash } = (await state()).newest;
    assert.equal((await sign(0, hash, other)).body.code, 'not-entitled');
    assert.equal((await sign(0, hash, admin)).body.code, 'wrong-role');
    assert.equal((await edit(0, {}, other)).body.code, 'not-entitled');
  });

  it('are signed as they were shown, and then prescribed from', async () => {
    const { hash } = (await state()).newest;
    assert.equal((await sign(0, '0'.repeat(64))).body.code, 'version-conflict');
    const signed = await sign(0, hash);
    assert.equal(signed.status, 200, JSON.stringify(signed.body));
    assert.deepEqual(
      [signed.body.inUse.version, signed.body.inUse.hash, signed.body.inUse.review.by.en],
      [1, hash, 'Gao Wenjing'],
    );
    const found = await search();
    assert.deepEqual([found.status, found.body.formulary], [200, { version: 1, signed: true }]);
    // Another hospital's lead stands for nothing here.
    const lakeside = await t.tokenOf('lakeside', 'delgado', 'doctor');
    assert.equal(
      (await t.call('GET', '/lakeside/formulary?q=amox', { token: lakeside })).body.code,
      'formulary-unsigned',
    );
  });

  it('an edit is a new version that nobody signed: without effect until then, and shown column by column', async () => {
    const done = await edit(1, { renalCautionEgfrBelow: 25 });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const { newest, inUse } = done.body;
    assert.deepEqual([newest.version, newest.origin, newest.review], [2, 'edit', null]);
    assert.deepEqual([inUse.version, newest.created.by.en], [1, 'Gao Wenjing']);
    assert.notEqual(newest.hash, inUse.hash);
    assert.equal((await row(1)).renalCautionEgfrBelow, starter().index.byId.get(ID)!.renalCautionEgfrBelow);
    assert.equal((await row(2)).renalCautionEgfrBelow, 25);
    const { counts, list, since } = (
      await t.call('GET', '/renhe/formulary/versions/2/changes', { token: lead })
    ).body;
    assert.deepEqual([since.version, counts], [1, { added: 0, removed: 0, changed: 1 }]);
    assert.deepEqual(
      list.map((one: { drugId: string; fields: unknown }) => [one.drugId, one.fields]),
      [[ID, [{ column: 'renal_caution_egfr_below', before: '30', after: '25' }]]],
    );
    assert.deepEqual((await search()).body.formulary, { version: 1, signed: true });
    assert.equal((await sign(2, newest.hash)).status, 200);
    assert.deepEqual((await search()).body.formulary, { version: 2, signed: true });
  });

  it('an edit of an older version, or of nothing, makes none', async () => {
    assert.equal((await edit(1, { renalCautionEgfrBelow: 20 })).body.code, 'version-conflict');
    const same = await edit(2, {});
    assert.deepEqual([same.status, same.body.newest.version], [200, 2]);
    const bad = await edit(2, { renalCautionEgfrBelow: -1 });
    assert.equal(bad.body.code, 'invalid-input');
    assert.equal((await edit(2, { drugId: 'other' })).body.code, 'invalid-input');
  });

  it('two edits at once: one is there, the other is told', async () => {
    const answers = await Promise.all([
      edit(2, { renalCautionEgfrBelow: 21 }),
      edit(2, { renalCautionEgfrBelow: 22 }, admin),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await state()).newest.version, 3);
  });

  it('a byte changed behind the server’s back takes the signature away', async () => {
    const sql = new pg.Client({ connectionString: t.superuserUrl });
    await sql.connect();
    try {
      assert.equal((await state()).lastSigned.version, 2);
      await assert.rejects(
        sql.query(`UPDATE formulary_rows SET drug = '{}' WHERE hospital_id = 'renhe'`),
        /not changed/,
      );
      await sql.query('SET session_replication_role = replica');
      await sql.query(
        `UPDATE formulary_signatures SET payload = replace(payload, '"version":2', '"version":3') WHERE version = 2`,
      );
      assert.equal((await state()).lastSigned.version, 1);
    } finally {
      await sql.end();
    }
  });
});

describe('the demo', () => {
  it('prescribes from what nobody signed, and says so', async () => {
    const t = await openTestApp();
    try {
      const token = await t.tokenOf('renhe', 'zhao');
      const { status, body } = await t.call('GET', '/renhe/formulary?q=amxl', { token });
      assert.deepEqual([status, body.formulary], [200, { version: 0, signed: false }]);
    } finally {
      await t.close();
    }
  });
});
