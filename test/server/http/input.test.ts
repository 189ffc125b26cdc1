/** Input that is JSON, or nearly, and still can't be kept: refused by name, never a 5xx. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { answerTriage, callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, PATIENT, type TestApp } from '../../kit/open-test-app.ts';

const UNKEEPABLE = { 'U+0000': 'a\u0000b', 'a high half': 'x\ud83d', 'a low half': '\udc00x' };
const consent = { version: 'demo-1', agreed: true };

describe('input that no record can hold', () => {
  let t: TestApp;
  let doctor: string;
  let encounterId: string;
  let prescriptionId: string;
  before(async () => {
    t = await openTestApp();
    doctor = await t.tokenOf('renhe', 'zhao');
    ({ encounterId } = await callAndEnter(t, doctor, await waitingPatient(t)));
    const rx = await t.call('POST', `/renhe/encounters/${encounterId}/prescriptions`, { token: doctor });
    ({ prescriptionId } = rx.body);
  });
  after(() => t.close());

  const patient = (change: object) => ({ patient: { ...PATIENT, ...change }, language: 'en', consent });
  const guardian = { name: 'G', phone: '12345', relation: 'parent' };
  const bodies: [string, string, (text: string) => unknown, string][] = [
    ['POST', 'sessions', (x) => ({ username: x, password: 'x' }), '/username'],
    ['POST', 'visits', (x) => patient({ name: x }), '/patient/name'],
    ['POST', 'visits', (x) => patient({ guardian: { ...guardian, name: x } }), '/patient/guardian/name'],
    [
      'POST',
      'visits',
      (x) => patient({ allergies: { status: 'some', items: ['a', x] } }),
      '/patient/allergies/items/1',
    ],
    ['PUT', 'note', (x) => ({ rowVersion: 0, note: { ...NOTE, advice: x } }), '/note/advice'],
    [
      'PUT',
      'note',
      (x) => ({ rowVersion: 0, note: { ...NOTE, diagnoses: [{ code: x, name: { 'zh-CN': '', en: '' } }] } }),
      '/note/diagnoses/0/code',
    ],
    [
      'PUT',
      'prescription',
      (x) => ({
        ...{ rowVersion: 0, items: [], longReason: '', guardianConfirmed: false },
        overrides: [{ key: x, reason: 'other', text: '' }],
      }),
      '/overrides/0/key',
    ],
    ['POST', 'visits', (x) => ({ ...patient({}), 'a/b~': { [x]: 1 } }), '/a~1b~0'],
  ];
  const pathOf = (name: string) =>
    name === 'note'
      ? `/renhe/encounters/${encounterId}/note`
      : name === 'prescription'
        ? `/renhe/prescriptions/${prescriptionId}`
        : `/renhe/${name}`;

  for (const [method, name, body, pointer] of bodies)
    it(`${method} ${name}${pointer}`, async () => {
      const token = name === 'note' || name === 'prescription' ? doctor : undefined;
      for (const [what, text] of Object.entries(UNKEEPABLE)) {
        const answer = await t.call(method, pathOf(name), { token, body: body(text) });
        assert.equal(answer.body.code, 'invalid-input', what);
        assert.equal(answer.body.errors[0].pointer, pointer, what);
      }
    });

  it('refuses a body in another encoding, or nested without end', async () => {
    const send = async (body: Uint8Array) => {
      const answer = await t.app.request('/v1/hospitals/renhe/visits', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k'.repeat(20) },
        body: body as BodyInit,
      });
      return (await answer.json()).code;
    };
    // 王 in GBK.
    const [head, tail] = JSON.stringify(patient({ name: '@' })).split('@');
    const gbk = Buffer.concat([Buffer.from(head!), Buffer.from([0xcd, 0xf5]), Buffer.from(tail!)]);
    assert.equal(await send(gbk), 'malformed-body');
    const deep = '['.repeat(40_000) + ']'.repeat(40_000);
    assert.equal(await send(Buffer.from(`{"patient":${deep}}`)), 'malformed-body');
    assert.equal(await send(Buffer.from(deep)), 'malformed-body');
  });

  it('cuts a long complaint between two characters', async () => {
    const visit = await t.openVisit();
    await answerTriage(t, visit, { text: '痛'.repeat(199) + '😀😀' });
    const place = await t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
      token: visit.token,
      body: { departmentId: departmentId('renhe', '03') },
    });
    assert.equal(place.status, 201);
    const queue = await t.call('GET', `/renhe/departments/${departmentId('renhe', '03')}/queue`, {
      token: doctor,
    });
    const entry = queue.body.entries.find((e: { visitId: string }) => e.visitId === visit.visitId);
    assert.equal(entry.complaint, '痛'.repeat(199));
  });

  it('ends the connection of a body that it will not read, so that no later request on it is cut', async () => {
    const { port } = await t.listen();
    const body = 'x'.repeat(200_000);
    const length = { whole: `Content-Length: ${body.length}\r\n\r\n${body}`, chunked: '' };
    length.chunked = `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    for (const rest of Object.values(length)) {
      const said = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(`POST /v1/hospitals/renhe/visits HTTP/1.1\r\nHost: x\r\n${rest}`),
        );
        socket.on('data', (data) => (text += data));
        socket.on('error', () => undefined).on('close', () => resolve(text));
      });
      assert.match(said, /^HTTP\/1.1 413 /);
      assert.match(said, /connection: close/i);
    }
  });
});
