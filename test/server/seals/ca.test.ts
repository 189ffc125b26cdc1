/** A certificate authority's service by configuration: the seam takes it, and nothing stands in for it where there is none. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { openCa, type CaService } from '../../../server/seals/ca.ts';
import { CA_TYPE, thumbprint } from '../../../server/seals/verify.ts';
import { verifyExport } from '../../../server/seals/verify-export.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, create, inConsult, rxPath, save, type Consult } from '../prescriptions/kit.ts';

/** Signs for whoever says so with the right PIN; what a test can know of an authority. */
function service(): CaService & { genuine: boolean } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as { kty: string };
  const encode = (value: string) => Buffer.from(value).toString('base64url');
  return {
    name: 'Test authority',
    genuine: true,
    begin: (_, { hash }) => Promise.resolve({ scan: `test:${hash}` }),
    complete(_, { canonical }, { pin }) {
      if (pin !== '1234') return Promise.reject(new Error('wrong PIN'));
      const head = encode(JSON.stringify({ alg: 'ES256', kid: thumbprint(jwk), typ: CA_TYPE }));
      const data = Buffer.from(`${head}.${encode(canonical)}`);
      const tail = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return Promise.resolve({ jws: `${head}..${tail.toString('base64url')}`, jwk, alg: 'ES256' });
    },
    verify() {
      return Promise.resolve(this.genuine);
    },
  };
}

describe('a certificate authority’s service', () => {
  let t: TestApp;
  const ca = service();
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  it('signs in the same two steps, is checked before it is kept, and after', async () => {
    const app = createApp({ ...t.deps, ca }, { rateFactor: 1000 });
    const call = async (method: string, path: string, token: string, body?: object) => {
      const answer = await app.request(`/v1/hospitals${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomBytes(16).toString('hex'),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers freely
      return { status: answer.status, body: (await answer.json()) as any };
    };
    const administrator = await t.tokenOf('renhe', 'fang', 'administrator');
    const levels = { doctor: 'ca', pharmacist: 'seal' };
    assert.equal((await call('PUT', '/renhe/signing/settings', administrator, levels)).status, 200);
    const c: Consult = await inConsult(t);
    const rx = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    const shown = { rowVersion: rx.rowVersion, alertSetHash: rx.checks.alertSetHash };
    const { token } = c.doctor;
    const begin = () => call('POST', rxPath(c, rx.prescriptionId, 'sign/begin'), token, shown);
    const complete = (beginId: string, pin: string) =>
      call('POST', rxPath(c, rx.prescriptionId, 'sign/complete'), token, { beginId, answer: { pin } });

    const begun = await begin();
    assert.equal(begun.status, 200, JSON.stringify(begun.body));
    assert.deepEqual([begun.body.level, Object.keys(begun.body.ask)], ['ca', ['scan']]);
    assert.equal((await complete(begun.body.beginId, '9999')).body.code, 'ceremony-refused');
    ca.genuine = false;
    assert.equal((await complete(begun.body.beginId, '1234')).body.code, 'ceremony-refused');
    ca.genuine = true;
    const done = await complete(begun.body.beginId, '1234');
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.deepEqual([done.body.seals[0].level, done.body.seals[0].verdict], ['ca', 'valid']);

    const file = (await call('GET', rxPath(c, rx.prescriptionId, 'export'), token)).body;
    const keys = (await call('GET', '/renhe/keys', token)).body;
    const whole = verifyExport(JSON.stringify(file), { keyList: JSON.stringify(keys) });
    assert.equal(whole.ok, true, JSON.stringify(whole.lines));
    assert.ok(whole.lines.some(({ words }) => words.includes('is for the authority to say')));
    file.seals[0].jws = file.seals[0].jws.replace(/\.\../, (m: string) => (m === '..A' ? '..B' : '..A'));
    assert.equal(verifyExport(JSON.stringify(file)).ok, false);

    // The same server without the service: nothing is signed in its place.
    const again = await inConsult(t);
    const other = (await save(t, again, await create(t, again), [AMOXICILLIN])).body;
    const body = { rowVersion: other.rowVersion, alertSetHash: other.checks.alertSetHash };
    const path = rxPath(again, other.prescriptionId, 'sign');
    const plain = await t.call('POST', path, { token: again.doctor.token, body });
    assert.deepEqual([plain.status, plain.body.code], [409, 'ceremony-needed']);
    const without = await t.call('POST', `${path}/begin`, { token: again.doctor.token, body });
    assert.deepEqual([without.status, without.body.code], [409, 'level-unavailable']);
  });

  it('is a module that gives begin, complete and verify, or the server does not start', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'care-ca-'));
    try {
      const file = async (name: string, text: string) => {
        await writeFile(join(dir, name), text);
        return join(dir, name);
      };
      const good = `export default () => ({ name: 'x', begin() {}, complete() {}, verify() {} });`;
      assert.equal((await openCa(await file('good.mjs', good))).name, 'x');
      await assert.rejects(openCa(await file('none.mjs', 'export const x = 1;')), /default export/);
      const half = `export default () => ({ name: 'x', begin() {}, complete() {} });`;
      await assert.rejects(openCa(await file('half.mjs', half)), /verify/);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
