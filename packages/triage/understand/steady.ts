/** What is urgent when it is new, and is seen within days where it has gone on for weeks and is no worse. Server only. */
import { NEW, type Understood } from './signs.ts';
import { readWords } from './words.ts';

interface Table {
  source: string;
  /** Urgent when new; what has gone on for weeks and is no worse is looked at within days. */
  rules: string[];
  /** It has lasted at least so long. */
  hours: number;
  /** °C from which nothing is steady. */
  fever: number;
  /** From so many years, and below so many. */
  age: [number, number];
  /** With one of these atoms nothing is steady, nor with all of a list. */
  never: string[];
  neverTogether: string[][];
}
let table: Table | undefined;
const read = (): Table => (table ??= readWords<Table>('steady'));

export const isOfSteady = (ruleId: string): boolean => read().rules.includes(ruleId);

/** `age` in years; `temp` in °C, 0 where nobody measured it. */
export function isSteady(
  { atoms, measures, expecting, text }: Understood,
  age: number,
  temp: number,
): boolean {
  const { hours, fever, age: ages, never, neverTogether } = read();
  const said = (atom: string) => atoms.said.has(atom);
  return (
    (measures.lasting ?? 0) >= hours &&
    temp < fever &&
    age >= ages[0] &&
    age < ages[1] &&
    !expecting &&
    !NEW.test(text) &&
    !never.some(said) &&
    !neverTogether.some((all) => all.every(said))
  );
}
