/** An exported prescription is verified without the server: whole files pass, and one changed byte anywhere is found. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { KeyList, RxExport } from '@care-elements/contract/signing.ts';
import { createSealMaker } from '../../../server/seals/seal.ts';
import { verifyExport, type Verification } from '../../../server/seals/verify-export.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, decide, inConsult, rxPath, signed, type Consult } from '../prescriptions/kit.ts';

const wrong = ({ lines }: Verification) => lines.filter(({ is }) => is === 'wrong').map(({ words }) => words);
/** What is found without the seal over the whole file. */
const wrongInside = (v: Verification) => wrong(v).filter((words) => !words.startsWith('The hospital’s seal'));

describe('an exported prescription', () => {
  let t: TestApp;
  let c: Consult;
  let id: string;
  let rx: RxExport;
  let list: KeyList;
  let clock = new Date('2026-11-22T02:00:00Z');
  const pass = (minutes: number) => (clock = new Date(clock.getTime() + minutes * 60_000));
  const exported = async (): Promise<RxExport> =>
    (await t.call('GET', rxPath(c, id, 'export'), { token: c.patientToken })).body;
  const published = async (hospital = 'renhe'): Promise<KeyList> =>
    (await t.call('GET', `/${hospital}/keys`)).body;
  const revoke = (token: string, keyId: string, body: object) =>
    t.call('POST', `/renhe/signing/keys/${keyId}/revoke`, { token, body });
  const check = (file: unknown = rx, keyList: unknown = list) =>
    verifyExport(JSON.stringify(file), { keyList: JSON.stringify(keyList) });

  before(async () => {
    t = await openTestApp({ now: () => clock });
    c = await inConsult(t);
    id = (await signed(t, c)).prescriptionId;
    pass(3);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    const done = await decide(t, c, id, pharmacist.token, 'approve');
    assert.equal(done.status, 200, JSON.stringify(done.body));
    rx = await exported();
    list = await published();
  });
  after(() => t.close());

  it('passes with the published keys; without them it says that the keys are not confirmed', () => {
    const whole = check();
    assert.deepEqual(wrong(whole), []);
    assert.deepEqual([whole.ok, whole.keysConfirmed], [true, true]);
    const alone = verifyExport(JSON.stringify(rx));
    assert.deepEqual([alone.ok, alone.keysConfirmed], [true, false]);
    assert.match(alone.lines.find(({ is }) => is === 'open')!.words, /NOT CONFIRMED/);
    assert.equal(verifyExport(JSON.stringify(rx), { hospitalKey: rx.hospitalKey.kid }).ok, true);
    assert.equal(verifyExport(JSON.stringify(rx), { hospitalKey: 'A'.repeat(43) }).ok, false);
  });

  it('is given to the patient, the doctor and pharmacists, once it is signed, and to nobody else', async () => {
    const other = await inConsult(t);
    const status = async (token: string) => (await t.call('GET', rxPath(c, id, 'export'), { token })).status;
    assert.equal(await status(c.doctor.token), 200);
    assert.equal(await status((await addPerson(t, { role: 'pharmacist' })).token), 200);
    assert.equal(await status(other.doctor.token), 404);
    assert.equal(await status(other.patientToken), 404);
    const { create } = await import('../prescriptions/kit.ts');
    const draft = await create(t, other);
    const early = await t.call('GET', rxPath(other, draft.prescriptionId, 'export'), {
      token: other.doctor.token,
    });
    assert.equal(early.status, 404);
  });

  it('carries the doctor’s extensions, and each of their bytes counts', async () => {
    const extended = await t.call('POST', rxPath(c, id, 'extension'), {
      ...{ token: c.doctor.token, body: { days: 3, reason: '患者住得远' } },
    });
    assert.equal(extended.status, 200, JSON.stringify(extended.body));
    const file = await exported();
    const keys = await published();
    const whole = check(file, keys);
    assert.deepEqual(wrong(whole), []);
    assert.ok(whole.lines.some(({ words }) => words.startsWith('It was extended')));
    const bytes = Buffer.from(file.extensions[0]!.text);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const other = structuredClone(file);
      other.extensions[0]!.text = changed.toString('utf8');
      assert.notDeepEqual(wrongInside(check(other, keys)), [], `byte ${at}`);
    }
  });

  it('with any byte of the file changed is found', () => {
    const file = Buffer.from(JSON.stringify(rx));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Buffer.from(file);
        changed[at]! ^= mask;
        assert.equal(verifyExport(changed.toString('utf8')).ok, false, `byte ${at} ^ ${mask}`);
      }),
      { numRuns: 400 },
    );
  });

  it('with any byte of a signed text or a signature changed is found by the signatures themselves', () => {
    const texts: [string, (file: RxExport) => string, (file: RxExport, text: string) => void][] = [
      ['prescription', (f) => f.prescription, (f, text) => (f.prescription = text)],
      ['review', (f) => f.review!, (f, text) => (f.review = text)],
      ['doctor’s seal', (f) => f.seals[0]!.jws!, (f, text) => (f.seals[0]!.jws = text)],
      ['pharmacist’s seal', (f) => f.seals[1]!.jws!, (f, text) => (f.seals[1]!.jws = text)],
      ['a key', (f) => f.keys[0]!.x!, (f, text) => (f.keys[0]!.x = text)],
      ['a time', (f) => f.seals[0]!.at, (f, text) => (f.seals[0]!.at = text)],
    ];
    for (const [name, get, set] of texts) {
      const bytes = Buffer.from(get(rx));
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1;
        const file = structuredClone(rx);
        set(file, changed.toString('utf8'));
        // Whose key it is, is the list's to say; the rest is found without it.
        const found = name === 'a key' ? check(file) : verifyExport(JSON.stringify(file));
        assert.notDeepEqual(wrongInside(found), [], `${name}: byte ${at}`);
      }
    }
  });

  it('with a byte of the key list changed is found', () => {
    const bytes = Buffer.from(JSON.stringify(list));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= mask;
        const { ok } = verifyExport(JSON.stringify(rx), { keyList: changed.toString('utf8') });
        assert.equal(ok, false, `byte ${at} ^ ${mask}`);
      }),
      { numRuns: 300 },
    );
  });

  it('made with keys of somebody’s own fits itself, and not the hospital’s list', async () => {
    const provider = createSealMaker(Buffer.alloc(32, 1));
    const owner = { hospitalId: 'renhe', clinicianId: 'forger' };
    const seal = async (text: string, key: Awaited<ReturnType<typeof provider.newKey>>) =>
      (await provider.complete({ canonical: text, hash: '' }, key)).jws;
    const [doctor, pharmacist, hospital] = [
      await provider.newKey(owner),
      await provider.newKey(owner),
      await provider.newKey(owner),
    ];
    const file = structuredClone(rx) as RxExport;
    const text = rx.prescription.replace('"value":"0.5"', '"value":"5"');
    assert.notEqual(text, rx.prescription);
    file.prescription = text;
    file.review = provider.begin({
      ...(JSON.parse(rx.review!) as object),
      rxHash: provider.begin(JSON.parse(text)).hash,
    }).canonical;
    for (const [i, key] of [doctor, pharmacist].entries()) {
      const named = { kid: key.keyId, x: key.publicJwk.x! };
      file.keys.find(({ kid }) => kid === rx.seals[i]!.keyId)!.x = named.x;
      file.keys.find(({ kid }) => kid === rx.seals[i]!.keyId)!.kid = named.kid;
      file.seals[i]!.keyId = key.keyId;
      file.seals[i]!.jws = await seal(i ? file.review : text, key);
    }
    file.hospitalKey = { ...file.hospitalKey, kid: hospital.keyId, x: hospital.publicJwk.x! };
    const { seal: _old, ...rest } = file;
    file.seal = { keyId: hospital.keyId, jws: await seal(provider.begin(rest).canonical, hospital) };
    const alone = verifyExport(JSON.stringify(file));
    assert.deepEqual([alone.ok, alone.keysConfirmed], [true, false]);
    const checked = check(file);
    assert.deepEqual([checked.ok, checked.keysConfirmed], [false, false]);
    assert.ok(wrong(checked).some((words) => words.includes('not in the key list')));
  });

  it('does not pass by another hospital’s key list', async () => {
    const checked = check(rx, await published('lakeside'));
    assert.equal(checked.ok, false);
    assert.ok(wrong(checked).some((words) => words.includes('another hospital’s')));
  });

  it('stays valid when its keys are rotated and revoked later; from an earlier time they take it with them', async () => {
    const [doctorKey] = rx.seals.map(({ keyId }) => keyId);
    pass(30);
    const rotated = await t.call('POST', `/renhe/signing/keys/${doctorKey}/rotate`, {
      token: c.doctor.token,
    });
    assert.equal(rotated.status, 200);
    assert.deepEqual(wrong(check(await exported(), await published())), []);
    assert.equal((await revoke(c.doctor.token, doctorKey!, { reason: 'lost', from: null })).status, 200);
    const later = check(await exported(), await published());
    assert.deepEqual(wrong(later), []);
    assert.ok(later.lines.some(({ words }) => words.includes('it was called back from')));
    // The old file, with the new list.
    assert.deepEqual(wrong(check(rx, await published())), []);

    const administrator = await t.tokenOf('renhe', 'fang', 'administrator');
    const from = '2026-11-22T01:00:00.000Z';
    assert.equal((await revoke(administrator, doctorKey!, { reason: 'compromised', from })).status, 200);
    const taken = check(rx, await published());
    assert.ok(wrong(taken).some((words) => words.includes('had been called back')));
    assert.equal(verifyExport(JSON.stringify(await exported())).ok, false);
    assert.equal(check(rx, list).ok, true, 'a list of before knows nothing of it');
  });

  it('is checked by the command, which exits with 0 or 1 and says why', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'care-verify-'));
    try {
      const [file, keys, bad] = ['rx.json', 'keys.json', 'bad.json'].map((name) => join(dir, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(file, JSON.stringify(rx, null, 2));
      await writeFile(keys, JSON.stringify(list));
      await writeFile(bad, JSON.stringify(rx).replace('amoxicillin', 'amoxicillim'));
      const script = join(import.meta.dirname, '../../../scripts/verify-rx.ts');
      // In an empty environment: no database, no secret.
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: {} });
      const whole = run(file, '--keys', keys);
      assert.equal(whole.status, 0, whole.stderr);
      assert.match(whole.stdout, /\nVALID/);
      const inChinese = run(file, '--keys', keys, '--lang', 'zh-CN');
      assert.match(inChinese.stdout, /\n有效：/);
      assert.match(inChinese.stdout, /医师 .*签署的正是这段正文/);
      const lines = (said: string) => said.match(/^[✓✗?] /gm)!.length;
      assert.equal(lines(inChinese.stdout), lines(whole.stdout));
      assert.equal(run(file, keys).status, 0);
      const alone = run(file);
      assert.equal(alone.status, 0);
      assert.match(alone.stdout, /NOT CONFIRMED/);
      const changed = run(bad, '--keys', keys);
      assert.equal(changed.status, 1);
      assert.match(changed.stdout, /NOT VALID/);
      assert.equal(run(join(dir, 'nothing.json')).status, 1);
      assert.equal(run().status, 2);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
