import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, PATIENT, type TestApp } from '../kit/open-test-app.ts';

describe('visits', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());
  const body = (patient: Record<string, unknown> = {}, rest = {}) => ({
    patient: { ...PATIENT, ...patient },
    language: 'zh-CN',
    consent: { version: 'demo-1', agreed: true },
    ...rest,
  });
  const open = (b: unknown, key?: string) =>
    t.call('POST', '/renhe/visits', { body: b, ...(key ? { key } : {}) });

  it('opens with the consent in force and gives the patient their own token', async () => {
    const { status, body: answer } = await open(body());
    assert.equal(status, 201);
    assert.equal(answer.visit.status, 'open');
    assert.equal(answer.visit.patient.name, '王秀英');
    const again = await t.call('GET', `/renhe/visits/${answer.visit.visitId}`, { token: answer.token });
    assert.deepEqual(again.body, answer.visit);
  });

  it('refuses a consent text that is not the one in force', async () => {
    const { status, body: answer } = await open(body({}, { consent: { version: 'demo-0', agreed: true } }));
    assert.equal(status, 422);
    assert.equal(answer.code, 'consent-missing');
    assert.equal(answer.current, 'demo-1');
  });

  it('wants a guardian below the hospital’s child age, to the day', async () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(t.deps.now());
    const birthday14 = `${Number(today.slice(0, 4)) - 14}${today.slice(4)}`;
    const [y, m, d] = birthday14.split('-').map(Number) as [number, number, number];
    const dayAfter = new Date(Date.UTC(y, m - 1, d + 1)).toISOString().slice(0, 10);
    assert.equal((await open(body({ birthDate: birthday14 }))).status, 201);
    const child = await open(body({ birthDate: dayAfter }));
    assert.equal(child.body.code, 'guardian-missing');
    const guardian = { name: '李强', phone: '13900000000', relation: 'parent' };
    assert.equal((await open(body({ birthDate: dayAfter, guardian }))).status, 201);
  });

  it('refuses a birth in the future and one longer ago than anybody lives', async () => {
    for (const birthDate of ['2999-01-01', '1800-01-01', '2024-02-30', '01/02/1990']) {
      const { status, body: answer } = await open(body({ birthDate }));
      assert.equal(status, 422, birthDate);
      assert.equal(answer.code, 'invalid-input');
      assert.equal(answer.errors[0].pointer, '/patient/birthDate');
    }
  });

  it('answers the same key and body with the same visit, and refuses the key for another body', async () => {
    const key = 'a'.repeat(32);
    const first = await open(body(), key);
    const second = await open(body(), key);
    assert.equal(second.status, 201);
    assert.deepEqual(second.body, first.body);
    const other = await open(body({ name: '别人' }), key);
    assert.equal(other.status, 422);
    assert.equal(other.body.code, 'idempotency-key-reused');
  });

  it('opens one visit for one key, however many ask at once', async () => {
    const key = 'b'.repeat(32);
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(body({ name: '同时' }), key)));
    assert.equal(new Set(answers.map((a) => a.body.visit.visitId)).size, 1);
  });

  it('a write without a key is refused, and nothing is written', async () => {
    const answer = await t.app.request('/v1/hospitals/renhe/visits', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body()),
    });
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).code, 'idempotency-key-missing');
  });

  it('is closed by its patient once; then it has ended', async () => {
    const { token, visitId } = await t.openVisit();
    const closed = await t.call('POST', `/renhe/visits/${visitId}/close`, { token, body: {} });
    assert.equal(closed.body.status, 'closed');
    const again = await t.call('POST', `/renhe/visits/${visitId}/close`, { token, body: {} });
    assert.equal(again.status, 409);
    assert.equal(again.body.code, 'visit-ended');
  });

  it('refuses control characters, blank names and bodies of another type', async () => {
    for (const name of ['', '   ', '\u202e\u200b', '\u200d', 'a\u0000b', 'x'.repeat(81)])
      assert.equal((await open(body({ name }))).body.code, 'invalid-input', JSON.stringify(name));
    const answer = await t.call('POST', '/renhe/visits', {
      body: 'x=1',
      headers: { 'Content-Type': 'text/plain' },
    });
    assert.equal(answer.body.code, 'unsupported-media-type');
    assert.equal((await t.call('POST', '/renhe/visits', { body: '{' })).body.code, 'malformed-body');
    assert.equal(
      (await t.call('POST', '/renhe/visits', { body: JSON.stringify({ x: 'y'.repeat(200_000) }) })).status,
      413,
    );
  });

  it('keeps no sign in a name that would turn what stands beside it on a desk', async () => {
    const { status, body: answer } = await open(body({ name: '王\u202e\u2066秀\u200b英\ufeff\u{e0041}' }));
    assert.deepEqual([status, answer.visit.patient.name], [201, '王秀英']);
    const family = '👩\u200d👧 سارة\u200cها';
    assert.equal((await open(body({ name: family }))).body.visit.patient.name, family);
  });

  it('leaves an audit entry and an outbox event with each change, without personal data', async () => {
    const { visitId } = await t.openVisit();
    const { hashOf } = await import('../../server/canonical.ts');
    const rows = await t.deps.db.tenant(
      'renhe',
      async (tx) => (await tx.execute(`SELECT * FROM audit_entries WHERE visit_id = '${visitId}'`)).rows,
    );
    const opened = rows.find((r) => r['action'] === 'visit.opened')!;
    assert.match(String(opened['after_hash']), /^[0-9a-f]{64}$/);
    assert.equal(opened['before_hash'], null);
    assert.equal(hashOf({ b: 1, a: 2 }), hashOf({ a: 2, b: 1 }));
    const events = await t.deps.db.tenant(
      'renhe',
      async (tx) =>
        (await tx.execute(`SELECT payload::text AS p FROM outbox WHERE payload->>'visitId' = '${visitId}'`))
          .rows,
    );
    assert.ok(events.length > 0);
    for (const { p } of events) assert.doesNotMatch(String(p), /王秀英|138 0000/);
  });
});
