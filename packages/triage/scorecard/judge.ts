/** A case as `npm run triage -- --batch` judges it: by the rules, then weighed as a whole. Never used where the patient can be asked. Server only. */
import { judgeWords, type Judgement } from '../batch.ts';
import type { Epidemics } from '../epidemic.ts';
import type { Protocol } from '../protocol.ts';
import { asksOfKin } from '../understand/kin.ts';
import { plain } from '../understand/plain.ts';
import type { Person } from '../understand/signs.ts';
import { weigh, type Weighed } from './weigh.ts';

export interface Case extends Judgement {
  /** Undefined where there are no words to weigh. */
  weighed?: Weighed & { from: Judgement['level'] };
}

/** A level that the scorecard changed has `scorecard.raised` or `scorecard.lowered` as its first rule. */
export function judgeCase(
  words: string,
  person: Person,
  protocols: readonly Protocol[],
  epidemics?: Epidemics,
): Case {
  const judged = judgeWords(words, person, protocols, epidemics);
  // What a relative had is no sign of the one who asks what it means: nothing to weigh.
  if (!/\p{L}/u.test(words) || asksOfKin(plain(words))) return judged;
  const weighed = { ...weigh(words, person, judged), from: judged.level };
  const { level } = weighed;
  if (level === judged.level) return { ...judged, weighed };
  return {
    ...judged,
    ...{ level, weighed, wanted: judged.wantedAt(level) },
    rules: [level < judged.level ? 'scorecard.raised' : 'scorecard.lowered', ...judged.rules],
  };
}
