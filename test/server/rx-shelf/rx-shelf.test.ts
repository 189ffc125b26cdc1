import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { RxShelf } from '@care-elements/contract/rx-shelf.ts';
import { demoDepartmentId } from '../../../server/demo/seed.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  AMOXICILLIN,
  create,
  inConsult,
  line,
  save,
  signed,
  type Consult,
} from '../prescriptions/kit.ts';

const PARACETAMOL = line('paracetamol-tablet-500mg', { note: '发热时用', meal: 'after' });

describe('rx shelf', () => {
  let t: TestApp;
  before(async () => (t = await openTestApp({ now: () => new Date('2026-11-22T02:00:00Z') })));
  after(() => t.close());

  const shelf = async (c: Consult): Promise<RxShelf> => shelfOf(c, c.doctor.token);
  const shelfOf = async (c: Pick<Consult, 'hospitalId' | 'encounterId'>, token: string): Promise<RxShelf> => {
    const a = await t.call('GET', `/${c.hospitalId}/encounters/${c.encounterId}/rx-shelf`, { token });
    assert.equal(a.status, 200, JSON.stringify(a.body));
    return a.body;
  };
  const keep = (token: string, body: unknown, what = 'favourites') =>
    t.call('POST', `/renhe/rx-shelf/${what}`, { token, body });
  const sql = async (text: string, values: unknown[]) => {
    const client = new pg.Client(t.superuserUrl);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };

  it('keeps a line once, shows it to its doctor alone, and lets it go', async () => {
    const c = await inConsult(t);
    const other = await inConsult(t);
    const first = await keep(c.doctor.token, { item: AMOXICILLIN });
    const again = await keep(c.doctor.token, { item: AMOXICILLIN });
    assert.equal(again.body.favouriteId, first.body.favouriteId);
    const { favourites } = await shelf(c);
    assert.deepEqual(
      favourites.map(({ line: { item, standing } }) => [item, standing]),
      [[{ ...AMOXICILLIN, route: 'oral', meal: null }, 'held']],
    );
    assert.deepEqual((await shelf(other)).favourites, []);
    const path = `/renhe/rx-shelf/favourites/${first.body.favouriteId}`;
    assert.equal((await t.call('DELETE', path, { token: other.doctor.token })).body.code, 'not-found');
    assert.equal((await t.call('DELETE', path, { token: c.doctor.token })).status, 204);
    assert.deepEqual((await shelf(c)).favourites, []);
  });

  it('keeps at most 50, also when many are saved at once', async () => {
    const c = await inConsult(t);
    const answers = await Promise.all(
      Array.from({ length: 55 }, (_, i) => keep(c.doctor.token, { item: { ...AMOXICILLIN, days: i + 1 } })),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 50);
    assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'state-conflict'));
    assert.equal((await shelf(c)).favourites.length, 50);
  });

  it('refuses what the formulary does not hold, an unknown diagnosis, and who may only advise', async () => {
    const c = await inConsult(t);
    assert.equal((await keep(c.doctor.token, { item: line('no-such-drug') })).body.code, 'invalid-input');
    const body = { name: 'x', codes: ['J06.9', 'nonsense'], items: [AMOXICILLIN], departmentId: null };
    const codes = await keep(c.doctor.token, body, 'templates');
    assert.deepEqual(
      codes.body.errors.map((e: { pointer: string }) => e.pointer),
      ['/codes/1'],
    );
    const adviser = await addPerson(t, { treatmentRight: false });
    assert.equal((await keep(adviser.token, { item: AMOXICILLIN })).body.code, 'not-entitled');
  });

  it('offers templates that fit the diagnosis first, and shares one in the department only when asked', async () => {
    const c = await inConsult(t);
    const colleague = await inConsult(t);
    const departmentId = demoDepartmentId('renhe', '02');
    const make = async (name: string, code: string, shared: boolean) => {
      const body = { name, codes: [code], items: [AMOXICILLIN, PARACETAMOL] };
      const a = await keep(
        c.doctor.token,
        { ...body, departmentId: shared ? departmentId : null },
        'templates',
      );
      assert.equal(a.status, 201, JSON.stringify(a.body));
      return a.body.templateId as string;
    };
    await make('上感', 'J06.9', false);
    const hypertension = await make('高血压', 'I10', true);
    const mine = (await shelf(c)).templates;
    assert.deepEqual(
      mine.map(({ name, fits, own, shared, lines }) => [name, fits, own, shared, lines.length]),
      [
        ['上感', true, true, false, 2],
        ['高血压', false, true, true, 2],
      ],
    );
    const theirs = (await shelf(colleague)).templates;
    assert.deepEqual(
      theirs
        .filter(({ templateId }) => mine.some((one) => one.templateId === templateId))
        .map(({ name, own }) => [name, own]),
      [['高血压', false]],
    );
    const path = `/renhe/rx-shelf/templates/${hypertension}`;
    assert.equal((await t.call('DELETE', path, { token: colleague.doctor.token })).body.code, 'not-found');
    assert.equal((await t.call('DELETE', path, { token: c.doctor.token })).status, 204);
    const away = {
      name: 'x',
      codes: [],
      items: [AMOXICILLIN],
      departmentId: demoDepartmentId('renhe', '03'),
    };
    assert.equal((await keep(c.doctor.token, away, 'templates')).body.code, 'not-entitled');
  });

  it('remembers what the doctor signed, each order once and without its note, never a draft', async () => {
    const c = await inConsult(t);
    assert.deepEqual((await shelf(c)).recent, []);
    const draft = await create(t, c);
    await save(t, c, draft, [AMOXICILLIN]);
    assert.deepEqual((await shelf(c)).recent, []);
    assert.deepEqual((await shelf(c)).history, []);
    const signedNow = await inConsult(t);
    await signed(t, signedNow, [PARACETAMOL]);
    const { recent } = await shelf(signedNow);
    assert.deepEqual(
      recent.map(({ item }) => [item.drugId, item.note, item.meal]),
      [[PARACETAMOL.drugId, null, 'after']],
    );
  });

  it('shows the patient’s signed prescriptions to who treats them now, as they were, and to nobody else', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c, [PARACETAMOL]);
    const own = await shelf(c);
    assert.deepEqual(
      own.history.map((one) => [one.prescriptionId, one.signedOn, one.state, one.lines[0]!.item.note]),
      [[rx.prescriptionId, '2026-11-22', 'pending_review', '发热时用']],
    );
    const stranger = await inConsult(t);
    assert.deepEqual((await shelf(stranger)).history, []);
    const peek = await t.call('GET', `/renhe/encounters/${c.encounterId}/rx-shelf`, {
      token: stranger.doctor.token,
    });
    assert.equal(peek.body.code, 'not-found');
    // The same person comes again and meets another doctor.
    const later = await inConsult(t);
    await sql(
      `UPDATE visits SET patient_id = (SELECT patient_id FROM visits WHERE visit_id = $1) WHERE visit_id = $2`,
      [c.visitId, later.visitId],
    );
    assert.deepEqual(
      (await shelf(later)).history.map(({ prescriptionId }) => prescriptionId),
      [rx.prescriptionId],
    );
    await sql(`UPDATE encounters SET state = 'cancelled' WHERE encounter_id = $1`, [later.encounterId]);
    assert.deepEqual((await shelf(later)).history, []);
  });

  it('says which medicine the formulary no longer holds', async () => {
    const c = await inConsult(t);
    const kept = await keep(c.doctor.token, { item: AMOXICILLIN });
    await sql(
      `UPDATE rx_favourites SET item = jsonb_set(item, '{drugId}', '"left-the-formulary"') WHERE favourite_id = $1`,
      [kept.body.favouriteId],
    );
    const { favourites } = await shelf(c);
    assert.equal(favourites[0]!.line.standing, 'gone');
    assert.equal(favourites[0]!.line.drug.name.en, kept.body.line.drug.name.en);
  });

  it('has something on it in the demo, which can be prescribed', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const ids = await callAndEnter(t, token, await waitingPatient(t));
    const { favourites, templates } = await shelfOf({ hospitalId: 'renhe', ...ids }, token);
    const standings = [...favourites.map((one) => one.line), ...templates.flatMap(({ lines }) => lines)];
    assert.deepEqual(
      [favourites.length, templates.map(({ name, shared }) => [name, shared])],
      [
        1,
        [
          ['成人上感', true],
          ['四君子汤（每剂）', true],
        ],
      ],
    );
    assert.ok(standings.every(({ standing }) => standing === 'held'));
  });
});
