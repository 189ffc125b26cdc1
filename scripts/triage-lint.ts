/** `npm run triage:lint`: reads every protocol, epidemic file and the words beside them, and prints what is wrong with file, place and remedy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintTogether, type Fault, type Surroundings } from '@care-elements/triage/lint.ts';
import { lintEmergencies } from '@care-elements/triage/lint/emergencies.ts';
import { lintEpidemic } from '@care-elements/triage/lint/epidemic.ts';
import { isSampled } from '@care-elements/triage/lint/holds.ts';
import { lintOrdinary } from '@care-elements/triage/lint/ordinary.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { toPattern } from '@care-elements/triage/understand/atoms.ts';
import type { Matter } from '@care-elements/triage/understand/ordinary.ts';
import { wordFiles } from '@care-elements/triage/understand/words.ts';
import { EPIDEMICS_DIR, parseEpidemic } from '../server/triage/epidemic-file.ts';
import { readLibrary } from '../server/triage/library.ts';
import { lintFile, surroundings } from '../server/triage/lint.ts';

const PROTOCOLS = new URL('../packages/triage/protocols/', import.meta.url);

export function lintAll(folder = PROTOCOLS): Fault[] {
  const around = surroundings();
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => lintFile(name, readFileSync(new URL(name, folder), 'utf8')));
  const faults = files.flatMap((file) => file.faults);
  const protocols = files.flatMap(({ protocol }) => protocol ?? []);
  // With one of them unreadable, what the others lack is not known.
  if (protocols.length === files.length)
    faults.push(
      ...lintTogether(protocols, around),
      ...lintEmergencies(protocols),
      ...readdirSync(EPIDEMICS_DIR)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) => lintEpidemicFile(name, protocols)),
      ...[...wordFiles('ordinary')].flatMap(([file, matters]) =>
        lintOrdinary(`words/${file}`, matters as Record<string, Matter>, {
          ...{ protocols, sources: around.sources },
          names: new Set(
            [...wordFiles('atoms').values(), ...wordFiles('signs').values()]
              .flatMap(Object.keys)
              .concat('hot', 't39', 't40', 'bp140', 'bp180', 'hr150'),
          ),
        }),
      ),
    );
  return [...faults, ...lintWords(around, protocols)];
}

function lintEpidemicFile(name: string, protocols: readonly Protocol[]): Fault[] {
  try {
    const { epidemic } = parseEpidemic(readFileSync(join(EPIDEMICS_DIR, name), 'utf8'), name);
    return lintEpidemic(epidemic, protocols, surroundings());
  } catch (error) {
    const problem = `${(error as Error).message}.`;
    return [{ file: `epidemics/${name}`, where: 'file', problem, remedy: 'Correct its shape.' }];
  }
}

/** The words: patterns that don't compile, names that stand twice, and signs made of atoms that nothing finds. */
function lintWords({ complaints, departments }: Surroundings, protocols: readonly Protocol[]): Fault[] {
  const faults: Fault[] = [];
  const fault = (file: string, where: string, problem: string, remedy: string) =>
    faults.push({ file: `words/${file}`, where, problem, remedy });
  const places = new Map<string, string>();
  const once = (file: string, table: object) => {
    for (const name of Object.keys(table)) {
      const key = `${file.split('/')[0]}/${name}`;
      if (places.has(key)) fault(file, name, `It stands in ${places.get(key)} too.`, 'Keep one of them.');
      places.set(key, file);
    }
  };
  for (const [file, atoms] of wordFiles('atoms')) {
    once(file, atoms);
    for (const [atom, words] of Object.entries(atoms as Record<string, Record<'zh-CN' | 'en', string[]>>))
      for (const language of ['zh-CN', 'en'] as const)
        for (const said of words[language])
          try {
            if (new RegExp(toPattern(said, language)).test(''))
              fault(
                file,
                `${atom}: ${said}`,
                'It finds nothing at all everywhere.',
                'Leave one part that must be there.',
              );
          } catch {
            fault(file, `${atom}: ${said}`, 'It is no pattern.', 'Check brackets and bars.');
          }
  }
  const BUILT =
    /^(?:hot|child|infant|old|male|female|t39|t40|bp1\d0|hr\d+|sugar14|expecting|weeks-\w+|gi-any|recovered|acute|bp-any|febrile-over|long-standing|slow|moves-not-due|neonatal|past-two-(?:weeks|days)|calm-hr)$/;
  const known = (file: string, code: string, names: readonly string[]) => {
    for (const name of names.map((one) => one.replace(/^[!~-]/, '')))
      if (!places.has(`atoms/${name}`) && !BUILT.test(name))
        fault(file, code, `No atom is called ${name}.`, 'Name one of words/atoms/.');
  };
  for (const [file, signs] of wordFiles('signs')) {
    once(file, signs);
    for (const [code, alternatives] of Object.entries(signs as Record<string, string[][]>))
      known(file, code, alternatives.flat());
  }
  const redFlags = new Set(
    protocols.flatMap(({ rules }) =>
      rules.flatMap(({ id, level }) => (level === 1 ? [id.slice(id.indexOf('.') + 1)] : [])),
    ),
  );
  type Softened = Record<'never' | 'graded' | 'mostly', string[]> & { rules: Record<string, string[][]> };
  for (const [file, { never, graded, mostly, rules }] of wordFiles('softened') as Map<string, Softened>) {
    known(file, 'never', never);
    for (const [rule, alternatives] of Object.entries(rules)) known(file, rule, alternatives.flat());
    for (const rule of new Set([...graded, ...mostly, ...Object.keys(rules)]))
      if (!redFlags.has(rule) && redFlags.size)
        fault(file, rule, 'No rule of level 1 is called so.', 'Name what stands behind the dot of its id.');
  }
  const urgent = new Set(
    protocols.flatMap(({ rules }) => rules.filter(({ level }) => level === 2).map(({ id }) => id)),
  );
  type Told = Record<'unmistakable' | 'recovered', string[]>;
  for (const [file, { unmistakable, recovered }] of wordFiles('told') as Map<string, Told>) {
    const atoms = unmistakable.filter((name) => !places.has(`signs/${name}`));
    known(file, 'unmistakable', atoms);
    known(file, 'recovered', recovered);
  }
  const ids = new Set(protocols.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const codes = new Set(
    protocols.flatMap(({ questions }) =>
      questions.flatMap(({ answerOption }) => answerOption.map(({ code }) => code)),
    ),
  );
  type Outweighed = { repeats: string[]; selfHarm: string[]; ofWhom: Record<string, number> };
  for (const [file, table] of wordFiles('outweighed') as Map<string, Outweighed>) {
    for (const name of table.repeats)
      if (!complaints.has(name) && name !== 'general')
        fault(file, 'repeats', `No complaint is called ${name}.`, 'Name one of complaints.json.');
    for (const code of table.selfHarm)
      if (!codes.has(code) && codes.size)
        fault(file, 'selfHarm', `No answer has the code ${code}.`, 'Name one of the protocols.');
    for (const rule of Object.keys(table.ofWhom))
      if (!ids.has(rule) && ids.size)
        fault(file, rule, 'No rule is called so.', 'Name the id of one, with its protocol.');
  }
  for (const [file, lists] of wordFiles('mild'))
    for (const [list, names] of Object.entries(lists as Record<string, string[]>)) {
      known(
        file,
        list,
        names.filter((name) => !name.endsWith('*')),
      );
      for (const begin of names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)))
        if (![...places.keys()].some((place) => place.startsWith(`atoms/${begin}`)))
          fault(file, list, `No atom begins with ${begin}.`, 'Name a beginning of one, or leave it away.');
    }
  type Steady = { rules: string[]; never: string[]; neverTogether: string[][] };
  for (const [file, { rules, never, neverTogether }] of wordFiles('steady') as Map<string, Steady>) {
    known(file, 'never', [...never, ...neverTogether.flat()]);
    for (const rule of rules)
      if (!urgent.has(rule) && urgent.size)
        fault(file, rule, 'No rule of level 2 is called so.', 'Name the id of one, with its protocol.');
  }
  for (const [file, homographs] of wordFiles('homographs') as Map<string, Record<string, string[][]>>)
    for (const [pattern = ''] of Object.values(homographs).flat())
      try {
        if (new RegExp(pattern).test(''))
          fault(file, pattern, 'It finds nothing at all everywhere.', 'Leave one part that must be there.');
      } catch {
        fault(file, pattern, 'It is no pattern.', 'Check brackets and bars.');
      }
  type Parts = { parts: Record<string, Record<'zh-CN' | 'en', string[]>>; near: Record<string, string[][]> };
  for (const [file, { parts, near }] of wordFiles('parts') as Map<string, Parts>) {
    for (const [part, words] of Object.entries(parts))
      for (const said of Object.values(words).flat())
        try {
          if (new RegExp(said).test(''))
            fault(
              file,
              `${part}: ${said}`,
              'It finds nothing at all everywhere.',
              'Leave one part that must be there.',
            );
        } catch {
          fault(file, `${part}: ${said}`, 'It is no pattern.', 'Check brackets and bars.');
        }
    for (const [atom, pairs] of Object.entries(near)) {
      if (!places.has(`atoms/${atom}`))
        fault(file, atom, 'No atom is called so.', 'Name one of words/atoms/.');
      for (const part of pairs.flat())
        if (!parts[part]) fault(file, atom, `No part is called ${part}.`, 'Name one of parts.');
    }
  }
  for (const [file, specialties] of wordFiles('specialties'))
    for (const [atom, wanted] of Object.entries(specialties as Record<string, { code: string }[]>)) {
      if (!places.has(`atoms/${atom}`))
        fault(file, atom, 'No atom is called so.', 'Name one of words/atoms/.');
      for (const { code } of wanted)
        if (!departments.has(code))
          fault(file, atom, `No department is called ${code}.`, 'Name one of departments.json.');
    }
  for (const [file, topics] of wordFiles('topics'))
    for (const complaint of Object.keys(topics))
      if (!complaints.has(complaint))
        fault(file, complaint, 'No complaint is called so.', 'Name one of complaints.json.');
  return faults;
}

if (import.meta.main) {
  const faults = lintAll();
  for (const { file, where, problem, remedy } of faults)
    console.log(`${file} ${where}: ${problem} ${remedy}`);
  console.log(faults.length ? `${faults.length} faults` : 'triage: no fault');
  const sampled = readLibrary().all.flatMap((protocol) =>
    protocol.rules.filter(({ when }) => isSampled(protocol, when)).map(({ id }) => id),
  );
  console.log(`tried on a sample, as there is too much to try all: ${sampled.join(', ') || 'nothing'}`);
  process.exitCode = faults.length ? 1 : 0;
}
