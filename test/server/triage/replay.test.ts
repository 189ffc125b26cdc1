import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { replay } from '../../../scripts/triage/replay.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('npm run triage -- --replay', () => {
  let t: TestApp;
  before(async () => (t = await openTestApp()));
  after(() => t.close());

  const asked = async (id: string) => {
    const lines: string[] = [];
    const said = (line: string) => void lines.push(line);
    const code = await replay(id, { DATABASE_URL: t.url }, { say: said, complain: said });
    return { code, out: lines.join('\n') };
  };
  const sql = async (text: string, values: unknown[]) => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(text, values);
    await client.end();
  };

  it('says same of a stored result, by its id or its visit’s; what differs where the engine says otherwise', async () => {
    const { hash } = (await t.call('GET', '/renhe/protocols/cold')).body;
    const visit = await t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
    const { body } = await t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: {
        ...{ protocols: [{ id: 'cold', hash }], text: '流鼻涕两天' },
        answers: { danger: ['none'], 'cold-with': ['none'], temp: ['t39'], risk: ['none'], lasting: ['h24'] },
      },
    });
    const { triageResultId } = body.triage;
    for (const id of [triageResultId, visit.visitId]) {
      const { code, out } = await asked(id);
      assert.equal(code, 0, out);
      assert.match(out, new RegExp(`${triageResultId}, made by engine [\\d.]+, now [\\d.]+: same`));
    }
    await sql(`UPDATE triage_results SET level = 4, fired = '{}' WHERE triage_result_id = $1`, [
      triageResultId,
    ]);
    const { code, out } = await asked(triageResultId);
    assert.equal(code, 1);
    assert.match(
      out,
      /DIFFERS\n {2}level\n {4}then 4\n {4}now {2}3\n {2}fired\n {4}then \[\]\n {4}now {2}\["cold/,
    );
    await sql(`DELETE FROM triage_protocols WHERE hash = $1`, [hash]);
    assert.match((await asked(triageResultId)).out, /protocol cold .* is not kept/);
  });

  it('says so where there is no such result', async () => {
    const none = await asked('01234567-89ab-7def-8123-456789abcdef');
    assert.deepEqual([none.code, /No triage result/.test(none.out)], [2, true]);
    assert.deepEqual((await asked('x')).code, 2);
  });

  it('is a command', () => {
    const script = new URL('../../../scripts/triage.ts', import.meta.url).pathname;
    const { status, stderr } = spawnSync(process.execPath, [script, '--replay', 'x'], { encoding: 'utf8' });
    assert.deepEqual([status, stderr.trim()], [2, 'x is no id of a triage result or a visit.']);
  });
});
