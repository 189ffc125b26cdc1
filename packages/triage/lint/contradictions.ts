/** Faults of contradictions: answers that are not there, and what can never be asked again. */
import { evaluate, TRUE } from '../engine.ts';
import type { Contradiction, Protocol } from '../protocol.ts';
import { untranslated, type Report } from './fault.ts';
import { leaves } from './leaves.ts';
import { people, questionsFor } from './people.ts';

/** So many people are tried, as for whether a rule can hold. */
const MOST = 4000;

export function lintContradictions(protocol: Protocol, fault: Report): void {
  for (const [i, one] of (protocol.contradictions ?? []).entries()) {
    const where = `contradictions/${i}`;
    const wrong = untranslated(one.why);
    if (wrong) fault(where, `Why: ${wrong}`, 'Write why in both languages.');
    if (!isSound(one, protocol, (problem, remedy) => fault(where, problem, remedy))) continue;
    if (!comesAgain(one, protocol))
      fault(
        where,
        'Nobody can give these answers, or only in an emergency, which asks nothing more.',
        'Name answers that can stand beside each other, or remove it.',
      );
  }
}

/** Two questions of this protocol at least, with options that they have, and one of them is asked again. */
function isSound(
  { when, ask }: Contradiction,
  { questions }: Protocol,
  fault: (problem: string, remedy: string) => void,
): boolean {
  let sound = true;
  const unsound = (problem: string, remedy: string) => {
    sound = false;
    fault(problem, remedy);
  };
  const read = leaves(when);
  for (const { link, codes } of read) {
    const question = questions.find(({ linkId }) => linkId === link);
    if (!question && link !== 'age' && link !== 'sex')
      unsound(`It reads ${link}, which no question asks.`, 'Name a question of this protocol.');
    for (const code of codes)
      if (question && !question.answerOption.some((option) => option.code === code))
        unsound(`It reads ${code}, which is no option of ${link}.`, 'Name an option of the question.');
  }
  if (new Set(read.map(({ link }) => link)).size < 2)
    unsound('It reads one question alone.', 'Name answers of two questions.');
  if (!read.some(({ link }) => link === ask) || !questions.some(({ linkId }) => linkId === ask))
    unsound(`It asks ${ask} again and does not read it.`, 'Ask one of its own questions again.');
  return sound;
}

/** Are there answers for which it holds and that are no emergency? */
function comesAgain({ when }: Contradiction, { who, questions, rules }: Protocol): boolean {
  const asked = questionsFor(
    leaves(when).map(({ link }) => link),
    questions,
  );
  const links = new Set(['age', 'sex', ...asked.map(({ linkId }) => linkId)]);
  const emergencies = rules.filter(
    (rule) => rule.level === 1 && leaves(rule.when).every(({ link }) => links.has(link)),
  );
  const asking = [
    { questions: asked, rules: [{ level: 1 as const, when }, ...emergencies], otherwise: 4 as const },
  ];
  const { some } = people({ who, questions: asked }, [when], MOST);
  return some.some(({ answers, facts }) => {
    const [holds, ...grave] = evaluate(asking, answers, facts).truths;
    return holds === TRUE && !grave.includes(TRUE);
  });
}
