/** Signing in a ceremony, with an authenticator of our own: what is signed is pinned, confirmed once, by the right person, on the right page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { BegunSignature } from '@care-elements/contract/signing.ts';
import { hashOfText } from '../../../server/seals/seal.ts';
import { verifyExport } from '../../../server/seals/verify-export.ts';
import { authenticator, type Authenticator } from '../../kit/authenticator.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  AMOXICILLIN,
  create,
  asShown,
  decide,
  inConsult,
  rxPath,
  save,
  inHand,
  sign,
  writeNote,
  type Consult,
} from '../prescriptions/kit.ts';

const SITE = 'https://desk.renhe.example';

describe('a ceremony', () => {
  let t: TestApp;
  let administrator: string;
  let clock = new Date('2026-11-22T02:00:00Z');
  const pass = (ms: number) => (clock = new Date(clock.getTime() + ms));
  before(async () => {
    t = await openTestApp({ now: () => clock });
    administrator = await t.tokenOf('renhe', 'fang', 'administrator');
    const asked = await t.call('PUT', '/renhe/signing/settings', {
      token: administrator,
      body: { doctor: 'ceremony', pharmacist: 'ceremony' },
    });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
  });
  after(() => t.close());

  /** From the desk's own page. */
  const post = (path: string, token: string, body: object, origin = SITE, key?: string) =>
    t.call('POST', path, {
      ...{ token, body, headers: { Origin: origin, Host: new URL(origin).host } },
      ...(key && { key }),
    });
  async function register(token: string, name = '诊室电脑', origin = SITE): Promise<Authenticator> {
    const device = authenticator(origin);
    const begun = await post('/renhe/signing/keys/begin', token, { name }, origin);
    assert.equal(begun.status, 200, JSON.stringify(begun.body));
    const { beginId, ask } = begun.body;
    const done = await post('/renhe/signing/keys/complete', token, { beginId, answer: device.register(ask) });
    assert.equal(done.status, 201, JSON.stringify(done.body));
    return device;
  }
  async function drafted(c: Consult): Promise<Prescription> {
    const saved = await save(t, c, await create(t, c), [AMOXICILLIN]);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    return saved.body;
  }
  const begin = (c: Consult, rx: Prescription, origin = SITE) =>
    post(
      rxPath(c, rx.prescriptionId, 'sign/begin'),
      c.doctor.token,
      { rowVersion: rx.rowVersion, alertSetHash: rx.checks.alertSetHash },
      origin,
    );
  const complete = (c: Consult, rx: Prescription, beginId: string, answer: object, key?: string) =>
    post(rxPath(c, rx.prescriptionId, 'sign/complete'), c.doctor.token, { beginId, answer }, SITE, key);
  /** A doctor with a key, and a draft of theirs that is begun. */
  async function begun() {
    const c = await inConsult(t);
    const device = await register(c.doctor.token);
    const rx = await drafted(c);
    const { status, body } = await begin(c, rx);
    assert.equal(status, 200, JSON.stringify(body));
    const { beginId, ask, text, level } = body as BegunSignature & { ask: { challenge: string } };
    return { c, device, rx, beginId, ask, text, level };
  }

  it('keeps of a device’s transports what there is, whatever the page says', async () => {
    const { token } = await addPerson(t, { role: 'pharmacist' });
    const said = ['usb', { a: 1 }, [{ a: 1 }, 'usb', 'x'.repeat(9000), null], ['internal', 'nfc']];
    for (const transports of said) {
      const device = authenticator(SITE);
      const begun = await post('/renhe/signing/keys/begin', token, { name: '药房' });
      const answer = device.register(begun.body.ask) as { response: object };
      const { beginId } = begun.body;
      const body = { beginId, answer: { ...answer, response: { ...answer.response, transports } } };
      const done = await post('/renhe/signing/keys/complete', token, body);
      assert.equal(done.status, 201, JSON.stringify(done.body));
    }
    const { ask } = (await post('/renhe/signing/keys/begin', token, { name: '药房' })).body;
    const kept = ask.excludeCredentials.map((c: { transports: string[] }) => c.transports.join(' '));
    assert.deepEqual(kept.sort(), ['', '', 'internal nfc', 'usb']);
  });

  it('signs exactly the text that was pinned, and so does the pharmacist; the export verifies with the published keys', async () => {
    const { c, device, rx, beginId, ask, text, level } = await begun();
    assert.equal(level, 'ceremony');
    assert.equal(ask.challenge, Buffer.from(hashOfText(text), 'hex').toString('base64url'));
    const shown = JSON.parse(text);
    assert.equal(shown.signing.signedAt, clock.toISOString());
    assert.deepEqual(shown.items, rx.items);
    pass(60_000);
    const done = await complete(c, rx, beginId, device.assert(ask));
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.equal(done.body.rxHash, hashOfText(text));
    assert.deepEqual(
      done.body.seals.map((s: { level: string; verdict: string }) => [s.level, s.verdict]),
      [['ceremony', 'valid']],
    );

    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    const key = await register(pharmacist.token, '药房');
    const waiting = asShown(await inHand(t, c, rx.prescriptionId, pharmacist.token));
    const plain = await decide(t, c, rx.prescriptionId, pharmacist.token, 'approve');
    assert.deepEqual([plain.status, plain.body.code], [409, 'ceremony-needed']);
    const decision = await post(rxPath(c, rx.prescriptionId, 'review/begin'), pharmacist.token, {
      ...{ ...waiting, decision: 'approve', reason: null, note: '' },
    });
    assert.equal(decision.status, 200, JSON.stringify(decision.body));
    assert.equal(JSON.parse(decision.body.text).rxHash, done.body.rxHash);
    const passed = await post(rxPath(c, rx.prescriptionId, 'review/complete'), pharmacist.token, {
      beginId: decision.body.beginId,
      answer: key.assert(decision.body.ask),
    });
    assert.equal(passed.status, 200, JSON.stringify(passed.body));
    assert.equal(passed.body.state, 'approved');

    const file = (await t.call('GET', rxPath(c, rx.prescriptionId, 'export'), { token: c.patientToken }))
      .body;
    const keys = (await t.call('GET', '/renhe/keys')).body;
    const checked = verifyExport(JSON.stringify(file), { keyList: JSON.stringify(keys) });
    assert.deepEqual(
      checked.lines.filter(({ is }) => is === 'wrong'),
      [],
    );
    assert.ok(checked.lines.some(({ words }) => words.includes('signer’s own device')));
    // Every byte of what the device answered counts.
    for (const name of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      const bytes = Buffer.from(file.seals[0].assertion[name]);
      for (let i = 0; i < bytes.length; i++) {
        const changed = Buffer.from(bytes);
        changed[i]! ^= 1;
        const other = structuredClone(file);
        other.seals[0].assertion[name] = changed.toString('utf8');
        const found = verifyExport(JSON.stringify(other)).lines.filter(
          ({ is, words }) => is === 'wrong' && !words.startsWith('The hospital’s seal'),
        );
        assert.notDeepEqual(found, [], `${name}: byte ${i}`);
      }
    }
  });

  it('returns by ceremony too, with its reason', async () => {
    const { c, device, rx, beginId, ask } = await begun();
    assert.equal((await complete(c, rx, beginId, device.assert(ask))).status, 200);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    const key = await register(pharmacist.token);
    const waiting = (await inHand(t, c, rx.prescriptionId, pharmacist.token)).prescription;
    const input = { decision: 'return', rxHash: waiting.rxHash, alertSetHash: waiting.checks.alertSetHash };
    const path = rxPath(c, rx.prescriptionId, 'review/begin');
    const without = await post(path, pharmacist.token, { ...input, reason: null, note: '' });
    assert.deepEqual([without.status, without.body.code], [422, 'invalid-input']);
    const asked = await post(path, pharmacist.token, { ...input, reason: 'dose', note: '请核对' });
    const done = await post(rxPath(c, rx.prescriptionId, 'review/complete'), pharmacist.token, {
      beginId: asked.body.beginId,
      answer: key.assert(asked.body.ask),
    });
    assert.deepEqual([done.body.state, done.body.review?.reason], ['returned', 'dose']);
  });

  it('is asked for: a plain seal is refused, and without a key the doctor is told', async () => {
    const c = await inConsult(t);
    const rx = await drafted(c);
    const plain = await sign(t, c, rx);
    assert.deepEqual(
      [plain.status, plain.body.code, plain.body.current],
      [409, 'ceremony-needed', 'ceremony'],
    );
    const keyless = await begin(c, rx);
    assert.deepEqual([keyless.status, keyless.body.code], [409, 'no-signing-key']);
  });

  it('happens once: neither the same answer nor the same pin serves again', async () => {
    const { c, device, rx, beginId, ask } = await begun();
    const answer = device.assert(ask);
    assert.equal((await complete(c, rx, beginId, answer, 'k'.repeat(20))).status, 200);
    // The same request again is the same answer.
    assert.equal((await complete(c, rx, beginId, answer, 'k'.repeat(20))).status, 200);
    const replay = await complete(c, rx, beginId, answer);
    assert.deepEqual([replay.status, replay.body.code], [409, 'ceremony-expired']);
    // Nor for another prescription: the challenge is another.
    const other = await inConsult(t);
    const draft = await drafted(other);
    const theirs = await post(rxPath(other, draft.prescriptionId, 'sign/complete'), other.doctor.token, {
      ...{ beginId, answer },
    });
    assert.equal(theirs.body.code, 'ceremony-expired');
  });

  it('of two at once one signs', async () => {
    const { c, device, rx, beginId, ask } = await begun();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => complete(c, rx, beginId, device.assert(ask, { counter: 9 }))),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  });

  it('ends after five minutes', async () => {
    const { c, device, rx, beginId, ask } = await begun();
    pass(5 * 60_000);
    const late = await complete(c, rx, beginId, device.assert(ask));
    assert.deepEqual([late.status, late.body.code], [409, 'ceremony-expired']);
  });

  it('signs nothing that changed meanwhile: a line, or a diagnosis of the note', async () => {
    const changed = await begun();
    const saved = await save(t, changed.c, changed.rx, [{ ...AMOXICILLIN, days: 5 }]);
    assert.equal(saved.status, 200);
    const first = await complete(changed.c, changed.rx, changed.beginId, changed.device.assert(changed.ask));
    assert.deepEqual([first.status, first.body.code], [409, 'version-conflict']);
    // The diagnosis is no part of the draft's row, but of what is signed.
    const c = await inConsult(t, { diagnosed: false });
    await writeNote(t, c, 0);
    const device = await register(c.doctor.token);
    const rx = await drafted(c);
    const pinned = (await begin(c, rx)).body;
    const note = {
      ...{ complaint: '咳嗽三天', findings: '', advice: '' },
      diagnoses: [{ code: 'J20.9', name: { 'zh-CN': '急性支气管炎', en: 'Acute bronchitis' } }],
    };
    const noted = await t.call('PUT', `/renhe/encounters/${c.encounterId}/note`, {
      token: c.doctor.token,
      body: { rowVersion: 1, note },
    });
    assert.equal(noted.status, 200, JSON.stringify(noted.body));
    const second = await complete(c, rx, pinned.beginId, device.assert(pinned.ask));
    assert.deepEqual([second.status, second.body.code], [409, 'version-conflict']);
  });

  it('refuses another page, site, challenge, an absent person, a counter that went back, a changed signature', async () => {
    const { c, device, rx, beginId, ask } = await begun();
    const good = device.assert(ask, { counter: 50 });
    const flipped = structuredClone(good);
    const signature = Buffer.from(flipped.response['signature']!, 'base64url');
    signature[signature.length - 1]! ^= 1;
    flipped.response['signature'] = signature.toString('base64url');
    const wrong = {
      page: device.assert(ask, { origin: 'https://evil.example' }),
      site: device.assert(ask, { rpId: 'evil.example' }),
      challenge: device.assert(ask, { challenge: Buffer.alloc(32).toString('base64url') }),
      unverified: device.assert(ask, { unverified: true }),
      framed: device.assert(ask, { crossOrigin: true }),
      flipped,
      empty: {},
      stranger: authenticator(SITE).assert(ask),
    };
    for (const [name, answer] of Object.entries(wrong)) {
      const { status, body } = await complete(c, rx, beginId, answer);
      assert.deepEqual([status, body.code], [422, 'ceremony-refused'], name);
    }
    assert.equal((await complete(c, rx, beginId, good)).status, 200);
    // The device's counter stands at 50 now: a copy of it is behind.
    const back = await t.call('POST', rxPath(c, rx.prescriptionId, 'void'), {
      ...{ token: c.doctor.token, body: { reason: 'other', note: '' } },
    });
    assert.equal(back.status, 200);
    const next = await drafted(c);
    const again = (await begin(c, next)).body;
    const copy = await complete(c, next, again.beginId, device.assert(again.ask, { counter: 50 }));
    assert.deepEqual([copy.status, copy.body.code], [422, 'ceremony-refused']);
  });

  it('takes no other clinician’s key, and none that was called back meanwhile', async () => {
    const mine = await begun();
    const other = await inConsult(t);
    const theirs = await register(other.doctor.token);
    const foreign = await complete(mine.c, mine.rx, mine.beginId, theirs.assert(mine.ask));
    assert.deepEqual([foreign.status, foreign.body.code], [422, 'ceremony-refused']);

    const { keys } = (await t.call('GET', '/renhe/signing', { token: mine.c.doctor.token })).body;
    const revoked = await t.call('POST', `/renhe/signing/keys/${keys[0].keyId}/revoke`, {
      ...{ token: administrator, body: { reason: 'lost', from: null } },
    });
    assert.equal(revoked.status, 200, JSON.stringify(revoked.body));
    const late = await complete(mine.c, mine.rx, mine.beginId, mine.device.assert(mine.ask));
    assert.deepEqual([late.status, late.body.code], [422, 'ceremony-refused']);
    assert.equal((await begin(mine.c, mine.rx)).body.code, 'no-signing-key');
    // The rotation is for the server's keys: a device's is replaced by adding another.
    const rotated = await t.call('POST', `/renhe/signing/keys/${keys[0].keyId}/rotate`, {
      token: mine.c.doctor.token,
    });
    assert.equal(rotated.body.code, 'state-conflict');
  });

  it('adds a key once, on a page with a name, for the site of that page', async () => {
    const { token } = await addPerson(t);
    const device = await register(token, '我的手机');
    const { keys } = (await t.call('GET', '/renhe/signing', { token })).body;
    assert.deepEqual(
      [keys[0].name, keys[0].level, keys[0].rpId],
      ['我的手机', 'ceremony', 'desk.renhe.example'],
    );
    const asked = async (origin?: string) =>
      (
        await t.call('POST', '/renhe/signing/keys/begin', {
          ...{ token, body: { name: 'x' } },
          headers: origin ? { Origin: origin, Host: new URL(origin).host } : {},
        })
      ).body;
    assert.equal((await asked()).code, 'origin-not-registered');
    assert.equal((await asked('http://127.0.0.1:8787')).code, 'level-unavailable');
    const begunHere = await asked(SITE);
    assert.equal(begunHere.ask.excludeCredentials.length, 1);
    const twice = await post('/renhe/signing/keys/complete', token, {
      ...{ beginId: begunHere.beginId, answer: device.register(begunHere.ask) },
    });
    assert.deepEqual([twice.status, twice.body.code], [409, 'state-conflict']);
    const elsewhere = authenticator('https://evil.example');
    const forged = await post('/renhe/signing/keys/complete', token, {
      ...{ beginId: begunHere.beginId, answer: elsewhere.register(begunHere.ask) },
    });
    assert.deepEqual([forged.status, forged.body.code], [422, 'ceremony-refused']);
    const list = (await t.call('GET', '/renhe/keys')).body.keys;
    assert.ok(list.some((k: { kid: string; kty: string }) => k.kid === keys[0].keyId && k.kty === 'EC'));
  });

  it('has no leftovers of patients’ prescriptions once it can’t be completed', async () => {
    await begun();
    pass(6 * 60_000);
    const { forgetBegun } = await import('../../../server/seals/begun.ts');
    const { inHospital } = await import('../../../server/work.ts');
    const { SYSTEM } = await import('../../../server/actor.ts');
    const left = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, async (work) => {
      assert.ok((await forgetBegun(work)) > 0);
      return (await work.tx.execute('SELECT 1 FROM signing_begun')).rows.length;
    });
    assert.equal(left, 0);
  });
});
