/** Finds what is wrong with protocols beyond their shape, and says for each fault the file, the place and the remedy. Server only. */
import { evaluate, TRUE } from './engine.ts';
import type { Answers, Facts, Predicate, Protocol, Question } from './protocol.ts';

export interface Fault {
  file: string;
  /** `rules/chest-pain.now`, `questions/temp` … */
  where: string;
  problem: string;
  remedy: string;
}

export interface Surroundings {
  /** Codes of the department catalogue. */
  departments: ReadonlySet<string>;
  /** Keys of the sources list. */
  sources: ReadonlySet<string>;
  /** Ids of the complaints that patients are offered; protocols for machines' use stand beside them. */
  complaints: ReadonlySet<string>;
}

/** Facts of a patient and names of measurements, which no question asks. */
const FACTS = new Set([
  'age',
  'sex',
  'hr',
  'rr',
  'sbp',
  'dbp',
  'spo2',
  'glucose',
  'pain',
  'temp',
  'consciousness',
  'news2',
  'news2-single',
]);
/** What is known of words alone. */
const WORD_FACTS = new Set([
  'soft',
  'sudden',
  'expecting',
  'immune',
  'topics',
  'primary',
  'severity',
  'lasting',
]);
/** Protocols that are not a complaint of patients. */
const MACHINES = new Set(['vitals', 'words']);
const MOST_QUESTIONS = 14;

interface Leaf {
  link: string;
  codes: string[];
  /** Compares the option's value. */
  number: boolean;
  /** Stands under a `not`. */
  negated: boolean;
}

/** Every leaf of a predicate. */
export function leaves(predicate: Predicate, negated = false): Leaf[] {
  const p = predicate;
  if ('all' in p) return p.all.flatMap((part) => leaves(part, negated));
  if ('any' in p) return p.any.flatMap((part) => leaves(part, negated));
  if ('not' in p) return leaves(p.not, !negated);
  if ('count' in p) return p.count[1].flatMap((part) => leaves(part, negated));
  if ('score' in p) return p.score[0].map((link) => ({ link, codes: [], number: true, negated }));
  if ('age' in p) return [{ link: 'age', codes: [], number: false, negated }];
  if ('eq' in p) return [{ link: p.eq[0], codes: [p.eq[1]], number: false, negated }];
  if ('in' in p) return [{ link: p.in[0], codes: p.in[1], number: false, negated }];
  if ('region' in p) return [{ link: p.region[0], codes: [], number: false, negated }];
  const [link] = Object.values(p)[0] as [string];
  return [{ link, codes: [], number: true, negated }];
}

export function lintProtocol(protocol: Protocol, around: Surroundings): Fault[] {
  const faults: Fault[] = [];
  const file = `${protocol.id}.json`;
  const fault = (where: string, problem: string, remedy: string) =>
    faults.push({ file, where, problem, remedy });
  const questions = new Map(protocol.questions.map((question) => [question.linkId, question]));
  const machine = MACHINES.has(protocol.id);
  const known = (link: string) => questions.has(link) || FACTS.has(link) || (machine && WORD_FACTS.has(link));

  if (!machine && !around.complaints.has(protocol.complaint))
    fault('complaint', `No complaint is called ${protocol.complaint}.`, 'Add it to complaints.json.');
  if (protocol.questions.length > MOST_QUESTIONS)
    fault('questions', `There are ${protocol.questions.length} questions.`, `Ask at most ${MOST_QUESTIONS}.`);
  lintQuestions(protocol, questions, fault);
  lintRules(protocol, questions, known, around, fault);
  lintOutcomes(protocol, around, fault);
  return faults;
}

type Report = (where: string, problem: string, remedy: string) => unknown;

function lintQuestions(
  { questions: list, rules }: Protocol,
  questions: Map<string, Question>,
  fault: Report,
): void {
  const read = rules.flatMap(({ when }) => leaves(when));
  const gates = new Set(list.flatMap(({ enableWhen = [] }) => enableWhen.map(({ question }) => question)));
  for (const { linkId, answerOption, enableWhen = [] } of list) {
    const where = `questions/${linkId}`;
    const readers = read.filter(({ link }) => link === linkId);
    if (!readers.length && !gates.has(linkId))
      fault(
        where,
        'No rule reads this question, so it is never asked.',
        'Write a rule that reads it, or remove it.',
      );
    if (list.filter((other) => other.linkId === linkId).length > 1)
      fault(where, 'Two questions have this linkId.', 'Give each its own.');
    const codes = answerOption.map(({ code }) => code);
    if (new Set(codes).size !== codes.length)
      fault(where, 'Two options have one code.', 'Give each its own.');
    const numeric = readers.some(({ number }) => number);
    if (numeric && answerOption.some(({ value }) => value === undefined))
      fault(where, 'A rule compares values, and an option has none.', 'Give every option a value.');
    for (const { question, operator, answer } of enableWhen) {
      const gate = questions.get(question);
      if (!gate && question !== 'age' && question !== 'sex')
        fault(
          where,
          `It depends on ${question}, which is not asked.`,
          'Name a question of this protocol, age or sex.',
        );
      if (
        gate &&
        (operator === '=' || operator === '!=') &&
        !gate.answerOption.some(({ code }) => code === answer)
      )
        fault(
          where,
          `It depends on ${question} being ${answer}, which is no option there.`,
          'Name an option.',
        );
    }
    if (dependsOn(linkId, questions, new Set()))
      fault(where, 'It depends on itself.', 'Break the circle of enableWhen.');
  }
}

function dependsOn(
  linkId: string,
  questions: Map<string, Question>,
  seen: Set<string>,
  target = linkId,
): boolean {
  return (questions.get(linkId)?.enableWhen ?? []).some(({ question }) => {
    if (question === target) return true;
    if (seen.has(question)) return false;
    seen.add(question);
    return dependsOn(question, questions, seen, target);
  });
}

function lintRules(
  protocol: Protocol,
  questions: Map<string, Question>,
  known: (link: string) => boolean,
  { departments, sources }: Surroundings,
  fault: Report,
): void {
  const ids = protocol.rules.map(({ id }) => id);
  for (const rule of protocol.rules) {
    const where = `rules/${rule.id}`;
    if (ids.filter((id) => id === rule.id).length > 1)
      fault(where, 'Two rules have this id.', 'Give each its own.');
    let sound = true;
    for (const { link, codes, negated } of leaves(rule.when)) {
      if (!known(link)) {
        sound = false;
        fault(
          where,
          `It reads ${link}, which no question asks.`,
          'Name a question of this protocol or a fact.',
        );
      }
      const question = questions.get(link);
      for (const code of codes)
        if (
          question &&
          code !== 'none' &&
          code !== 'not-sure' &&
          !question.answerOption.some((o) => o.code === code)
        ) {
          sound = false;
          fault(where, `It reads ${code}, which is no option of ${link}.`, 'Name an option of the question.');
        }
      if (negated && link !== 'sex' && link !== 'age')
        fault(
          where,
          `It holds when ${link} is denied: one more sign could lower the level.`,
          'Say it without not.',
        );
    }
    if (sound && !machineRule(protocol) && !canHold(protocol, rule.when))
      fault(
        where,
        rule.level === 1 ? 'No answers can reveal this red flag.' : 'No answers can make this rule hold.',
        'Check its codes, ages and the questions it reads.',
      );
    for (const { src } of rule.source)
      if (!sources.has(src)) fault(where, `Its source ${src} is not in the list.`, 'Add it to sources.json.');
    for (const { code } of rule.departments ?? [])
      if (!departments.has(code))
        fault(where, `Department ${code} is not in the catalogue.`, 'Use a code of departments.json.');
    if (rule.flags?.includes('epidemic') && !rule.advice?.length)
      fault(
        where,
        'It flags an epidemic and does not say how to stay apart.',
        'Give the rule advice of its own: the advice of the level, which sends people out, is left away then.',
      );
    for (const key of rule.advice ?? [])
      if (!protocol.advice[key]) fault(where, `Its advice ${key} has no text.`, 'Add the text to advice.');
  }
}

const machineRule = ({ id }: Protocol): boolean => MACHINES.has(id);

/** Are there answers and an age for which the predicate holds? Tries the options that it names, one at a time and together. */
export function canHold(protocol: Protocol, when: Predicate): boolean {
  const named = leaves(when);
  const [from, below] = protocol.who.age ?? [0, 110];
  const ages = [
    ...new Set([from, below - 0.01, ...edges(when), ...protocol.questions.flatMap(gateAges)]),
  ].filter((age) => age >= from && age < below);
  const links = [...new Set(named.map(({ link }) => link))].filter((link) =>
    protocol.questions.some(({ linkId }) => linkId === link),
  );
  const choices = links.map((link) => {
    const { repeats, answerOption } = protocol.questions.find(({ linkId }) => linkId === link)!;
    const codes = answerOption.map(({ code }) => code);
    return repeats ? [codes, ['none']] : [...codes.map((code) => [code]), ['not-sure']];
  });
  const gates: Answers = Object.fromEntries(
    protocol.questions.flatMap(({ enableWhen = [] }) =>
      enableWhen.flatMap(({ question, operator, answer }) => {
        const gate = protocol.questions.find(({ linkId }) => linkId === question);
        if (!gate) return [];
        const fit = gate.answerOption.find(({ code, value = NaN }) =>
          operator === '='
            ? code === answer
            : operator === '!='
              ? code !== answer
              : operator === '>='
                ? value >= +answer
                : value < +answer,
        );
        return fit ? [[question, [fit.code]] as const] : [];
      }),
    ),
  );
  for (const age of ages)
    for (const sex of protocol.who.sex ? [protocol.who.sex] : ['female', 'male'])
      for (const picked of product(choices)) {
        const answers: Answers = {
          ...gates,
          ...Object.fromEntries(links.map((link, i) => [link, picked[i]!])),
        };
        if (holds(protocol, when, answers, { age, sex })) return true;
      }
  return false;
}

const holds = (protocol: Protocol, when: Predicate, answers: Answers, facts: Facts): boolean =>
  evaluate([{ questions: protocol.questions, rules: [{ level: 1, when }], otherwise: 4 }], answers, facts)
    .truths[0] === TRUE;

const gateAges = ({ enableWhen = [] }: Question): number[] =>
  enableWhen.flatMap(({ question, answer }) => (question === 'age' ? [+answer, +answer - 0.01] : []));

/** The ages at which a predicate can turn. */
function edges(predicate: Predicate): number[] {
  const p = predicate;
  if ('age' in p) return [p.age[0], p.age[1] - 0.01];
  if ('all' in p) return p.all.flatMap(edges);
  if ('any' in p) return p.any.flatMap(edges);
  if ('not' in p) return [...edges(p.not), ...edges(p.not).map((age) => age + 0.02)];
  if ('count' in p) return p.count[1].flatMap(edges);
  return [];
}

function* product(choices: string[][][]): Generator<string[][]> {
  const [first, ...rest] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const choice of first) for (const others of product(rest)) yield [choice, ...others];
}

function lintOutcomes(protocol: Protocol, { departments }: Surroundings, fault: Report): void {
  const { outcomes, advice, rules, otherwise } = protocol;
  // "Not sure" of a red flag is urgent, whatever the rules say.
  const reachable = new Set([otherwise, ...rules.map(({ level }) => level), 2]);
  for (const level of reachable)
    if (!outcomes.some((outcome) => outcome.level === level))
      fault(
        `outcomes/${level}`,
        `Level ${level} can be reached and has no outcome.`,
        'Add one with departments and advice.',
      );
  const used = new Set(rules.flatMap((rule) => rule.advice ?? []));
  for (const { level, departments: wanted, advice: keys, callAgainIf = [] } of outcomes) {
    const where = `outcomes/${level}`;
    if (level > 1 && !callAgainIf.length)
      fault(where, 'It does not say when to come back.', 'Add callAgainIf.');
    for (const key of [...keys, ...callAgainIf]) {
      used.add(key);
      const text = advice[key];
      if (!text?.['zh-CN'] || !text.en)
        fault(where, `Advice ${key} is not there in both languages.`, 'Add the text.');
    }
    for (const { code } of wanted)
      if (!departments.has(code))
        fault(where, `Department ${code} is not in the catalogue.`, 'Use a code of departments.json.');
  }
  for (const key of Object.keys(advice))
    if (!used.has(key))
      fault(`advice/${key}`, 'Nothing uses this advice.', 'Name it in an outcome or remove it.');
}

/** What only all protocols together can get wrong. */
export function lintTogether(protocols: readonly Protocol[], { complaints }: Surroundings): Fault[] {
  const faults: Fault[] = [];
  const questions = new Map<string, { id: string; shape: string }>();
  for (const { id, questions: list } of protocols)
    for (const { linkId, text, repeats, answerOption } of list) {
      const shape = JSON.stringify([text, repeats ?? false, answerOption]);
      const first = questions.get(linkId);
      if (!first) questions.set(linkId, { id, shape });
      else if (first.shape !== shape)
        faults.push({
          ...{ file: `${id}.json`, where: `questions/${linkId}` },
          problem: `${first.id}.json asks another question under this linkId.`,
          remedy: 'One linkId is one question everywhere: rename one of them.',
        });
    }
  for (const [linkId, options] of choices(protocols))
    for (const [code, file] of options)
      faults.push({
        ...{ file, where: `questions/${linkId}/${code}` },
        problem: 'No rule reads this option.',
        remedy: 'Write a rule that reads it, or remove it.',
      });
  for (const complaint of complaints)
    if (!protocols.some((protocol) => protocol.complaint === complaint))
      faults.push({
        ...{ file: 'complaints.json', where: complaint },
        problem: 'No protocol is for this complaint.',
        remedy: 'Write one or remove the complaint.',
      });
  return faults;
}

/** The options of "which of these" questions that no rule of any protocol reads: a question that several share may offer one what only another needs. */
function choices(protocols: readonly Protocol[]): Map<string, Map<string, string>> {
  const unread = new Map<string, Map<string, string>>();
  for (const { id, questions } of protocols)
    for (const { linkId, repeats, answerOption } of questions)
      if (repeats && answerOption.every(({ value }) => value === undefined))
        for (const { code } of answerOption)
          unread.set(linkId, (unread.get(linkId) ?? new Map<string, string>()).set(code, `${id}.json`));
  for (const { rules } of protocols)
    for (const { link, codes } of rules.flatMap(({ when }) => leaves(when)))
      for (const code of codes) unread.get(link)?.delete(code);
  return unread;
}
