/** `npm run triage`: the interview by hand, in a terminal: who and what, what was understood, one question at a time, the result explained. */
import { catalogue, catalogueName } from '@care-elements/triage/departments.ts';
import type { Epidemics } from '@care-elements/triage/epidemic.ts';
import { ageOf } from '@care-elements/triage/intake.ts';
import { answer, back, beginInterview, step, type Interview } from '@care-elements/triage/interview.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { takenFrom } from '@care-elements/triage/understand/measured.ts';
import { measuresIn, type Measures } from '@care-elements/triage/understand/measures.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';
import { linesOf } from './lines.ts';
import { offered } from './options.ts';
import { resultOf, type Result } from './result.ts';
import { words, type Language, type TerminalWords } from './words.ts';

interface Terminal {
  t: TerminalWords;
  language: Language;
  say: (...lines: string[]) => void;
  /** One line, trimmed; throws `Ended` when there are no more. */
  ask: (prompt: string) => Promise<string>;
}
class Ended extends Error {}

/** The exit code: 0 with a result, 1 when the input ended before it. */
export async function talk(
  input: AsyncIterable<string>,
  write: (text: string) => void,
  library: readonly Protocol[],
  language: Language,
  epidemics?: Epidemics,
): Promise<number> {
  const lines = linesOf(input);
  const terminal: Terminal = {
    ...{ t: words[language], language },
    say: (...said) => write(`${said.join('\n')}\n`),
    ask: async (prompt) => {
      write(`${prompt}\n> `);
      const { value, done } = await lines.next();
      if (done) throw new Ended();
      return value.trim();
    },
  };
  try {
    terminal.say(terminal.t.hello, '');
    const interview = await asked(terminal, await confirmed(terminal, library, epidemics));
    tell(terminal, resultOf(interview, language));
    return 0;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    terminal.say('', terminal.t.unfinished);
    return 1;
  }
}

async function chosen({ ask, say, t }: Terminal, prompt: string, options: string[]): Promise<number> {
  for (;;) {
    const given = +(await ask([prompt, ...options.map((o, i) => `  ${i + 1}  ${o}`)].join('\n')));
    if (given >= 1 && given <= options.length && Number.isInteger(given)) return given - 1;
    say(t.pickBad);
  }
}

/** Who and what, until what was understood is confirmed. */
async function confirmed(
  terminal: Terminal,
  library: readonly Protocol[],
  epidemics: Epidemics | undefined,
): Promise<Interview> {
  const { ask, say, t, language } = terminal;
  let age = ageOf(await ask(t.ageAsk));
  while (age === undefined) {
    say(t.ageBad);
    age = ageOf(await ask(t.ageAsk));
  }
  const sex = ['female', 'male', 'unknown'][await chosen(terminal, t.sexAsk, t.sexes)]!;
  for (;;) {
    let said = await ask(t.wordsAsk);
    while (!said) {
      say(t.wordsBad);
      said = await ask(t.wordsAsk);
    }
    const typed = numbersIn(await ask(t.vitalsAsk));
    const begin = (vitals: Measures) =>
      beginInterview(
        said,
        { age, sex, ...(Object.keys(vitals).length && { vitals }) },
        library,
        epidemics && { epidemics },
      );
    const { asked, facts, regions } = begin(typed);
    // Confirmed with the rest of what was understood; what was typed as measured goes before it.
    const taken = takenFrom(numbersIn(said), asked, facts, regions);
    const interview = begin({ ...taken, ...typed });
    say('', `${t.understood}:`, ...understood(interview, typed, language), '');
    if ((await chosen(terminal, t.rightAsk, t.rights)) === 0) return interview;
  }
}

/** What was measured, as the words say it: °C, mmHg and the like, without age and spans. */
function numbersIn(said: string): Measures {
  const { age: _, lasting: __, weeks: ___, ...numbers } = measuresIn(plain(said));
  return numbers;
}

function understood(interview: Interview, typed: Measures, language: Language): string[] {
  const { protocols, heard, person } = interview;
  const t = words[language];
  const signs = protocols.flatMap(({ questions }) =>
    questions.flatMap(({ linkId, answerOption }) =>
      answerOption
        .filter(({ code }) => heard[linkId]?.includes(code))
        .map(({ display }) => `  - ${display[language]} (${t.heard})`),
    ),
  );
  return [
    ...protocols.filter(({ id }) => id !== 'vitals').map(({ title }) => `  ${title[language]}`),
    ...new Set(signs),
    ...Object.entries(person.vitals ?? {}).map(
      ([name, value]) => `  - ${name} ${value} (${name in typed ? t.measured : t.heard})`,
    ),
  ];
}

/** One question at a time, until nothing is left to ask. */
async function asked(terminal: Terminal, begun: Interview): Promise<Interview> {
  const { ask, say, t, language } = terminal;
  let interview = begun;
  for (;;) {
    const { question, before, left } = step(interview);
    if (!question) return interview;
    const { linkId, text, help, repeats, options } = offered(question, interview, language);
    const numbers = before.map((code) => options.findIndex((o) => o.code === code) + 1);
    const given = await ask(
      [
        '',
        `${text}  (${t.left(left)})`,
        ...(help ? [`  ${help}`] : []),
        ...options.map(
          ({ display }, i) =>
            `${`${i + 1}`.padStart(3)}  ${display}${numbers.includes(i + 1) ? `  ← ${t.before}` : ''}`,
        ),
        [
          repeats ? t.many(options.length) : t.one(options.length),
          ...(numbers.length ? [t.keep(numbers.join(','))] : []),
        ].join(' '),
      ].join('\n'),
    );
    if (/^b$/i.test(given.normalize('NFKC'))) {
      const earlier = back(interview);
      if (earlier) interview = earlier;
      else say(t.first);
      continue;
    }
    const picked = given
      ? given
          .normalize('NFKC')
          .split(/[\s,、;]+/)
          .filter(Boolean)
          .map(Number)
      : numbers;
    const codes = [...new Set(picked.map((n) => options[n - 1]?.code ?? ''))];
    const next = answer(interview, linkId, codes);
    if (typeof next !== 'string') interview = next;
    else say(codes.includes('none') && codes.length > 1 ? t.alone : t.pickBad);
  }
}

function tell({ say, t, language }: Terminal, result: Result): void {
  const { level, reasons, advice, callAgainIf } = result;
  const entries = [...catalogue.values()];
  const departments = result.departments.map(
    (said) => entries.find(({ code }) => catalogueName(code) === said)!.name[language],
  );
  const list = (title: string, lines: string[]) =>
    lines.length ? ['', `${title}:`, ...lines.map((line) => `  - ${line}`)] : [];
  say(
    '',
    `== ${[t.callTitle, t.todayTitle, t.routineTitle, t.selfCareTitle][level - 1]}`,
    t.level(result.grade),
    ...list(
      t.why,
      reasons.length
        ? reasons.map(
            ({ why, rule, source, unsure }) => `${why}${unsure ? '' : `  [${t.rule} ${rule}; ${source}]`}`,
          )
        : [t.noReason],
    ),
    ...list(t.department, departments),
    ...list(level === 1 ? t.meanwhile : t.advice, advice),
    ...list(t.again, callAgainIf),
    '',
    `${t.versions}: ${result.protocols.map(({ id, version, hash }) => `${id} ${version} (${hash.slice(0, 12)})`).join(', ')}`,
    t.noDiagnosis + (result.reviewed ? '' : ` ${t.draft}`),
  );
}
