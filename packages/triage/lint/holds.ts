/** Can a rule hold, can a question be asked? Tried on everybody whom it can tell apart. */
import { evaluate, TRUE } from '../engine.ts';
import type { Predicate, Protocol } from '../protocol.ts';
import { people, questionsFor } from './people.ts';
import { leaves } from './leaves.ts';

const MOST = 4000;

/** Are there answers, an age and measurements for which the predicate holds? Yes, too, when there are too many to try. */
export function canHold({ who, questions }: Pick<Protocol, 'who' | 'questions'>, when: Predicate): boolean {
  const asked = questionsFor(
    leaves(when).map(({ link }) => link),
    questions,
  );
  const asking = [{ questions: asked, rules: [{ level: 1 as const, when }], otherwise: 4 as const }];
  const { some, whole } = people({ who, questions: asked }, [when], MOST);
  return !whole || some.some(({ answers, facts }) => evaluate(asking, answers, facts).truths[0] === TRUE);
}
