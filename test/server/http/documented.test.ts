/** What the tests hold every answer against (test/kit/documented.ts): it lets through what is documented, and nothing else. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createDocumented, type Answered } from '../../kit/documented.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

let t: TestApp;
before(async () => void (t = await openTestApp()));
after(() => t.close());

const visit = '/v1/hospitals/renhe/visits/7d444840-9dc0-41d1-b245-5ffdce74fad2';
const answer = (status: number, code?: string): Answered => ({
  status,
  headers: new Headers({ 'Content-Type': `application/${code ? 'problem+json' : 'json'}; charset=utf-8` }),
  body: { code },
});

it('documented answers and problems are let through', () => {
  const check = createDocumented(t.app);
  check('GET', visit, answer(200));
  check('GET', visit, answer(404, 'not-found'));
  check('GET', visit, answer(500, 'internal'));
  check('POST', '/v1/hospitals/renhe/visits', answer(201));
});

it('a status, a problem or a kind of answer that is not documented fails the test', () => {
  const check = createDocumented(t.app);
  const unknown = /getVisit answered .* which its OpenAPI document does not know/;
  assert.throws(() => check('GET', visit, answer(201)), unknown);
  assert.throws(() => check('GET', visit, answer(418, 'internal')), unknown);
  assert.throws(() => check('GET', visit, answer(409, 'doctor-busy')), unknown);
  assert.throws(() => check('GET', visit, answer(200, 'not-found')), unknown);
  assert.throws(() => check('GET', visit, answer(404)), unknown);
});

it('the path with fewer parameters is meant, and what is no operation has no document', () => {
  const check = createDocumented(t.app);
  const mine = '/v1/hospitals/renhe/prescriptions/mine';
  assert.throws(() => check('GET', mine, answer(201)), /listMyPrescriptions/);
  check('GET', '/v1/hospitals/renhe/nothing', answer(404, 'not-found'));
  check('PATCH', visit, answer(405, 'method-not-allowed'));
});

it('the call of the test app holds its answers against it', async () => {
  t.app.openAPIRegistry.definitions.forEach((definition) => {
    if (definition.type === 'route' && definition.route.operationId === 'getHospital')
      delete definition.route.responses['404' as never];
  });
  await assert.rejects(t.call('GET', '/nowhere'), /getHospital answered 404 hospital-unknown/);
});
