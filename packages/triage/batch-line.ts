/** One line of a batch: a case as JSON in, its judgement as JSON out; a line that is none gets a problem, never silence. Server only. */
import type { Epidemics } from './epidemic.ts';
import { catalogueName, rankWanted } from './departments.ts';
import { intake } from './intake.ts';
import type { Level, Protocol } from './protocol.ts';
import { judgeCase, type Case } from './scorecard/judge.ts';

export interface BatchResult {
  id: unknown;
  level: Level;
  /** Names of the catalogue in Chinese, as the catalogue has them, best first. */
  departments: string[];
  complaints: string[];
  flags: string[];
  rules: string[];
  /** Where it is asked for: the level of the rules, how likely each level is, and what spoke for another than theirs. */
  weighed?: { from: Level; shares: number[]; because: string[] };
}
export interface BatchProblem {
  id: unknown;
  problem: { code: 'not-json' | 'not-a-case' | 'no-words' | 'not-judged'; detail: string };
}
export interface Judged {
  line: BatchResult | BatchProblem;
  /** What of the case could not be used. */
  ignored: string[];
}

export function judgeLine(
  line: string,
  protocols: readonly Protocol[],
  epidemics?: Epidemics,
  why = false,
): Judged {
  const problem = (id: unknown, code: BatchProblem['problem']['code'], detail: string): Judged => ({
    line: { id, problem: { code, detail } },
    ignored: [],
  });
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(line);
  } catch (error) {
    return problem(null, 'not-json', `The line is not JSON: ${(error as Error).message}`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return problem(null, 'not-a-case', 'A case is a JSON object with "text".');
  const { id = null, text: words } = given;
  const { person, ignored } = intake(given);
  const text = typeof words === 'string' ? words : typeof words === 'number' ? `${words}` : '';
  if (!text.trim() && !person.vitals)
    return problem(id, 'no-words', 'The case has neither words in "text" nor a measurement in "vitals".');
  try {
    // Of one text so much is read: a longer one is judged in parts, and the gravest counts.
    const parts = partsOf(text).map((part) => judgeCase(part, person, protocols, epidemics));
    const { level, age, wanted, complaints, flags, rules, weighed } = parts.sort(
      (a, b) => a.level - b.level,
    )[0]!;
    return {
      line: {
        ...{ id, level },
        departments: rankWanted(wanted, age).map(({ code }) => catalogueName(code)),
        ...{ complaints, flags, rules },
        ...(why && weighed && { weighed: told(weighed) }),
      },
      ignored: ignored.map(({ field, value }) => `${field} ${JSON.stringify(value)}`),
    };
  } catch (error) {
    return problem(id, 'not-judged', `The case could not be judged: ${(error as Error).message}`);
  }
}

const told = ({ from, shares, because }: NonNullable<Case['weighed']>): BatchResult['weighed'] => ({
  ...{ from, because },
  shares: shares.map((share) => Math.round(share * 100) / 100),
});

const LONGEST = 4000;
/** A sign must not be cut in two: parts overlap. */
const OVERLAP = 200;
/** What stands behind so many parts nobody wrote by hand. */
const MOST = 10;
const partsOf = (text: string): string[] =>
  Array.from(
    { length: Math.min(MOST, Math.max(1, Math.ceil((text.length - OVERLAP) / (LONGEST - OVERLAP)))) },
    (_, i) => text.slice(i * (LONGEST - OVERLAP), i * (LONGEST - OVERLAP) + LONGEST),
  );
