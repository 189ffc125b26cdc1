/** `npm run triage:score -- FILE …`: judges the cases of the files from words and measurements alone and prints how that compares with their gold levels. */
import { existsSync, readFileSync } from 'node:fs';
import { judgeWords, type Judgement } from '@care-elements/triage/batch.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { judgeCase } from '@care-elements/triage/scorecard/judge.ts';
import { catalogueName, departmentName, rankWanted } from '@care-elements/triage/departments.ts';
import { intake } from '@care-elements/triage/intake.ts';
import type { Person } from '@care-elements/triage/understand/signs.ts';
import { readLibrary } from '../server/triage/library.ts';
import './triage/many-patterns.ts';

const LEVELS = [1, 2, 3, 4];

export interface Scored {
  id: unknown;
  text: string;
  person: Person;
  lang: string;
  /** The gold level, and with it a neighbour that is as defensible. */
  level: number;
  accepted: number[];
  judged: Judgement;
  verdict: 'right' | 'over' | 'under' | 'missed';
  /** Is the best department among the accepted? Undefined where the case names none. */
  departmentFits: boolean | undefined;
}

/** From words and measurements to a level. */
export type Judge = (words: string, person: Person, protocols: readonly Protocol[]) => Judgement;

export interface Score {
  scored: Scored[];
  /** A line for each that has no gold level or is no case, with its place. */
  refused: string[];
}

/** Lines of the batch format with a `level`; `levels_ok`, `departments` (codes or names) and `lang` are read where they are. */
export function score(files: readonly string[], judge: Judge = judgeCase): Score {
  const protocols = readLibrary().all;
  const scored: Scored[] = [];
  const refused: string[] = [];
  for (const file of files)
    readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split('\n')
      .forEach((line, i) => {
        if (!line.trim()) return;
        const given = goldOf(line);
        if (typeof given === 'string') refused.push(`${file}:${i + 1}: ${given}`);
        else scored.push(scoreOne(given, protocols, judge));
      });
  return { scored, refused };
}

type Gold = Record<string, unknown> & { text: string; level: number };

/** The case, or why it cannot be scored. */
function goldOf(line: string): Gold | string {
  let given: Gold;
  try {
    given = JSON.parse(line);
  } catch {
    return 'not JSON.';
  }
  if (typeof given !== 'object' || !given || typeof given.text !== 'string')
    return 'not a case: an object with "text" is needed.';
  if (!LEVELS.includes(given.level)) return 'no gold level: "level" has to be 1, 2, 3 or 4.';
  return given;
}

function scoreOne(one: Gold, protocols: readonly Protocol[], judge: Judge): Scored {
  const { person } = intake(one);
  const judged = judge(one.text, person, protocols);
  const also = one['levels_ok'];
  const accepted = [
    one.level,
    ...(Array.isArray(also) ? also.filter((level) => LEVELS.includes(level)) : []),
  ];
  const [best] = rankWanted(judged.wanted, judged.age);
  const wanted = one['departments'];
  return {
    ...{ id: one['id'] ?? null, text: one.text, person, level: one.level, accepted, judged },
    lang: typeof one['lang'] === 'string' ? one['lang'] : /\p{Script=Han}/u.test(one.text) ? 'zh' : 'en',
    verdict: verdictOf(judged.level, accepted),
    departmentFits:
      Array.isArray(wanted) && wanted.length
        ? !!best &&
          [best.code, catalogueName(best.code), ...Object.values(departmentName(best.code))].some((name) =>
            wanted.includes(name),
          )
        : undefined,
  };
}

export const verdictOf = (level: number, accepted: readonly number[]): Scored['verdict'] => {
  if (accepted.includes(level)) return 'right';
  if (level < Math.min(...accepted)) return 'over';
  return accepted.every((one) => one === 1) ? 'missed' : 'under';
};

/** The table and the shares, a line each. */
export function report(scored: readonly Scored[]): string[] {
  const count = (test: (s: Scored) => boolean) => scored.filter(test).length;
  const share = (n: number, of = scored.length) => `${n} (${((100 * n) / of).toFixed(1)} %)`;
  const missed = count(({ verdict }) => verdict === 'missed');
  const under = missed + count(({ verdict }) => verdict === 'under');
  const named = count(({ departmentFits }) => departmentFits !== undefined);
  return [
    'gold \\ said     1     2     3     4',
    ...LEVELS.map(
      (gold) =>
        `${gold}          ${LEVELS.map((said) =>
          `${count(({ level, judged }) => level === gold && judged.level === said)}`.padStart(6),
        ).join('')}`,
    ),
    `cases ${scored.length}`,
    `right ${share(count(({ verdict }) => verdict === 'right'))}`,
    `over ${share(count(({ verdict }) => verdict === 'over'))}`,
    `under ${share(under)}, of which missed emergencies ${missed}`,
    `safe ${share(scored.length - under)}`,
    ...(named
      ? [
          `department among the accepted ${share(
            count(({ departmentFits }) => departmentFits === true),
            named,
          )}`,
        ]
      : []),
  ];
}

const USAGE = `npm run triage:score -- [--wrong] [--rules] FILE.jsonl …
A line is a case of the batch format (docs/triage.md) with its gold "level"; "levels_ok", "departments" and "lang" are read where they are.
--wrong also prints each case that was not judged right; --rules scores the rules without the scorecard.`;

if (import.meta.main) {
  const files = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  const lacking = files.filter((file) => !existsSync(file));
  if (!files.length || lacking.length) {
    console.error(lacking.length ? `No such file: ${lacking.join(', ')}` : USAGE);
    process.exit(2);
  }
  const { scored, refused } = score(files, process.argv.includes('--rules') ? judgeWords : judgeCase);
  for (const line of refused) console.error(line);
  if (scored.length) console.log(report(scored).join('\n'));
  const languages = [...new Set(scored.map(({ lang }) => lang))].sort();
  if (languages.length > 1)
    for (const language of languages) {
      const part = report(scored.filter(({ lang }) => lang === language)).slice(1 + LEVELS.length);
      console.log(`${language}: ${part.join(' · ')}`);
    }
  if (process.argv.includes('--wrong'))
    for (const { id, text, accepted, judged, verdict } of scored)
      if (verdict !== 'right')
        console.log(
          `${verdict} ${id}: ${judged.level} for ${[...new Set(accepted)].join('/')} · ${judged.complaints.slice(0, 2).join(', ')} · ${judged.rules.slice(0, 4).join(', ')} · ${text}`,
        );
  if (refused.length) console.error(`${refused.length} lines were not scored.`);
  process.exitCode = refused.length ? 1 : 0;
}
