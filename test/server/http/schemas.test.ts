import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { SCHEMAS, storedSchema } from '../../../scripts/triage-schema.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { protocol } from '../../triage/interviews.ts';

describe('the JSON Schemas of triage content', () => {
  let t: TestApp;
  before(async () => (t = await openTestApp()));
  after(() => t.close());

  for (const name of SCHEMAS)
    it(`${name} is served where its $id says, to anybody, and may be kept`, async () => {
      const path = `/v1/schemas/${name}`;
      const answer = await t.app.request(path);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('Content-Type')!, /^application\/schema\+json/);
      assert.match(answer.headers.get('Cache-Control')!, /public, max-age=\d+/);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), '*');
      const body = await answer.text();
      assert.equal(body, storedSchema(name));
      assert.equal((JSON.parse(body) as { $id: string }).$id, path);
      const again = await t.app.request(path, {
        headers: { 'If-None-Match': answer.headers.get('ETag')! },
      });
      assert.equal(again.status, 304);
    });

  it('takes a protocol, and no other file is served there', async () => {
    const schema = (await (await t.app.request('/v1/schemas/protocol.schema.json')).json()) as object;
    const validate = new Ajv({ strictTypes: false, formats: { 'date-time': true } }).compile(schema);
    assert.ok(validate(protocol('fever')), JSON.stringify(validate.errors));
    assert.equal((await t.app.request('/v1/schemas/departments.json')).status, 404);
  });
});
