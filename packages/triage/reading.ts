/** A protocol as lines that a clinician can read and sign. Whatever counts for the hash stands in some line. Server only. */
import type { ContentLine } from '@care-elements/contract/content.ts';
import type { Protocol, Question, Text } from './protocol.ts';
import { speakText } from './speak.ts';
import {
  both,
  coded,
  join,
  named,
  plainly,
  sayAges,
  sayDepartments,
  sayGate,
  sayRule,
  spoken,
} from './say-rule.ts';

type Name = (code: string) => Text;

const line = (
  part: ContentLine['part'],
  key: string,
  text: Text,
  rest: Partial<Pick<ContentLine, 'level' | 'more' | 'source' | 'confidence'>> = {},
): ContentLine => ({ part, key, text, level: null, more: [], source: null, confidence: null, ...rest });

const labelled = (zh: string, en: string, { 'zh-CN': of, en: ofEn }: Text): Text =>
  both(`${zh}：${of}`, `${en}: ${ofEn}`);
const keys = (zh: string, en: string, list: readonly string[] | undefined): Text[] =>
  list ? [labelled(zh, en, plainly(list.join(', ') || '–'))] : [];

export function readProtocol(protocol: Protocol, department: Name): ContentLine[] {
  const { version, complaint, title, synonyms, who, questions, rules, otherwise, outcomes, advice } =
    protocol;
  const contradictions = protocol.contradictions ?? [];
  const heard = spoken(questions);
  const said = (text: Text): Text => speakText(text, 'self');
  const advised = (key: string): Text =>
    advice[key] ? named(said(advice[key]), key, Object.values(advice).map(said)) : plainly(key);
  const sayings = (zh: string, en: string, list: readonly string[] | undefined): Text[] =>
    list?.length ? list.map((key) => labelled(zh, en, advised(key))) : keys(zh, en, list);
  const sexes = { male: both('男', 'men'), female: both('女', 'women') };
  return [
    line('about', 'title', both(title['zh-CN'], title.en)),
    line('about', 'version', labelled('版本', 'Version', plainly(version))),
    line('about', 'complaint', labelled('对应的不适', 'Complaint', plainly(complaint))),
    line('about', 'who', labelled('适用于', 'For', whoFor(who, sexes)), {
      more: who.age ? [plainly(who.age.join(' – '))] : [],
    }),
    line('about', 'synonyms', both(synonyms['zh-CN'].join('、'), synonyms.en.join(', '))),
    line('about', 'otherwise', both('没有一条规则成立时的级别', 'The level when no rule holds'), {
      level: otherwise,
    }),
    ...questions.map((question) => readQuestion(question, heard)),
    ...rules.map((rule) =>
      line('rule', rule.id, both(rule.why['zh-CN'], rule.why.en), {
        level: rule.level,
        source: rule.source.map(({ src, page }) => (page === undefined ? src : `${src} ${page}`)).join('; '),
        confidence: rule.confidence,
        more: [
          labelled('当', 'When', sayRule(rule.when, heard)),
          ...(rule.departments
            ? [labelled('科室', 'Departments', sayDepartments(rule.departments, department))]
            : []),
          ...keys('标记', 'Flags', rule.flags),
          ...sayings('建议', 'Advice', rule.advice),
          ...sayings('紧急时的建议', 'Advice in an emergency', rule.emergencyAdvice),
        ],
      }),
    ),
    ...contradictions.map(({ when, ask, why }, i) =>
      line('rule', `contradiction.${i + 1}`, both(why['zh-CN'], why.en), {
        more: [
          labelled('当', 'When', sayRule(when, heard)),
          labelled('再问一次', 'Asked again', plainly(ask)),
        ],
      }),
    ),
    ...outcomes.map((outcome) =>
      line('outcome', `${outcome.level}`, sayDepartments(outcome.departments, department), {
        level: outcome.level,
        more: [
          ...outcome.advice.map((key) => labelled('建议', 'Advice', advised(key))),
          ...sayings('再来', 'Come back', outcome.callAgainIf),
          ...keys('标记', 'Flags', outcome.flags),
        ],
      }),
    ),
    // A record has no order of its own.
    ...Object.entries(advice)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, text]) => line('advice', key, both(text['zh-CN'], text.en))),
  ];
}

function whoFor({ age, sex, pregnant }: Protocol['who'], sexes: Record<'male' | 'female', Text>): Text {
  const parts = [
    ...(age ? [sayAges(age)] : []),
    ...(sex ? [sexes[sex]] : []),
    ...(pregnant ? [both('只限孕妇', 'the pregnant alone')] : []),
  ];
  return parts.length ? join(parts, '，', ', ') : both('所有人', 'everybody');
}

const JOINED: Record<string, Text> = {
  all: both('全部成立', 'all of them'),
  any: both('任意一条成立', 'any of them'),
};

function readQuestion(question: Question, heard: readonly Question[]): ContentLine {
  const { linkId, type, repeats, text, help, answerOption, enableWhen, enableBehavior } = question;
  const several =
    repeats === undefined
      ? []
      : [both(repeats ? '可多选' : '单选', repeats ? 'several answers' : 'one answer')];
  const joined = enableBehavior
    ? [labelled('条件的关系', 'Conditions that count', JOINED[enableBehavior] ?? plainly(enableBehavior))]
    : [];
  return line('question', linkId, both(text['zh-CN'], text.en), {
    more: [
      ...(type === 'choice' ? [] : [labelled('类型', 'Type', plainly(type))]),
      ...(help ? [labelled('为什么问', 'Why we ask', help)] : []),
      ...several,
      ...(enableWhen ?? []).map((when) => labelled('只在', 'Only when', sayGate(when, heard))),
      ...joined,
      ...answerOption.map(({ code, display, value }) => {
        const worth = value === undefined ? '' : ` = ${value}`;
        return coded(both(`${display['zh-CN']}${worth}`, `${display.en}${worth}`), code);
      }),
    ],
  });
}
