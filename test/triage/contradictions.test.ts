import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate, fits } from '@care-elements/triage/engine.ts';
import { answer, beginInterview, conclude, step, type Interview } from '@care-elements/triage/interview.ts';
import { leaves } from '@care-elements/triage/lint/leaves.ts';
import { judge } from '@care-elements/triage/outcome.ts';
import { merge } from '@care-elements/triage/merge.ts';
import type { Answers, Asking, Protocol, Question } from '@care-elements/triage/protocol.ts';
import { answersTo, interview as ask, patientOf, protocol, protocols } from './interviews.ts';

const pregnancy = protocol('pregnancy');
const facts = { age: 30, sex: 'female' };
const late = { pregnant: ['pregnant'], weeks: ['w-late'], 'preg-red': ['none'], danger: ['none'] };
const answered = (next: ReturnType<typeof answer>): Interview => {
  if (typeof next === 'string') assert.fail(next);
  return next;
};

describe('answers that can’t both be true', () => {
  it('are asked again with a word why; until then the graver counts', () => {
    const { next, again, level, left } = evaluate(
      [pregnancy],
      { ...late, movements: ['moves-well'], 'preg-urgent': ['contractions'] },
      facts,
    );
    assert.equal(level, 2);
    assert.equal(next?.linkId, 'weeks');
    assert.match(again!.en, /before 37 weeks/);
    assert.equal(left, 1);
  });

  it('are not asked again a second time: what is said then stands, and both count', () => {
    const answers: Answers = { ...late, movements: ['moves-well'], 'preg-urgent': ['contractions'] };
    for (const weeks of [
      ['w-late', 'sure'],
      ['w-mid', 'sure'],
      ['not-sure', 'sure'],
    ]) {
      const { next, level } = evaluate([pregnancy], { ...answers, weeks }, facts);
      assert.deepEqual([next, level], [undefined, 2], String(weeks));
    }
    const { story, answers: kept } = judge([pregnancy], { ...answers, weeks: ['w-late', 'sure'] }, facts, {});
    assert.equal(story.find(({ linkId }) => linkId === 'weeks')!.answer.en, '37 or more');
    assert.deepEqual(kept['weeks'], ['w-late', 'sure'], 'a stored result replays');
  });

  it('an emergency asks nothing more', () => {
    const { next, again, level } = evaluate(
      [pregnancy],
      { ...late, 'preg-red': ['preg-pain'], 'preg-urgent': ['contractions'] },
      facts,
    );
    assert.deepEqual([next, again, level], [undefined, undefined, 1]);
  });

  it('in an interview the question comes again with its answer, and the interview goes on', () => {
    let interview = beginInterview('', { ...facts, pregnant: true }, protocols, { chosen: pregnancy });
    const seen: string[] = [];
    for (let now = step(interview); now.question; now = step(interview)) {
      const { linkId, help, repeats } = now.question;
      seen.push(linkId);
      if (now.again) {
        assert.equal(linkId, 'weeks');
        assert.deepEqual(now.before, ['w-late']);
        assert.match(help!.en, /before 37 weeks/);
        assert.equal(answer(interview, linkId, ['w-mid', 'sure']), 'not-an-answer', 'the engine’s own word');
        interview = answered(answer(interview, linkId, ['w-mid']));
        continue;
      }
      const said =
        linkId === 'weeks'
          ? 'w-late'
          : linkId === 'preg-urgent'
            ? 'contractions'
            : repeats
              ? 'none'
              : 'moves-well';
      interview = answered(answer(interview, linkId, [said]));
    }
    assert.equal(seen.filter((link) => link === 'weeks').length, 2);
    assert.equal(new Set(interview.order).size, interview.order.length);
    assert.equal(conclude(interview).level, 2);
    // Whoever changes it once more is asked once more.
    const changed = answered(answer(interview, 'weeks', ['w-late']));
    assert.equal(step(changed).question?.linkId, 'weeks');
  });

  it('sure is no answer by itself, and takes nothing from one', () => {
    const weeks = pregnancy.questions.find(({ linkId }) => linkId === 'weeks')!;
    assert.ok(!fits(weeks, ['sure']));
    assert.ok(fits(weeks, ['w-late', 'sure']));
    assert.ok(!fits(weeks, ['w-late', 'w-mid', 'sure']));
    const list = pregnancy.questions.find(({ linkId }) => linkId === 'preg-urgent')!;
    assert.ok(fits(list, ['none', 'sure']));
  });

  describe('of protocols that are asked together', () => {
    const gynaecology = protocol('gynaecology');
    const period: Answers = { danger: ['none'], pregnant: ['pregnant'], 'gyn-need': ['period-pain'] };
    const together = (several: Protocol[], answers: Answers) =>
      evaluate(merge(several, facts), answers, facts);

    it('a question that both have is asked again as the first words it, once for both', () => {
      const urinary = protocol('urinary');
      const shared = urinary.questions.find(({ linkId }) => linkId === 'pregnant')!;
      const copy = { ...gynaecology, id: 'copy' };
      for (const several of [
        [urinary, gynaecology],
        [urinary, gynaecology, copy],
      ]) {
        const { next, again } = together(several, period);
        assert.equal(next, shared);
        assert.match(again!.en, /no periods in pregnancy/);
        const after = together(several, { ...period, pregnant: ['pregnant', 'sure'] });
        assert.equal(after.again, undefined);
        assert.notEqual(after.next?.linkId, 'pregnant');
      }
    });

    it('a sign that an earlier question asks instead is asked again there', () => {
      const option = (code: string) => ({ code, display: { 'zh-CN': code, en: code } });
      const list = (linkId: string, ...codes: string[]): Question => ({
        ...{ linkId, type: 'choice', repeats: true, text: { 'zh-CN': linkId, en: linkId } },
        answerOption: codes.map(option),
      });
      const asks = (...questions: Question[]): Asking => ({
        ...{ questions, otherwise: 4 },
        rules: questions.flatMap(({ linkId, answerOption }) =>
          answerOption.map(({ code }) => ({ level: 2 as const, when: { eq: [linkId, code] } })),
        ),
      });
      const why = { 'zh-CN': '为什么', en: 'why' };
      const first = asks(list('first', 'swollen', 'warm'));
      const second: Asking = {
        ...asks(list('second', 'swollen', 'stiff'), list('third', 'well')),
        contradictions: [
          {
            ...{ ask: 'second', why },
            when: { all: [{ in: ['second', ['swollen', 'stiff']] }, { eq: ['third', 'well'] }] },
          },
        ],
      };
      const merged = merge([first, second], {});
      const asked = (answers: Answers) => {
        const { next, again } = evaluate(merged, answers, {});
        return [next?.linkId, again?.en];
      };
      const well = { third: ['well'] };
      assert.deepEqual(asked({ first: ['swollen'], second: ['none'], ...well }), ['first', 'why']);
      assert.deepEqual(asked({ first: ['none'], second: ['stiff'], ...well }), ['second', 'why']);
      assert.deepEqual(asked({ first: ['warm'], second: ['none'], ...well }), [undefined, undefined]);
      assert.deepEqual(asked({ first: ['swollen', 'sure'], second: ['none'], ...well }), [
        undefined,
        undefined,
      ]);
      // The question is gone with its last option; its sign is not.
      const gone = { ...second, questions: [list('second', 'swollen'), list('third', 'well')] };
      const { next } = evaluate(merge([first, gone], {}), { first: ['swollen'], ...well }, {});
      assert.equal(next?.linkId, 'first');
    });
  });

  const each = protocols.flatMap((one) => (one.contradictions ?? []).map((c, i) => ({ one, c, i })));
  it('there are a dozen or more', () => assert.ok(each.length >= 12, `${each.length}`));
  for (const { one, c, i } of each)
    it(`comes up in an interview: ${one.id} ${i}`, () => {
      const [from, below] = one.who.age ?? [0, 100];
      const ages = fc.integer({ min: Math.ceil(from), max: Math.min(below, 100) });
      const found = fc
        .sample(fc.tuple(patientOf(one), ages, answersTo(one)), { numRuns: 1000, seed: 4 })
        .some(([who, age, knows]) => {
          const theirs = { ...knows };
          for (const { link, codes } of leaves(c.when)) {
            const more = one.questions.find((q) => q.linkId === link)?.repeats ? knows[link]! : [];
            if (codes[0]) theirs[link] = [...new Set([codes[0], ...more.filter((code) => code !== 'none')])];
          }
          return ask([one], theirs, { ...who, age }).steps.some(({ again }) => again === c.why);
        });
      assert.ok(found);
    });
});
