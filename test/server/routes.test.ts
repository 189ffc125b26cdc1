/** Walks every route of the API: other hospitals, other roles, missing and old tokens, bad bodies, ids that are not one's own. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { v7 } from 'uuid';
import { ROUTES, type RouteId } from '@care-elements/contract/routes.ts';
import type { Route } from '@care-elements/contract/route.ts';
import type { Actor } from '../../server/actor.ts';
import { demoClinicianId } from '../../server/demo/seed.ts';
import { signedIn, type Answer, type TestApp } from '../kit/open-test-app.ts';
import { pathOf, ROUTE_CASES, type Fixture } from '../kit/route-cases.ts';
import { hearRoutes } from '../kit/hear-routes.ts';
import { explain, explainFunctions, pretendFull, readCatalogue } from '../kit/plans.ts';
import { openRouteWorld, ROLES, THEIRS, type RouteWorld, type Tokens } from '../kit/route-world.ts';

const all = Object.entries(ROUTES) as [RouteId, Route][];
/** What they name are protocols, which everybody has. */
const PROTOCOLS: RouteId[] = ['getProtocol', 'getQuestionnaire'];
const isPublic = (r: Route) => r.callers.includes('public');

describe('every route', () => {
  let world: RouteWorld;
  let t: TestApp;
  let f: Fixture;
  let theirs: Tokens;
  let ours: Tokens;
  let ourPatientId: string;

  before(async () => {
    ({ t, f, ours, theirs, ourPatientId } = world = await openRouteWorld());
  });
  after(() => t.close());

  const ask = (
    id: RouteId,
    route: Route,
    hospitalId: string,
    token: string | undefined,
    ids: Fixture = f,
    body: unknown = ROUTE_CASES[id].body?.(f),
  ): Promise<Answer> =>
    t.call(
      route.method.toUpperCase(),
      pathOf(route.path, hospitalId, ids) + (ROUTE_CASES[id].query?.(ids) ?? ''),
      {
        token,
        ...(body === undefined ? {} : { body }),
      },
    );
  const said = (a: Answer) => `${a.status} ${JSON.stringify(a.body)}`;

  it('has a row in the table, and the document describes it', async () => {
    assert.deepEqual(Object.keys(ROUTE_CASES).sort(), Object.keys(ROUTES).sort());
    const document = await (await t.app.request('/v1/openapi.json')).json();
    const operations = Object.values(document.paths).flatMap((p) =>
      Object.values(p as object).map((o) => o.operationId),
    );
    assert.deepEqual(operations.sort(), all.map(([, r]) => r.id).sort());
    for (const [id, r] of all) assert.equal(id, r.id);
  });

  for (const [id, route] of all) {
    if (!isPublic(route)) {
      it(`${id}: the other hospital’s people get nothing of ours`, async () => {
        for (const role of ROLES) {
          const here = await ask(id, route, 'renhe', theirs[role]);
          assert.equal(here.body.code, 'wrong-hospital', `${role} under our path: ${said(here)}`);
          const there = await ask(id, route, 'lakeside', theirs[role]);
          if (!route.callers.includes(role)) assert.equal(there.body.code, 'wrong-role', said(there));
          else if (ROUTE_CASES[id].lacks) assert.equal(there.body.code, ROUTE_CASES[id].lacks, said(there));
          else if (ROUTE_CASES[id].common) assert.ok(there.status < 300, said(there));
          else
            assert.ok(
              ['not-found', 'not-entitled'].includes(there.body.code),
              `${role} with our ids: ${said(there)}`,
            );
          for (const ours of [f.visitId, f.encounterId, f.prescriptionId, '王秀英', ourPatientId]) {
            assert.ok(!JSON.stringify([here.body, there.body]).includes(ours), `${role} sees ${ours}`);
          }
          // Signing out was real: they sign in again for the next route.
          if (id === 'deleteSession' && role !== 'patient' && role !== 'guest' && role !== 'listener')
            theirs[role] = await t.tokenOf('lakeside', THEIRS[role], role);
        }
      });

      it(`${id}: no token, no session, an old token, another’s signature, the wrong role`, async () => {
        const code = async (token: string | undefined) => (await ask(id, route, 'renhe', token)).body.code;
        assert.equal(await code(undefined), 'token-missing');
        assert.equal(await code('a.b.c'), 'token-invalid');
        const actor: Actor = {
          hospitalId: 'renhe',
          sessionId: v7(),
          role: 'doctor',
          clinicianId: demoClinicianId('renhe', 'zhao'),
        };
        assert.equal(await code(await signedIn(t.deps, actor, -1000)), 'token-expired');
        const unsaved = await t.deps.tokens.sign(
          { ...actor, sessionId: v7() },
          new Date(),
          new Date(Date.now() + 1e6),
        );
        if (route.callers.includes('doctor')) assert.equal(await code(unsaved), 'token-invalid');
        const [head, , tail] = ours.doctor.split('.');
        const forged = Buffer.from(
          JSON.stringify({ role: 'doctor', aud: 'renhe', sub: actor.clinicianId, jti: v7(), exp: 9e9 }),
        ).toString('base64url');
        assert.equal(await code(`${head}.${forged}.${tail}`), 'token-invalid');
        const none = Buffer.from('{"alg":"none"}').toString('base64url');
        assert.equal(await code(`${none}.${forged}.`), 'token-invalid');
        for (const role of ROLES)
          if (!route.callers.includes(role)) assert.equal(await code(ours[role]), 'wrong-role');
      });
    }

    it(`${id}: ids that name nothing, and bodies that are none`, async () => {
      const token = isPublic(route)
        ? undefined
        : ours[route.callers.find((c): c is keyof Tokens => c !== 'public')!];
      const hasIds = route.path.replace('{hospitalId}', '').includes('{') && !PROTOCOLS.includes(id);
      if (hasIds || id === 'openLive') {
        const nowhere = Object.fromEntries(Object.keys(f).map((k) => [k, v7()])) as unknown as Fixture;
        const a = await ask(id, route, 'renhe', token, nowhere);
        assert.ok(['not-found', 'not-entitled'].includes(a.body.code), said(a));
      }
      if (hasIds) {
        const crooked = Object.fromEntries(Object.keys(f).map((k) => [k, "1'--"])) as unknown as Fixture;
        assert.equal((await ask(id, route, 'renhe', token, crooked)).body.code, 'not-found');
      }
      if (isPublic(route))
        assert.equal((await ask(id, route, 'nowhere', undefined)).body.code, 'hospital-unknown');
      if (!route.body) return;
      assert.equal((await ask(id, route, 'renhe', token, f, '{"a":')).body.code, 'malformed-body');
      for (const body of ['null', '[]', '"x"', '7', '{"__proto__":{"rowVersion":0}}']) {
        const a = await ask(id, route, 'renhe', token, f, body);
        // An empty object is a whole body where every field is optional.
        if (id === 'closeVisit' && body.startsWith('{')) continue;
        assert.equal(a.body.code, 'invalid-input', `${body}: ${said(a)}`);
      }
    });
  }

  it('answers an unknown path and a wrong method with a problem', async () => {
    for (const path of [
      '/v1/nothing',
      '/v1/hospitals',
      '/v1/hospitals/renhe/nothing',
      '/v1/hospitals/RENHE',
    ]) {
      const a = await t.app.request(path);
      assert.equal(a.status, 404, path);
      assert.match(a.headers.get('content-type')!, /^application\/problem\+json/);
    }
  });

  it('answers a method that a path does not have with those that it has', async () => {
    for (const [path, allow] of [
      ['/v1/hospitals/renhe', 'GET, HEAD'],
      [`/v1/hospitals/renhe/visits/${f.visitId}/close`, 'POST'],
      ['/v1/hospitals/renhe/visits', 'POST'],
      ['/v1/hospitals/renhe/prescriptions/mine', 'GET, HEAD'],
    ] as const)
      for (const method of ['PATCH', 'PUT']) {
        const a = await t.app.request(path, { method });
        assert.deepEqual([a.status, a.headers.get('allow')], [405, allow], `${method} ${path}`);
        assert.equal((await a.json()).code, 'method-not-allowed');
      }
  });

  it('lets the registered pages call, and nobody else’s, who may read why', async () => {
    const from = (origin: string, method = 'GET') =>
      t.app.request('/v1/hospitals/renhe', { method, headers: { Origin: origin, Host: 'care.example' } });
    const good = await from('http://127.0.0.1:9999', 'OPTIONS');
    assert.equal(good.status, 204);
    assert.equal(good.headers.get('access-control-allow-origin'), 'http://127.0.0.1:9999');
    assert.equal(good.headers.get('access-control-allow-credentials'), null);
    for (const origin of [
      'http://evil.example',
      'null',
      'http://127.0.0.1:9999.evil.example',
      'https://127.0.0.1:9999',
    ]) {
      const bad = await from(origin);
      assert.equal(bad.status, 403, origin);
      assert.equal((await bad.json()).code, 'origin-not-registered');
      assert.equal(bad.headers.get('access-control-allow-origin'), origin);
      assert.equal(bad.headers.get('access-control-allow-credentials'), null);
      assert.equal((await from(origin, 'OPTIONS')).status, 204);
    }
  });

  // The last of all: it lets the server's own clock into the world.
  it('finds its rows by an index in tables of ten million rows, and reads and sorts no more than a page', async () => {
    const heard = await hearRoutes(world);
    assert.ok(heard.length > 280, `${heard.length} statements`);
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await pretendFull(client);
      assert.deepEqual(await explainFunctions(client, await readCatalogue(client)), []);
      const work = `SELECT set_config('care.hospital_id', 'renhe', true); SET LOCAL ROLE care_app`;
      await client.query(work);
      assert.deepEqual(await explain(client, heard, await readCatalogue(client)), []);
      // What would be said of an index that is missing, and of a table that has none.
      await client.query('RESET ROLE; DROP INDEX patients_by_person, messages_one_attachment, outbox_order');
      await client.query(
        'ALTER TABLE messages DROP CONSTRAINT messages_pkey, DROP CONSTRAINT messages_hospital_id_visit_id_message_id_key',
      );
      assert.match(
        (await explainFunctions(client, await readCatalogue(client))).join(),
        /reads the whole table outbox: care_outbox_after/,
      );
      await client.query(work);
      const found = (await explain(client, heard, await readCatalogue(client))).join('\n');
      assert.match(found, /reads all rows of a hospital in patients by patients_pkey: select "visits"/);
      assert.match(found, /reads the whole table messages: select/);
    } finally {
      await client.end();
    }
  });
});
