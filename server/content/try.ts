/** Tries a version on an invented patient: the words as understood, the next question, and what would be said. Nothing is stored. */
import type { ContentTrial } from '@care-elements/contract/content.ts';
import { departmentName, rankWanted } from '@care-elements/triage/departments.ts';
import { fits } from '@care-elements/triage/engine.ts';
import { judge } from '@care-elements/triage/outcome.ts';
import type { Answers, Protocol } from '@care-elements/triage/protocol.ts';
import { speakQuestion } from '@care-elements/triage/speak.ts';
import { begin } from '@care-elements/triage/understand/begin.ts';
import { authorize, type Authorized } from '../actor.ts';
import { problem } from '../problems.ts';
import type { Library } from '../triage/library.ts';
import type { Work } from '../work.ts';
import type { VersionKey } from './repo.ts';
import { requireVersion } from './service.ts';

export interface TrialInput {
  age: number;
  sex: string;
  text: string;
  answers: Answers;
}

export async function tryContent(
  work: Work,
  library: Library,
  key: VersionKey,
  { age, sex, text, answers }: TrialInput,
): Promise<Authorized<ContentTrial>> {
  // Words are for protocols: an epidemic file is tried by the protocols that read it.
  if (key.kind !== 'protocol') throw problem('not-found');
  const protocol = (await requireVersion(work, key)).body as unknown as Protocol;
  for (const [linkId, codes] of Object.entries(answers)) {
    const question = protocol.questions.find((one) => one.linkId === linkId);
    if (!question || !fits(question, codes))
      throw problem('invalid-input', undefined, {
        errors: [
          {
            ...{ pointer: `/answers/${linkId}`, code: 'not-an-answer' },
            message: question ? 'Not an option of this question.' : 'This protocol has no such question.',
          },
        ],
      });
  }
  const facts = { age, sex };
  const beside = library.all.map((other) => (other.id === protocol.id ? protocol : other));
  const all = beside.includes(protocol) ? beside : [...beside, protocol];
  const heard = text ? own(protocol, begin(text, facts, all, { chosen: protocol }).heard) : {};
  const judged = judge([protocol], { ...heard, ...answers }, facts, {});
  const { next, left } = judged.evaluation;
  return authorize(true, {
    ...{ heard, left, level: judged.level, flags: judged.flags },
    next: next ? speakQuestion(next, 'self') : null,
    departments: rankWanted(judged.wanted, age)
      .slice(0, 3)
      .map(({ code }) => departmentName(code)),
    reasons: judged.reasons.map(({ ruleId, level, why, unsure }) => ({ ruleId, level, why, unsure })),
    ...{ advice: judged.advice, callAgainIf: judged.callAgainIf },
  });
}

/** What the words answer of this protocol's own questions. */
const own = ({ questions }: Protocol, heard: Answers): Answers =>
  Object.fromEntries(questions.flatMap(({ linkId }) => (heard[linkId] ? [[linkId, heard[linkId]]] : [])));
