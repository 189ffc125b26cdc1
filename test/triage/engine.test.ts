import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, FALSE, fits, TRUE, UNSURE } from '@care-elements/triage/engine.ts';
import type { Asking, Level, Predicate, Question } from '@care-elements/triage/protocol.ts';

const text = (en: string) => ({ 'zh-CN': en, en });
const choice = (
  linkId: string,
  codes: (string | [string, number])[],
  more: Partial<Question> = {},
): Question => ({
  ...{ linkId, type: 'choice', text: text(linkId) },
  answerOption: codes.map((code) =>
    typeof code === 'string'
      ? { code, display: text(code) }
      : { code: code[0], display: text(code[0]), value: code[1] },
  ),
  ...more,
});
const rule = (level: Level, when: Predicate, more = {}) => ({ level, when, ...more });

const signs = choice('signs', ['pain', 'blood'], { repeats: true });
const temp = choice('temp', [
  ['low', 37],
  ['high', 39],
]);
const truthOf = (when: Predicate, answers = {}, facts = {}, questions = [signs, temp], regions = {}) =>
  evaluate(
    [{ questions, rules: [rule(1, when)], otherwise: 4 }],
    answers,
    { age: 40, sex: 'female', ...facts },
    regions,
  ).truths[0]!;

describe('what is an answer', () => {
  it('takes option codes, none and not-sure, and nothing that contradicts itself', () => {
    for (const codes of [['pain'], ['pain', 'blood'], ['none'], ['not-sure'], ['pain', 'not-sure']])
      assert.ok(fits(signs, codes), String(codes));
    for (const codes of [[], undefined, ['other'], ['none', 'pain'], ['none', 'not-sure']])
      assert.ok(!fits(signs, codes), String(codes));
    assert.ok(fits(temp, ['low']));
    for (const codes of [['low', 'high'], ['none'], ['low', 'not-sure']])
      assert.ok(!fits(temp, codes), String(codes));
  });

  it('asks again for what is no answer', () => {
    const asking: Asking = { questions: [signs], rules: [rule(1, { eq: ['signs', 'pain'] })], otherwise: 4 };
    const { next, level } = evaluate([asking], { signs: ['none', 'pain'] }, { age: 40 });
    assert.equal(next, signs);
    assert.equal(level, 2);
  });
});

describe('predicates', () => {
  it('eq and in: true, false, unsure, open', () => {
    assert.equal(truthOf({ eq: ['signs', 'pain'] }, { signs: ['pain', 'blood'] }), TRUE);
    assert.equal(truthOf({ eq: ['signs', 'pain'] }, { signs: ['blood'] }), FALSE);
    assert.equal(truthOf({ eq: ['signs', 'pain'] }, { signs: ['blood', 'not-sure'] }), UNSURE);
    assert.deepEqual(truthOf({ eq: ['signs', 'pain'] }), ['signs']);
    assert.equal(truthOf({ in: ['signs', ['blood', 'pain']] }, { signs: ['pain'] }), TRUE);
    assert.equal(truthOf({ in: ['signs', ['blood', 'pain']] }, { signs: ['none'] }), FALSE);
  });

  it('ge, le, between and duration read the option’s value, or the measurement', () => {
    assert.equal(truthOf({ ge: ['temp', 38] }, { temp: ['high'] }), TRUE);
    assert.equal(truthOf({ ge: ['temp', 38] }, { temp: ['low'] }), FALSE);
    assert.equal(truthOf({ le: ['temp', 37] }, { temp: ['low'] }), TRUE);
    assert.equal(truthOf({ le: ['temp', 36] }, { temp: ['low'] }), FALSE);
    assert.equal(truthOf({ between: ['temp', 36, 38] }, { temp: ['low'] }), TRUE);
    assert.equal(truthOf({ between: ['temp', 36, 38] }, { temp: ['high'] }), FALSE);
    assert.equal(truthOf({ duration: ['temp', 39, 40] }, { temp: ['high'] }), TRUE);
    assert.equal(truthOf({ ge: ['temp', 38] }, {}, { temp: 38.5 }), TRUE);
    assert.equal(
      truthOf({ ge: ['temp', 38] }, { temp: ['high'] }, { temp: 36.5 }),
      FALSE,
      'a measurement goes first',
    );
    assert.equal(truthOf({ ge: ['spo2', 0] }), FALSE, 'not measured, and no question for it');
    assert.equal(truthOf({ ge: ['temp', 38] }, { temp: ['not-sure'] }), UNSURE);
  });

  it('age is half open', () => {
    assert.equal(truthOf({ age: [40, 50] }), TRUE);
    assert.equal(truthOf({ age: [50, 200] }), FALSE);
    assert.equal(truthOf({ age: [30, 40] }), FALSE);
    assert.equal(truthOf({ age: [0, 0.25] }, {}, { age: 0.2 }), TRUE);
  });

  it('region looks into the dated list', () => {
    const where = choice('travel', ['north', 'south']);
    const when: Predicate = { region: ['travel', 'outbreak'] };
    const at = (codes: string[], list: string[]) =>
      truthOf(when, { travel: codes }, {}, [where], { outbreak: list });
    assert.equal(at(['north'], ['north']), TRUE);
    assert.equal(at(['south'], ['north']), FALSE);
    assert.equal(at(['north'], []), FALSE);
    assert.equal(truthOf(when, { travel: ['north'] }, {}, [where]), FALSE, 'no such list');
  });

  it('all and any, with both kinds of unknown', () => {
    const pain: Predicate = { eq: ['signs', 'pain'] };
    const hot: Predicate = { ge: ['temp', 38] };
    const table: [object, unknown, unknown][] = [
      [{ signs: ['pain'], temp: ['high'] }, TRUE, TRUE],
      [{ signs: ['pain'], temp: ['low'] }, FALSE, TRUE],
      [{ signs: ['none'] }, FALSE, ['temp']],
      [{ signs: ['pain'] }, ['temp'], TRUE],
      [{ signs: ['not-sure'] }, ['temp'], ['temp']],
      [{ signs: ['not-sure'], temp: ['high'] }, UNSURE, TRUE],
      [{ signs: ['not-sure'], temp: ['low'] }, FALSE, UNSURE],
      [{}, ['signs', 'temp'], ['signs', 'temp']],
    ];
    for (const [answers, all, any] of table) {
      assert.deepEqual(truthOf({ all: [pain, hot] }, answers), all, `all ${JSON.stringify(answers)}`);
      assert.deepEqual(truthOf({ any: [pain, hot] }, answers), any, `any ${JSON.stringify(answers)}`);
    }
    assert.equal(truthOf({ not: pain }, { signs: ['none'] }), TRUE);
    assert.equal(truthOf({ not: pain }, { signs: ['pain'] }), FALSE);
    assert.equal(truthOf({ not: pain }, { signs: ['not-sure'] }), UNSURE);
  });

  it('count counts, and knows when it can’t be reached any more', () => {
    const when: Predicate = {
      count: [2, [{ eq: ['signs', 'pain'] }, { eq: ['signs', 'blood'] }, { ge: ['temp', 38] }]],
    };
    assert.equal(truthOf(when, { signs: ['pain', 'blood'] }), TRUE);
    assert.deepEqual(truthOf(when, { signs: ['pain'] }), ['temp']);
    assert.equal(truthOf(when, { signs: ['none'] }), FALSE);
    assert.equal(truthOf(when, { signs: ['pain'], temp: ['not-sure'] }), UNSURE);
  });

  it('score adds up, and stops asking when it is settled', () => {
    const item = (linkId: string) =>
      choice(linkId, [
        ['never', 0],
        ['days', 1],
        ['half', 2],
        ['daily', 3],
      ]);
    const items = [item('a'), item('b'), item('c')];
    const when: Predicate = { score: [['a', 'b', 'c'], 5] };
    const at = (answers: object) => truthOf(when, answers, {}, items);
    assert.equal(at({ a: ['daily'], b: ['half'] }), TRUE);
    assert.deepEqual(at({ a: ['daily'] }), ['b', 'c']);
    assert.deepEqual(at({ a: ['half'], b: ['never'] }), ['c']);
    assert.equal(at({ a: ['days'], b: ['never'] }), FALSE, 'five can’t be reached with one item left');
    assert.equal(at({ a: ['half'], b: ['days'], c: ['days'] }), FALSE);
    assert.equal(at({ a: ['half'], b: ['not-sure'], c: ['days'] }), UNSURE);
  });

  it('a question that is not for this patient is answered no', () => {
    const asked = [
      choice('pregnant', ['yes'], {
        enableWhen: [
          { question: 'sex', operator: '!=', answer: 'male' },
          { question: 'age', operator: '<', answer: 56 },
        ],
      }),
    ];
    const when: Predicate = { eq: ['pregnant', 'yes'] };
    assert.deepEqual(truthOf(when, {}, {}, asked), ['pregnant']);
    assert.equal(truthOf(when, { pregnant: ['yes'] }, { sex: 'male' }, asked), FALSE);
    assert.equal(truthOf(when, {}, { age: 60 }, asked), FALSE);
  });

  it('asks for the condition of a question first', () => {
    const asked = [
      signs,
      choice('how-much', ['drops', 'much'], {
        enableWhen: [{ question: 'signs', operator: '=', answer: 'blood' }],
      }),
    ];
    const asking: Asking = { questions: asked, rules: [rule(1, { eq: ['how-much', 'much'] })], otherwise: 4 };
    const at = (answers: object) => evaluate([asking], answers as never, { age: 40 });
    assert.equal(at({}).next?.linkId, 'signs');
    assert.equal(at({}).left, 2);
    assert.equal(at({ signs: ['blood'] }).next?.linkId, 'how-much');
    assert.equal(at({ signs: ['not-sure'] }).next?.linkId, 'how-much', 'unsure is no reason not to ask');
    assert.equal(at({ signs: ['none'] }).next, undefined);
    assert.equal(at({ signs: ['none'] }).level, 4);
  });

  it('enableBehavior any', () => {
    const asked = [
      signs,
      temp,
      choice('more', ['yes'], {
        enableBehavior: 'any',
        enableWhen: [
          { question: 'signs', operator: '=', answer: 'blood' },
          { question: 'temp', operator: '>=', answer: 38 },
        ],
      }),
    ];
    const when: Predicate = { eq: ['more', 'yes'] };
    assert.deepEqual(truthOf(when, { signs: ['none'], temp: ['high'] }, {}, asked), ['more']);
    assert.equal(truthOf(when, { signs: ['none'], temp: ['low'] }, {}, asked), FALSE);
  });
});

describe('level and next question', () => {
  const mild = choice('mild', ['yes', 'no']);
  const asking: Asking = {
    questions: [mild, temp, signs],
    rules: [
      rule(3, { eq: ['mild', 'yes'] }),
      rule(2, { ge: ['temp', 38] }),
      rule(1, { eq: ['signs', 'blood'] }),
      rule(1, { all: [{ eq: ['signs', 'pain'] }, { ge: ['temp', 38] }] }),
    ],
    otherwise: 4,
  };
  const at = (answers: object) => evaluate([asking], answers as never, { age: 40 });

  it('is the maximum over all rules, not the first', () => {
    assert.equal(at({ mild: ['yes'], temp: ['high'], signs: ['none'] }).level, 2);
    assert.equal(at({ mild: ['yes'], temp: ['low'], signs: ['blood'] }).level, 1);
    assert.equal(at({ mild: ['no'], temp: ['low'], signs: ['none'] }).level, 4);
  });

  it('keeps routine and self-care shut while a red flag is unknown', () => {
    assert.equal(at({}).level, 2);
    assert.equal(at({ mild: ['no'], temp: ['low'] }).level, 2);
    assert.equal(at({ signs: ['none'] }).level, 3, 'an urgent sign is still unknown');
    assert.equal(at({ signs: ['none'], temp: ['low'] }).level, 4);
  });

  it('counts “not sure” as one level below: a red flag at least urgent', () => {
    assert.equal(at({ mild: ['no'], temp: ['low'], signs: ['not-sure'] }).level, 2);
    assert.equal(at({ mild: ['no'], temp: ['not-sure'], signs: ['none'] }).level, 3);
    assert.equal(at({ mild: ['not-sure'], temp: ['low'], signs: ['none'] }).level, 4);
  });

  it('asks red flags first, then by severity, then as the author ordered them', () => {
    assert.equal(at({}).next?.linkId, 'temp', 'it leads to a red flag too, and stands before the others');
    assert.equal(at({ temp: ['low'] }).next?.linkId, 'signs');
    assert.equal(at({ temp: ['low'], signs: ['none'] }).next?.linkId, 'mild');
    assert.equal(at({ temp: ['low'], signs: ['none'], mild: ['no'] }).next, undefined);
  });

  it('does not ask what can’t change anything, and stops at an emergency', () => {
    assert.equal(at({ signs: ['none'], temp: ['high'] }).next, undefined, 'routine can’t change urgent');
    const stopped = at({ signs: ['blood'] });
    assert.equal(stopped.level, 1);
    assert.equal(stopped.next, undefined);
    assert.equal(stopped.left, 0);
  });

  it('goes on for a flag or a department, but not past an emergency', () => {
    const flagged: Asking = {
      questions: [signs, mild, temp],
      rules: [
        rule(1, { eq: ['signs', 'blood'] }),
        rule(2, { eq: ['signs', 'pain'] }),
        rule(3, { eq: ['mild', 'yes'] }, { flags: ['epidemic'] }),
        rule(2, { ge: ['temp', 38] }, { departments: [] }),
      ],
      otherwise: 4,
    };
    const next = (answers: object) => evaluate([flagged], answers as never, { age: 40 }).next?.linkId;
    assert.equal(next({ signs: ['pain'] }), 'temp');
    assert.equal(next({ signs: ['pain'], temp: ['low'] }), 'mild');
    assert.equal(next({ signs: ['blood'] }), undefined);
  });

  it('asks a shared question once', () => {
    const other: Asking = { questions: [temp], rules: [rule(2, { ge: ['temp', 39] })], otherwise: 3 };
    const both = (answers: object) => evaluate([asking, other], answers as never, { age: 40 });
    assert.equal(both({}).left, 2, 'mild can’t change a level that is routine anyway');
    assert.equal(
      both({ temp: ['low'], signs: ['none'] }).level,
      3,
      'the most severe of what holds otherwise',
    );
    assert.equal(both({ temp: ['low'], signs: ['none'] }).truths.length, 5);
  });
});
