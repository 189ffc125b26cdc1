/**
 * The server is killed (SIGKILL) at random moments while prescriptions are signed, passed, claimed and handed over: what was acknowledged
 * is there, what was not is absent or whole, and the same request again makes it so. CARE_KILLS says how often; 3 by default. The
 * database goes on: that it loses nothing by itself is test/server/db's.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, asShown, create, inConsult, inHand, save, type Consult } from '../prescriptions/kit.ts';
import { counterToken, give, STAFF } from './kit.ts';

const KILLS = Number(process.env['CARE_KILLS'] ?? 3);
const LANES = 4;
const CHILD = fileURLToPath(new URL('../../kit/serve-child.ts', import.meta.url));

const STATES = ['draft', 'pending_review', 'approved', 'claimed', 'dispensed'];
const TRAIL = ['created', 'saved', 'signed', 'approved', 'claimed', 'dispensed'].map(
  (v) => `prescription.${v}`,
);

/** One prescription on its way: how far it was acknowledged, and the request that is under way. */
interface Lane {
  c: Consult;
  id: string;
  done: number;
  asked: { path: string; token: string; key: string; body: unknown } | null;
  claim: { claimId: string; secret: string; units: string } | null;
  saved: { rowVersion: number; checks: { alertSetHash: string } };
}

describe('a server that is killed', () => {
  let t: TestApp;
  let reviewer: string;
  let counter: string;
  let child: ChildProcess | undefined;
  let base = '';
  before(async () => {
    t = await openTestApp();
    reviewer = await t.tokenOf('renhe', STAFF.renhe.reviewer, 'pharmacist');
    counter = await counterToken(t, 'partner');
  });
  after(async () => {
    child?.kill('SIGKILL');
    await t.close();
  });

  async function start(): Promise<void> {
    const { tokenSecret, sealKey } = t.deps;
    const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const config = { url: t.url, tokenSecret: b64(tokenSecret), sealKey: b64(sealKey) };
    child = spawn(process.execPath, [CHILD, JSON.stringify(config)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const said of child.stdout!) {
      const port = /port (\d+)/.exec(String(said))?.[1];
      if (!port) continue;
      base = `http://127.0.0.1:${port}/v1/hospitals`;
      return;
    }
    throw new Error('the server ended before it listened');
  }
  async function kill(): Promise<void> {
    const gone = once(child!, 'exit');
    child!.kill('SIGKILL');
    await gone;
  }

  async function lane(): Promise<Lane> {
    const c = await inConsult(t);
    const { body, status } = await save(t, c, await create(t, c), [AMOXICILLIN]);
    assert.equal(status, 200);
    return { c, id: body.prescriptionId, done: 0, asked: null, claim: null, saved: body };
  }

  /** The next request of a lane, with a key of its own. */
  async function nextOf(l: Lane): Promise<NonNullable<Lane['asked']>> {
    const key = randomBytes(16).toString('hex');
    const rx = `/renhe/prescriptions/${l.id}`;
    if (l.done === 0) {
      const { rowVersion, checks } = l.saved;
      const body = { rowVersion, alertSetHash: checks.alertSetHash };
      return { path: `${rx}/sign`, token: l.c.doctor.token, key, body };
    }
    if (l.done === 1) {
      const review = await inHand(t, l.c, l.id, reviewer);
      return { path: `${rx}/approve`, token: reviewer, key, body: asShown(review) };
    }
    if (l.done === 2) {
      const { body } = await t.call('GET', `/renhe/visits/${l.c.visitId}`, { token: l.c.patientToken });
      return {
        path: '/renhe/claims',
        token: counter,
        key,
        body: { accessCode: body.prescription.accessCode },
      };
    }
    const { claimId, secret, units } = l.claim!;
    const body = { secret, lines: [give(units, 'capsule')] };
    return { path: `/renhe/claims/${claimId}/dispenses`, token: counter, key, body };
  }

  /** Goes on until it is handed over, or no answer comes. What was asked without an answer is asked again as it was. */
  async function drive(l: Lane): Promise<void> {
    while (l.done < STATES.length - 1) {
      const { path, token, key, body } = (l.asked ??= await nextOf(l));
      let status: number;
      let said: Record<string, unknown>;
      try {
        const answer = await fetch(base + path, {
          method: 'POST',
          headers: {
            ...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': key },
            'Content-Type': 'application/json',
          },
          body: JSON.stringify(body),
        });
        status = answer.status;
        said = (await answer.json()) as Record<string, unknown>;
      } catch {
        return;
      }
      assert.ok(status < 300, `${path}: ${status} ${JSON.stringify(said)}`);
      l.asked = null;
      l.done++;
      if (l.done === 3) {
        const { claimId, secret, lines } = said as unknown as {
          claimId: string;
          secret: string;
          lines: [{ rest: string }];
        };
        l.claim = { claimId, secret, units: lines[0].rest };
      }
    }
  }

  /** Everything that belongs to the state that stands, and nothing of a later one. */
  async function look(l: Lane): Promise<number> {
    const of = `prescription_id = '${l.id}'`;
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT state, (sealed IS NOT NULL)::int AS sealed,
           (SELECT count(*)::int FROM prescription_seals WHERE ${of}) AS seals,
           (SELECT count(*)::int FROM claims WHERE ${of}) AS claims,
           (SELECT count(*)::int FROM fulfilments WHERE ${of}) AS ways,
           (SELECT count(*)::int FROM dispenses WHERE ${of}) AS receipts,
           (SELECT array_agg(action ORDER BY audit_id) FROM audit_entries
             WHERE resource_id = '${l.id}' AND action LIKE 'prescription.%') AS trail,
           (SELECT array_agg(event ORDER BY outbox_id) FROM outbox
             WHERE payload->>'resourceId' = '${l.id}' AND event LIKE 'prescription.%') AS told
         FROM prescriptions WHERE ${of}`,
      ),
    );
    const row = rows[0]!;
    const at = STATES.indexOf(String(row['state']));
    const there = (step: number) => (at >= step ? 1 : 0);
    assert.deepEqual(row, {
      ...{ state: STATES[at], sealed: there(1), seals: there(1) + there(2) },
      ...{ claims: there(3), ways: there(3), receipts: there(4) },
      ...{ trail: TRAIL.slice(0, at + 2), told: TRAIL.slice(0, at + 2) },
    });
    return at;
  }

  it(
    `has what it acknowledged after each of ${KILLS} kills, and nothing by halves`,
    { timeout: 60 * 60_000 },
    async () => {
      const cut = new Set<number>();
      for (let round = 0; round < KILLS; round++) {
        const lanes: Lane[] = [];
        while (lanes.length < LANES) lanes.push(await lane());
        await start();
        const driven = Promise.all(lanes.map(drive));
        await sleep(randomInt(0, 600));
        await kill();
        await driven;
        for (const l of lanes) {
          const at = await look(l);
          assert.ok(
            at === l.done || (l.asked !== null && at === l.done + 1),
            `${l.done} acknowledged, at ${at}`,
          );
          if (l.asked) cut.add(l.done);
        }
        await start();
        await Promise.all(lanes.map(drive));
        await kill();
        for (const l of lanes) assert.deepEqual([l.done, await look(l)], [4, 4]);
      }
      assert.ok(cut.size > 0, 'no kill came amid a request');
    },
  );
});
