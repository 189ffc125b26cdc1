/** What a route asks anyway goes to PostgreSQL with its first questions: a trip less for who waits. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { departmentId, openTestApp, PATIENT, type TestApp } from '../../kit/open-test-app.ts';

describe('questions that are asked ahead', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  /** The statements of `work` that left before the first answer came, and how often the whole of it says each. */
  async function heard(work: () => Promise<unknown>): Promise<{ first: string[]; all: string[] }> {
    const first: string[] = [];
    const all: string[] = [];
    let answered = false;
    const whole = pg.Client.prototype.query;
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text;
      all.push(text);
      if (!answered) first.push(text);
      const answer = (whole as (...args: unknown[]) => unknown).apply(this, args);
      (answer as Promise<unknown> | undefined)?.then?.(
        () => (answered = true),
        () => {},
      );
      return answer;
    } as typeof whole;
    try {
      await work();
    } finally {
      pg.Client.prototype.query = whole;
    }
    return { first, all };
  }
  const asks = (texts: string[], table: string) =>
    texts.filter((text) => text.startsWith('select') && text.includes(`from "${table}"`)).length;

  it('of a call: what the doctor may do, and the law', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const path = `/renhe/departments/${departmentId('renhe', '03')}/call-next`;
    const { first, all } = await heard(() => t.call('POST', path, { token }));
    for (const table of ['clinician_departments', 'hospitals', 'rule_tightenings'])
      assert.deepEqual([asks(first, table), asks(all, table)], [1, 1], table);
  });

  it('of a visit that is opened: the hospital and its law', async () => {
    const body = {
      patient: PATIENT,
      ...{ language: 'zh-CN', consent: { version: 'demo-1', agreed: true } },
    };
    const { first, all } = await heard(() => t.call('POST', '/renhe/visits', { body }));
    for (const table of ['hospitals', 'rule_tightenings'])
      assert.deepEqual([asks(first, table), asks(all, table)], [1, 1], table);
  });

  it('tell nothing to who is refused', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    await t.deps.db.tenant('renhe', (tx) => tx.execute('UPDATE sessions SET ended_at = now()'));
    const path = `/renhe/departments/${departmentId('renhe', '03')}/call-next`;
    const { status, body } = await t.call('POST', path, { token });
    assert.deepEqual([status, body.code], [401, 'token-invalid']);
  });
});
