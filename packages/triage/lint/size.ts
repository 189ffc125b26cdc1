/** How much a protocol reads: whoever evaluates it, for a patient or for the lint, does all of that each time. */
import type { Protocol, Question, Rule } from '../protocol.ts';
import type { Report } from './fault.ts';
import { leaves } from './leaves.ts';

/** Twice what the largest of ours read. */
const MOST_READS = 400;

/** What the rules read, and for each of it what its question's conditions read: the work of one evaluation. */
export function readsOf({
  questions,
  rules,
}: {
  questions: readonly Question[];
  rules: readonly Pick<Rule, 'when'>[];
}): number {
  const known = new Map<string, number>();
  const cost = (link: string): number => {
    const before = known.get(link);
    if (before !== undefined) return before;
    // A circle counts once: it is said elsewhere.
    known.set(link, 1);
    const gates = questions.find(({ linkId }) => linkId === link)?.enableWhen ?? [];
    const all = gates.reduce((sum, { question }) => sum + cost(question), 1);
    known.set(link, all);
    return all;
  };
  const read = rules.flatMap(({ when }) => leaves(when).map(({ link }) => link));
  return [...questions.map(({ linkId }) => linkId), ...read].reduce((sum, link) => sum + cost(link), 0);
}

/** False where it is too much to be tried. */
export function lintSize(protocol: Protocol, fault: Report): boolean {
  const { questions, rules, contradictions = [] } = protocol;
  const reads = readsOf({ questions, rules: [...rules, ...contradictions] });
  if (reads <= MOST_READS) return true;
  fault(
    'rules',
    `They read ${reads} answers, with the conditions of the questions.`,
    `Let them read at most ${MOST_READS}: leave out what is said twice.`,
  );
  return false;
}
