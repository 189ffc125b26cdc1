/** What is urgent when it is new, and is seen within days where it has gone on for weeks and is no worse. Server only. */
import { NEW, type Understood } from './signs.ts';

/** Urgent when new; what has gone on for weeks and is no worse is looked at within days (NICE NG12: an urgent appointment, not the same day). */
export const STEADY: ReadonlySet<string> = new Set(
  (
    'tired-red.weight-loss acid-red.weight-loss gi-red.weight-loss acid-red.hard-swallow cough-with.night-sweat breath-with.ankles breath-when.few-days ' +
    'tired-red.breathless tired-red.lump-any heart-spell.spell-long weak-other.weeks-weak eye-red.grit rash-like.weeping violence-what.injury med-red.muscle-urine ' +
    'cold-with.one-side-nose vbleed-red.anaemia gi-blood.mixed faint-times.many-faint cough.fever-days fever.days cough-child-now.wheeze words.old words.cannot ' +
    'words.vague words.confused vomit-diarrhoea.week'
  ).split(' '),
);
/** Weeks, in hours. */
const WEEKS = 500;
/** With one of these nothing is steady. */
const UNSTEADY =
  'worse sudden severe cough-blood chest-pain immune anticoagulant postpartum diabetes heart-disease lots-blood faint-w sick-contact'.split(
    ' ',
  );
/** `age` in years; `temp` in °C, 0 where nobody measured it. */
export function isSteady(
  { atoms, measures, expecting, text }: Understood,
  age: number,
  temp: number,
): boolean {
  const { said } = atoms;
  return (
    (measures.lasting ?? 0) >= WEEKS &&
    temp < 38.5 &&
    age >= 3 &&
    age < 80 &&
    !expecting &&
    !NEW.test(text) &&
    !UNSTEADY.some((atom) => said.has(atom)) &&
    !(said.has('tb-w') && said.has('weight-loss'))
  );
}
