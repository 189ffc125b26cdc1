/** Faults of rules: what they read, whether they can hold, where they come from, what they say, and whether a graver answer lowers the level. */
import type { Protocol, Rule } from '../protocol.ts';
import { isMachine, untranslated, type Report, type Surroundings } from './fault.ts';
import { canHold, isSampled } from './holds.ts';
import { leaves } from './leaves.ts';
import { lowered } from './order.ts';

/** Facts of a patient and names of measurements, which no question asks. */
const FACTS = new Set(
  'age sex hr rr sbp dbp spo2 glucose pain temp consciousness news2 news2-single heart-rate bp'.split(' '),
);
const SAMPLED = ' (Too much to try all: 4000 were drawn.)';
/** What is known of words alone. */
const WORD_FACTS = new Set(
  'soft sudden expecting immune topics primary severity lasting dated fired since details length normal mild wants papers'.split(
    ' ',
  ),
);
/** Questions that a number can answer instead: it has no code. */
const MEASURED = new Set(
  'temp hr rr sbp dbp spo2 glucose pain heart-rate bp severity weeks lasting nights'.split(' '),
);

/** `reachable`: the questions' conditions are sound, so that it can be tried who comes to a rule. */
export function lintRules(protocol: Protocol, around: Surroundings, fault: Report, reachable: boolean): void {
  const ids = protocol.rules.map(({ id }) => id);
  let sound = reachable;
  for (const rule of protocol.rules) {
    const where = `rules/${rule.id}`;
    if (ids.filter((id) => id === rule.id).length > 1)
      fault(where, 'Two rules have this id.', 'Give each its own.');
    if (!lintReads(rule, protocol, fault)) sound = false;
    else if (reachable && !canHold(protocol, rule.when))
      fault(
        where,
        rule.level === 1 ? 'No answers can reveal this red flag.' : 'No answers can make this rule hold.',
        `Check its codes, ages and the questions it reads.${isSampled(protocol, rule.when) ? SAMPLED : ''}`,
      );
    lintWords(rule, protocol, around, fault);
  }
  if (sound)
    for (const { linkId, from, to, levels, rules } of lowered(protocol))
      fault(
        `questions/${linkId}`,
        `The graver answer lowers the level: ${from} makes ${levels[0]}, ${to} makes ${levels[1]}.`,
        `Let ${rules.join(', ') || 'the rules that read it'} hold for ${to} too.`,
      );
}

/** False where what it reads is not there: whether it can hold is then no question. */
function lintReads(rule: Rule, protocol: Protocol, fault: Report): boolean {
  const where = `rules/${rule.id}`;
  let sound = true;
  const unsound = (problem: string, remedy: string) => {
    sound = false;
    fault(where, problem, remedy);
  };
  for (const { link, codes, number, negated } of leaves(rule.when)) {
    const question = protocol.questions.find(({ linkId }) => linkId === link);
    const fact =
      FACTS.has(link) || (isMachine(protocol) && (WORD_FACTS.has(link) || link.startsWith('heard.')));
    if (!question && !fact)
      unsound(`It reads ${link}, which no question asks.`, 'Name a question of this protocol or a fact.');
    for (const code of codes)
      if (question && !isAnswer(code, question.answerOption))
        unsound(`It reads ${code}, which is no option of ${link}.`, 'Name an option of the question.');
    if (question && codes.length && !number && MEASURED.has(link))
      fault(
        where,
        `It reads the code ${codes[0]} of ${link}, which can be measured: a number has no code.`,
        'Compare the value with ge, le, between or duration.',
      );
    if (negated && link !== 'sex' && link !== 'age')
      fault(
        where,
        `It holds when ${link} is denied: one more sign could lower the level.`,
        'Say it without not.',
      );
  }
  return sound;
}

const isAnswer = (code: string, options: readonly { code: string }[]): boolean =>
  code === 'none' || code === 'not-sure' || options.some((option) => option.code === code);

function lintWords(rule: Rule, { advice }: Protocol, around: Surroundings, fault: Report): void {
  const where = `rules/${rule.id}`;
  const wrong = untranslated(rule.why);
  if (wrong) fault(where, `Why: ${wrong}`, 'Write why in the patient’s words, in both languages.');
  if (!rule.source.length)
    fault(where, 'It has no source.', 'Name where it comes from: a key of sources.json.');
  for (const { src } of rule.source)
    if (!around.sources.has(src))
      fault(where, `Its source ${src} is not in the list.`, 'Add it to sources.json.');
  for (const { code } of rule.departments ?? [])
    if (!around.departments.has(code))
      fault(where, `Department ${code} is not in the catalogue.`, 'Use a code of departments.json.');
  if (rule.flags?.includes('epidemic') && !rule.advice?.length)
    fault(
      where,
      'It flags an epidemic and does not say how to stay apart.',
      'Give the rule advice of its own: the advice of the level, which sends people out, is left away then.',
    );
  if (rule.flags?.includes('epidemic') && !rule.emergencyAdvice?.length)
    fault(
      where,
      'It flags an epidemic and does not say what to tell the ambulance.',
      'Give the rule emergencyAdvice: in an emergency nobody is told to stay at home, and whoever comes is warned.',
    );
  for (const key of [...(rule.advice ?? []), ...(rule.emergencyAdvice ?? [])]) {
    const wrong = untranslated(advice[key]);
    if (wrong) fault(where, `Advice ${key}: ${wrong}`, 'Write the text of advice in both languages.');
  }
}
