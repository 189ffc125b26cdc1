/** `npm run i18n`: every language says every sentence, with the same blanks to fill, and no sentence that nobody shows. Lists what is missing. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Sex } from '@care-elements/contract/common.ts';
import { TRANSFER_REASONS } from '@care-elements/contract/handover.ts';
import { PRESCRIPTION_STATES } from '@care-elements/contract/prescription.machine.ts';
import { PROBLEMS } from '@care-elements/contract/problems.ts';
import { Guardian } from '@care-elements/contract/visit.ts';
import { WORDING_KEYS } from '@care-elements/contract/wording.ts';
import { PATIENT } from '../packages/elements/locales/patient.ts';
import { PRESCRIPTION, QUEUE, STATES } from '../stories/states.ts';
import { stale, write } from './hant.ts';
import { staleKeys, writeKeys } from './wording.ts';

const root = join(import.meta.dirname, '..');
const locales = join(root, 'packages/elements/locales');

/** Words as a tree: a sentence, a sentence with blanks, a list, or more of them by key. */
export type Tree = { [key: string]: unknown };
/** `visit.ts` -> its words. */
export type Catalogs = Record<string, Tree>;

/** The blanks of a sentence: by place, because a language may name its parameters as it likes. */
export function blanks(sentence: unknown): string[] {
  if (typeof sentence === 'string') return (sentence.match(/\{[\w ]+\}/g) ?? []).sort();
  if (typeof sentence !== 'function') return [];
  const source = sentence.toString();
  const [, wrapped, alone] = /^(?:async\s*)?(?:\(([^]*?)\)|(\w+))\s*=>/.exec(source) ?? [];
  const names = (wrapped ?? alone ?? '').split(',').map((name) => /^\s*(\w*)/.exec(name)![1]!);
  const body = source.slice(source.indexOf('=>') + 2);
  return names.flatMap((name, at) => (name && new RegExp(`\\b${name}\\b`).test(body) ? [`${at + 1}`] : []));
}

/** What a language lacks, has too much of, or fills in otherwise than the first. */
export function differences(first: unknown, other: unknown, path: string): string[] {
  // Empty in English on purpose: a paper form says nothing there.
  if (other === undefined || (other === '' && first !== '')) return [`missing: ${path}`];
  if (first === undefined) return [`not in English: ${path}`];
  if (typeof first !== typeof other) return [`another kind of thing: ${path}`];
  if (typeof first === 'object') {
    const [a, b] = [first as Tree, other as Tree];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differences(a[key], b[key], `${path}.${key}`),
    );
  }
  const [a, b] = [blanks(first), blanks(other)];
  return `${a}` === `${b}` ? [] : [`other blanks: ${path} (${a.join(' ')} and ${b.join(' ')})`];
}

/** Keys of a catalog that no source names: by `.key`, by `'key'`, or by the template that makes it. */
export function unused(words: Tree, sources: string): string[] {
  const made = [...sources.matchAll(/\[`(\w*)\$\{[^`]*\}(\w*)`/g)].map(
    ([, start, end]) => new RegExp(`^${start}\\w+${end}$`),
  );
  const named = new Set(sources.match(/(?<=[.'"`{,]\s*)\w+/g));
  return Object.keys(words).filter(
    (key) => !named.has(key) && !made.some((pattern) => `${pattern}` !== '/^\\w+$/' && pattern.test(key)),
  );
}

/**
 * Keys deeper in a catalog are computed (`t.problems[problem.code]`). `families` says by path from what, for those of which there is a list: a
 * key that is not in it is asked for by nobody. Of the others each has to be said somewhere in the code: `said`, all words of it.
 */
export function unasked(
  words: Tree,
  path: string,
  said: ReadonlySet<string>,
  families: readonly (readonly [path: RegExp, keys: Iterable<string>])[],
): string[] {
  return Object.entries(words).flatMap(([key, inner]) => {
    if (!inner || typeof inner !== 'object' || Array.isArray(inner)) return [];
    const at = `${path} ${key}`;
    const family = families.find(([of]) => of.test(at));
    const known = family ? new Set(family[1]) : said;
    return [
      // Empty: whatever is not chosen.
      ...Object.keys(inner).flatMap((one) => (one && !known.has(one) ? [`${at} ${one}`] : [])),
      ...unasked(inner as Tree, at, said, families),
    ];
  });
}

/** From what keys are computed. */
const FAMILIES: [path: RegExp, keys: string[]][] = [
  // `network` is the client's own: no answer came.
  [/ problems$/, [...Object.keys(PROBLEMS), 'network']],
  [/^prescription\.ts (standings|paper stamps)$|^desk\.ts states$/, [...PRESCRIPTION_STATES]],
  [/^(queue|handover)\.ts reasons$/, [...TRANSFER_REASONS]],
  [/ (sexes|paper sexes)$/, Sex.options],
  [/ relations$/, Guardian.shape.relation.options],
  [/^setup-wording\.ts places$/, WORDING_KEYS.map(({ key }) => key.slice(0, key.indexOf('.')))],
  [
    /^studio\.ts states$/,
    [...Object.values(STATES), QUEUE, PRESCRIPTION].flatMap((states) => Object.keys(states)),
  ],
  [
    /^protocols\.ts sources$/,
    Object.keys(JSON.parse(readFileSync(join(root, 'packages/triage/sources.json'), 'utf8')) as object),
  ],
];

async function read(language: string): Promise<Catalogs> {
  const files = globSync(`${language}/*.ts`, { cwd: locales }).sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [
        basename(file),
        ((await import(join(locales, file))) as { default: Tree }).default,
      ]),
    ),
  );
}

/** Languages that the patient's screens alone speak: the desks are in English there. What only they have to say is theirs. */
const PATIENTS_ONLY: Record<string, { own: readonly string[] }> = { ar: { own: ['untranslated.ts'] } };
const PATIENT_FILES = new Set(
  [...Object.keys(PATIENT), 'shared', 'visit', 'triage', 'refused'].map((name) => `${name}.ts`),
);
/** Whether a language has to have a file, or may. */
export const belongs = (language: string, file: string): boolean => {
  const only = PATIENTS_ONLY[language];
  return !only || PATIENT_FILES.has(file);
};

/**
 * Catalogs that a patient can come to see, with who asks for them: what these widgets import, now or late. They stand in `PATIENT`, or a
 * patient's language may lack them and say English.
 */
export function patientCatalogs(
  starts = ['care-visit', 'care-guest', 'care-meeting'].map((tag) => `widgets/${tag}.ts`),
): Map<string, string> {
  const elements = join(root, 'packages/elements');
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, path] of readFileSync(join(elements, file), 'utf8').matchAll(
      /\b(?:from |import |import\()'(\.{1,2}\/[^']+\.ts)'/g,
    )) {
      const next = join(file, '..', path!);
      const [, catalog] = /^locales\/en\/(.+)\.ts$/.exec(next) ?? [];
      if (catalog && !found.has(catalog)) found.set(catalog, file);
      if (!next.startsWith('..') && !next.startsWith('locales/')) follow(next);
    }
  };
  for (const file of starts) follow(file);
  return found;
}

/** A line for each thing wrong, in every language that has a folder. */
export async function check(): Promise<string[]> {
  const languages = globSync('*/', { cwd: locales }).map((name) => basename(name));
  const english = await read('en');
  const sources = globSync('packages/elements/{base,controls,guides,pages,widgets}/**/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const code = globSync(['packages/{contract,client,triage,elements}/**/*.ts', 'server/**/*.ts'], {
    cwd: root,
    exclude: (path) => /node_modules|locales$/.test(path),
  });
  const said = new Set(
    code.flatMap(
      (file) => readFileSync(join(root, file), 'utf8').match(/(?<=[.'"`{,]\s*|^\s*)[\w-]+/gm) ?? [],
    ),
  );
  const wrong = Object.entries(english).flatMap(([file, words]) =>
    [...unused(words, sources).map((key) => `${file} ${key}`), ...unasked(words, file, said, FAMILIES)].map(
      (key) => `en: unused: ${key}`,
    ),
  );
  for (const language of languages) {
    const theirs = await read(language);
    for (const file of new Set([...Object.keys(english), ...Object.keys(theirs)])) {
      if (!theirs[file] && !belongs(language, file)) continue;
      if (PATIENTS_ONLY[language]?.own.includes(file)) continue;
      wrong.push(...differences(english[file], theirs[file], file).map((line) => `${language}: ${line}`));
    }
  }
  for (const [name, file] of patientCatalogs())
    if (!PATIENT_FILES.has(`${name}.ts`))
      wrong.push(`${file}: a patient reads ${name}.ts, which locales/patient.ts does not list`);
  const old = [...stale(), ...(await staleKeys())];
  wrong.push(...old.map((file) => `${file}: not what the catalogs say now: npm run i18n -- --write`));
  return wrong;
}

if (import.meta.main) {
  if (process.argv.includes('--write')) {
    write();
    await writeKeys();
  }
  const wrong = await check();
  for (const line of wrong) console.log(line);
  console.log(wrong.length ? `${wrong.length} wrong` : 'Every language says everything.');
  if (wrong.length) process.exitCode = 1;
}
