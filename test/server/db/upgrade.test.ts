/** Yesterday's database with rows in it starts with today's program: every row is still there, and a signed prescription verifies. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { asAdmin } from '../../../server/backup/tables.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { openDb } from '../../../server/db/open.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { verifyExport } from '../../../server/seals/verify-export.ts';
import { ORIGIN, openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';
import { copyToOlder, countRows, fewer } from '../../kit/older-schema.ts';
import { inConsult, rxPath, signed, type Consult } from '../prescriptions/kit.ts';

describe('an upgrade', () => {
  let t: TestApp;
  let c: Consult;
  let rxId: string;
  let old: TestDb;
  before(async () => {
    t = await openTestApp();
    c = await inConsult(t);
    rxId = (await signed(t, c)).prescriptionId;
    await t.deps.db.tenant('renhe', async (tx) => {
      for (const [name, days] of Object.entries({ forgotten: 3, sent: 3, ancient: 400 }))
        await tx.execute(
          `INSERT INTO attachments (hospital_id, visit_id, attachment_id, side, kind, type, name, bytes, sha256, object_key, created_at)
            SELECT hospital_id, visit_id, gen_random_uuid(), side, kind, type, '${name}', bytes, sha256, object_key,
                   now() - interval '${days} days' FROM attachments LIMIT 1`,
        );
      await tx.execute(
        `WITH file AS (SELECT * FROM attachments WHERE name = 'sent'),
              conversation AS (INSERT INTO conversations (hospital_id, visit_id) SELECT hospital_id, visit_id FROM file)
         INSERT INTO messages (hospital_id, visit_id, seq, message_id, side, author_id, kind, text, attachment_id, sent_at)
          SELECT hospital_id, visit_id, 1, gen_random_uuid(), side, gen_random_uuid(), kind, '', attachment_id, now() FROM file`,
      );
    });
    old = await openTestDb({ migrated: false });
  });
  after(async () => {
    await old.drop();
    await t.close();
  });

  it('keeps every row, and the server works on them', async () => {
    const target = { ownerUrl: old.url, superuserUrl: old.superuserUrl };
    const lacks = await copyToOlder(t.superuserUrl, target);
    const before = await countRows(old.superuserUrl);
    assert.ok(before['prescriptions']! > 0 && before['audit_entries']! > 0 && before['clinicians']! > 0);
    const applied: string[] = [];
    await migrate(old.url, (line) => applied.push(line));
    assert.equal(applied.length, lacks.length);
    assert.deepEqual(fewer(before, await countRows(old.superuserUrl)), []);

    const due = await asAdmin(old.superuserUrl, (client) =>
      client.query<{ name: string; due: boolean }>(
        'SELECT name, look_at < now() AS due FROM attachments ORDER BY name',
      ),
    );
    // A message took one; what is older than a year was never looked at. Yesterday's program knew no revisits: theirs is due tomorrow.
    assert.deepEqual(
      due.rows.map(({ name, due }) => [name, due]),
      [
        ['ancient', null],
        ['forgotten', true],
        ['record.jpg', false],
        ['sent', null],
      ],
    );

    const db = await openDb({ url: old.url, max: 4 });
    try {
      const deps = { ...t.deps, db };
      await seedDemo(deps, { renhe: [ORIGIN], lakeside: [ORIGIN] });
      const app = createApp(deps, { rateFactor: 1000 });
      const ask = async (path: string) => {
        const headers = { Authorization: `Bearer ${c.doctor.token}` };
        const answer = await app.request(`/v1/hospitals${path}`, { headers });
        assert.equal(answer.status, 200, path);
        return answer.text();
      };
      const keyList = await ask('/renhe/keys');
      assert.equal(verifyExport(await ask(rxPath(c, rxId, 'export')), { keyList }).ok, true);
      await ask(`/renhe/encounters/${c.encounterId}`);
    } finally {
      await db.close();
    }
  });
});
