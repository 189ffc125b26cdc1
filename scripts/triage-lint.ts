/** `npm run triage:lint`: reads every protocol and the words beside them, and prints what is wrong with file, place and remedy. */
import { readFileSync } from 'node:fs';
import { toPattern } from '@care-elements/triage/understand/atoms.ts';
import { lintProtocol, lintTogether, type Fault, type Surroundings } from '@care-elements/triage/lint.ts';
import { readLibrary } from '../server/triage/library.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../packages/triage/${name}`, import.meta.url), 'utf8'));

export function lintAll(): Fault[] {
  const library = readLibrary();
  const protocols = [...library.protocols.values()].map(({ protocol }) => protocol);
  const around: Surroundings = {
    departments: new Set((read('departments.json') as { code: string }[]).map(({ code }) => code)),
    sources: new Set(Object.keys(read('sources.json'))),
    complaints: new Set(library.complaints.map(({ complaintId }) => complaintId)),
  };
  return [
    ...protocols.flatMap((protocol) => lintProtocol(protocol, around)),
    ...lintTogether(protocols, around),
    ...lintWords(around.complaints),
  ];
}

/** The words: patterns that don't compile, and signs made of atoms that nothing finds. */
function lintWords(complaints: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const atoms = read('words/atoms.json') as Record<string, Record<'zh-CN' | 'en', string[]>>;
  const signs = read('words/signs.json') as Record<string, string[][]>;
  const topics = read('words/topics.json') as Record<string, Record<string, number>>;
  for (const [atom, words] of Object.entries(atoms))
    for (const language of ['zh-CN', 'en'] as const)
      for (const said of words[language])
        try {
          if (new RegExp(toPattern(said, language)).test(''))
            faults.push({
              ...{ file: 'words/atoms.json', where: `${atom}: ${said}` },
              problem: 'It finds nothing at all everywhere.',
              remedy: 'Leave one part that must be there.',
            });
        } catch {
          faults.push({
            ...{ file: 'words/atoms.json', where: `${atom}: ${said}` },
            problem: 'It is no pattern.',
            remedy: 'Check brackets and bars.',
          });
        }
  const BUILT =
    /^(?:hot|child|infant|old|male|female|t39|t40|bp1\d0|hr\d+|expecting|weeks-\w+|gi-any|neonatal|past-two-weeks)$/;
  for (const [code, alternatives] of Object.entries(signs))
    for (const name of alternatives.flat())
      if (!atoms[name.replace(/^!/, '')] && !BUILT.test(name.replace(/^!/, '')))
        faults.push({
          ...{ file: 'words/signs.json', where: code },
          problem: `No atom is called ${name}.`,
          remedy: 'Name one of words/atoms.json.',
        });
  for (const complaint of Object.keys(topics))
    if (!complaints.has(complaint))
      faults.push({
        ...{ file: 'words/topics.json', where: complaint },
        problem: 'No complaint is called so.',
        remedy: 'Name one of complaints.json.',
      });
  return faults;
}

if (import.meta.main) {
  const faults = lintAll();
  for (const { file, where, problem, remedy } of faults)
    console.log(`${file} ${where}: ${problem} ${remedy}`);
  console.log(faults.length ? `${faults.length} faults` : 'triage: no fault');
  process.exitCode = faults.length ? 1 : 0;
}
