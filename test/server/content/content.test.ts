/** Versions of protocols by API: uploaded or refused with the lint's words, tried, published without a restart, retired, and who may. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { createApp } from '../../../server/app.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { inHospital } from '../../../server/work.ts';
import { builtInHash, builtInVersion, owners, protocolFile, upload } from '../../kit/content.ts';
import { answerTriage } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('versions of protocols', () => {
  let t: TestApp;
  let o: Awaited<ReturnType<typeof owners>>;
  before(async () => {
    t = await openTestApp();
    o = await owners(t);
  });
  after(() => t.close());

  const inUse = async (id: string, hospital = 'renhe') =>
    (await t.call('GET', `/${hospital}/protocols/${id}`)).body.hash;
  const replay = (triageResultId: string) =>
    inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
      replayTriage(work, triageResultId),
    );

  it('lists what came with the program: published, built-in, signed by nobody', async () => {
    const { body, status } = await o.list();
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.unsignedServed, true);
    const cold = body.items.find((i: { contentId: string }) => i.contentId === 'cold');
    const { title, rules, unconfirmed, ...rest } = cold;
    assert.deepEqual(rest, {
      ...{ kind: 'protocol', contentId: 'cold', version: builtInVersion('cold'), hash: builtInHash('cold') },
      ...{ state: 'published', origin: 'built-in', served: true, review: null, lastSigned: null },
    });
    assert.ok(rules > 5 && unconfirmed > 0 && unconfirmed <= rules && title.en);
  });

  it('a good file becomes a draft that no patient gets; the same file again is the same draft', async () => {
    const { status, body } = await o.upload(protocolFile('rash'));
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual([body.state, body.origin, body.served], ['draft', 'uploaded', false]);
    assert.equal(body.body.version, '9.0.0');
    assert.equal(await inUse('rash'), builtInHash('rash'));
    const again = await o.upload(protocolFile('rash'));
    assert.equal(again.status, 201);
    assert.equal(again.body.hash, body.hash);
    assert.equal(again.body.versions.length, 1);
  });

  describe('a bad file is refused', () => {
    const refused = async (change: object) => {
      const { status, body } = await o.upload({ ...protocolFile('cough'), version: '9.9.9', ...change });
      assert.deepEqual([status, body.code], [422, 'invalid-input'], JSON.stringify(body));
      return body.errors;
    };

    it('with the lint’s words, and where it is', async () => {
      const { rules } = protocolFile('cough');
      const odd = rules.toSpliced(2, 1, { ...rules[2]!, source: [{ src: 'NOWHERE' }] });
      const [error] = await refused({ rules: odd });
      assert.deepEqual(error, {
        pointer: '/content/rules/2',
        code: 'lint',
        message: 'Its source NOWHERE is not in the list. Add it to sources.json.',
        where: `rules/${rules[2]!.id}`,
        problem: 'Its source NOWHERE is not in the list.',
        remedy: 'Add it to sources.json.',
      });
    });

    it('where its shape is wrong: an unknown operator, a missing part, another type', async () => {
      const { rules } = protocolFile('cough');
      const odd = rules.toSpliced(1, 1, { ...rules[1]!, when: { perhaps: ['danger', 'blue'] } as never });
      assert.match((await refused({ rules: odd }))[0].pointer, /^\/content\/rules\/1\/when/);
      assert.equal((await refused({ otherwise: 'soon' }))[0].pointer, '/content/otherwise');
      assert.equal((await refused({ title: undefined }))[0].pointer, '/content/title');
    });

    it('where it asks another question under a linkId that others have', async () => {
      const { questions } = protocolFile('cough');
      const at = questions.findIndex(({ linkId }) => linkId === 'danger');
      const other = { ...questions[at]!, text: { 'zh-CN': '有吗？', en: 'Any?' } };
      const errors = await refused({ questions: questions.toSpliced(at, 1, other) });
      assert.match(errors[0].problem, /asks another question under this linkId/);
      assert.equal(errors[0].pointer, `/content/questions/${at}`);
    });

    it('where it loses, or lowers, the rule of an answer that is an emergency everywhere', async () => {
      const { rules } = protocolFile('cough');
      const at = rules.findIndex(({ id }) => id === 'danger.cannot-speak');
      for (const odd of [rules.toSpliced(at, 1), rules.toSpliced(at, 1, { ...rules[at]!, level: 2 })]) {
        const [error] = await refused({ rules: odd });
        assert.equal(error.where, 'questions/danger/cannot-speak');
        assert.match(error.problem, /take this answer for an emergency/);
      }
    });

    it('where the version is taken by another content', async () => {
      const errors = await refused({
        version: builtInVersion('cold'),
        title: { 'zh-CN': '咳', en: 'Coughing' },
      });
      assert.deepEqual([errors[0].pointer, errors[0].code], ['/content/version', 'version-taken']);
    });

    it('and nothing of it is kept', async () => {
      const { body } = await o.list();
      assert.ok(
        !body.items.some(
          (i: { contentId: string; state: string }) => i.contentId === 'cough' && i.state === 'draft',
        ),
      );
    });
  });

  it('a corrected draft takes the place of the draft with its version', async () => {
    const first = (await o.upload(protocolFile('eye'))).body;
    const second = (await o.upload(protocolFile('eye', { otherwise: 2 }))).body;
    assert.notEqual(first.hash, second.hash);
    assert.deepEqual(
      second.versions.map((v: { hash: string; state: string }) => [v.hash, v.state]).sort(),
      [
        [first.hash, 'retired'],
        [second.hash, 'draft'],
      ].sort(),
    );
  });

  describe('a trial', () => {
    it('understands words, asks the next question and says what would be said; nothing is stored', async () => {
      const { hash } = (await o.upload(protocolFile('headache'))).body;
      const started = await o.trial('headache', hash, { text: '头痛两天' });
      assert.equal(started.status, 200, JSON.stringify(started.body));
      assert.ok(started.body.next.linkId && started.body.left > 0);
      const grave = await o.trial('headache', hash, { answers: { danger: ['hard-to-wake'] } });
      assert.equal(grave.body.level, 1);
      assert.equal(grave.body.next, null);
      assert.equal(grave.body.reasons[0].ruleId, 'danger.hard-to-wake');
      const wrong = await o.trial('headache', hash, { answers: { danger: ['nonsense'] } });
      assert.deepEqual([wrong.body.code, wrong.body.errors[0].pointer], ['invalid-input', '/answers/danger']);
      const rows = await t.deps.db.tenant('renhe', async (tx) => tx.execute('SELECT 1 FROM triage_results'));
      assert.equal(rows.rowCount, 0);
    });
  });

  describe('publishing', () => {
    it('gives the next patient the new version at this hospital alone; the stored result replays; the old one comes back', async () => {
      const visit = await t.openVisit('renhe');
      const done = await answerTriage(t, visit, { protocol: 'cold', text: '流鼻涕' });
      assert.equal(done.status, 201, JSON.stringify(done.body));
      const calm = done.body.triage.level;
      const file = protocolFile('cold', { otherwise: 2 });
      const { hash } = (await o.upload(file)).body;
      const published = await o.publish('cold', hash);
      assert.deepEqual([published.status, published.body.state], [200, 'published']);
      assert.deepEqual([await inUse('cold'), await inUse('cold', 'lakeside')], [hash, builtInHash('cold')]);
      const next = await t.openVisit('renhe');
      const result = (await answerTriage(t, next, { protocol: 'cold', text: '流鼻涕' })).body.triage;
      assert.deepEqual([result.level, result.protocols[0].version], [Math.min(2, calm), '9.0.0']);
      for (const { triageResultId, level } of [done.body.triage, result]) {
        const again = await replay(triageResultId);
        assert.deepEqual([again.same, again.level], [true, level]);
      }
      const back = await o.publish('cold', builtInHash('cold'));
      assert.equal(back.status, 200, JSON.stringify(back.body));
      assert.equal(await inUse('cold'), builtInHash('cold'));
      const states = back.body.versions.map((v: { version: string; state: string }) => [v.version, v.state]);
      assert.deepEqual(states.sort(), [
        [builtInVersion('cold'), 'published'],
        ['9.0.0', 'retired'],
      ]);
    });

    it('a complaint that nobody had is offered under the protocol’s title, found by its words, and asked', async () => {
      const content = JSON.parse(
        JSON.stringify(protocolFile('insomnia')).replaceAll('"insomnia.', '"hair-loss.'),
      );
      const source = [{ src: 'OWN', page: 'House guideline 12, 2026-05' }];
      const { status, body } = await o.upload({
        ...{
          ...content,
          id: 'hair-loss',
          complaint: 'hair-loss',
          title: { 'zh-CN': '脱发', en: 'Hair loss' },
        },
        synonyms: { 'zh-CN': ['脱发', '掉头发'], en: ['hair loss', 'bald'] },
        rules: content.rules.map((rule: object) => ({ ...rule, source })),
      });
      assert.equal(status, 201, JSON.stringify(body));
      const names = async (q: string, hospital = 'renhe') => {
        const found = await t.call('GET', `/${hospital}/complaints?age=40&q=${encodeURIComponent(q)}`);
        return found.body.complaints.map((c: { protocolId: string }) => c.protocolId);
      };
      assert.ok(!(await names('掉头发两个月')).includes('hair-loss'));
      assert.equal((await o.publish('hair-loss', body.hash)).status, 200);
      assert.equal((await names('掉头发两个月'))[0], 'hair-loss');
      assert.ok(!(await names('掉头发两个月', 'lakeside')).includes('hair-loss'));
      const done = await answerTriage(t, await t.openVisit('renhe'), { protocol: 'hair-loss' });
      assert.equal(done.status, 201, JSON.stringify(done.body));
      assert.equal(done.body.triage.protocols[0].id, 'hair-loss');
    });

    it('reaches another process at its next request', async () => {
      const other = createApp(t.deps, { rateFactor: 1000 });
      const seen = async () =>
        (await (await other.request('/v1/hospitals/renhe/protocols/burn')).json()).hash as string;
      assert.equal(await seen(), builtInHash('burn'));
      const { hash } = (await o.upload(protocolFile('burn', { otherwise: 2 }))).body;
      await o.publish('burn', hash);
      assert.equal(await seen(), hash);
      await o.retire('burn', hash);
      assert.equal((await other.request('/v1/hospitals/renhe/protocols/burn')).status, 404);
    });

    it('two at once: one version is published in the end', async () => {
      const hashes: string[] = [];
      for (const version of ['9.0.1', '9.0.2'])
        hashes.push((await o.upload(protocolFile('dental', { version }))).body.hash);
      const answers = await Promise.all(hashes.map((hash) => o.publish('dental', hash)));
      assert.deepEqual(
        answers.map((a) => a.status),
        [200, 200],
      );
      const { body } = await o.list();
      const of = body.items.filter(
        (i: { contentId: string; state: string }) => i.contentId === 'dental' && i.state === 'published',
      );
      assert.equal(of.length, 1);
    });

    it('of what is published already, and retiring what is retired, is a conflict', async () => {
      const { hash } = (await o.upload(protocolFile('ear'))).body;
      await o.publish('ear', hash);
      assert.equal((await o.publish('ear', hash)).body.code, 'state-conflict');
      await o.retire('ear', hash);
      const again = await o.retire('ear', hash);
      assert.deepEqual([again.body.code, again.body.current], ['state-conflict', 'retired']);
    });
  });

  it('an interview that was begun with a version retired meanwhile is told so, and its answers go with the new one', async () => {
    const visit = await t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
    const old = (await t.call('GET', '/renhe/protocols/fatigue')).body.hash;
    const { hash } = (await o.upload(protocolFile('fatigue', { otherwise: 2 }))).body;
    await o.publish('fatigue', hash);
    const answers = { danger: ['blue'] };
    const send = (of: string) =>
      t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
        token: visit.token,
        body: { protocols: [{ id: 'fatigue', hash: of }], text: '', answers },
      });
    const late = await send(old);
    assert.deepEqual(
      [late.status, late.body.code, late.body.current],
      [409, 'protocol-outdated', { id: 'fatigue', hash }],
    );
    const view = (await t.call('GET', `/renhe/visits/${visit.visitId}`, { token: visit.token })).body;
    assert.deepEqual([view.status, view.triage], ['open', null]);
    assert.equal((await send(hash)).body.triage.level, 1);
  });

  it('leaves a trail: who did what to which version', async () => {
    const { hash } = (await o.upload(protocolFile('wound'))).body;
    await o.publish('wound', hash);
    const { rows } = await t.deps.db.tenant('renhe', async (tx) =>
      tx.execute(
        `SELECT action, actor_role FROM audit_entries WHERE resource_type = 'TriageContent' AND resource_id LIKE 'protocol/wound/%' ORDER BY at, audit_id`,
      ),
    );
    assert.deepEqual(
      rows.map((r) => [r['action'], r['actor_role']]),
      [
        ['content.uploaded', 'administrator'],
        ['content.superseded', 'administrator'],
        ['content.published', 'administrator'],
      ],
    );
  });

  it('a patient, a doctor and a pharmacist may nothing of it; a lead uploads nothing, an administrator signs nothing', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    assert.equal((await upload(t, doctor, protocolFile('cold'))).body.code, 'wrong-role');
    assert.equal((await upload(t, o.medicalLead, protocolFile('cold'))).body.code, 'wrong-role');
    const path = `/renhe/triage-content/protocol/cold/${builtInHash('cold')}`;
    const signed = await t.call('POST', `${path}/sign`, {
      token: o.administrator,
      body: { contentId: 'cold', version: builtInVersion('cold'), hash: builtInHash('cold') },
    });
    assert.deepEqual([signed.status, signed.body.code], [403, 'wrong-role']);
    const published = await t.call('POST', `${path}/publish`, { token: o.medicalLead });
    assert.equal(published.body.code, 'wrong-role');
  });
});
