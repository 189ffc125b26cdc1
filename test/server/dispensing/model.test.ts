/**
 * Random sequences of acts by everybody, against the table and the guards: what is not listed never happens, nothing is given twice, more
 * than prescribed or unreviewed, and each change of state is in the trail and the outbox exactly once. CARE_MODEL_RUNS sets how many.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  PRESCRIPTION_MACHINE,
  type PrescriptionAction,
  type PrescriptionState,
} from '@care-elements/contract/prescription.machine.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { SYSTEM, type Actor } from '../../../server/actor.ts';
import { cancelEnded } from '../../../server/dispensing/fulfil.ts';
import { expireDue } from '../../../server/prescriptions/end.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, signedIn, type TestApp } from '../../kit/open-test-app.ts';
import { inConsult } from '../prescriptions/kit.ts';
import { ACTS, expected } from './model-acts.ts';
import { begin, doomed, tick, type Act, type Tokens, type World } from './model-world.ts';

const RUNS = Number(process.env['CARE_MODEL_RUNS'] ?? 30);
interface Pick {
  n: number;
  fits: boolean;
}
const YEARS = 20 * 365 * 86_400_000;

/** The trail's verbs in the machine's words. */
const ACTION_OF: Record<string, PrescriptionAction> = {
  ...{ created: 'create', revised: 'revise', saved: 'save', signed: 'sign' },
  ...{ approved: 'approve', returned: 'return', rejected: 'reject', voided: 'void', expired: 'expire' },
  ...{ claimed: 'claim', claim_recovered: 'recover_claim', released: 'release', declined: 'decline' },
  ...{ partly_dispensed: 'dispense_part', dispensed: 'dispense', extended: 'extend' },
};
const AT_COUNTER = ['claim', 'recover_claim', 'release', 'decline', 'dispense_part', 'dispense'];

describe('a prescription among many hands', () => {
  let t: TestApp;
  let now = new Date('2026-11-22T02:00:00Z');
  let staff: Omit<Tokens, 'doctor' | 'patient' | 'prescriberReviewing'>;
  const sweep = () =>
    inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, async (work) => {
      await expireDue(work);
      await cancelEnded(work);
    });
  const clock = { at: () => now, pass: (ms: number) => void (now = new Date(now.getTime() + ms)), sweep };
  const token = (hospitalId: string, role: 'doctor' | 'pharmacist' | 'pharmacy', clinicianId: string) =>
    signedIn(t.deps, { hospitalId, sessionId: t.deps.newId(), role, clinicianId } as Actor, YEARS);

  before(async () => {
    t = await openTestApp({ now: () => now });
    const of = (hospitalId: string, role: 'doctor' | 'pharmacist' | 'pharmacy', name: string) =>
      token(hospitalId, role, demoClinicianId(hospitalId, name));
    staff = {
      otherDoctor: await of('renhe', 'doctor', 'zhao'),
      reviewer: await of('renhe', 'pharmacist', 'he'),
      own: await of('renhe', 'pharmacist', 'gao'),
      partner: await of('renhe', 'pharmacy', 'mei'),
      foreignDoctor: await of('lakeside', 'doctor', 'delgado'),
      foreignPharmacist: await of('lakeside', 'pharmacist', 'park'),
    };
  });
  after(() => t.close());

  const rows = async (text: string) =>
    (await t.deps.db.tenant('renhe', (tx) => tx.execute(text))).rows as Record<string, string | null>[];

  async function world(): Promise<World> {
    // Each on a day of its own, in the morning.
    now = new Date(Math.ceil(now.getTime() / 86_400_000) * 86_400_000 + 2 * 3600_000);
    const c = await inConsult(t);
    const doctor = await token('renhe', 'doctor', c.doctor.clinicianId);
    return begin(
      t,
      { ...c, doctor: { ...c.doctor, token: doctor } },
      {
        ...staff,
        doctor,
        prescriberReviewing: await token('renhe', 'pharmacist', c.doctor.clinicianId),
        patient: c.patientToken,
      },
      clock,
    );
  }

  /** Half of the acts are any; the others fit: what may succeed now, and whatever the holder may try. */
  function pick(w: World, { n, fits }: Pick): string {
    tick(w);
    const near = (a: Act) => expected(a, w) || (w.held !== null && a.name.startsWith(w.held.where));
    const from = fits ? ACTS.filter(near) : ACTS;
    return (from.length > 0 ? from : ACTS)[n % (from.length || ACTS.length)]!.name;
  }

  async function step(w: World, name: string): Promise<void> {
    const act = ACTS.find((a) => a.name === name)!;
    w.done.push(name);
    tick(w);
    const may = expected(act, w);
    const answers = [await act.run(w)].flat().filter((a) => a !== undefined);
    const done = answers.filter((a) => a.status < 300);
    const said = () =>
      `${w.done.join(', ')} in ${w.state}: ${answers.map((a) => `${a.status} ${JSON.stringify(a.body)}`).join()}`;
    assert.ok(
      answers.every((a) => a.status < 500),
      said(),
    );
    if (answers.length > 0) assert.equal(done.length, may ? 1 : 0, said());
    if (may && done[0]) act.then?.(w, done[0].body);
    tick(w);
    await agree(w, said);
  }

  /** The state that is stored, with what the clock has done to it, is the model's. */
  async function agree(w: World, said: () => string): Promise<void> {
    const [row] = await rows(
      `SELECT state, valid_until, claimed_until FROM prescriptions WHERE prescription_id = '${w.id}'`,
    );
    let state = row!['state'] as PrescriptionState;
    const past = (at: string | null = null) => at !== null && new Date(at) <= now;
    if (state === 'claimed' && past(row!['claimed_until'])) state = 'approved';
    const open = ['pending_review', 'approved', 'partially_dispensed'].includes(state);
    if (open && past(row!['valid_until'])) state = 'expired';
    // Somebody looked, and what its doctor had asked back is void.
    if (doomed(w) && state === 'voided') Object.assign(w, { state: 'voided', asked: false });
    assert.equal(state, w.state, said());
  }

  /** The trail alone, played through the table, leads to the state that stands; the outbox tells the same. */
  async function audit(w: World, id: string): Promise<void> {
    const trail = await rows(
      `SELECT action, actor_role FROM audit_entries WHERE resource_id = '${id}' AND action LIKE 'prescription.%'
       ORDER BY audit_id`,
    );
    const told = await rows(
      `SELECT event FROM outbox WHERE payload->>'resourceId' = '${id}' AND event LIKE 'prescription.%' ORDER BY outbox_id`,
    );
    const verbs = trail.map((r) => String(r['action']));
    assert.deepEqual(
      told.map((r) => String(r['event'])),
      verbs,
    );
    let state: PrescriptionState | null = null;
    const counts: Record<string, number> = {};
    for (const entry of trail) {
      const action = ACTION_OF[String(entry['action']).slice('prescription.'.length)];
      assert.ok(action, `unknown: ${String(entry['action'])}`);
      const actor = String(entry['actor_role']) as Role;
      // A pharmacist of the hospital at its own counter acts for it.
      const role = AT_COUNTER.includes(action) && actor === 'pharmacist' ? 'pharmacy' : actor;
      const to: PrescriptionState | undefined = next(PRESCRIPTION_MACHINE, state, action, role);
      assert.ok(to, `${state} ${action} ${role} is not in the table: ${verbs.join()}`);
      if (action === 'claim') assert.ok(counts['approve'], 'claimed unreviewed');
      counts[action] = (counts[action] ?? 0) + 1;
      state = to;
    }
    const n = (action: string) => counts[action] ?? 0;
    assert.ok(n('dispense') <= 1 && n('approve') <= 1 && n('sign') <= 1, verbs.join());
    const of = `prescription_id = '${id}'`;
    const [stands] = await rows(
      `SELECT state, (SELECT count(*)::int FROM claims WHERE ${of}) AS claims,
         (SELECT coalesce(sum(recovered), 0)::int FROM claims WHERE ${of}) AS recovered,
         (SELECT count(*)::int FROM dispenses WHERE ${of}) AS dispenses,
         (SELECT count(*)::int FROM prescription_extensions WHERE ${of}) AS extensions,
         (SELECT coalesce(sum((line->>'units')::numeric), 0)::float FROM dispenses, jsonb_array_elements(lines) line
          WHERE ${of}) AS units
       FROM prescriptions WHERE ${of}`,
    );
    assert.deepEqual(stands, {
      ...{ state, claims: n('claim'), recovered: n('recover_claim'), extensions: n('extend') },
      dispenses: n('dispense_part') + n('dispense'),
      units: id === w.id ? w.given : 0,
    });
    if (id === w.id && w.total > 0) assert.ok(w.given <= w.total, 'more than prescribed');
    if (n('dispense')) assert.equal(w.given, w.total);
  }

  const WAYS_IN = [
    [],
    ['the doctor signs'],
    ['the doctor signs', 'the reviewer passes'],
    ['the doctor signs', 'the reviewer passes', 'the patient chooses own'],
    ['the doctor signs', 'the reviewer passes', 'own claims by code'],
    ['the doctor signs', 'the reviewer passes', 'partner claims by code', 'partner gives a part'],
  ];

  it(`keeps to the table in ${RUNS} random sequences`, { timeout: 45 * 60_000 }, async () => {
    const tried = new Set<string>();
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WAYS_IN),
        fc.array(fc.record({ n: fc.nat(10_000), fits: fc.boolean() }), { minLength: 8, maxLength: 20 }),
        async (first, picks) => {
          const w = await world();
          const go = async (name: string) => {
            await step(w, name);
            tried.add(name);
            reached.add(w.state);
          };
          for (const name of first) await go(name);
          for (const one of picks) await go(pick(w, one));
          for (const id of [...w.former, w.id]) await audit(w, id);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    // A few runs may leave one out.
    if (RUNS < 200) return;
    assert.deepEqual([...tried].toSorted(), ACTS.map((a) => a.name).toSorted());
    for (const state of ['claimed', 'partially_dispensed', 'dispensed', 'voided', 'expired'])
      assert.ok(reached.has(state), `no sequence came to ${state}`);
  });
});
