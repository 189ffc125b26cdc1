/** Answers that can’t both be true, through the API: the patient’s interview is told why, and a result that leaves one open is refused. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers, Asking } from '@care-elements/triage/protocol.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const WHY = { 'zh-CN': /37/, en: /before 37 weeks/ };
const SAID: Answers = {
  ...{ danger: ['none'], 'preg-red': ['none'], pregnant: ['pregnant'], weeks: ['w-late'] },
  ...{ movements: ['moves-well'], 'preg-urgent': ['contractions'] },
};

describe('answers that contradict each other', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  const begun = async () => {
    const visit = await t.openVisit('renhe', { birthDate: '1996-05-01', sex: 'female' });
    const call = (path: string, body: object) =>
      t.call('POST', `/renhe/visits/${visit.visitId}/triage${path}`, { token: visit.token, body });
    const text = '怀孕';
    const { body } = await call('/questions', { protocolId: 'pregnancy', text });
    const protocols = body.protocols.map(({ id, hash }: { id: string; hash: string }) => ({ id, hash }));
    return {
      asking: body.protocols as Asking[],
      send: (answers: Answers) => call('', { protocols, text, answers }),
    };
  };

  it('the interview has what it needs to ask again with the word why', async () => {
    const { asking } = await begun();
    const { next, again } = evaluate(asking, SAID, { age: 30, sex: 'female' });
    assert.equal(next?.linkId, 'weeks');
    for (const language of ['zh-CN', 'en'] as const) assert.match(again![language], WHY[language]);
  });

  it('left open, the result is refused with the question and the reason; asked again, it stands', async () => {
    const { send } = await begun();
    const { status, body } = await send(SAID);
    assert.deepEqual([status, body.code], [422, 'invalid-input'], JSON.stringify(body));
    const [error, ...more] = body.errors;
    assert.deepEqual([error.pointer, error.code, more], ['/answers/weeks', 'contradicts', []]);
    assert.match(error.message, WHY.en);
    const again = await send({ ...SAID, weeks: ['w-mid', 'sure'] });
    assert.deepEqual([again.status, again.body.triage?.level], [201, 2], JSON.stringify(again.body));
  });
});
