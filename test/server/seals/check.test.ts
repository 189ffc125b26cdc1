/** Another CARE_SEAL_KEY than the one under which the keys in the database are encrypted is told before a server serves. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { asAdmin } from '../../../server/backup/tables.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { assertSealKey } from '../../../server/seals/check.ts';
import { createSealMaker } from '../../../server/seals/seal.ts';
import { keyOf } from '../../../server/seals/service.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('the secret of the signing keys', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());
  const withKey = (sealKey: Uint8Array) => assertSealKey({ ...t.deps, sealKey });
  const other = randomBytes(32);

  it('may be any where there is no key yet', async () => {
    await withKey(t.deps.sealKey);
    await withKey(other);
  });

  it('has to open a clinician’s key, of whichever hospital', async () => {
    await asAdmin(t.superuserUrl, (client) =>
      client.query(`INSERT INTO hospitals
        SELECT (jsonb_populate_record(h, jsonb_build_object('hospital_id', 'a' || n))).*
          FROM hospitals h, generate_series(100, 210) n WHERE hospital_id = 'renhe'`),
    );
    const maker = createSealMaker(t.deps.sealKey);
    const who = { doer: SYSTEM, requestId: null };
    await inHospital(t.deps, 'lakeside', who, (work) =>
      keyOf(work, maker, demoClinicianId('lakeside', 'novak')),
    );
    await withKey(t.deps.sealKey);
    await assert.rejects(withKey(other), /^Error: CARE_SEAL_KEY is not the one/);
  });

  it('has to open the hospital’s key', async () => {
    assert.equal((await t.call('GET', '/renhe/keys')).status, 200);
    await withKey(t.deps.sealKey);
    await assert.rejects(withKey(other), /^Error: CARE_SEAL_KEY is not the one/);
  });
});
