/** Origins that an administrator registers: what is one, what it opens at once, what it leaves closed, and what is kept of it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { originFault } from '@care-elements/contract/origin.faults.ts';
import { MOST_ORIGINS } from '@care-elements/contract/origin.ts';
import { openTestApp, ORIGIN, PATIENT, type TestApp } from '../../kit/open-test-app.ts';

const PAGE = 'https://www.renhe.example';

describe('origins', () => {
  let t: TestApp;
  let token: string;
  before(async () => {
    t = await openTestApp();
    token = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());

  const register = (origin: string, key?: string) =>
    t.call('POST', '/renhe/origins', { token, body: { origin }, ...(key && { key }) });
  const remove = (origin: string) => t.call('POST', '/renhe/origins/remove', { token, body: { origin } });
  const trail = () =>
    t.deps.db.tenant('renhe', async (tx) =>
      (
        await tx.execute(
          `SELECT action, resource_id, actor_role FROM audit_entries WHERE resource_type = 'Origin' ORDER BY at, audit_id`,
        )
      ).rows.map((row) => `${row['actor_role']} ${row['action']} ${row['resource_id']}`),
    );
  const asPage = (path: string, init: RequestInit = {}) =>
    t.app.request(`/v1/hospitals${path}`, {
      ...init,
      headers: { Origin: PAGE, Host: 'care.example', ...init.headers },
    });

  it('are scheme, host and port as a browser sends them, on https', () => {
    for (const good of [
      PAGE,
      'https://a.example:8443',
      'http://localhost:3000',
      'http://127.0.0.1:8788',
      'http://[::1]:81',
      'https://xn--fiq228c.example',
      'https://10.0.0.5',
    ])
      assert.equal(originFault(good), null, good);
    for (const [bad, why] of [
      ['http://www.renhe.example', 'not-https'],
      ['http://localhost.example.org', 'not-https'],
      ['https://www.renhe.example/', 'not-an-origin'],
      ['https://www.renhe.example/visit.html', 'not-an-origin'],
      ['https://www.renhe.example:443', 'not-an-origin'],
      ['HTTPS://www.renhe.example', 'not-an-origin'],
      ['https://user@www.renhe.example', 'not-an-origin'],
      ['https://*.renhe.example', 'not-an-origin'],
      ['https://医院.example', 'not-an-origin'],
      ['www.renhe.example', 'not-an-origin'],
      ['null', 'not-an-origin'],
      ['*', 'not-an-origin'],
      ['file:///a', 'not-an-origin'],
      ['', 'not-an-origin'],
    ] as const)
      assert.equal(originFault(bad), why, bad);
  });

  it('are refused in a way that their page can read, until they are registered, and again when they are removed', async () => {
    const refused = async () => {
      const answer = await asPage('/renhe');
      assert.equal(answer.status, 403);
      const { code, detail } = (await answer.json()) as { code: string; detail: string };
      assert.equal(code, 'origin-not-registered');
      assert.match(detail, /https:\/\/www\.renhe\.example is not registered .*\/setup\.html\?hospital=renhe/);
      assert.equal(answer.headers.get('access-control-allow-origin'), PAGE);
    };
    await refused();
    // Nothing else is let through: neither a write, nor what a token opens.
    const body = JSON.stringify({
      ...{ patient: PATIENT, language: 'zh-CN', consent: { version: 'demo-1', agreed: true } },
    });
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'k'.repeat(20) };
    assert.equal((await asPage('/renhe/visits', { method: 'POST', headers, body })).status, 403);
    const bearer = { headers: { Authorization: `Bearer ${token}` } };
    assert.equal((await asPage('/renhe/origins', bearer)).status, 403);

    const added = await register(PAGE);
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const row = added.body.origins.find(({ origin }: { origin: string }) => origin === PAGE);
    assert.equal(row.registeredBy['zh-CN'], '方琳');
    assert.ok(row.registeredAt);
    assert.equal(added.body.origins.find((o: { origin: string }) => o.origin === ORIGIN).registeredBy, null);
    assert.equal((await asPage('/renhe')).status, 200);
    // One hospital's page is not another's.
    assert.equal((await asPage('/lakeside')).status, 403);
    // A hospital that does not exist is said to be that.
    assert.equal(((await (await asPage('/nowhere')).json()) as { code: string }).code, 'hospital-unknown');

    assert.equal((await remove(PAGE)).status, 200);
    await refused();
  });

  it('are registered once and removed once, each with its trace', async () => {
    const before = await trail();
    const [one, two] = await Promise.all([
      register('https://twice.example'),
      register('https://twice.example'),
    ]);
    assert.deepEqual([one.status, two.status], [200, 200]);
    assert.equal((await register('https://twice.example')).status, 200);
    await remove('https://twice.example');
    const { body } = await remove('https://twice.example');
    assert.ok(!JSON.stringify(body).includes('twice'));
    assert.deepEqual((await trail()).slice(before.length), [
      'administrator origin.registered https://twice.example',
      'administrator origin.removed https://twice.example',
    ]);
  });

  it('say what is wrong with one', async () => {
    const wrong = await register('https://www.renhe.example/visit.html');
    assert.equal(wrong.body.code, 'invalid-input');
    assert.equal(wrong.body.errors[0].pointer, '/origin');
    const doctor = await t.tokenOf('renhe', 'zhao');
    const asDoctor = await t.call('POST', '/renhe/origins', { token: doctor, body: { origin: PAGE } });
    assert.equal(asDoctor.body.code, 'wrong-role');
  });

  it('are not without end', async () => {
    const { body } = await t.call('GET', '/renhe/origins', { token });
    await t.deps.db.tenant('renhe', async (tx) => {
      for (let n = body.origins.length; n < MOST_ORIGINS - 1; n++)
        await tx.execute(`INSERT INTO hospital_origins VALUES ('renhe', 'https://n${n}.example')`);
    });
    const both = await Promise.all([register('https://last-1.example'), register('https://last-2.example')]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await register('https://n5.example')).status, 200);
  });
});
