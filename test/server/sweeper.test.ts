/** The clock's rounds: a hospital in which one fails, and rounds that take longer than they are apart. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sweepsOf } from '../../server/server.ts';
import { startSweeper } from '../../server/sweeper.ts';
import type { Work } from '../../server/work.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { takenVisit } from './consult/kit.ts';
import { approved, pharmacyId } from './dispensing/kit.ts';
import { granted } from './refills/kit.ts';

describe('the sweeper', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  /** What each kind of sweep visits at a time, `besides` those that this server knows to have people. */
  async function visited(now = t.deps.now(), besides: string[] = []): Promise<string[]> {
    const seen: string[] = [];
    const kinds = [
      ...(['calls', 'leases', 'meetings', 'people', 'prescriptions', 'recordings'] as const),
      ...(['refills', 'snapshots', 'ways'] as const),
    ];
    const sweeps = kinds.map((having) => ({
      ...{ name: having, everyMs: 1e6, having, besides: () => (having === 'people' ? besides : []) },
      round: async ({ hospitalId }: Work) => (seen.push(`${having} ${hospitalId}`), 0),
    }));
    const sweeper = startSweeper({ ...t.deps, now: () => now }, sweeps);
    await sweeper.round();
    await sweeper.close();
    return seen;
  }

  it('goes on to the next hospital, and to the next sweep, where a round fails in one', async () => {
    const seen: string[] = [];
    const told: string[] = [];
    const log = {
      warn: ({ hospitalId }: { hospitalId: string }, what: string) => told.push(`${hospitalId} ${what}`),
    };
    const sweeper = startSweeper({ ...t.deps, log: log as never }, [
      {
        ...{ name: 'one', everyMs: 1e6 },
        async round({ hospitalId }) {
          seen.push(`one ${hospitalId}`);
          // Whichever comes first.
          if (seen.length === 1) throw new Error('a row that nobody can read');
          return 0;
        },
      },
      { name: 'two', everyMs: 1e6, round: async ({ hospitalId }) => (seen.push(`two ${hospitalId}`), 0) },
    ]);
    await sweeper.round();
    await sweeper.close();
    const hospitals = ['lakeside', 'renhe'];
    assert.deepEqual(
      seen.toSorted(),
      ['one', 'two'].flatMap((sweep) => hospitals.map((id) => `${sweep} ${id}`)),
    );
    assert.deepEqual(told, [`${seen[0]!.split(' ')[1]} sweep not finished: one`]);
  });

  it('forgets old keys and old events of LiveKit a thousand at a time, until none is left', async () => {
    await t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(
        `INSERT INTO idempotency_keys (hospital_id, actor, key, request_hash, created_at)
          SELECT 'renhe', 'a', n::text, '', now() - CASE WHEN n > 2100 THEN 0 ELSE 25 END * interval '1 hour'
            FROM generate_series(1, 2101) n`,
      );
      await tx.execute(
        `INSERT INTO livekit_events (hospital_id, event_id, received_at)
          SELECT 'renhe', n::text, now() - CASE WHEN n > 2100 THEN 0 ELSE 25 END * interval '1 hour'
            FROM generate_series(1, 2101) n`,
      );
    });
    for (const name of ['idempotency keys', 'events of LiveKit']) {
      const sweep = sweepsOf(t.deps).find((each) => each.name === name)!;
      const forgotten: number[] = [];
      const sweeper = startSweeper(t.deps, [
        {
          ...sweep,
          async round(work) {
            const n = await sweep.round(work);
            if (work.hospitalId === 'renhe') forgotten.push(n);
            return n;
          },
        },
      ]);
      await sweeper.round();
      await sweeper.close();
      assert.deepEqual(forgotten, [1000, 1000, 100, 0], name);
    }
  });

  it('visits only hospitals that have any of what it looks for', async () => {
    const visit = await takenVisit(t, { state: 'in_consult' });
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `INSERT INTO consults (hospital_id, consult_id, visit_id, entry_id, room_name, state, opened_at)
          VALUES ('renhe', '${t.deps.newId()}', '${visit.visitId}', '${visit.entryId}', 'renhe_x', 'open', now())`,
      ),
    );
    assert.deepEqual(await visited(), ['calls renhe', 'people renhe']);
    assert.deepEqual(await visited(t.deps.now(), ['lakeside', 'renhe']), [
      ...['calls renhe', 'people renhe', 'people lakeside'],
    ]);
  });

  it('visits those in which something has run out by the server’s own time', async () => {
    const rx = await approved(t);
    const choice = { prescriptionId: rx.prescriptionId, pharmacyId: pharmacyId('own'), way: 'pickup' };
    const chosen = await t.call('PUT', `/renhe/visits/${rx.visitId}/fulfilment`, {
      ...{ token: rx.patientToken, body: { ...choice, delivery: null } },
    });
    assert.equal(chosen.status, 200);
    await granted(t);
    const stands = ['calls renhe', 'people renhe', 'ways renhe'];
    assert.deepEqual(await visited(), stands);
    const inAYear = new Date(Date.now() + 400 * 86_400_000);
    assert.deepEqual(await visited(inAYear), [...stands, 'prescriptions renhe', 'refills renhe'].sort());
  });

  it('lets the other sweeps have their turn while one has much to do, and comes to its end', async () => {
    const left = new Map([['renhe', 70]]);
    const seen: number[] = [];
    const sweeper = startSweeper(t.deps, [
      {
        ...{ name: 'much', everyMs: 1e6 },
        async round({ hospitalId }) {
          const n = left.get(hospitalId) ?? 0;
          left.set(hospitalId, Math.max(0, n - 1));
          return Math.min(n, 1);
        },
      },
      { name: 'other', everyMs: 1e6, round: async () => (seen.push(left.get('renhe')!), 0) },
    ]);
    await sweeper.round();
    assert.ok(seen.length === 2 && seen[0]! > 40, `the other had its turn at ${seen.join()}`);
    for (let i = 0; i < 100 && left.get('renhe')! > 0; i++) await sleep(20);
    assert.equal(left.get('renhe'), 0);
    await sweeper.close();
  });

  it('does not pile up what is due again before it has had its turn', async () => {
    let rounds = 0;
    const sweeper = startSweeper(t.deps, [
      { name: 'long', everyMs: 1e6, round: async () => (await sleep(200), 0) },
      { name: 'often', everyMs: 5, round: async () => (rounds++, 0) },
    ]);
    // The long one takes 0.4 s in two hospitals: the other is due sixty times by now.
    await sleep(300);
    await sweeper.round();
    assert.ok(rounds >= 2 && rounds <= 8, `${rounds} rounds`);
    await sweeper.close();
  });
});
