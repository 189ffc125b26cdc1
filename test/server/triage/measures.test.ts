import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inHospital } from '../../../server/work.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const CALM = { danger: ['none'], 'cold-with': ['none'], temp: ['t36'], risk: ['none'], lasting: ['h24'] };

describe('triage with measurements from home', () => {
  let t: TestApp;
  let hash = '';
  before(async () => {
    t = await openTestApp();
    ({ hash } = (await t.call('GET', '/renhe/protocols/cold')).body);
  });
  after(() => t.close());

  const young = () => t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
  const send = (visit: { token: string; visitId: string }, measures: object, answers: object = CALM) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: { protocols: [{ id: 'cold', hash }], text: '流鼻涕两天', answers, measures },
    });
  const begun = async (protocolId: string, text: string, birthDate = '1990-05-01', without?: string[]) => {
    const visit = await t.openVisit('renhe', {
      ...{ birthDate, sex: 'male' },
      guardian: { name: '王芳', phone: '13800138000', relation: 'parent' },
    });
    const { body } = await t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
      token: visit.token,
      body: { protocolId, text, ...(without && { without }) },
    });
    return body;
  };

  it('a dangerous number raises the level, says why, and stands in the doctor’s story', async () => {
    const { body } = await send(await young(), { spo2: 93, hr: 98 });
    assert.equal(body.triage.level, 2);
    assert.equal(body.triage.reasons[0].ruleId, 'vitals.spo2-low');
    assert.deepEqual(body.triage.answers.at(-1), {
      linkId: 'measured-spo2',
      question: { 'zh-CN': '在家量的血氧', en: 'Oxygen saturation, measured at home' },
      answer: { 'zh-CN': '93 %', en: '93 %' },
    });
    assert.deepEqual(
      body.triage.protocols.map((p: { id: string }) => p.id),
      ['cold', 'vitals'],
    );
    assert.deepEqual(
      body.triage.complaints.map((c: { en: string }) => c.en),
      ['Cold, runny or blocked nose'],
      'numbers are no complaint',
    );
  });

  it('the early warning score counts several small things together', async () => {
    const { body } = await send(await young(), { rr: 24, hr: 110, sbp: 105, dbp: 70, spo2: 95 });
    assert.ok(body.triage.reasons.some((r: { ruleId: string }) => r.ruleId === 'vitals.news2-5'));
  });

  it('calm numbers change neither level nor department', async () => {
    const without = (await send(await young(), {})).body.triage;
    const calm = (await send(await young(), { spo2: 98, hr: 70, pain: 1 })).body.triage;
    assert.deepEqual(
      [calm.level, calm.departments, calm.advice, calm.protocols],
      [without.level, without.departments, without.advice, without.protocols],
    );
    assert.equal(calm.answers.length, without.answers.length + 3);
  });

  it('never lowers: of an answer and a number for the same thing the graver counts', async () => {
    const high = { ...CALM, temp: ['t39'] };
    const answered = (await send(await young(), {}, high)).body.triage.level;
    assert.equal((await send(await young(), { temp: 36.6 }, high)).body.triage.level, answered);
    assert.equal((await send(await young(), { temp: 41.2 })).body.triage.level, 1);
  });

  it('refuses what is impossible, and replays what it stored', async () => {
    const visit = await young();
    for (const measures of [
      { temp: 50 },
      { spo2: 120 },
      { hr: '80' },
      { sbp: 80, dbp: 120 },
      { weight: 70 },
    ]) {
      const { status, body } = await send(visit, measures);
      assert.deepEqual([status, body.code], [422, 'invalid-input'], JSON.stringify(measures));
      assert.match(body.errors[0].pointer, /^\/measures/);
    }
    const { body } = await send(visit, { spo2: 93, temp: 39.4 });
    const replayed = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
      replayTriage(work, body.triage.triageResultId),
    );
    assert.deepEqual([replayed.same, replayed.level], [true, body.triage.level]);
  });

  it('asks only for what makes sense, with what the words say filled in', async () => {
    const names = (body: { measures: { name: string }[] }) => body.measures.map(({ name }) => name);
    const fever = await begun('fever', '发烧38.5度，心跳110');
    assert.deepEqual(
      fever.measures.filter((m: { heard?: number }) => m.heard !== undefined),
      [
        { name: 'temp', heard: 38.5, taken: true },
        { name: 'hr', heard: 110 },
      ],
    );
    assert.ok(names(fever).includes('sbp'));
    const child = await begun('fever-child', '发烧', `${new Date().getFullYear() - 4}-01-01`);
    assert.ok(!names(child).includes('sbp') && names(child).includes('rr'));
    assert.deepEqual(names(await begun('phq-9', '')), []);
  });

  it('a temperature in the words is shown as heard and not asked again, unless taken back or grave by itself', async () => {
    const temp = (body: { measures: { name: string }[] }) =>
      body.measures.find(({ name }) => name === 'temp');
    assert.deepEqual(temp(await begun('cold', '流鼻涕，37.8')), { name: 'temp', heard: 37.8, taken: true });
    const visit = await young();
    const answers = Object.fromEntries(Object.entries(CALM).filter(([link]) => link !== 'temp'));
    const { status, body } = await send(visit, { temp: 36.5 }, answers);
    assert.equal(status, 201, JSON.stringify(body));
    const back = await begun('cold', '流鼻涕，37.8', '1990-05-01', ['37.8']);
    assert.deepEqual(temp(back), { name: 'temp' });
    const cold = await begun('fever', '发烧，35.1');
    assert.deepEqual([temp(cold), cold.heard.temp], [{ name: 'temp', heard: 35.1 }, ['t35']]);
    const listed = await t.call('GET', `/renhe/complaints?age=30&q=${encodeURIComponent('发烧，量了38度2')}`);
    const words = listed.body.heard.map((one: { words: string }) => one.words);
    assert.ok(words.includes('38度2'), words.join());
  });

  it('what was heard comes back, and a red flag taken back is asked without being chosen', async () => {
    const body = await begun('cold', '流鼻涕，左手发麻');
    const arm = body.signs.find((one: { words: string }) => one.words === '左手发麻');
    assert.equal(arm.redFlag, true);
    assert.ok(body.heard['fast']?.includes('arm-weak') || body.heard['danger'], 'chosen beforehand');
    const back = await begun('cold', '流鼻涕，左手发麻', '1990-05-01', ['左手发麻']);
    assert.deepEqual(back.heard['fast'], undefined);
    assert.deepEqual(back.heard['danger'], undefined);
    const listed = (
      await t.call('GET', `/renhe/complaints?age=60&q=${encodeURIComponent('胸口闷，左手发麻')}`)
    ).body;
    assert.deepEqual(
      listed.heard.map((one: { words: string }) => one.words),
      ['胸口闷', '左手发麻'],
    );
  });
});
