/** A medicine as the pair checks see it: a line of the order, or what the patient takes already. */
import type { Text } from '@care-elements/contract/common.ts';
import type { RouteCode } from '@care-elements/contract/prescription.terms.ts';
import { ingredient } from '../../formulary/allergens.ts';
import { subjectOf, type Subject } from '../../formulary/knowledge.ts';
import { isUnderstood, subjectOfWords } from '../../formulary/understand.ts';
import { knownItems, words, type CheckSnapshot, type TakenMedicine } from './finding.ts';

export interface Medicine {
  /** Null: taken already. */
  readonly line: number | null;
  /** The same medicine has the same name in every order of the lines. */
  readonly id: string;
  readonly name: Text;
  readonly ingredients: readonly string[];
  readonly herbs: readonly string[];
  /** Null for what is known by words alone. */
  readonly route: RouteCode | null;
  /** What interactions know it as. */
  readonly subject: Subject;
  /** The kinds that it is of. */
  readonly classes: ReadonlySet<string>;
}

const classesOf = (own: readonly string[], { refs }: Subject): ReadonlySet<string> =>
  new Set([...own, ...[...refs].filter((r) => r.startsWith('class:')).map((r) => r.slice('class:'.length))]);

const withHerbs = (subject: Subject, herbs: readonly string[]): Subject => ({
  ...subject,
  refs: new Set([...subject.refs, ...herbs.map((herb) => `herb:${herb}`)]),
});

const prescribed = (snapshot: CheckSnapshot): Medicine[] =>
  knownItems(snapshot).map(({ line, drugId, name, drug, herbs }) => {
    const subject = withHerbs(subjectOf(drug), herbs);
    const { ingredients, route } = drug;
    const classes = classesOf(drug.classes, subject);
    return { line, id: drugId, name, ingredients, herbs, route, subject, classes };
  });

/** What of the patient's own medicines anybody understood. */
const takenAlready = ({ taken }: CheckSnapshot): Medicine[] =>
  taken.items.filter(isKnown).map((item): Medicine => {
    const { drug, text, understood, herbs } = item;
    const subject = withHerbs(drug ? subjectOf(drug) : subjectOfWords(understood), herbs);
    return {
      line: null,
      id: `taken:${drug?.drugId ?? text}`,
      name: drug?.name ?? named(text, understood.ingredients),
      ingredients: drug?.ingredients ?? understood.ingredients,
      route: drug?.route ?? null,
      ...{ herbs, subject, classes: classesOf(drug?.classes ?? [], subject) },
    };
  });

export const isKnown = ({ drug, understood }: TakenMedicine): boolean =>
  drug !== null || isUnderstood(understood);

/** In the patient's words; in the other language by what they mean where that is one thing. */
function named(text: string, [code, more]: readonly string[]): Text {
  const known = code !== undefined && more === undefined ? ingredient(code)?.name : undefined;
  return known ?? words(`“${text}”`, `“${text}”`);
}

/** Every pair that the order makes: its lines with each other, and with what is taken; each once, whatever the order of lines. */
export function pairs(snapshot: CheckSnapshot): [Medicine, Medicine][] {
  const lines = prescribed(snapshot);
  const taken = takenAlready(snapshot);
  return [
    ...lines.flatMap((a, i) =>
      lines.slice(0, i).map((b): [Medicine, Medicine] => (b.id < a.id ? [b, a] : [a, b])),
    ),
    // What is prescribed again is not taken twice: the patient's list and the order name the same product.
    ...lines.flatMap((a) =>
      taken.filter((b) => b.id !== `taken:${a.id}`).map((b): [Medicine, Medicine] => [a, b]),
    ),
  ];
}

/** The later of two lines: where a finding of the pair stands. */
export const lineOf = (a: Medicine, b: Medicine): number | null =>
  a.line === null ? b.line : b.line === null ? a.line : Math.max(a.line, b.line);

/** "（正在服用）" beside what is not of this order. */
export const called = ({ name, line }: Medicine): Text =>
  line === null ? words(`${name['zh-CN']}（正在服用）`, `${name.en} (taken already)`) : name;
