/** Protocols and answers as FHIR R4: valid, equal after a round trip, and a stranger's Questionnaire with what could not be carried. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Questionnaire } from 'fhir/r4.js';
import { fromQuestionnaire } from '@care-elements/triage/fhir/import.ts';
import { toQuestionnaire } from '@care-elements/triage/fhir/questionnaire.ts';
import { fromQuestionnaireResponse, toQuestionnaireResponse } from '@care-elements/triage/fhir/response.ts';
import type { Answers, Protocol } from '@care-elements/triage/protocol.ts';
import { readLibrary } from '../../../server/triage/library.ts';
import { invalid } from '../../kit/fhir.ts';

const library = [...readLibrary().protocols.values()];
const bare = ({ $schema: _, ...protocol }: Protocol) => protocol;

test('the validator finds what is wrong', () => {
  const { questionnaire } = toQuestionnaire(library[0]!.protocol, library[0]!.hash);
  assert.notDeepEqual(invalid({ ...questionnaire, status: undefined }), []);
  assert.notDeepEqual(invalid({ ...questionnaire, item: [{ linkId: 'x' }] }), []);
});

for (const { protocol, hash } of library)
  test(`${protocol.id} is a valid Questionnaire and comes back equal`, () => {
    const { questionnaire } = toQuestionnaire(protocol, hash);
    assert.deepEqual(invalid(questionnaire), []);
    const links = questionnaire.item!.map(({ linkId }) => linkId);
    for (const { enableWhen = [] } of questionnaire.item!)
      for (const { question } of enableWhen) assert.ok(links.includes(question), `${question} is no item`);
    const back = fromQuestionnaire(JSON.parse(JSON.stringify(questionnaire)) as Questionnaire);
    assert.deepEqual(back.protocol, bare(protocol));
    assert.deepEqual(back.lost, []);
  });

test('a reader without our extensions still gets the comparison, the score and the way out', () => {
  const pregnancy = library.find(({ protocol }) => protocol.id === 'pregnancy')!;
  const item = toQuestionnaire(pregnancy.protocol, pregnancy.hash).questionnaire.item!;
  const movements = item.find(({ linkId }) => linkId === 'movements')!;
  assert.equal(movements.enableBehavior, 'any');
  assert.deepEqual(
    movements.enableWhen!.map(({ operator, answerCoding }) => [operator, answerCoding!.code]),
    pregnancy.protocol.questions
      .find(({ linkId }) => linkId === 'weeks')!
      .answerOption.filter(({ value = 0 }) => value >= 20)
      .map(({ code }) => ['=', code]),
  );
  const phq = library.find(({ protocol }) => protocol.id === 'phq-9')!;
  const options = toQuestionnaire(phq.protocol, phq.hash).questionnaire.item!.find(
    ({ linkId }) => linkId === 'phq-harm',
  )!.answerOption!;
  assert.deepEqual(
    options.map(({ valueCoding }) => [valueCoding!.code, valueCoding!.extension?.[0]?.valueDecimal]),
    [
      ['never', 0],
      ['several', 1],
      ['half', 2],
      ['daily', 3],
      ['not-sure', undefined],
    ],
  );
});

test('a comparison among several conditions can’t be said in FHIR: listed, and the question is asked more often', () => {
  const { protocol } = library.find(({ protocol }) => protocol.id === 'pregnancy')!;
  const questions = protocol.questions.map((question) =>
    question.linkId === 'movements'
      ? {
          ...question,
          enableWhen: [...question.enableWhen!, { question: 'age', operator: '>=' as const, answer: 12 }],
        }
      : question,
  );
  const { questionnaire, lost } = toQuestionnaire({ ...protocol, questions }, 'f'.repeat(64));
  assert.ok(lost.some(({ path }) => path === 'questions/movements/enableWhen'));
  assert.deepEqual(
    questionnaire
      .item!.find(({ linkId }) => linkId === 'movements')!
      .enableWhen!.map(({ question }) => question),
    ['age'],
  );
  assert.deepEqual(fromQuestionnaire(questionnaire).protocol.questions, questions);
});

test('who is speaking is put in for others, and words changed elsewhere are taken, not overwritten', () => {
  const general = library.find(({ protocol }) => protocol.id === 'general')!;
  const { questionnaire } = toQuestionnaire(general.protocol, general.hash);
  assert.ok(
    !JSON.stringify(questionnaire.item!.map(({ extension: _, ...item }) => item)).includes('{'.concat('您')),
  );
  const pregnant = questionnaire.item!.find(({ linkId }) => linkId === 'pregnant')!;
  assert.match(pregnant.text!, /^患者/);
  const item = questionnaire.item!.map((one) => (one === pregnant ? { ...one, text: '有没有怀孕？' } : one));
  const { protocol, lost } = fromQuestionnaire({ ...questionnaire, item });
  assert.deepEqual(
    lost.map(({ path }) => path),
    [`item[${item.findIndex(({ linkId }) => linkId === 'pregnant')}]`],
  );
  assert.deepEqual(
    protocol.questions.map(({ linkId, text }) => (linkId === 'pregnant' ? text['zh-CN'] : linkId)),
    general.protocol.questions.map(({ linkId }) => (linkId === 'pregnant' ? '有没有怀孕？' : linkId)),
  );
});

const STRANGER: Questionnaire = {
  resourceType: 'Questionnaire',
  id: 'Knee.Score',
  status: 'active',
  version: '2021-04',
  language: 'en',
  title: 'Knee score',
  contained: [
    {
      resourceType: 'ValueSet',
      id: 'grades',
      status: 'active',
      compose: {
        include: [
          {
            system: 'urn:x',
            concept: [
              { code: 'G1', display: 'Mild' },
              { code: 'G2', display: 'Severe' },
            ],
          },
        ],
      },
    },
  ],
  item: [
    {
      linkId: 'G',
      type: 'group',
      enableWhen: [{ question: '1.1', operator: '=', answerBoolean: true }],
      item: [
        {
          linkId: '1.2',
          type: 'choice',
          text: 'How bad?',
          answerValueSet: '#grades',
          item: [{ linkId: '1.2h', type: 'display', text: 'Think of today' }],
        },
      ],
    },
    { linkId: '1.1', type: 'boolean', text: 'Does it hurt?' },
    {
      linkId: '1.3',
      type: 'choice',
      text: 'Stairs?',
      enableBehavior: 'all',
      enableWhen: [
        { question: '1.2', operator: '=', answerCoding: { system: 'urn:x', code: 'G2' } },
        { question: '1.1', operator: 'exists', answerBoolean: true },
      ],
      answerOption: [
        {
          valueCoding: {
            code: 'A',
            display: 'No',
            extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 0 }],
          },
        },
        {
          valueCoding: { code: 'a', display: 'Yes' },
          extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal: 2 }],
        },
      ],
    },
    { linkId: '1.4', type: 'decimal', text: 'Weight' },
    { linkId: '1.5', type: 'choice', text: 'Colour', answerValueSet: 'http://x/ValueSet/colours' },
  ],
};

test('conditions of which any is enough are never made into ones that must all hold', () => {
  const yes = (linkId: string) => ({ question: linkId, operator: '=' as const, answerBoolean: true });
  const asked = (linkId: string, more: object = {}) =>
    ({ linkId, type: 'boolean', text: linkId, ...more }) as const;
  const { protocol, lost } = fromQuestionnaire({
    ...{ resourceType: 'Questionnaire', id: 'any', status: 'active', language: 'en', title: 'Any' },
    item: [
      ...[asked('a'), asked('b')],
      {
        ...{ linkId: 'G', type: 'group', enableBehavior: 'any', enableWhen: [yes('a'), yes('b')] },
        item: [asked('c'), asked('d', { enableWhen: [yes('c')] })],
      },
      {
        ...{ linkId: 'H', type: 'group', enableWhen: [yes('a')] },
        item: [asked('e', { enableBehavior: 'any', enableWhen: [yes('b')] })],
      },
    ],
  } as Questionnaire);
  const [, , c, d, e] = protocol.questions;
  assert.equal(c!.enableWhen, undefined, 'always asked');
  assert.deepEqual(
    d!.enableWhen!.map(({ question }) => question),
    ['c'],
  );
  assert.deepEqual([e!.enableBehavior, e!.enableWhen!.map(({ question }) => question)], ['all', ['a', 'b']]);
  assert.ok(
    lost.some(({ path }) => path === 'item[2]'),
    'and it is said',
  );
});

test('a Questionnaire from elsewhere comes with questions, conditions and scores; the rest is listed', () => {
  assert.deepEqual(invalid(STRANGER), []);
  const { protocol, lost } = fromQuestionnaire(STRANGER);
  assert.equal(protocol.id, 'knee-score');
  const [bad, hurts, stairs] = protocol.questions;
  assert.deepEqual(
    protocol.questions.map(({ linkId }) => linkId),
    ['1-2', '1-1', '1-3'],
  );
  assert.equal(bad!.help!.en, 'Think of today');
  assert.deepEqual(
    bad!.answerOption.map(({ code }) => code),
    ['g1', 'g2'],
  );
  assert.deepEqual(
    hurts!.answerOption.map(({ code }) => code),
    ['yes', 'no'],
  );
  assert.deepEqual(
    stairs!.answerOption.map(({ code, value }) => [code, value]),
    [
      ['a', 0],
      ['a-2', 2],
    ],
  );
  assert.deepEqual(stairs!.enableWhen, [{ question: '1-2', operator: '=', answer: 'g2' }]);
  // The group stands before the question it waits for.
  assert.deepEqual(bad!.enableWhen, [{ question: '1-1', operator: '=', answer: 'yes' }]);
  const paths = lost.map(({ path }) => path);
  for (const path of ['version', 'rules', 'item[2].enableWhen[1]', 'item[3]', 'item[4]', 'title'])
    assert.ok(paths.includes(path), `${path} is not listed`);
});

test('answers come back equal from a QuestionnaireResponse', () => {
  for (const { protocol, hash } of library.filter(({ protocol }) => protocol.questions.length)) {
    const answers: Answers = Object.fromEntries(
      protocol.questions.map(({ linkId, repeats, answerOption }, i) => [
        linkId,
        i % 3 === 0
          ? ['not-sure']
          : repeats
            ? i % 2
              ? ['none']
              : answerOption.slice(0, 2).map(({ code }) => code)
            : [answerOption[0]!.code],
      ]),
    );
    const response = toQuestionnaireResponse(protocol, {
      id: 'r1',
      hash,
      answers,
      authored: '2026-11-28T08:00:00Z',
    });
    assert.deepEqual(invalid(response), []);
    assert.deepEqual(fromQuestionnaireResponse(response), { answers, lost: [] });
  }
});

test('a coding of another system is no answer, and is listed', () => {
  const { answers, lost } = fromQuestionnaireResponse({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: [
      {
        linkId: 'danger',
        answer: [{ valueCoding: { system: 'http://snomed.info/sct', code: '267036007' } }],
      },
    ],
  });
  assert.deepEqual(answers, {});
  assert.deepEqual(
    lost.map(({ path }) => path),
    ['item[0].answer'],
  );
});
