/** Turns what was understood into answers and facts that the engine takes. Server only. */
import type { Answers, Asking, Facts, Protocol } from '../protocol.ts';
import { news2 } from '../news2.ts';
import { severity } from './complaints.ts';
import { painBand, pressureBand } from './measured.ts';
import { countApart, deniedIn, isMild, needsALook } from './mild.ts';
import type { Person, Understood } from './signs.ts';

/** What the words say of a protocol's questions (of `only`). Several matching options of a single choice: the gravest, or `all`. */
export function answersFrom(
  protocol: Protocol,
  { signs }: Pick<Understood, 'signs'>,
  only?: ReadonlySet<string>,
  all = false,
): Answers {
  const answers: Answers = {};
  for (const { linkId, repeats, answerOption } of protocol.questions) {
    const heard = answerOption
      .map(({ code }) => code)
      .filter((code) => signs.has(code) && (only?.has(code) ?? true));
    if (!heard.length) continue;
    heard.sort((a, b) => severity(protocol, linkId, a) - severity(protocol, linkId, b));
    answers[linkId] = repeats || all ? heard : [heard[0]!];
  }
  return answers;
}

/** What an interview takes as said: what the words only make likely is asked. */
export const saidIn = (protocol: Protocol, { signs, guessed }: Understood): Answers =>
  answersFrom(protocol, { signs: new Map([...signs].filter(([code]) => !guessed.has(code))) });

/** Numbers and grades that questions ask by bands: the engine takes them as measured. */
export function factsFrom(
  { measures, atoms, signs, sex, expecting }: Understood,
  person: Person,
  age: number,
): Facts {
  const { said } = atoms;
  const { temp, sbp, dbp, hr, glucose, lasting, weeks, pain, gcs } = measures;
  const facts: Facts = { ...person.vitals, age, sex: sex ?? 'unknown' };
  const set = (name: string, value: number | undefined) => {
    if (value !== undefined) facts[name] = value;
  };
  for (const name of ['sbp', 'dbp', 'hr', 'rr', 'spo2', 'glucose', 'pain', 'temp'] as const)
    set(name, measures[name]);
  set('temp', temp ?? (said.has('fever') ? (said.has('severe-fever') ? 39 : 38) : undefined));
  set('lasting', lasting);
  set('dated', +(lasting !== undefined));
  // What nobody dated is new.
  set('since', lasting ?? 0);
  set('weeks', weeks);
  set('heart-rate', hr);
  set('glucose', glucose);
  if (sbp !== undefined || dbp !== undefined) set('bp', pressureBand(sbp, dbp));
  set(
    'severity',
    pain !== undefined
      ? painBand(pain)
      : said.has('severe') || (said.has('drug-fail-w') && said.has('pain-any'))
        ? 8
        : said.has('moderate')
          ? 5
          : said.has('mild')
            ? 2
            : undefined,
  );
  set('course', said.has('worse') ? 2 : said.has('better') ? 0 : undefined);
  set(
    'drinking',
    signs.has('half-day-no-urine')
      ? 2
      : said.has('little-urine-w') || said.has('drinks-less-w') || said.has('no-drink')
        ? 1
        : undefined,
  );
  if (said.has('mostnights')) set('nights', 3);
  set('sudden', +said.has('sudden'));
  set('expecting', +expecting);
  set('immune', +said.has('immune'));
  // Words of mildness, or signs that were looked for and denied.
  const mild = [...said.keys()].filter(isMild).length + +signs.has('ordinary-cause');
  const soft = mild + countApart(deniedIn(atoms));
  set('soft', soft);
  // What is asked for is looked at in its own time, unless a sign says otherwise.
  set('wants', +signs.has('wants-visit'));
  set('mild', mild);
  // A form or a certificate is asked for.
  set('papers', +said.has('papers-w'));
  // Older people play pain down: without a word of mildness it is taken as moderate.
  if (age >= 65 && facts['severity'] === undefined && !soft) facts['severity'] = 5;
  // New pain where an organ must be ruled out counts as moderate too.
  if (needsALook(atoms) && !mild && (lasting ?? 0) <= 72) facts['severity'] ??= 5;
  // What the words rules ask of: `heard.chest-touch` is 1 where that sign was heard.
  for (const code of signs.keys()) facts[`heard.${code}`] = 1;
  if (gcs !== undefined)
    facts['consciousness'] ??=
      gcs > 14 ? 'alert' : gcs > 12 ? 'confused' : gcs > 8 ? 'voice' : 'unresponsive';
  const score = news2({ ...measures, ...person.vitals });
  set('news2', score?.total);
  // Three measurements or more, and none is off.
  set(
    'normal',
    +(
      !!score &&
      (pain ?? 0) < 7 &&
      // The limits of children have rules of their own.
      (age < 16 ? (temp ?? 37) < 39 && (measures.spo2 ?? 99) > 94 : score.highest <= 1 && score.total <= 2)
    ),
  );
  set('news2-single', score?.highest);
  return facts;
}

/** Words alone can't be asked: what they don't mention is taken as not there, and questions of degree are left out. */
export function unasked(protocol: Protocol, answers: Answers): { asking: Asking; answers: Answers } {
  const filled: Answers = { ...answers };
  const questions = protocol.questions
    .filter(({ linkId, repeats }) => {
      if (!filled[linkId] && repeats) filled[linkId] = ['none'];
      return filled[linkId] !== undefined;
    })
    // What was said holds without the question that would have led to it: movements that stopped, no week named.
    .map(({ enableWhen, ...question }) => ({
      ...question,
      // Words may say several things of one choice: "upper right" is upper too.
      repeats: true,
      enableWhen: (enableWhen ?? []).filter((one) => one.question === 'age' || one.question === 'sex'),
    }));
  return { asking: { questions, rules: protocol.rules, otherwise: protocol.otherwise }, answers: filled };
}

/** Measurements and spans that people write themselves. */
const NUMBERS = ['temp', 'lasting', 'heart-rate', 'glucose', 'weeks', 'bp'];
/** Not measured, but hot to the touch: no band of a number. */
export const FELT = 'hot';

/** The bands of a protocol's questions in which the numbers of the words lie. A number says more than "feels hot". */
export function numbersFrom({ questions }: Protocol, { measures }: Understood, facts: Facts): Answers {
  const heard: Answers = {};
  for (const { linkId, answerOption } of questions) {
    const number = linkId === 'temp' ? measures.temp : facts[linkId];
    const value = NUMBERS.includes(linkId) ? (number as number | undefined) : undefined;
    const option = answerOption
      .filter(({ code }) => code !== FELT)
      .filter((one) => value !== undefined && one.value !== undefined && one.value <= value)
      .sort((a, b) => b.value! - a.value!)[0];
    if (option) heard[linkId] = [option.code];
  }
  return heard;
}
