/** From atoms, measurements and who it is about to the option codes of the protocols: `preg-head` is a severe headache in pregnancy. Server only. */
import { findAtoms, type Atoms, type Found } from './atoms.ts';
import { CLAUSE, from } from './clauses.ts';
import { measuresIn, type Measures } from './measures.ts';
import { plain } from './plain.ts';
import { sexIn } from './sex.ts';
import { isInTable, possibleSigns } from './sign-table.ts';
import { softenedBy } from './softened.ts';
import { agesBlotted } from './spans.ts';
import { readWords } from './words.ts';

export interface Person {
  age?: number | undefined;
  sex?: string | undefined;
  pregnant?: boolean | undefined;
  vitals?: Measures & { consciousness?: string };
}

export interface Understood {
  text: string;
  atoms: Atoms;
  measures: Measures;
  /** Option code -> the words it was heard in. */
  signs: Map<string, string>;
  /** Codes that were heard in several words together, or in words that mean nothing else: they count under any complaint. */
  strong: Set<string>;
  /** Codes that the words only make likely: they count where nobody can be asked, and an interview asks. */
  guessed: Set<string>;
  /** Names of red flags that other words take the edge off. */
  softened: Set<string>;
  /** Facts of age, sex and pregnancy that the words or the person gave. */
  age: number | undefined;
  sex: string | undefined;
  expecting: boolean;
}

/** Who somebody is makes no sign stronger. */
const WHO = new Set([
  'child',
  'infant',
  'old',
  'male',
  'female',
  'neonatal',
  'past-two-weeks',
  'past-two-days',
]);
interface Told {
  /** Single signs that say enough by themselves, whatever the complaint is taken to be; among them names that doctors and nurses give to what can't wait. */
  unmistakable: string[];
  /** It is over, or the patient is well again. */
  recovered: string[];
}
let byThemselves: { unmistakable: Set<string>; recovered: string[] } | undefined;
function readTold() {
  if (byThemselves) return byThemselves;
  const { unmistakable, recovered } = readWords<Told>('told');
  return (byThemselves = { unmistakable: new Set(unmistakable), recovered });
}

/** Something began or changed just now. */
export const NEW =
  /今[天早晚晨]|刚[才刚]|这[次会]|\b(?:today|tonight|just now|right now|this (?:morning|afternoon|evening|time))\b/;

export function understand(words: string, person: Person = {}): Understood {
  const text = plain(words);
  const atoms = findAtoms(agesBlotted(text));
  const measures = { ...measuresIn(text), ...person.vitals };
  const age = person.age ?? measures.age;
  // "Four months, had her jabs yesterday": how old a baby is, not how long it lasts.
  const years = (measures.lasting ?? 0) / 8760;
  if (age !== undefined && age < 3 && Math.abs(years - age) < age * 0.2) delete measures.lasting;
  // How far she is has not lasted.
  if (measures.weeks !== undefined && Math.abs((measures.lasting ?? 0) - measures.weeks * 168) < 1)
    delete measures.lasting;
  const sex = person.sex ?? sexIn(text);
  const { said } = atoms;
  const expecting =
    person.pregnant === true ||
    (sex !== 'male' &&
      !said.has('postpartum') &&
      !said.has('not-pregnant-w') &&
      (said.has('pregnant') ||
        measures.weeks !== undefined ||
        /^(?:[4-9]|[1-3]\d|4[0-2]) ?(?:weeks|wks)\b(?! (?:old|ago))/.test(text)) &&
      (age === undefined || (age >= 12 && age < 56)));

  const recovered = readTold().recovered.some((atom) => said.has(atom));
  const { temp, sbp = 0, dbp = 0, hr, weeks } = measures;
  const built: Record<string, boolean> = {
    hot: temp === undefined ? said.has('fever') : temp >= 37.5 || (said.has('fever') && temp >= 37.3),
    t39: (temp ?? 0) >= 39,
    t40: (temp ?? 0) >= 40,
    child: age === undefined ? said.has('child-words') : age < 14,
    infant: age !== undefined && age < 1,
    neonatal: age !== undefined && age < 0.085,
    'past-two-weeks': age !== undefined && age > 14 / 365,
    'past-two-days': age !== undefined && age > 2 / 365,
    old: (age ?? 0) >= 65,
    male: sex === 'male',
    female: sex === 'female',
    expecting,
    bp140: sbp >= 140 || dbp >= 90,
    bp160: sbp >= 160 || dbp >= 110,
    bp180: sbp >= 180 || dbp >= 120,
    sugar14: (measures.glucose ?? 0) >= 13.9,
    hr150: (hr ?? 0) > 150,
    hr49: hr !== undefined && hr < 50,
    hr100: (hr ?? 0) > 100,
    'calm-hr': hr !== undefined && hr >= 50 && hr <= 100 && (!sbp || sbp >= 100),
    'weeks-early': weeks !== undefined && weeks < 20,
    'weeks-mid': weeks !== undefined && weeks >= 20 && weeks < 37,
    'weeks-late': (weeks ?? 0) >= 37,
    // First felt between 16 and 24 weeks: until then "not yet" is no loss.
    'moves-not-due': weeks !== undefined && weeks < 24 && (weeks < 18 || said.has('not-felt-yet-w')),
    'gi-any': said.has('no-stool'),
    recovered,
    acute: (measures.lasting ?? Infinity) <= 24,
    'bp-any': said.has('bp-w') || sbp >= 140 || dbp >= 90,
    // A short fit with fever between half a year and six that is over: urgent, no longer an emergency.
    'febrile-over':
      (recovered || said.has('fit-over-w')) &&
      age !== undefined &&
      age >= 0.5 &&
      age < 6 &&
      (said.has('fever') || (temp ?? 0) >= 37.5),
    // Over seasons: "more and more" is then slow, not sudden.
    slow: (measures.lasting ?? 0) >= 2160 && !said.has('sudden') && !NEW.test(text),
    'long-standing':
      (measures.lasting ?? 0) >= 720 && !said.has('worse') && !said.has('sudden') && !NEW.test(text),
  };
  /** What was said, and what holds by itself; a fact goes before the words for it. */
  const told = new Map<string, Found | true>(said);
  for (const [name, holds] of Object.entries(built))
    if (holds) told.set(name, said.get(name) ?? true);
    else told.delete(name);
  const heard = (name: string) => told.get(name);

  const signs = new Map<string, string>();
  const strong = new Set<string>();
  const guessed = new Set<string>();
  const note = (code: string, parts: (Found | true)[]) =>
    signs.set(code, parts.flatMap((part) => (part === true ? [] : [part.words])).join(' … '));
  const holds = (name: string) =>
    name.startsWith('!') ? !heard(name.slice(1)) : heard(name.replace('?', '')) !== undefined;
  /** Is there a clause that says both? */
  const together = (one: string, other: string) =>
    (atoms.places.get(one) ?? []).some(({ start }) =>
      (atoms.places.get(other) ?? []).some(
        (place) => from(text, start, CLAUSE) === from(text, place.start, CLAUSE),
      ),
    );
  const { unmistakable } = readTold();
  for (const [code, alternatives] of possibleSigns(told.keys()))
    for (const names of alternatives) {
      if (names.every((name) => (name.startsWith('~') ? together(names[0]!, name.slice(1)) : holds(name)))) {
        note(
          code,
          names.map((name) => (name.startsWith('!') ? true : heard(name.replace(/[~?]/, ''))!)),
        );
        if (names.some((name) => name.startsWith('?'))) guessed.add(code);
        const apart = names.filter((name) => !name.startsWith('!') && !WHO.has(name));
        if (apart.length > 1 || apart.some((name) => unmistakable.has(name))) strong.add(code);
        break;
      }
    }
  for (const [atom, found] of said)
    if (!isInTable(atom)) {
      note(atom, [found]);
      if (unmistakable.has(atom)) strong.add(atom);
    }
  for (const name in built) if (built[name] && !signs.has(name) && !WHO.has(name)) signs.set(name, '');
  if (expecting) signs.set('pregnant', said.get('pregnant')?.words ?? '');
  else signs.delete('pregnant');
  if (said.has('missed-period') && !said.has('not-pregnant-w'))
    signs.set('maybe-pregnant', said.get('missed-period')!.words);
  if (said.has('not-pregnant-w')) signs.delete('maybe-pregnant');
  const softened = softenedBy(holds, atoms.denied);
  return { text, atoms, measures, signs, strong, guessed, softened, age, sex, expecting };
}
