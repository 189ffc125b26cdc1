/** A note's diagnoses are the subset's, whatever the desk sends. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('the diagnoses of a note', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('take their names from the subset, and are each in it once', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const { encounterId } = await callAndEnter(t, token, await waitingPatient(t));
    const path = `/renhe/encounters/${encounterId}`;
    const save = (rowVersion: number, ...codes: string[]) => {
      const diagnoses = codes.map((code) => ({ code, name: { 'zh-CN': '健康', en: 'Fit to fly' } }));
      return t.call('PUT', `${path}/note`, { token, body: { rowVersion, note: { ...NOTE, diagnoses } } });
    };
    assert.equal((await save(0, 'J06.9', 'R51')).status, 200);
    const { note } = (await t.call('GET', path, { token })).body;
    assert.deepEqual(
      note.diagnoses.map((d: { code: string; name: { en: string } }) => [d.code, d.name.en]),
      [
        ['J06.9', 'Acute upper respiratory infection'],
        ['R51', 'Headache'],
      ],
    );
    for (const [codes, at] of [
      [['J06.9', 'X99.99'], 1],
      [['R51', 'R51'], 1],
      [['__proto__'], 0],
    ] as const) {
      const { body } = await save(1, ...codes);
      assert.equal(body.code, 'invalid-input');
      assert.equal(body.errors[0].pointer, `/note/diagnoses/${at}/code`);
    }
  });
});
