/** A server with real patients gives them only what the medical lead has signed; without it a human asks, and nobody stands before a wall. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { builtInHash, builtInVersion, owners, protocolFile } from '../../kit/content.ts';
import { answerTriage } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('a server with real patients', () => {
  let t: TestApp;
  let o: Awaited<ReturnType<typeof owners>>;
  before(async () => {
    t = await openTestApp({ demo: false });
    o = await owners(t);
  });
  after(() => t.close());

  const offered = async (hospital = 'renhe', q = '') =>
    (
      await t.call('GET', `/${hospital}/complaints?age=40&sex=male&q=${encodeURIComponent(q)}`)
    ).body.complaints.map((c: { complaintId: string }) => c.complaintId);
  const sign = (id: string) => o.sign(id, builtInHash(id), builtInVersion(id));
  const join = (visit: { visitId: string; token: string }, text?: string) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
      token: visit.token,
      body: { departmentId: departmentId('renhe', '03'), ...(text && { text }) },
    });

  it('offers nothing that nobody signed, in no way', async () => {
    assert.deepEqual([await offered(), await offered('renhe', '胸口疼得厉害')], [[], []]);
    assert.equal((await t.call('GET', '/renhe/protocols/cold')).body.code, 'not-found');
    const visit = await t.openVisit('renhe');
    const begun = await t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
      token: visit.token,
      body: { protocolId: 'cold', text: '流鼻涕' },
    });
    assert.equal(begun.body.code, 'not-found');
    const sent = await t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: {
        protocols: [{ id: 'cold', hash: builtInHash('cold') }],
        text: '',
        answers: { danger: ['none'] },
      },
    });
    assert.deepEqual([sent.body.code, sent.body.current], ['protocol-outdated', null]);
  });

  it('lets the patient wait for a human all the same, as urgent until somebody asks', async () => {
    const visit = await t.openVisit('renhe');
    const place = await join(visit, '胸口有点闷');
    assert.equal(place.status, 201, JSON.stringify(place.body));
    const doctor = await t.tokenOf('renhe', 'zhao');
    const desk = await t.call('GET', `/renhe/departments/${departmentId('renhe', '03')}/queue`, {
      token: doctor,
    });
    const entry = desk.body.entries.find((e: { visitId: string }) => e.visitId === visit.visitId);
    assert.deepEqual([entry.level, entry.flags, entry.complaint], [2, [], '胸口有点闷']);
    const view = (await t.call('GET', `/renhe/visits/${visit.visitId}`, { token: visit.token })).body;
    assert.deepEqual([view.triage, view.queue.state], [null, 'waiting']);
  });

  it('says in the list what is published and not served', async () => {
    const { body } = await o.list();
    assert.equal(body.unsignedServed, false);
    assert.ok(
      body.items.every((i: { state: string; served: boolean }) => i.state === 'published' && !i.served),
    );
  });

  it('offers a complaint from its signature on, at that hospital; measurements and words count only when signed', async () => {
    assert.equal((await sign('cold')).body.served, true);
    assert.deepEqual([await offered(), await offered('lakeside')], [['cold'], []]);
    const visit = await t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
    const begin = () =>
      t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
        token: visit.token,
        body: { protocolId: 'cold', text: '流鼻涕' },
      });
    assert.deepEqual((await begin()).body.measures, []);
    const answers = {
      ...{ danger: ['none'], 'cold-with': ['none'], temp: ['t36'], risk: ['none'], lasting: ['h24'] },
    };
    const send = () =>
      t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
        token: visit.token,
        body: {
          protocols: [{ id: 'cold', hash: builtInHash('cold') }],
          ...{ text: '流鼻涕', answers, measures: { spo2: 93 } },
        },
      });
    const before = (await send()).body;
    assert.equal(before.triage.reviewed, true, JSON.stringify(before));
    assert.ok(before.triage.level > 2);
    await sign('vitals');
    assert.notDeepEqual((await begin()).body.measures, []);
    const after = (await send()).body;
    assert.deepEqual([after.triage.level, after.triage.reviewed], [2, true]);
  });

  it('asks everybody again once the general questions are signed: no place without triage then', async () => {
    const waiting = await t.openVisit('renhe');
    await sign('general');
    const refused = await join(waiting);
    assert.deepEqual([refused.status, refused.body.code], [409, 'state-conflict']);
    assert.deepEqual(await offered(), ['cold', 'general']);
    const done = await answerTriage(t, waiting, { protocol: 'general' });
    assert.equal(done.status, 201, JSON.stringify(done.body));
    assert.equal((await join(waiting)).status, 201);
  });

  it('publishes nothing unsigned, so that no signed version goes out of use for it', async () => {
    const { hash } = (await o.upload(protocolFile('cold', { otherwise: 2 }))).body;
    const early = await o.publish('cold', hash);
    assert.deepEqual([early.status, early.body.code], [409, 'signature-missing']);
    assert.ok((await offered()).includes('cold'));
    await o.sign('cold', hash, '9.0.0');
    assert.equal((await o.publish('cold', hash)).status, 200);
    assert.equal((await t.call('GET', '/renhe/protocols/cold')).body.hash, hash);
    await o.retire('cold', hash);
    assert.ok(!(await offered()).includes('cold'));
  });
});
