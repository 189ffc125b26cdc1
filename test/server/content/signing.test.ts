/** Signatures over triage content: they hold for one version at one hospital, and a changed byte is found. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { builtInHash, builtInVersion, owners, protocolFile } from '../../kit/content.ts';
import { answerTriage } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('a signature of the medical lead', () => {
  let t: TestApp;
  let o: Awaited<ReturnType<typeof owners>>;
  let sql: pg.Client;
  before(async () => {
    t = await openTestApp();
    o = await owners(t);
    sql = new pg.Client({ connectionString: t.superuserUrl });
    await sql.connect();
  });
  after(async () => {
    await sql.end();
    await t.close();
  });

  const asked = async (id: string, hospital = 'renhe') =>
    (await t.call('GET', `/${hospital}/protocols/${id}`)).body.reviewed;
  const sign = (id: string) => o.sign(id, builtInHash(id), builtInVersion(id));
  /** Behind the server's back; it reads anew when something of the hospital's content changes. */
  const tamper = async (statement: string, values: unknown[]) => {
    await sql.query('SET session_replication_role = replica');
    const { rowCount } = await sql.query(statement, values);
    await sql.query('SET session_replication_role = DEFAULT');
    await sql.query(
      `UPDATE triage_content_revisions SET revision = revision + 1 WHERE hospital_id = 'renhe'`,
    );
    assert.equal(rowCount, 1);
  };

  it('makes this version reviewed, in questions and results, at this hospital alone', async () => {
    assert.equal(await asked('cold'), false);
    const { status, body } = await sign('cold');
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      [body.state, body.review.by.en, body.review.version],
      ['published', 'Wu Jianguo', builtInVersion('cold')],
    );
    assert.equal(body.review.hash, builtInHash('cold'));
    assert.deepEqual([await asked('cold'), await asked('cold', 'lakeside')], [true, false]);
    const visit = await t.openVisit('renhe');
    const done = (await answerTriage(t, visit, { protocol: 'cold', text: '流鼻涕' })).body;
    assert.equal(done.triage.reviewed, true);
    // A second protocol that nobody signed: the result as a whole is not reviewed.
    const other = (await answerTriage(t, await t.openVisit('renhe'), { protocol: 'general' })).body;
    assert.equal(other.triage.reviewed, false);
  });

  it('is one a lead, however often it is asked for', async () => {
    const again = await sign('cold');
    assert.equal(again.status, 200);
    const { rows } = await sql.query(
      `SELECT 1 FROM triage_content_signatures WHERE hospital_id = 'renhe' AND content_id = 'cold'`,
    );
    assert.equal(rows.length, 1);
  });

  it('is over what was shown: another version, hash or id is refused', async () => {
    const hash = builtInHash('fever');
    for (const shown of [{ version: '0.2.0' }, { hash: builtInHash('cold') }, { contentId: 'cold' }]) {
      const { status, body } = await o.sign('fever', hash, builtInVersion('fever'), shown);
      assert.deepEqual([status, body.code], [409, 'version-conflict']);
    }
    assert.equal(await asked('fever'), false);
  });

  it('does not count for another version, which says what changed since', async () => {
    await sign('cough');
    const file = protocolFile('cough', { otherwise: 2 });
    const draft = (await o.upload(file)).body;
    assert.equal(draft.review, null);
    assert.equal(draft.lastSigned.version, builtInVersion('cough'));
    assert.equal(draft.changes.since.by.en, 'Wu Jianguo');
    assert.deepEqual(
      draft.changes.list.map((c: { part: string; key: string; change: string }) => [c.part, c.key, c.change]),
      [
        ['about', 'version', 'changed'],
        ['about', 'otherwise', 'changed'],
      ],
    );
    await o.publish('cough', draft.hash);
    assert.equal(await asked('cough'), false);
    const signed = await o.sign('cough', draft.hash, '9.0.0');
    assert.equal(signed.body.review.version, '9.0.0');
    assert.equal(signed.body.changes, null);
    assert.equal(await asked('cough'), true);
  });

  it('is found false when a byte of the statement, of the seal or of the content is another', async () => {
    const breakings: [string, string, unknown[]][] = [
      [
        'headache',
        `UPDATE triage_content_signatures SET payload = replace(payload, 'Wu Jianguo', 'Wu Jianguu')`,
        [],
      ],
      // The last byte of an Ed25519 signature is below 16: one in sixteen ends in AA by itself.
      [
        'dizziness',
        `UPDATE triage_content_signatures SET jws = regexp_replace(jws, '..$', CASE WHEN right(jws, 2) = 'AA' THEN 'BA' ELSE 'AA' END)`,
        [],
      ],
      ['rash', `UPDATE triage_content_signatures SET at = at + interval '1 second'`, []],
      [
        'ear',
        `UPDATE triage_content_signatures SET clinician_id = (SELECT clinician_id FROM clinicians WHERE hospital_id = 'renhe' AND username = 'zhao')`,
        [],
      ],
    ];
    for (const [id, statement, values] of breakings) {
      await sign(id);
      assert.equal(await asked(id), true, id);
      await tamper(`${statement} WHERE hospital_id = 'renhe' AND content_id = '${id}'`, values);
      assert.equal(await asked(id), false, `${id}: ${statement}`);
      assert.equal((await o.get(id, builtInHash(id))).body.review, null);
    }
    await sign('burn');
    await tamper(
      `UPDATE triage_contents SET body = jsonb_set(body::jsonb, '{otherwise}', '3')::json WHERE hospital_id = 'renhe' AND content_id = 'burn' AND hash = $1`,
      [builtInHash('burn')],
    );
    assert.equal(
      (await t.call('GET', '/renhe/protocols/burn')).status,
      404,
      'a changed content is not served',
    );
    assert.equal((await o.get('burn', builtInHash('burn'))).status, 404);
  });

  it('of one protocol proves nothing under another', async () => {
    await sign('wound');
    await sign('eye');
    await tamper(
      `UPDATE triage_content_signatures a SET payload = b.payload, jws = b.jws, at = b.at FROM triage_content_signatures b
        WHERE a.hospital_id = 'renhe' AND b.hospital_id = 'renhe' AND a.content_id = $1 AND b.content_id = $2`,
      ['wound', 'eye'],
    );
    assert.deepEqual([await asked('wound'), await asked('eye')], [false, true]);
  });

  it('can neither be changed nor removed by the server, nor can the version under it', async () => {
    for (const statement of [
      `UPDATE triage_content_signatures SET version = '1.0.0'`,
      `DELETE FROM triage_content_signatures`,
      `DELETE FROM triage_contents`,
      `UPDATE triage_contents SET body = '{}'`,
      `UPDATE triage_contents SET version = '7.0.0'`,
    ])
      await assert.rejects(
        t.deps.db.tenant('renhe', (tx) => tx.execute(statement)),
        ({ cause }: Error) => /permission denied|is not changed/.test(`${cause as Error}`),
        statement,
      );
  });

  it('stays when the version is retired, and a retired one gets no new signature', async () => {
    const hash = builtInHash('dental');
    await sign('dental');
    const retired = await o.retire('dental', hash);
    assert.deepEqual(
      [retired.body.state, retired.body.served, retired.body.review.by.en],
      ['retired', false, 'Wu Jianguo'],
    );
    const other = (await o.upload(protocolFile('dental'))).body;
    await o.retire('dental', other.hash);
    assert.equal((await o.sign('dental', other.hash, '9.0.0')).body.code, 'state-conflict');
  });
});
