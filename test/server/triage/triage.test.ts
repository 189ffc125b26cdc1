import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { ENGINE_VERSION } from '@care-elements/triage/engine.ts';
import { inHospital } from '../../../server/work.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { interview, protocol } from '../../triage/interviews.ts';

/** Every question of a protocol answered with its mildest. */
const CALM = {
  danger: ['none'],
  'cold-with': ['none'],
  temp: ['t36'],
  risk: ['none'],
  lasting: ['h24'],
};

describe('triage', () => {
  let t: TestApp;
  const hashes = new Map<string, string>();
  before(async () => {
    t = await openTestApp();
    for (const id of ['cold', 'fever', 'chest-pain', 'general', 'rash', 'fever-child'])
      hashes.set(id, (await t.call('GET', `/renhe/protocols/${id}`)).body.hash);
  });
  after(() => t.close());

  const send = (
    visit: { token: string; visitId: string },
    ids: string[],
    answers: object,
    rest = {},
    hospital = 'renhe',
  ) =>
    t.call('POST', `/${hospital}/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: {
        protocols: ids.map((id) => ({ id, hash: hashes.get(id) })),
        text: '流鼻涕两天',
        answers,
        ...rest,
      },
    });
  const young = (hospital = 'renhe') => t.openVisit(hospital, { birthDate: '1990-05-01', sex: 'male' });

  describe('complaints and protocols', () => {
    it('lists the complaints for the age, the child’s protocol for a child', async () => {
      const adult = (await t.call('GET', '/renhe/complaints?age=34')).body.complaints;
      const child = (await t.call('GET', '/renhe/complaints?age=4')).body.complaints;
      const infant = (await t.call('GET', '/renhe/complaints?age=0.1&sex=male')).body.complaints;
      const of = (list: { complaintId: string; protocolId: string }[]) =>
        list.find((c) => c.complaintId === 'fever')!.protocolId;
      assert.deepEqual([of(adult), of(child), of(infant)], ['fever', 'fever-child', 'fever-infant']);
      assert.equal(adult.at(-1).complaintId, 'general');
      assert.ok(adult.length >= 9);
      assert.ok(!infant.some((c: { complaintId: string }) => c.complaintId === 'chest-pain'));
    });

    it('finds complaints by free words in both languages, and honours a denial', async () => {
      const first = async (q: string) =>
        (await t.call('GET', `/renhe/complaints?age=40&q=${encodeURIComponent(q)}`)).body.complaints[0]
          .complaintId;
      assert.equal(await first('昨天开始嗓子疼'), 'sore-throat');
      assert.equal(await first('胸口压得慌，胸闷'), 'chest-pain');
      assert.equal(await first('没有胸痛，就是咳嗽'), 'cough');
      assert.equal(await first('I have a bad headache'), 'headache');
      assert.equal(await first('no chest pain, but short of breath'), 'breathless');
    });

    it('gives what asking needs, and nothing else, with a hash and its state of review', async () => {
      const { body, status } = await t.call('GET', '/renhe/protocols/chest-pain');
      assert.equal(status, 200);
      assert.match(body.hash, /^[0-9a-f]{64}$/);
      assert.equal(body.reviewed, false);
      assert.ok(body.questions.length > 3 && body.rules.length > 10);
      assert.ok(!JSON.stringify(body.rules).includes('source'));
      assert.equal((await t.call('GET', '/renhe/protocols/no-such')).status, 404);
      assert.equal((await t.call('GET', '/nowhere/protocols/cold')).body.code, 'hospital-unknown');
      assert.equal((await t.call('GET', '/renhe/complaints?age=-1')).body.code, 'invalid-input');
    });

    it('words the questions for who answers', async () => {
      const asked = async (voice: string) => {
        const { body } = await t.call('GET', `/renhe/protocols/general?voice=${voice}`);
        const { text } = body.questions.find((q: { linkId: string }) => q.linkId === 'pregnant');
        return [text['zh-CN'].slice(0, 2), text.en.slice(0, 14)];
      };
      assert.deepEqual(await asked('self'), ['您现', 'Are you pregna']);
      assert.deepEqual(await asked('child'), ['孩子', 'Is your child ']);
      assert.deepEqual(await asked('other'), ['患者', 'Is the patient']);
    });

    it('the browser’s half of a protocol asks the same questions as the whole', async () => {
      for (const id of hashes.keys()) {
        const half = (await t.call('GET', `/renhe/protocols/${id}`)).body;
        const whole = protocol(id);
        const answers = Object.fromEntries(
          whole.questions.map((q) => [q.linkId, q.repeats ? ['none'] : [q.answerOption[0]!.code]]),
        );
        const facts = { age: 40, sex: 'female' };
        assert.deepEqual(
          interview([half], answers, facts).asked,
          interview([whole], answers, facts).asked,
          id,
        );
      }
    });
  });

  describe('a finished interview', () => {
    it('gets the server’s own level, the department, reasons and the story', async () => {
      const visit = await young();
      const { status, body } = await send(visit, ['cold'], { ...CALM, temp: ['t39'] });
      assert.equal(status, 201);
      const { triage } = body;
      assert.equal(triage.level, 3);
      assert.equal(triage.engineVersion, ENGINE_VERSION);
      assert.deepEqual(
        triage.reasons.map((r: { ruleId: string }) => r.ruleId),
        ['cold.t39'],
      );
      assert.equal(triage.reasons[0].why['zh-CN'], '体温 39 ℃ 以上');
      assert.match(triage.reasons[0].source, /\S/);
      assert.equal(triage.text, '流鼻涕两天');
      assert.equal(triage.reviewed, false);
      assert.deepEqual(triage.protocols, [
        { id: 'cold', version: protocol('cold').version, hash: hashes.get('cold') },
      ]);
      assert.deepEqual(
        triage.answers.map((a: { linkId: string }) => a.linkId),
        ['danger', 'cold-with', 'temp', 'risk', 'lasting'],
      );
      assert.equal(triage.answers[0].answer.en, 'None of these');
      // A cold is for general practice, which Renhe has.
      assert.equal(triage.departments[0].departmentId, departmentId('renhe', '02'));
      assert.equal(triage.departments[0].insteadOf, null);
      assert.ok(triage.advice.length > 0 && triage.callAgainIf.length > 0);
      assert.equal(body.version, 2);
    });

    it('ignores what the browser claims', async () => {
      const visit = await young();
      const { body } = await send(
        visit,
        ['cold'],
        { ...CALM, 'cold-with': ['breathless'] },
        { level: 4, flags: [] },
      );
      assert.equal(body.triage.level, 2);
    });

    it('says what the patient was not sure of, once a question', async () => {
      const visit = await young();
      const { body } = await send(visit, ['cold'], { ...CALM, danger: ['not-sure'] });
      assert.equal(body.triage.level, 2);
      const unsure = body.triage.reasons.filter((r: { unsure: boolean }) => r.unsure);
      assert.equal(unsure.length, 1);
      assert.match(unsure[0].why['zh-CN'], /^不能确定/);
    });

    it('two complaints are one triage: the more severe level, both named', async () => {
      const visit = await young();
      const answers = {
        ...CALM,
        temp: ['t38'],
        'rash-bad': ['none'],
        'rash-like': ['hives'],
        'rash-with': ['none'],
      };
      const { body, status } = await send(visit, ['cold', 'rash'], answers);
      assert.equal(status, 201, JSON.stringify(body));
      assert.equal(body.triage.level, 2);
      assert.deepEqual(
        body.triage.complaints.map((c: { en: string }) => c.en),
        ['Cold, runny or blocked nose', 'Rash or itch'],
      );
    });

    it('speaks to the daughter of her father, and can be replayed from what was stored', async () => {
      const guardian = { name: '李强', phone: '13900000000', relation: 'child' };
      const visit = await t.openVisit('renhe', { birthDate: '1960-05-01', sex: 'male', guardian });
      const { triage } = (await send(visit, ['cold'], { ...CALM, danger: ['not-sure'] })).body;
      assert.match(JSON.stringify(triage.advice), /带您父亲去看医生.*Take your father to a doctor/);
      const again = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
        replayTriage(work, triage.triageResultId),
      );
      assert.equal(again.same, true);
      assert.equal(again.level, 2);
    });

    it('replays against the protocol that it was made with, not the one in use', async () => {
      const visit = await young();
      const { triage } = (await send(visit, ['cold'], { ...CALM, temp: ['t39'] })).body;
      const client = new pg.Client({ connectionString: t.superuserUrl });
      await client.connect();
      const otherwise = (level: number) =>
        client.query(
          `UPDATE triage_protocols SET body = jsonb_set(body, '{otherwise}', $2::jsonb) WHERE hash = $1 AND hospital_id = 'renhe'`,
          [hashes.get('cold'), String(level)],
        );
      const replay = () =>
        inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
          replayTriage(work, triage.triageResultId),
        );
      try {
        // The kept copy says something else than the file: the replay must follow the copy.
        await otherwise(2);
        assert.deepEqual([(await replay()).same, (await replay()).level], [false, 2]);
        await otherwise(4);
        assert.equal((await replay()).same, true);
      } finally {
        await client.end();
      }
    });

    it('the server’s role can neither change nor remove a result', async () => {
      await assert.rejects(
        inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, ({ tx }) =>
          tx.execute(`UPDATE triage_results SET level = 4` as never),
        ),
      );
    });
  });

  describe('an emergency', () => {
    const answers = { danger: ['cannot-speak'] };

    it('ends the online visit and alarms every desk of the hospital, in one answer', async () => {
      const visit = await young();
      const { body, status } = await send(visit, ['chest-pain'], answers, { text: '胸口疼' });
      assert.equal(status, 201);
      assert.equal(body.status, 'emergency');
      assert.equal(body.triage.level, 1);
      assert.deepEqual(body.triage.departments, []);
      assert.match(body.triage.advice[0]['zh-CN'], /急救电话/);
      const doctor = await t.tokenOf('renhe', 'zhao');
      const desks = await Promise.all(
        ['02', '03'].map((code) =>
          t.call('GET', `/renhe/departments/${departmentId('renhe', code)}/queue`, { token: doctor }),
        ),
      );
      const alarms = desks
        .flatMap((d) => d.body.alarms)
        .filter((a: { visitId: string }) => a.visitId === visit.visitId);
      assert.equal(alarms.length, 2, 'whoever sits at either desk sees it');
      assert.equal(alarms[0].kind, 'emergency');
      assert.match(alarms[0].reason['zh-CN'], /喘不上气/);
    });

    it('cannot be taken back, nor joined to a queue', async () => {
      const visit = await young();
      await send(visit, ['chest-pain'], answers);
      assert.equal((await send(visit, ['cold'], CALM)).body.code, 'visit-ended');
      const join = await t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
        token: visit.token,
        body: { departmentId: departmentId('renhe', '02') },
      });
      assert.equal(join.body.code, 'visit-ended');
    });

    it('takes a waiting patient out of the queue; a milder result does not', async () => {
      const visit = await young();
      await send(visit, ['cold'], { ...CALM, temp: ['t39'] });
      await t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
        token: visit.token,
        body: { departmentId: departmentId('renhe', '02') },
      });
      const mild = await send(visit, ['cold'], CALM);
      assert.deepEqual([mild.status, mild.body.code], [409, 'state-conflict']);
      const grave = await send(visit, ['chest-pain'], answers);
      assert.equal(grave.body.status, 'emergency');
      assert.equal(grave.body.queue.state, 'redirected');
    });

    it('self-harm is flagged for a human, with the crisis line', async () => {
      const visit = await young();
      const { body } = await send(visit, ['general'], { danger: ['none'], 'general-red': ['self-harm'] });
      assert.equal(body.triage.level, 1);
      assert.deepEqual(body.triage.flags, ['self-harm']);
      assert.ok(body.triage.advice.some((a: { en: string }) => a.en.includes('12356')));
    });
  });

  it('fever after a trip flags the visit, and the desk is told', async () => {
    const visit = await young();
    const answers = {
      ...{
        danger: ['none'],
        'fever-with': ['none'],
        temp: ['t38'],
        drinking: ['drinks-well'],
        risk: ['none'],
      },
      ...{ pregnant: ['not-pregnant'], exposure: ['tropics'], lasting: ['h24'] },
    };
    const { body, status } = await send(visit, ['fever'], answers);
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.triage.level, 2);
    assert.deepEqual(body.triage.flags, ['epidemic']);
    const token = await t.tokenOf('renhe', 'zhao');
    const desk = await t.call('GET', `/renhe/departments/${body.triage.departments[0].departmentId}/queue`, {
      token,
    });
    assert.ok(
      desk.body.alarms.some(
        (a: { visitId: string; kind: string }) => a.visitId === visit.visitId && a.kind === 'flag',
      ),
    );
  });

  describe('refuses', () => {
    const refused = async (ids: string[], answers: object, rest = {}) => {
      const visit = await young();
      const { status, body } = await send(visit, ids, answers, rest);
      const view = (await t.call('GET', `/renhe/visits/${visit.visitId}`, { token: visit.token })).body;
      assert.equal(view.triage, null, 'nothing is stored');
      return [status, body.code, body.errors?.[0].pointer ?? null, body.errors?.[0].code ?? null];
    };

    it('an interview with a question open', async () => {
      const { lasting: _, ...open } = CALM;
      assert.deepEqual(await refused(['cold'], open), [
        422,
        'invalid-input',
        '/answers/lasting',
        'unanswered',
      ]);
      assert.deepEqual(await refused(['cold'], {}), [422, 'invalid-input', '/answers/danger', 'unanswered']);
    });

    it('an unknown question, a code that is no option, and a contradiction', async () => {
      assert.deepEqual(await refused(['cold'], { ...CALM, nonsense: ['x'] }), [
        422,
        'invalid-input',
        '/answers/nonsense',
        'unknown-question',
      ]);
      assert.deepEqual(await refused(['cold'], { ...CALM, temp: ['warm'] }), [
        422,
        'invalid-input',
        '/answers/temp',
        'not-an-answer',
      ]);
      assert.deepEqual(await refused(['cold'], { ...CALM, danger: ['none', 'blue'] }), [
        422,
        'invalid-input',
        '/answers/danger',
        'not-an-answer',
      ]);
      assert.deepEqual(await refused(['cold'], { ...CALM, temp: ['t36', 't39'] }), [
        422,
        'invalid-input',
        '/answers/temp',
        'not-an-answer',
      ]);
    });

    it('answers of another type, markup for a code, too long words', async () => {
      for (const answers of [{ danger: 'none' }, { danger: 3 }, { danger: [] }, { danger: [null] }, [], 'x'])
        assert.deepEqual((await refused(['cold'], answers as object)).slice(0, 2), [422, 'invalid-input']);
      assert.equal((await refused(['cold'], { ...CALM, temp: ['<img src=x>'] }))[3], 'not-an-answer');
      assert.equal((await refused(['cold'], CALM, { text: '疼'.repeat(10_000) }))[1], 'invalid-input');
    });

    it('a protocol of another version, or one that is not there', async () => {
      const wrong = [{ id: 'cold', hash: 'f'.repeat(64) }];
      assert.deepEqual((await refused([], CALM, { protocols: wrong })).slice(0, 2), [
        409,
        'protocol-outdated',
      ]);
      assert.deepEqual(
        (await refused([], CALM, { protocols: [{ id: 'none-such', hash: 'f'.repeat(64) }] })).slice(0, 2),
        [409, 'protocol-outdated'],
      );
    });

    it('a protocol for another age, or one named twice', async () => {
      assert.equal((await refused(['fever-child'], CALM))[3], 'not-for-this-patient');
      assert.equal((await refused(['cold', 'cold'], CALM))[3], 'not-for-this-patient');
    });

    it('somebody else’s visit', async () => {
      const [mine, yours] = [await young(), await young()];
      const { status, body } = await send({ token: mine.token, visitId: yours.visitId }, ['cold'], CALM);
      assert.deepEqual([status, body.code], [404, 'not-found']);
      const other = await send(mine, ['cold'], CALM, {}, 'lakeside');
      assert.deepEqual([other.status, other.body.code], [403, 'wrong-hospital']);
    });
  });

  it('emoji, markup and traditional characters in the words are kept as they are', async () => {
    const visit = await young();
    const text = '喉嚨痛 🤒 <b>very</b>';
    const { body } = await send(visit, ['cold'], CALM, { text });
    assert.equal(body.triage.text, text);
    assert.equal(body.triage.level, 4);
  });
});
