/** A hospital's own protocol as long as it may be, beside an epidemic: 14 questions are put, the API takes the result, and it names what was not asked. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { evaluate, MOST_QUESTIONS } from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Protocol, Regions } from '@care-elements/triage/protocol.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { EPIDEMICS_DIR, parseEpidemic } from '../../../server/triage/epidemic-file.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { inHospital } from '../../../server/work.ts';
import { owners } from '../../kit/content.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const NAME = 'example-respiratory.json';
const FILE = JSON.parse(readFileSync(`${EPIDEMICS_DIR}${NAME}`, 'utf8'));
const text = (said: string) => ({ 'zh-CN': `甲${said}`, en: said });
const links = Array.from({ length: MOST_QUESTIONS }, (_, i) => `own-${i}`);
const OWN: Protocol = {
  ...{ id: 'own', version: '1.0.0', complaint: 'own', title: text('Own'), who: { age: [1, 200] } },
  synonyms: { 'zh-CN': ['自有'], en: ['own'] },
  questions: links.map((linkId) => ({
    ...{ linkId, type: 'choice', repeats: true, text: text(linkId) },
    answerOption: [{ code: 'yes', display: text(`sign of ${linkId}`) }],
  })),
  rules: links.map((linkId) => ({
    ...{ id: `own.${linkId}`, level: 2, when: { eq: [linkId, 'yes'] }, why: text(`why ${linkId}`) },
    ...{ source: [{ src: 'OWN', page: '2026-11' }], confidence: 'consensus-recall' },
    departments: [{ code: '03', weight: 5 }],
  })),
  otherwise: 4,
  outcomes: ([1, 2, 3, 4] as const).map((level) => ({
    ...{ level, departments: [{ code: level === 1 ? '20' : '02', weight: 9 }], advice: ['rest'] },
    ...(level > 1 && { callAgainIf: ['worse'] }),
  })),
  advice: { rest: text('Rest.'), worse: text('It gets worse.') },
  review: null,
};

describe('at most 14 questions through the API', () => {
  let t: TestApp;
  before(async () => {
    const list = () => [parseEpidemic(JSON.stringify({ ...FILE, complaints: ['own'] }), NAME)];
    t = await openTestApp({ now: () => new Date('2026-06-10T04:00:00Z'), epidemics: { list } });
    const o = await owners(t);
    const draft = await o.upload(OWN);
    assert.equal(draft.status, 201, JSON.stringify(draft.body));
    assert.equal((await o.publish('own', draft.body.hash)).status, 200);
  });
  after(() => t.close());

  it('what finds no room is not sure: the result is taken, says so, and replays', async () => {
    const visit = await t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
    const call = (path: string, body: object) =>
      t.call('POST', `/renhe/visits/${visit.visitId}/triage${path}`, { token: visit.token, body });
    const begun = (await call('/questions', { protocolId: 'own', text: '自有' })).body;
    assert.equal(begun.first.left, MOST_QUESTIONS);
    const [asking, regions] = [begun.protocols as Asking[], begun.regions as Regions];
    assert.equal(asking.flatMap(({ questions }) => questions).length, MOST_QUESTIONS + 2);
    const answers: Answers = {};
    let put = 0;
    for (;;) {
      const { next } = evaluate(asking, answers, { age: 36, sex: 'male' }, regions);
      if (!next) break;
      put++;
      answers[next.linkId] = next.linkId === 'temp' ? ['t38'] : ['none'];
    }
    assert.equal(put, MOST_QUESTIONS);
    const unasked = [...links, 'exposure'].filter((link) => !answers[link]);
    assert.ok(unasked.length > 0);

    const protocols = begun.protocols.map(({ id, hash }: { id: string; hash: string }) => ({ id, hash }));
    // One that was left out without need is still asked for.
    const { [links[0]!]: _, ...fewer } = answers;
    const refused = await call('', { protocols, text: '自有', answers: fewer });
    assert.equal(refused.body.errors?.[0].code, 'unanswered');
    const { status, body } = await call('', { protocols, text: '自有', answers });
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.triage.level, 3, 'one below what was not asked, and above what was denied');
    assert.ok(body.triage.reasons.some(({ unsure }: { unsure: boolean }) => unsure));
    const again = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
      replayTriage(work, body.triage.triageResultId),
    );
    assert.deepEqual([again.same, again.differences], [true, []]);
  });
});
