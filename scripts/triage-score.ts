/** `npm run triage:score -- FILE …`: judges the cases of the files from words and measurements alone and prints how that compares with their gold levels. */
import { readFileSync } from 'node:fs';
import { judgeWords, type Judgement } from '@care-elements/triage/batch.ts';
import type { Person } from '@care-elements/triage/understand/signs.ts';
import { readLibrary } from '../server/triage/library.ts';

interface Case extends Person {
  id: string;
  text: string;
  level: number;
  /** Two neighbouring levels that are equally defensible. */
  levels_ok?: number[];
  departments: string[];
}

export interface Scored {
  one: Case;
  judged: Judgement;
  verdict: 'right' | 'over' | 'under' | 'missed';
  departmentFits: boolean;
}

export function score(files: readonly string[]): Scored[] {
  const library = readLibrary();
  return files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
    .map((line) => {
      const one = JSON.parse(line) as Case;
      const judged = judgeWords(one.text, one, library.all);
      const accepted = one.levels_ok ?? [one.level];
      const verdict = accepted.includes(judged.level)
        ? 'right'
        : judged.level < Math.min(...accepted)
          ? 'over'
          : accepted.every((level) => level === 1)
            ? 'missed'
            : 'under';
      const [best] = [...judged.wanted].sort((a, b) => b.weight - a.weight);
      return { one, judged, verdict, departmentFits: !!best && one.departments.includes(best.code) };
    });
}

if (import.meta.main) {
  const wrong = process.argv.includes('--wrong');
  const scored = score(process.argv.slice(2).filter((arg) => !arg.startsWith('--')));
  const count = (test: (s: Scored) => boolean) => scored.filter(test).length;
  const share = (n: number) => `${n} (${((100 * n) / scored.length).toFixed(1)} %)`;
  console.log('gold \\ said     1     2     3     4');
  for (const gold of [1, 2, 3, 4])
    console.log(
      `${gold}          ${[1, 2, 3, 4]
        .map((said) =>
          `${count(({ one, judged }) => one.level === gold && judged.level === said)}`.padStart(6),
        )
        .join('')}`,
    );
  const missed = count(({ verdict }) => verdict === 'missed');
  const under = missed + count(({ verdict }) => verdict === 'under');
  console.log(`cases ${scored.length}`);
  console.log(`right ${share(count(({ verdict }) => verdict === 'right'))}`);
  console.log(`over ${share(count(({ verdict }) => verdict === 'over'))}`);
  console.log(`under ${share(under)}, of which missed emergencies ${missed}`);
  console.log(`safe ${share(scored.length - under)}`);
  console.log(`department among the accepted ${share(count(({ departmentFits }) => departmentFits))}`);
  if (wrong)
    for (const { one, judged, verdict } of scored)
      if (verdict !== 'right')
        console.log(
          `${verdict} ${one.id}: ${judged.level} for ${(one.levels_ok ?? [one.level]).join('/')} · ${judged.complaints.slice(0, 2).join(', ')} · ${judged.rules.slice(0, 4).join(', ')} · ${one.text}`,
        );
}
