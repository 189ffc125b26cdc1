/** Faults of questions: never asked, asked for nothing, options without an effect, texts in one language. */
import { MOST_QUESTIONS } from '../engine.ts';
import type { EnableWhen, Predicate, Protocol, Question } from '../protocol.ts';
import { untranslated, type Report } from './fault.ts';
import { canHold } from './holds.ts';
import { leaves } from './leaves.ts';
import { lintSize } from './size.ts';

/** False where conditions hang in the air or in a circle, or there is too much to try: whom the rules can reach is then no question. */
export function lintQuestions(protocol: Protocol, fault: Report): boolean {
  const { questions: list, rules, who } = protocol;
  if (list.length > MOST_QUESTIONS)
    fault('questions', `There are ${list.length} questions.`, `Ask at most ${MOST_QUESTIONS}.`);
  if (who.pregnant && !list.some(({ linkId }) => linkId === 'pregnant'))
    fault(
      'who',
      'It is for the pregnant alone, and no question asks whether that is so.',
      'Add the question pregnant: it is asked where nobody said it.',
    );
  if (who.age && who.age[0] >= who.age[1])
    fault('who', 'Nobody is of that age.', 'Name the age from which, then the age below which.');
  const questions = new Map(list.map((question) => [question.linkId, question]));
  let sound = list.length <= MOST_QUESTIONS && lintSize(protocol, fault);
  const read = rules.flatMap((rule) => leaves(rule.when).map((leaf) => ({ ...leaf, rule })));
  for (const question of list) {
    const { linkId, answerOption } = question;
    const where = `questions/${linkId}`;
    if (list.filter((other) => other.linkId === linkId).length > 1)
      fault(where, 'Two questions have this linkId.', 'Give each its own.');
    const codes = answerOption.map(({ code }) => code);
    if (new Set(codes).size !== codes.length)
      fault(where, 'Two options have one code.', 'Give each its own.');
    if (
      read.some(({ link, number }) => number && link === linkId) &&
      answerOption.some(({ value }) => value === undefined)
    )
      fault(where, 'A rule compares values, and an option has none.', 'Give every option a value.');
    const wrong = untranslated(question.text) ?? (question.help && untranslated(question.help));
    if (wrong) fault(where, wrong, 'Write text and help in both languages.');
    for (const gate of question.enableWhen ?? []) if (!lintGate(gate, where, questions, fault)) sound = false;
    if (dependsOn(linkId, questions, new Set())) {
      sound = false;
      fault(where, 'It depends on itself.', 'Break the circle of enableWhen.');
    }
  }
  if (sound) for (const question of list) lintReach(question, protocol, fault);
  return sound;
}

function lintGate(
  { question, operator, answer }: EnableWhen,
  where: string,
  questions: ReadonlyMap<string, Question>,
  fault: Report,
): boolean {
  const gate = questions.get(question);
  if (!gate && question !== 'age' && question !== 'sex') {
    fault(
      where,
      `It depends on ${question}, which is not asked.`,
      'Name a question of this protocol, age or sex.',
    );
    return false;
  }
  const equals = operator === '=' || operator === '!=';
  if (gate && equals && !gate.answerOption.some(({ code }) => code === answer)) {
    fault(where, `It depends on ${question} being ${answer}, which is no option there.`, 'Name an option.');
    return false;
  }
  return true;
}

/** Is there anybody who is asked it, and can the answer then change anything? */
function lintReach(question: Question, protocol: Protocol, fault: Report): void {
  const { linkId, answerOption } = question;
  const { questions, rules } = protocol;
  const where = `questions/${linkId}`;
  const asked: Predicate = { in: [linkId, answerOption.map(({ code }) => code)] };
  if (!canHold(protocol, asked))
    return void fault(
      where,
      'Nobody is ever asked it: its enableWhen cannot hold.',
      'Check its conditions against each other and against who.',
    );
  const behind = new Set([linkId]);
  for (let before = 0; before < behind.size;) {
    before = behind.size;
    for (const other of questions)
      if (other.enableWhen?.some(({ question }) => behind.has(question))) behind.add(other.linkId);
  }
  const readers = rules.filter(({ when }) => leaves(when).some(({ link }) => behind.has(link)));
  if (!readers.length)
    return void fault(
      where,
      'No rule reads this question, so it is never asked.',
      'Write a rule that reads it, or remove it.',
    );
  // Whoever makes otherwise graver need not take out what is milder: it is not asked.
  if (!readers.some(({ level, flags, departments }) => level < 4 || flags || departments))
    fault(
      where,
      'Its rules can change neither level nor flags nor department, so it is never asked.',
      'Give a rule a graver level, a flag or departments, or remove the question.',
    );
}

function dependsOn(
  linkId: string,
  questions: ReadonlyMap<string, Question>,
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
