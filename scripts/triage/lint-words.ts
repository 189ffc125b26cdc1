/** Finds what is wrong in the words: patterns that don't compile, names that stand twice, and names of what is not there. */
import type { Fault, Surroundings } from '@care-elements/triage/lint.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { toPattern } from '@care-elements/triage/understand/atoms.ts';
import { wordFiles } from '@care-elements/triage/understand/words.ts';

type Both = Record<'zh-CN' | 'en', string[]>;
/** The tables of words by name: a file, or a folder of files. */
export type Tables = (name: string) => Map<string, object>;

/** Whatever the checks look names up in, and where they report. */
interface Desk {
  tables: Tables;
  fault(file: string, where: string, problem: string, remedy: string): void;
  /** `atoms/fever` or `signs/crushing` -> the file in which it stands. */
  places: Map<string, string>;
  around: Pick<Surroundings, 'complaints' | 'departments'>;
  protocols: readonly Protocol[];
}

/** Names that the program makes itself. */
const BUILT =
  /^(?:hot|child|infant|old|male|female|t39|t40|bp1\d0|hr\d+|sugar14|expecting|weeks-\w+|gi-any|recovered|acute|bp-any|febrile-over|long-standing|slow|moves-not-due|neonatal|past-two-(?:weeks|days)|calm-hr)$/;

export function lintWords(
  around: Desk['around'],
  protocols: readonly Protocol[],
  tables: Tables = wordFiles,
): Fault[] {
  const faults: Fault[] = [];
  const desk: Desk = {
    ...{ tables, around, protocols, places: new Map() },
    fault: (file, where, problem, remedy) =>
      void faults.push({ file: `words/${file}`, where, problem, remedy }),
  };
  // Where each name stands is needed by all that come after.
  lintAtoms(desk);
  lintSigns(desk);
  for (const check of [lintSoftened, lintTold, lintOutweighed, lintMild, lintSteady]) check(desk);
  for (const check of [lintHomographs, lintParts, lintSpecialties, lintTopics]) check(desk);
  return faults;
}

const filesOf = <T>({ tables }: Desk, name: string) => [...tables(name)] as [file: string, table: T][];

function once({ places, fault }: Desk, file: string, table: object): void {
  for (const name of Object.keys(table)) {
    const key = `${file.split('/')[0]}/${name}`;
    if (places.has(key)) fault(file, name, `It stands in ${places.get(key)} too.`, 'Keep one of them.');
    places.set(key, file);
  }
}

/** `pattern` makes the expression; it may throw. */
function compiles({ fault }: Desk, file: string, where: string, pattern: () => string): void {
  try {
    if (new RegExp(pattern()).test(''))
      fault(file, where, 'It finds nothing at all everywhere.', 'Leave one part that must be there.');
  } catch {
    fault(file, where, 'It is no pattern.', 'Check brackets and bars.');
  }
}

function known({ places, fault }: Desk, file: string, where: string, names: readonly string[]): void {
  for (const name of names.map((one) => one.replace(/^[!~?-]/, '')))
    if (!places.has(`atoms/${name}`) && !BUILT.test(name))
      fault(file, where, `No atom is called ${name}.`, 'Name one of words/atoms/.');
}

function atomThere({ places, fault }: Desk, file: string, atom: string): void {
  if (!places.has(`atoms/${atom}`)) fault(file, atom, 'No atom is called so.', 'Name one of words/atoms/.');
}

/** Without any protocol that can be read, nothing is known of their rules. */
const rulesOf = ({ protocols }: Desk, level?: number): Set<string> =>
  new Set(
    protocols.flatMap(({ rules }) =>
      rules.filter((rule) => level === undefined || rule.level === level).map(({ id }) => id),
    ),
  );

function lintAtoms(desk: Desk): void {
  for (const [file, atoms] of filesOf<Record<string, Both>>(desk, 'atoms')) {
    once(desk, file, atoms);
    for (const [atom, words] of Object.entries(atoms))
      for (const language of ['zh-CN', 'en'] as const)
        for (const said of words[language])
          compiles(desk, file, `${atom}: ${said}`, () => toPattern(said, language));
  }
}

function lintSigns(desk: Desk): void {
  for (const [file, signs] of filesOf<Record<string, string[][]>>(desk, 'signs')) {
    once(desk, file, signs);
    for (const [code, alternatives] of Object.entries(signs)) known(desk, file, code, alternatives.flat());
  }
}

function lintSoftened(desk: Desk): void {
  type Softened = Record<'never' | 'graded' | 'mostly', string[]> & { rules: Record<string, string[][]> };
  const redFlags = new Set([...rulesOf(desk, 1)].map((id) => id.slice(id.indexOf('.') + 1)));
  for (const [file, { never, graded, mostly, rules }] of filesOf<Softened>(desk, 'softened')) {
    known(desk, file, 'never', never);
    for (const [rule, alternatives] of Object.entries(rules)) known(desk, file, rule, alternatives.flat());
    for (const rule of new Set([...graded, ...mostly, ...Object.keys(rules)]))
      if (!redFlags.has(rule) && redFlags.size)
        desk.fault(
          file,
          rule,
          'No rule of level 1 is called so.',
          'Name what stands behind the dot of its id.',
        );
  }
}

function lintTold(desk: Desk): void {
  for (const [file, { unmistakable, recovered }] of filesOf<Record<'unmistakable' | 'recovered', string[]>>(
    desk,
    'told',
  )) {
    const atoms = unmistakable.filter((name) => !desk.places.has(`signs/${name}`));
    known(desk, file, 'unmistakable', atoms);
    known(desk, file, 'recovered', recovered);
  }
}

function lintOutweighed(desk: Desk): void {
  type Outweighed = { repeats: string[]; selfHarm: string[]; ofWhom: Record<string, number> };
  const ids = rulesOf(desk);
  const codes = new Set(
    desk.protocols.flatMap(({ questions }) =>
      questions.flatMap(({ answerOption }) => answerOption.map(({ code }) => code)),
    ),
  );
  for (const [file, { repeats, selfHarm, ofWhom }] of filesOf<Outweighed>(desk, 'outweighed')) {
    for (const name of repeats)
      if (!desk.around.complaints.has(name) && name !== 'general')
        desk.fault(file, 'repeats', `No complaint is called ${name}.`, 'Name one of complaints.json.');
    for (const code of selfHarm)
      if (!codes.has(code) && codes.size)
        desk.fault(file, 'selfHarm', `No answer has the code ${code}.`, 'Name one of the protocols.');
    for (const rule of Object.keys(ofWhom))
      if (!ids.has(rule) && ids.size)
        desk.fault(file, rule, 'No rule is called so.', 'Name the id of one, with its protocol.');
  }
}

/** A name that ends in * is the beginning of several. */
function lintMild(desk: Desk): void {
  const places = [...desk.places.keys()];
  for (const [file, lists] of filesOf<Record<string, string[]>>(desk, 'mild'))
    for (const [list, names] of Object.entries(lists)) {
      const whole = names.filter((name) => !name.endsWith('*'));
      known(desk, file, list, whole);
      for (const begin of names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)))
        if (!places.some((place) => place.startsWith(`atoms/${begin}`)))
          desk.fault(
            file,
            list,
            `No atom begins with ${begin}.`,
            'Name a beginning of one, or leave it away.',
          );
    }
}

function lintSteady(desk: Desk): void {
  type Steady = { rules: string[]; never: string[]; neverTogether: string[][] };
  const urgent = rulesOf(desk, 2);
  for (const [file, { rules, never, neverTogether }] of filesOf<Steady>(desk, 'steady')) {
    known(desk, file, 'never', [...never, ...neverTogether.flat()]);
    for (const rule of rules)
      if (!urgent.has(rule) && urgent.size)
        desk.fault(file, rule, 'No rule of level 2 is called so.', 'Name the id of one, with its protocol.');
  }
}

function lintHomographs(desk: Desk): void {
  for (const [file, homographs] of filesOf<Record<string, string[][]>>(desk, 'homographs'))
    for (const [pattern = ''] of Object.values(homographs).flat())
      compiles(desk, file, pattern, () => pattern);
}

function lintParts(desk: Desk): void {
  type Parts = { parts: Record<string, Both>; near: Record<string, string[][]> };
  for (const [file, { parts, near }] of filesOf<Parts>(desk, 'parts')) {
    for (const [part, words] of Object.entries(parts))
      for (const said of Object.values(words).flat()) compiles(desk, file, `${part}: ${said}`, () => said);
    for (const [atom, pairs] of Object.entries(near)) {
      atomThere(desk, file, atom);
      for (const part of pairs.flat())
        if (!parts[part]) desk.fault(file, atom, `No part is called ${part}.`, 'Name one of parts.');
    }
  }
}

function lintSpecialties(desk: Desk): void {
  for (const [file, specialties] of filesOf<Record<string, { code: string }[]>>(desk, 'specialties'))
    for (const [atom, wanted] of Object.entries(specialties)) {
      atomThere(desk, file, atom);
      for (const { code } of wanted)
        if (!desk.around.departments.has(code))
          desk.fault(file, atom, `No department is called ${code}.`, 'Name one of departments.json.');
    }
}

function lintTopics(desk: Desk): void {
  for (const [file, topics] of filesOf<object>(desk, 'topics'))
    for (const complaint of Object.keys(topics))
      if (!desk.around.complaints.has(complaint))
        desk.fault(file, complaint, 'No complaint is called so.', 'Name one of complaints.json.');
}
