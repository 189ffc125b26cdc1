/** Signing in under attack: guesses are bounded, and what else the server does goes on. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { callerOf } from '../../../server/http/limits.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { createApp } from '../../../server/app.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { findAccount, setPassword } from '../../../server/sessions/accounts.ts';
import { hashPassword } from '../../../server/sessions/password.ts';
import { checkCredentials, signIn } from '../../../server/sessions/service.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { openTestApp, signedIn, type TestApp } from '../../kit/open-test-app.ts';

describe('signing in', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  const tryIn = (username: string, password: string) =>
    t.call('POST', '/renhe/sessions', { body: { username, password } });

  it('holds no connection of the pool while it hashes', async () => {
    let open = 0;
    let most = 0;
    const { db } = t.deps;
    const counting = {
      ...db,
      tenant: (async (hospitalId, work) => {
        most = Math.max(most, ++open);
        return db.tenant(hospitalId, work).finally(() => open--);
      }) as typeof db.tenant,
    };
    const app = createApp({ ...t.deps, db: counting }, { rateFactor: 1000 });
    const ask = () =>
      app.request('/v1/hospitals/renhe/sessions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
        body: JSON.stringify({ username: 'zhao', password: 'care-demo' }),
      });
    const answers = [ask(), ask(), ask(), ask()];
    // All four have read the account by now, and none is through its hash.
    const first = await Promise.race(answers);
    assert.equal(first.status, 201);
    assert.ok(open <= 2, `${open} transactions are open while the others hash`);
    for (const answer of answers) assert.equal((await answer).status, 201);
    assert.ok(most > 0);
  });

  it('lets nobody in with a password that is changed while it is checked', async () => {
    const given = { username: 'qian', password: 'care-demo' };
    const credentials = await checkCredentials(t.deps, 'renhe', given, { known: false });
    assert.equal(credentials.right, true);
    const inside = <T>(fn: (work: Work) => Promise<T>) =>
      inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, fn);
    const hash = await hashPassword('quiet-otter-brook');
    const entering = await inside(async (work) => {
      const account = await findAccount(work, given.username);
      await setPassword(work, account!, hash);
      const entered = inside((theirs) => signIn(theirs, t.deps.tokens, credentials));
      const result = entered.then(() => 'in', String);
      // It comes to its end only after the change.
      assert.equal(await Promise.race([result, sleep(200, 'waits')]), 'waits');
      return { result };
    });
    assert.match(await entering.result, /wrong-credentials/);
  });

  it('turns away what would queue for seconds, and answers everybody else meanwhile', async () => {
    const guesses = Array.from({ length: 24 }, () => tryIn('zhao', 'wrong'));
    const doctor = await t.tokenOf('renhe', 'sun');
    assert.equal((await t.call('GET', '/renhe/sessions/current', { token: doctor })).status, 200);
    const statuses = (await Promise.all(guesses)).map((a) => a.status);
    assert.deepEqual([...new Set(statuses)].sort(), [401, 429]);
    assert.ok(statuses.filter((s) => s === 401).length >= 16);
    assert.equal((await tryIn('zhao', 'care-demo')).status, 201);
  });

  it('lets in who has signed in from there before, while strangers fill the queue from many addresses', async () => {
    const app = createApp({ ...t.deps, trustProxy: true }, { rateFactor: 1 });
    const from = async (address: string, username: string, password: string) => {
      const answer = await app.request('/v1/hospitals/renhe/sessions', {
        method: 'POST',
        headers: {
          ...{ 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
          'X-Forwarded-For': address,
        },
        body: JSON.stringify({ username, password }),
      });
      return answer.status;
    };
    assert.equal(await from('198.51.100.7', 'lin', 'care-demo'), 201);
    let left = 40;
    const strangers = Array.from({ length: 40 }, async (_, i) => {
      const status = await from(`192.0.2.${i}`, `nobody${i}`, 'x');
      left--;
      return status;
    });
    // Those who found no place are gone by then; the others stand in the queue.
    while (left > 18) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await from('198.51.100.7', 'lin', 'care-demo'), 201);
    assert.ok(left > 8, `it has waited for the strangers: ${left} are left`);
    assert.ok((await Promise.all(strangers)).includes(429));
  });

  it('bounds the guesses at one account, whatever address they come from', async () => {
    const deps = { ...t.deps, trustProxy: true };
    // Six a minute at an account, two from an address.
    const app = createApp(deps, { rateFactor: 0.1 });
    const from = async (address: string, username: string, password = 'wrong') => {
      const answer = await app.request('/v1/hospitals/renhe/sessions', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': v7(),
          'X-Forwarded-For': address,
        },
        body: JSON.stringify({ username, password }),
      });
      return answer.status;
    };
    // Lin signs in at work, as on other days.
    assert.equal(await from('198.51.100.7', 'lin', 'care-demo'), 201);
    for (let i = 0; i < 5; i++) assert.equal(await from(`192.0.2.${i}`, 'lin'), 401);
    assert.equal(await from('192.0.2.99', 'lin'), 429);
    assert.equal(await from('192.0.2.97', 'lin', 'care-demo'), 429, 'nor with the right one');
    assert.equal(await from('198.51.100.7', 'lin', 'care-demo'), 201, 'strangers keep nobody out for good');
    assert.equal(await from('198.51.100.7', 'lin'), 429, 'there, too, guesses are bounded');
    assert.equal(await from('192.0.2.98', 'zhou'), 401);
    // One household, many addresses.
    assert.equal(await from('2001:db8:1:2::1', 'a'), 401);
    assert.equal(await from('2001:db8:1:2::2', 'b'), 401);
    assert.equal(await from('2001:db8:1:2::3', 'c'), 429);
    assert.equal(await from('2001:db8:1:3::3', 'c'), 401);
  });

  it('leaves nothing behind that a password can be guessed from without its slow hash', async () => {
    const body = JSON.stringify({ username: 'zhao', password: 'care-demo' });
    for (let i = 0; i < 2; i++) assert.equal((await t.call('POST', '/renhe/sessions', { body })).status, 201);
    const rows = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute<{ request_hash: string }>(
        `SELECT request_hash FROM idempotency_keys WHERE actor = 'public'`,
      ),
    );
    const hashes = rows.rows.map((row) => row.request_hash);
    const guessed = createHash('sha256').update(`POST /v1/hospitals/renhe/sessions\n${body}`).digest('hex');
    assert.ok(!hashes.includes(guessed), 'a quick hash of user name and password is in the table');
    assert.equal(new Set(hashes).size, hashes.length, 'the same request twice can be told by its hash');
  });

  it('keeps in the trail whose account was tried in vain, and of a name that nobody has that it was', async () => {
    const trail = async () =>
      (
        await t.deps.db.tenant('renhe', (tx) =>
          tx.execute<{ resource_id: string; actor_role: string }>(
            `SELECT resource_id, actor_role FROM audit_entries WHERE action = 'session.refused' ORDER BY audit_id`,
          ),
        )
      ).rows;
    const before = (await trail()).length;
    for (const username of ['sun', 'nobody']) assert.equal((await tryIn(username, 'wrong')).status, 401);
    assert.deepEqual((await trail()).slice(before), [
      { resource_id: demoClinicianId('renhe', 'sun'), actor_role: 'public' },
      { resource_id: 'unknown', actor_role: 'public' },
    ]);
    // Nobody is woken by it.
    const told = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`SELECT FROM outbox WHERE event = 'session.refused'`),
    );
    assert.equal(told.rows.length, 0);
  });

  it('refuses a token whose session is somebody else’s', async () => {
    const sessionId = v7();
    const session = { hospitalId: 'renhe', sessionId, role: 'doctor' as const };
    const token = await signedIn(t.deps, { ...session, clinicianId: demoClinicianId('renhe', 'zhao') });
    assert.equal((await t.call('GET', '/renhe/sessions/current', { token })).status, 200);
    const others = { ...session, clinicianId: demoClinicianId('renhe', 'sun') };
    const stolen = await t.deps.tokens.sign(others, new Date(), new Date(Date.now() + 1e6));
    const answer = await t.call('GET', '/renhe/sessions/current', { token: stolen });
    assert.equal(answer.body.code, 'token-invalid');
  });

  it('takes no token of an account that was closed, or has another post, since the sign-in', async () => {
    const token = await t.tokenOf('renhe', 'he', 'pharmacist');
    const read = () => t.call('GET', '/renhe/prescriptions/reviews', { token });
    const set = (what: string) =>
      t.deps.db.tenant('renhe', (tx) =>
        tx.execute(`UPDATE clinicians SET ${what} WHERE clinician_id = '${demoClinicianId('renhe', 'he')}'`),
      );
    assert.equal((await read()).status, 200);
    await set('active = false');
    assert.deepEqual([(await read()).status, (await read()).body.code], [401, 'token-invalid']);
    await set(`active = true, role = 'doctor'`);
    assert.equal((await read()).body.code, 'token-invalid');
    await set(`role = 'pharmacist'`);
    assert.equal((await read()).status, 200);
  });
});

describe('who an address is to a limit', () => {
  for (const [address, caller] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:52311', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['[2001:db8::6]:443', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const)
    it(`${address} is ${caller}`, () => assert.equal(callerOf(address), caller));
});
