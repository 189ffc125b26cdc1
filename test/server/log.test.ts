/** What the log says of failures, and what it must not. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { createLog, faultOf } from '../../server/log.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';

describe('the log', () => {
  let t: TestApp;
  const lines: string[] = [];
  before(async () => {
    t = await openTestApp({ log: createLog('info', { write: (line) => void lines.push(line) }) });
  });
  after(() => t.close());

  const superuser = async (statement: string) => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  it('holds no name, number or complaint when the database refuses a patient', async () => {
    const patient = {
      name: '欧阳示例',
      phone: '139 1234 5678',
      allergies: { status: 'some', items: ['磺胺示例'] },
    };
    // Refused while it is written, and at its constraint, whose message quotes the row.
    for (const statement of [
      'ALTER TABLE patients RENAME COLUMN allergies TO gone',
      'ALTER TABLE patients RENAME COLUMN gone TO allergies',
      'ALTER TABLE patients ADD CONSTRAINT never CHECK (false) NOT VALID',
    ]) {
      await superuser(statement);
      if (/TO allergies/.test(statement)) continue;
      await assert.rejects(t.openVisit('renhe', patient), /500/);
    }
    await superuser('ALTER TABLE patients DROP CONSTRAINT never');
    const failures = lines.map((line) => JSON.parse(line)).filter((line) => line.level >= 50);
    assert.equal(failures.length, 2);
    for (const { requestId, err } of failures) {
      assert.match(requestId, /^[0-9a-f-]{36}$/);
      assert.match(err.query, /insert into "patients"/);
      assert.ok(err.stack.some((line: string) => line.includes('visits/repo.ts')));
    }
    assert.equal(failures[0].err.cause.code, '42703');
    assert.equal(failures[1].err.cause.constraint, 'never');
    const all = lines.join('');
    for (const secret of ['欧阳示例', '1234 5678', '12345678', '磺胺示例', '1956-03-01', 'params'])
      assert.ok(!all.includes(secret), secret);
  });

  it('holds no token, path or query of a request', async () => {
    const { token, visitId } = await t.openVisit();
    await t.call('GET', `/renhe/visits/${visitId}`, { token });
    await t.call('GET', '/renhe/complaints?age=40&q=%E8%83%B8%E7%97%9B');
    await t.call('POST', '/renhe/sessions', { body: { username: 'zhao', password: 'hunter-seven' } });
    const all = lines.join('');
    for (const secret of [token, visitId, '胸痛', '%E8', 'hunter', 'zhao'])
      assert.ok(!all.includes(secret), secret);
  });

  it('keeps the words of our own failures, and the names of those that quote', () => {
    const outer = new Error('no seal key', { cause: new TypeError('x is undefined') });
    assert.equal(faultOf(outer).message, 'no seal key');
    assert.equal(faultOf(outer).cause?.message, 'x is undefined');
    let parsing: unknown;
    try {
      JSON.parse('{"phone": 139 1234}');
    } catch (error) {
      parsing = error;
    }
    assert.ok(!JSON.stringify(faultOf(parsing)).includes('139'));
    assert.deepEqual(faultOf('text'), { type: 'string' });
    const circle = new Error('a');
    circle.cause = circle;
    assert.ok(JSON.stringify(faultOf(circle)).length < 20_000);
  });
});
