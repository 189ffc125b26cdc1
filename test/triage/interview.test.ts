import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  answer,
  back,
  beginInterview,
  conclude,
  step,
  type Interview,
} from '@care-elements/triage/interview.ts';
import type { Person } from '@care-elements/triage/understand/signs.ts';
import { readEpidemics } from '../../scripts/triage/epidemics.ts';
import { protocols } from './interviews.ts';

const begin = (words: string, person: Partial<Person> & { age: number }): Interview =>
  beginInterview(words, { sex: 'male', ...person }, protocols);
const must = (interview: ReturnType<typeof answer>): Interview => {
  if (typeof interview === 'string') assert.fail(interview);
  return interview;
};
/** Nothing of what is asked, until nothing is left. */
function denying(begun: Interview): Interview {
  let interview = begun;
  for (let { question } = step(interview); question; { question } = step(interview)) {
    const mildest = question.answerOption.find(({ code }) =>
      /not-pregnant|well|mild|usual|normal|no/.test(code),
    );
    interview = must(
      answer(interview, question.linkId, [
        question.repeats ? 'none' : (mildest ?? question.answerOption.at(-1)!).code,
      ]),
    );
  }
  return interview;
}

describe('what stands chosen before the patient has read it', () => {
  const heard = (words: string, age = 40) => begin(words, { age }).heard;

  it('is never the milder of several degrees, in either language', () => {
    for (const words of [
      '昨天晚上开始头疼，有点晕',
      'Headache since last night, a bit dizzy',
      '头疼两天了，轻微',
    ]) {
      const { asked } = begin(words, { age: 70 });
      assert.ok(asked.length, words);
      assert.equal(heard(words, 70)['head-onset'], undefined, words);
      assert.equal(heard(words, 70)['severity'], undefined, words);
    }
  });
  it('is the gravest where the words say it', () => {
    for (const words of [
      '突然剧烈头痛，几秒就到最痛，从来没这么痛过',
      'Worst headache of my life, it came on in seconds',
    ])
      assert.deepEqual(heard(words)['head-onset'], ['thunderclap'], words);
  });
  it('is what was measured', () => {
    assert.ok(
      heard('发烧 38.2 度，头疼')['temp'] ?? heard('fever 38.2 °C')['temp'],
      'a temperature is a number',
    );
  });
});

describe('an interview', () => {
  it('asks first where the words are grave, with what they say offered, and counts it when confirmed', () => {
    const begun = begin('胸口压着痛，出冷汗', { age: 58 });
    const { question, before } = step(begun);
    assert.equal(question?.linkId, 'chest-with');
    assert.ok(before.includes('sweating'));
    assert.ok(conclude(begun).level > 1, 'nothing counts before it is confirmed');
    const done = must(answer(begun, 'chest-with', before));
    assert.equal(step(done).question, undefined, 'an emergency stops at once');
    assert.equal(conclude(done).level, 1);
  });

  it('a red flag of the words is denied by an answer', () => {
    const begun = begin('胸口压着痛，出冷汗', { age: 30 });
    let interview = must(answer(begun, 'chest-with', ['none']));
    interview = must(answer(interview, 'danger', ['none']));
    interview = must(answer(interview, 'chest-how', ['chest-touch']));
    assert.ok(conclude(denying(interview)).level > 1);
  });

  it('runs several complaints together and asks nothing twice', () => {
    const begun = begin('headache since yesterday, and my belly hurts', { age: 34, sex: 'female' });
    assert.deepEqual(
      begun.protocols.map(({ id }) => id),
      ['headache', 'abdominal-pain'],
    );
    const done = denying(begun);
    assert.equal(new Set(done.order).size, done.order.length);
    assert.equal(done.order.filter((link) => link === 'danger').length, 1);
  });

  it('goes back: the answer is offered again, and another one is evaluated anew', () => {
    const begun = begin('headache', { age: 34 });
    const first = step(begun).question!.linkId;
    assert.equal(back(begun), undefined);
    const one = must(answer(begun, first, ['none']));
    const again = back(one)!;
    assert.equal(step(again).question?.linkId, first);
    assert.deepEqual(step(again).before, ['none']);
    const second = step(one).question!.linkId;
    assert.notEqual(second, first);
    // A changed mind about the first question, while the second is open.
    const grave = must(answer(one, first, ['blue']));
    assert.equal(step(grave).question, undefined);
    assert.equal(conclude(grave).level, 1);
    const mild = must(answer(grave, first, ['none']));
    assert.equal(step(mild).question?.linkId, second);
  });

  it('takes codes of the question alone, and no question out of turn', () => {
    const begun = begin('headache', { age: 34 });
    const first = step(begun).question!.linkId;
    assert.equal(answer(begun, first, ['purple']), 'not-an-answer');
    assert.equal(answer(begun, first, []), 'not-an-answer');
    assert.equal(answer(begun, first, ['none', 'blue']), 'not-an-answer');
    assert.equal(answer(begun, 'no-such', ['none']), 'unknown-question');
    assert.equal(answer(begun, '__proto__', ['none']), 'unknown-question');
    assert.equal(answer(begun, 'severity', ['mild']), 'not-asked');
    assert.deepEqual(begun.order, []);
  });

  it('counts measurements: they are not asked for, and dangerous ones decide', () => {
    const hot = begin('发烧', { age: 30, vitals: { temp: 38.6 } });
    assert.ok(!denying(hot).order.includes('temp'));
    assert.ok(denying(begin('发烧', { age: 30 })).order.includes('temp'));
    const low = begin('有点咳嗽', { age: 30, vitals: { spo2: 86 } });
    assert.equal(step(low).question, undefined);
    const { level, fired, protocols: used } = conclude(low);
    assert.deepEqual([level, fired.includes('vitals.spo2'), used.at(-1)!.id], [1, true, 'vitals']);
    const calm = begin('有点咳嗽', { age: 30, vitals: { spo2: 98, hr: 70 } });
    assert.ok(!calm.protocols.some(({ id }) => id === 'vitals'), 'calm numbers say nothing of departments');
  });

  it('several values off together count as NEWS2', () => {
    const off = begin('没力气', { age: 50, vitals: { rr: 22, spo2: 94.9, hr: 105, temp: 38.5, sbp: 105 } });
    assert.ok(conclude(off).fired.includes('vitals.news2-5'));
  });

  it('knows a pregnancy that was told, and does not ask of it', () => {
    const asks = (pregnant: boolean | undefined) =>
      denying(begin('头疼，吐', { age: 28, sex: 'female', pregnant })).order.includes('pregnant');
    assert.ok(asks(undefined));
    assert.ok(!asks(true));
  });

  it('an epidemic file asks of travel beside the complaint; where the question was not reached the words count', () => {
    const epidemics = readEpidemics(new Date('2026-06-15T12:00:00'));
    const begun = beginInterview(
      '上周刚从沙特回来，发烧，咳嗽',
      { age: 50, sex: 'male', vitals: { temp: 38.6 } },
      protocols,
      { epidemics },
    );
    assert.ok(begun.protocols.some(({ id }) => id === 'epidemic'));
    assert.ok(begun.heard['exposure']?.length);
    assert.deepEqual(conclude(begun).flags, ['epidemic']);
    const flagged = conclude(denying(begun));
    assert.ok(!flagged.flags.includes('epidemic'), 'an answer denies it');
    const calm = beginInterview('上周刚从沙特回来，发烧，咳嗽', { age: 50, sex: 'male' }, protocols);
    assert.ok(
      !calm.protocols.some(({ id }) => id === 'epidemic'),
      'without a file in force nothing is asked',
    );
  });
});
