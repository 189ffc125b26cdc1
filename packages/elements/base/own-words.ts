/**
 * Owns a hospital's own words for our sentences: puts them in the place of ours before anything is drawn. Fetched only where the
 * hospital's configuration says that it has some.
 */
import { fetchWording } from '@care-elements/client/wording.ts';
import type { Sentence } from '@care-elements/contract/wording.ts';
import { PATIENT } from '../locales/patient.ts';
import { attendants, type CareElement } from './care-element.ts';
import { hooks } from './part-words.ts';
import type { Tongue } from './words.ts';

type Tree = Record<string, unknown>;
/** A file's words as we say them and as the hospital does, and the keys at the top in which the two differ. */
type Said = { ours: Tree; own: Tree; keys: string[] };

/** By the base of the hospital's routes. */
const hospitals = new Map<string, Sentence[]>();
/** By that base and the language; a promise while our words are fetched. */
const made = new Map<string, Said[] | Promise<void>>();

/** A sentence that takes what ours takes. */
const filled =
  ({ sentence, blanks }: Sentence) =>
  (...values: unknown[]): string =>
    sentence.replace(/\{(\w+)\}/g, (blank, name: string) =>
      blanks.includes(name) ? `${values[blanks.indexOf(name)] as string}` : blank,
    );

/** A copy of `ours` that says `sentence` at `path`; unchanged where there is no such place. */
function put(ours: unknown, path: string[], sentence: Sentence): unknown {
  const [key, ...rest] = path;
  if (!key)
    return typeof ours === 'function'
      ? filled(sentence)
      : typeof ours === 'string'
        ? sentence.sentence
        : ours;
  if (typeof ours !== 'object' || !ours || !Object.hasOwn(ours, key)) return ours;
  const copy = (Array.isArray(ours) ? [...(ours as unknown[])] : { ...ours }) as Tree;
  copy[key] = put(copy[key], rest, sentence);
  return copy;
}

/** What the hospital says in a language, by file. */
async function say(sentences: Sentence[], tongue: Tongue): Promise<Said[]> {
  const mine = sentences.filter(({ language, key }) => language === tongue && PATIENT[key.split('.')[0]!]);
  const files = [...new Set(mine.map(({ key }) => key.split('.')[0]!))];
  return Promise.all(
    files.map(async (file) => {
      const ours = (await PATIENT[file]![tongue]()).default as Tree;
      const here = mine.filter(({ key }) => key.startsWith(`${file}.`));
      const own = here.reduce<unknown>(
        (all, one) => put(all, one.key.split('.').slice(1), one),
        ours,
      ) as Tree;
      return { ours, own, keys: Object.keys(ours).filter((key) => ours[key] !== own[key]) };
    }),
  );
}

const placeOf = (element: CareElement): string => `${element.care?.api.base} ${element.tongue}`;

/** Undefined where there is nothing to wait for. */
function prepare(element: CareElement): Promise<void> | undefined {
  const sentences = hospitals.get(element.care?.api.base ?? '');
  if (!sentences) return;
  const place = placeOf(element);
  const there = made.get(place);
  if (there) return there instanceof Promise ? there : undefined;
  const wait = say(sentences, element.tongue).then(
    (said) => void made.set(place, said),
    () => {
      // Ours stand; tried again with a later drawing.
      made.set(place, []);
      setTimeout(() => made.delete(place), 3000);
    },
  );
  made.set(place, wait);
  return wait;
}

/** What was put into which words, for the case that the element turns to another hospital. */
const worn = new WeakMap<object, { place: string; t: object; ours: Tree }>();

function reword(element: CareElement, words: { t?: unknown } | undefined): void {
  const t = words?.t as Tree | undefined;
  if (!words || !t) return;
  const place = placeOf(element);
  const before = worn.get(words);
  if (before?.t === t && before.place === place) return;
  if (before?.t === t) Object.assign(t, before.ours);
  const said = made.get(place);
  if (!Array.isArray(said)) return;
  const replaced: Tree = {};
  for (const { ours, own, keys } of said)
    for (const key of keys)
      // Of two catalogs that share a key the later one is heard: the same key with other words is not meant.
      if (t[key] === ours[key]) {
        replaced[key] = t[key];
        t[key] = own[key];
      }
  worn.set(words, { place, t, ours: replaced });
}
hooks.reword = reword;

attendants.push((element) => {
  const wait = prepare(element);
  if (!wait) reword(element, element.words);
  return wait;
});

/** Whoever awaits this draws with the hospital's words. */
export async function ownWords(
  base: string,
  version: number,
  connected: Iterable<CareElement>,
): Promise<void> {
  hospitals.set(base, await fetchWording(base, version));
  for (const place of made.keys()) if (place.startsWith(`${base} `)) made.delete(place);
  for (const element of connected) element.requestUpdate();
}
