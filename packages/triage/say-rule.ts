/** A rule's condition, and a question's, in words, for those who read protocols: what was asked and what was answered, with a code behind only where the words fit another, too. Server only. */
import type { DepartmentWeight, EnableWhen, Predicate, Question, Text } from './protocol.ts';
import { speak } from './speak.ts';

export const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
/** The same in every language: a code, a number. */
export const plainly = (text: string): Text => both(text, text);

export const join = (parts: readonly Text[], zh: string, en: string): Text =>
  both(parts.map((part) => part['zh-CN']).join(zh), parts.map((part) => part.en).join(en));

export const coded = (words: Text, code: string): Text =>
  both(`${words['zh-CN']} [${code}]`, `${words.en} [${code}]`);
/** The words alone where no other among `all` has them in either language. */
export const named = (words: Text, code: string, all: readonly Text[]): Text =>
  all.filter((one) => one['zh-CN'] === words['zh-CN'] || one.en === words.en).length > 1
    ? coded(words, code)
    : words;

/** Names of measurements and facts that no question asks. */
const FACTS: Record<string, Text> = {
  age: both('年龄', 'age'),
  sex: both('性别', 'sex'),
  temp: both('体温', 'temperature'),
  hr: both('心率', 'heart rate'),
  rr: both('呼吸', 'breaths a minute'),
  sbp: both('收缩压', 'systolic pressure'),
  dbp: both('舒张压', 'diastolic pressure'),
  spo2: both('血氧', 'oxygen saturation'),
  glucose: both('血糖', 'blood glucose'),
  pain: both('疼痛评分', 'pain score'),
  consciousness: both('意识', 'consciousness'),
};
const SEXES: Record<string, Text> = { male: both('男', 'male'), female: both('女', 'female') };

/** Months below two years, years above; 0 and 200 are open ends. */
const years = (age: number): Text =>
  age > 0 && age < 2
    ? both(`${+(age * 12).toFixed(3)} 个月`, `${+(age * 12).toFixed(3)} months`)
    : both(`${age} 岁`, `${age} years`);

export function sayAges([from, below]: readonly [number, number]): Text {
  const [a, b] = [years(from), years(below)];
  return both(`${a['zh-CN']}到未满 ${b['zh-CN']}`, `${a.en} to under ${b.en}`);
}

export const sayDepartments = (wanted: readonly DepartmentWeight[], name: (code: string) => Text): Text =>
  join(
    wanted.map(({ code, weight }) => {
      const { 'zh-CN': zh, en } = coded(name(code), code);
      return both(`${zh}（${weight}）`, `${en} (${weight})`);
    }),
    '、',
    ', ',
  );

const quoted = ({ 'zh-CN': zh, en }: Text): Text => both(`“${zh}”`, `“${en}”`);
/** As a patient is asked: the form in which the sentences below take them. */
export const spoken = (questions: readonly Question[]): Question[] =>
  questions.map((question) => {
    const { 'zh-CN': zh, en } = question.text;
    return { ...question, text: both(speak(zh, 'self'), speak(en, 'self')) };
  });

const asked = (link: string, questions: readonly Question[]): Text => {
  const question = questions.find(({ linkId }) => linkId === link);
  return question
    ? named(
        quoted(question.text),
        link,
        questions.map(({ text }) => quoted(text)),
      )
    : (FACTS[link] ?? plainly(link));
};
const option = (link: string, code: string, questions: readonly Question[]): Text | undefined => {
  if (link === 'sex') return SEXES[code] && quoted(SEXES[code]);
  const options = questions.find(({ linkId }) => linkId === link)?.answerOption ?? [];
  const display = options.find((one) => one.code === code)?.display;
  return (
    display &&
    named(
      quoted(display),
      code,
      options.map((one) => quoted(one.display)),
    )
  );
};

/** When a question is asked at all. An answer that is no option stands as it was written: "12" and 12 are two. */
export function sayGate({ question, operator, answer }: EnableWhen, questions: readonly Question[]): Text {
  const name = asked(question, questions);
  const said =
    (typeof answer === 'string' && option(question, answer, questions)) || plainly(JSON.stringify(answer));
  return join([name, said], ` ${operator} `, ` ${operator} `);
}

export function sayRule(predicate: Predicate, questions: readonly Question[]): Text {
  const optionOf = (link: string, code: string): Text => option(link, code, questions) ?? plainly(code);
  const is = (link: string, zh: string, en: string): Text =>
    both(`${asked(link, questions)['zh-CN']}${zh}`, `${asked(link, questions).en}${en}`);
  const inner = (part: Predicate): Text => {
    const said = say(part);
    return 'all' in part || 'any' in part ? both(`（${said['zh-CN']}）`, `(${said.en})`) : said;
  };
  function say(p: Predicate): Text {
    if ('all' in p) return join(p.all.map(inner), '，并且', ', and ');
    if ('any' in p) return join(p.any.map(inner), '，或者', ', or ');
    if ('not' in p) return both(`不是：${say(p.not)['zh-CN']}`, `not: ${say(p.not).en}`);
    if ('count' in p) {
      const of = join(p.count[1].map(inner), '；', '; ');
      return both(`至少 ${p.count[0]} 项：${of['zh-CN']}`, `at least ${p.count[0]} of: ${of.en}`);
    }
    if ('score' in p) {
      const of = join(
        p.score[0].map((link) => asked(link, questions)),
        '、',
        ', ',
      );
      return both(
        `分数之和 ≥ ${p.score[1]}：${of['zh-CN']}`,
        `scores add up to ${p.score[1]} or more: ${of.en}`,
      );
    }
    if ('age' in p) return both(`年龄 ${sayAges(p.age)['zh-CN']}`, `age ${sayAges(p.age).en}`);
    if ('eq' in p) {
      const said = optionOf(...p.eq);
      return is(p.eq[0], `：${said['zh-CN']}`, `: ${said.en}`);
    }
    if ('in' in p) {
      const said = join(
        p.in[1].map((code) => optionOf(p.in[0], code)),
        ' 或 ',
        ' or ',
      );
      return is(p.in[0], `：${said['zh-CN']}`, `: ${said.en}`);
    }
    if ('region' in p) return is(p.region[0], `：在名单“${p.region[1]}”中`, `: in the list “${p.region[1]}”`);
    if ('ge' in p) return is(p.ge[0], ` ≥ ${p.ge[1]}`, ` ≥ ${p.ge[1]}`);
    if ('le' in p) return is(p.le[0], ` ≤ ${p.le[1]}`, ` ≤ ${p.le[1]}`);
    if ('between' in p)
      return is(
        p.between[0],
        ` ${p.between[1]} 到 ${p.between[2]}`,
        ` from ${p.between[1]} to ${p.between[2]}`,
      );
    return is(
      p.duration[0],
      ` 持续 ${p.duration[1]} 到 ${p.duration[2]} 小时`,
      ` lasts ${p.duration[1]} to ${p.duration[2]} hours`,
    );
  }
  return say(predicate);
}
