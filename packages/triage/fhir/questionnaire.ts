/** A protocol as a FHIR R4 Questionnaire: its questions in FHIR's own terms, and what has no place there in an extension. Server only. */
import type { Questionnaire, QuestionnaireItem, QuestionnaireItemEnableWhen } from 'fhir/r4.js';
import type { EnableWhen, Protocol, Question } from '../protocol.ts';
import { speakQuestion } from '../speak.ts';
import { ANSWERS, canonicalOf, codingOf, EXTENSION, NONE, NOT_SURE, OURS, translated } from './terms.ts';

/** Of which facts of the patient the conditions may speak; other systems have to fill them in. */
const FACTS: Record<string, QuestionnaireItem> = {
  age: {
    linkId: 'age',
    type: 'decimal',
    text: '年龄（岁）',
    _text: translated({ 'zh-CN': '年龄（岁）', en: 'Age in years' }),
  },
  sex: {
    linkId: 'sex',
    type: 'choice',
    text: '性别',
    _text: translated({ 'zh-CN': '性别', en: 'Sex' }),
    answerValueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
  },
};
const GENDER = 'http://hl7.org/fhir/administrative-gender';

/** What a system that reads only FHIR's own fields does not get. */
export interface Lost {
  /** A path into the resource or the protocol: `questions/pain`, `item[2].enableWhen`. */
  path: string;
  what: string;
}

/** `hash` is the protocol's SHA-256 in hex. Import gives the same protocol back; `lost` is what a reader without our extensions lacks. */
export function toQuestionnaire(
  protocol: Protocol,
  hash: string,
): { questionnaire: Questionnaire; lost: Lost[] } {
  const { id, version, title, questions, review, $schema: _, ...rest } = protocol;
  const facts = Object.keys(FACTS).filter((fact) =>
    questions.some(({ enableWhen = [] }) => enableWhen.some(({ question }) => question === fact)),
  );
  const lost: Lost[] = [{ path: 'rules', what: 'Rules, outcomes and advice stand in an extension of ours.' }];
  return {
    questionnaire: {
      resourceType: 'Questionnaire',
      id,
      language: 'zh-CN',
      extension: [
        { url: OURS.protocol, valueString: JSON.stringify({ ...rest, review }) },
        { url: OURS.hash, valueString: hash },
      ],
      url: canonicalOf(id),
      version,
      name: `Protocol_${id.replace(/[^A-Za-z0-9]/g, '_')}`,
      title: title['zh-CN'],
      _title: translated(title),
      // A draft until a clinician has signed it.
      status: review ? 'active' : 'draft',
      experimental: !review,
      subjectType: ['Patient'],
      item: [
        ...facts.map((fact) => FACTS[fact]!),
        ...questions.map((question) => itemOf(question, questions, lost)),
      ],
    },
    lost,
  };
}

/** What it can't say for others is added to `lost`. */
export function itemOf(
  question: Question,
  questions: readonly Question[],
  lost: Lost[] = [],
): QuestionnaireItem {
  const { linkId, text, help, repeats, answerOption, enableBehavior } = speakQuestion(question, 'other');
  const { enableWhen = [] } = question;
  const groups = enableWhen.map((one) => conditionsOf(one, questions));
  const any = enableBehavior === 'any' || groups.length === 1;
  // "All of these" has no place for "one of these" inside it: without that condition the question is asked more often, not less.
  const conditions = (any ? groups : groups.filter((group) => group.length === 1)).flat();
  if (!any && groups.some((group) => group.length !== 1))
    lost.push({ path: `questions/${linkId}/enableWhen`, what: 'A comparison among several conditions.' });
  const behavior = enableBehavior ?? (conditions.length > 1 ? (any ? 'any' : 'all') : undefined);
  return {
    extension: [{ url: OURS.question, valueString: JSON.stringify(question) }],
    linkId,
    text: text['zh-CN'],
    _text: translated(text),
    type: 'choice',
    ...(repeats && { repeats }),
    ...(conditions.length > 0 && { enableWhen: conditions }),
    ...(behavior && { enableBehavior: behavior }),
    answerOption: [
      ...answerOption.map((option) => ({ valueCoding: codingOf(option) })),
      ...(repeats ? [{ extension: [EXCLUSIVE], valueCoding: codingOf(NONE) }] : []),
      { ...(repeats ? {} : { extension: [EXCLUSIVE] }), valueCoding: codingOf(NOT_SURE) },
    ],
    ...(help && {
      item: [
        {
          extension: [
            {
              url: EXTENSION.control,
              valueCodeableConcept: {
                coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' }],
              },
            },
          ],
          linkId: `${linkId}.help`,
          type: 'display' as const,
          text: help['zh-CN'],
          _text: translated(help),
        },
      ],
    }),
  };
}

const EXCLUSIVE = { url: EXTENSION.exclusive, valueBoolean: true };

/** FHIR compares no codings by size: "20 weeks or more" becomes one condition for each option that is. */
function conditionsOf(
  { question, operator, answer }: EnableWhen,
  questions: readonly Question[],
): QuestionnaireItemEnableWhen[] {
  if (question === 'age') return [{ question, operator, answerDecimal: +answer }];
  if (question === 'sex')
    return [{ question, operator, answerCoding: { system: GENDER, code: String(answer) } }];
  if (operator === '=' || operator === '!=')
    return [{ question, operator, answerCoding: { system: ANSWERS, code: String(answer) } }];
  const options = questions.find(({ linkId }) => linkId === question)?.answerOption ?? [];
  return options
    .filter(({ value = NaN }) => (operator === '>=' ? value >= +answer : value < +answer))
    .map(({ code }) => ({ question, operator: '=', answerCoding: { system: ANSWERS, code } }));
}
