/** `npm run triage -- --json`: an interview spoken in JSON, one object a line: who it is and what they say in; questions out, answers in; the result out. */
import { answer, beginInterview, step, type Interview } from '@care-elements/triage/interview.ts';
import type { Epidemics } from '@care-elements/triage/epidemic.ts';
import { intake } from '@care-elements/triage/intake.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { understand } from '@care-elements/triage/understand/signs.ts';
import { linesOf } from './lines.ts';
import { offered } from './options.ts';
import { resultOf } from './result.ts';
import type { Language } from './words.ts';

interface Problem {
  code: string;
  detail: string;
  [more: string]: unknown;
}
type Say = (line: object) => void;

/** Words behind this are not looked at, so a longer text is refused: nothing of it may be lost. */
const LONGEST = 4000;
/** Somebody of whom no age is known, and whose words tell none. */
const SUPPOSED_AGE = 40;

const isProblem = (value: object): value is { problem: Problem } => 'problem' in value;
const problem = (code: string, detail: string, more: object = {}) => ({ problem: { code, detail, ...more } });

function objectOf(line: string): Record<string, unknown> | { problem: Problem } {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value && !Array.isArray(value)) return value as Record<string, unknown>;
    return problem('not-an-object', 'A line is one JSON object.');
  } catch (error) {
    return problem('not-json', `The line is not JSON: ${(error as Error).message}`);
  }
}

/** From the first line to an interview, or why not. What of the measurements makes no sense is told and left out. */
function begun(
  line: string,
  library: readonly Protocol[],
  epidemics: Epidemics | undefined,
  say: Say,
): Interview | { problem: Problem } {
  const given = objectOf(line);
  if (isProblem(given)) return given;
  const { person, ignored } = intake(given);
  const wrong = ignored.filter(({ field }) => !field.startsWith('vitals'));
  if (person.pregnant && person.sex === 'male') wrong.push({ field: 'pregnant', value: true });
  if (wrong.length)
    return problem(
      'invalid-input',
      `This makes no sense: ${wrong.map(({ field, value }) => `${field} ${JSON.stringify(value)}`).join(', ')}.`,
      { fields: wrong.map(({ field }) => field) },
    );
  const words = given['text'] ?? '';
  if (typeof words !== 'string')
    return problem('invalid-input', 'text has to be a text.', { fields: ['text'] });
  if (words.length > LONGEST)
    return problem(
      'words-too-long',
      `text has ${words.length} characters; ${LONGEST} are read. Please shorten it.`,
    );
  if (!words.trim() && !person.vitals)
    return problem('no-words', 'There are neither words in "text" nor a measurement in "vitals".');
  const unused = ignored.filter(({ field }) => field.startsWith('vitals'));
  if (unused.length)
    say(
      problem(
        'measurement-not-used',
        `Not used, because it makes no sense: ${unused.map(({ field, value }) => `${field} ${JSON.stringify(value)}`).join(', ')}.`,
        { fields: unused.map(({ field }) => field) },
      ),
    );
  const age = person.age ?? understand(words, person).age ?? SUPPOSED_AGE;
  return beginInterview(words, { ...person, age }, library, epidemics && { epidemics });
}

const WHY = {
  'unknown-question': 'The interview has no question of this linkId.',
  'not-asked': 'This question has not been asked: answer the one below, or an earlier one anew.',
  'not-an-answer':
    'The answer has to be one of the codes of the options, or an array of them where the question repeats; "none" and, where one is asked, any code stand alone.',
};

function answered(line: string, interview: Interview): Interview | { problem: Problem } {
  const given = objectOf(line);
  if (isProblem(given)) return given;
  const { linkId, answer: codes } = given;
  if (typeof linkId !== 'string' || !(typeof codes === 'string' || Array.isArray(codes)))
    return problem('not-an-answer', 'A line is {"linkId","answer"}: a code, or an array of codes.');
  const next = answer(interview, linkId, [codes].flat() as string[]);
  return typeof next === 'string' ? problem(next, WHY[next], { linkId }) : next;
}

/** The exit code: 0 with a result, 1 when the lines ended before it. Without a language the words' own is spoken. */
export async function json(
  input: AsyncIterable<string>,
  say: Say,
  library: readonly Protocol[],
  asked?: Language,
  epidemics?: Epidemics,
): Promise<number> {
  let interview: Interview | undefined;
  let language: Language = asked ?? 'en';
  for await (const raw of linesOf(input)) {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (!line) continue;
    const next = interview ? answered(line, interview) : begun(line, library, epidemics, say);
    if (isProblem(next)) say(next);
    else {
      if (!interview) language = asked ?? (/\p{Script=Han}/u.test(next.words) ? 'zh-CN' : 'en');
      interview = next;
    }
    if (!interview) continue;
    const { question, before } = step(interview);
    if (!question) {
      say({ result: resultOf(interview, language) });
      return 0;
    }
    say({
      question: {
        ...offered(question, interview, language),
        ...(before.length && { heard: before }),
      },
    });
  }
  say(problem('unfinished', 'The lines ended before the interview did: there is no result.'));
  return 1;
}
