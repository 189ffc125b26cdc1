/** The same twice: one ingredient in two medicines, or two medicines of one kind; also with what is taken already. */
import { ingredient } from '../../formulary/allergens.ts';
import { DUPLICATE_CLASSES, type DuplicateClass } from '../../formulary/classes.ts';
import { ofOrder, words, type Check, type Found } from './finding.ts';
import { called, lineOf, pairs, type Medicine } from './medicine.ts';

/** An ingredient that both hold; a cream and a nose spray of it, or a tablet, are two things. */
export const sharedIngredient = (a: Medicine, b: Medicine): string | undefined =>
  (a.subject.systemic && b.subject.systemic) || a.route === b.route
    ? a.ingredients.find((code) => b.ingredients.includes(code))
    : undefined;

export const duplicateIngredient: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]) => {
    const code = sharedIngredient(a, b);
    return code === undefined ? [] : [sameIngredient(code, a, b)];
  });

function sameIngredient(code: string, a: Medicine, b: Medicine): Found {
  const name = ingredient(code)?.name ?? a.name;
  const at = { line: lineOf(a, b), subject: `${code}:${a.id}:${b.id}` };
  const what = words(
    `${called(a)['zh-CN']}和${called(b)['zh-CN']}都含${name['zh-CN']}。`,
    `${called(a).en} and ${called(b).en} both contain ${name.en}.`,
  );
  const why = words('同一成分重复，容易超量。', 'The same ingredient twice easily exceeds the dose.');
  // Another pack of what runs out is the ordinary case; a compound that hides the ingredient is not.
  const again = b.line === null && a.ingredients.length === 1 && b.ingredients.length === 1;
  if (again) {
    const instead = words(
      '确认是续用，不是同时服两种。',
      'Make sure that it continues, and is not taken besides.',
    );
    return ofOrder('duplicate', 'suitability', 'info', at, { what, why, instead });
  }
  const instead = words('请保留一种，或写明理由。', 'Keep one of them, or give the reason.');
  return ofOrder('duplicate', 'suitability', 'block', at, { what, why, instead }, true);
}

/** The kind of which one is enough and that both are of; null where one of them is given beside others on purpose. */
export function sharedKind(a: Medicine, b: Medicine): { kind: DuplicateClass; allowed: boolean } | null {
  if (!a.subject.systemic || !b.subject.systemic || sharedIngredient(a, b) !== undefined) return null;
  const kind = DUPLICATE_CLASSES.find((k) => a.classes.has(k.class) && b.classes.has(k.class));
  if (!kind) return null;
  const allowed = [a, b].some((m) => m.ingredients.some((code) => kind.except.includes(code)));
  return { kind, allowed };
}

export const duplicateClass: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]): Found[] => {
    const shared = sharedKind(a, b);
    if (!shared || shared.allowed) return [];
    const { kind } = shared;
    const at = { line: lineOf(a, b), subject: `${kind.class}:${a.id}:${b.id}` };
    // Another medicine of the kind than the one taken is often the change that the visit is for.
    const change = b.line === null;
    const severity = change ? 'warn' : kind.severity;
    const text = {
      what: words(
        `${called(a)['zh-CN']}和${called(b)['zh-CN']}同为${kind.name['zh-CN']}。`,
        `${called(a).en} and ${called(b).en} are both ${kind.name.en}.`,
      ),
      why: words('同类重复，疗效不增，不良反应增加。', 'Two of a kind help no more and harm more.'),
      instead: change
        ? words('确认原来的药停用。', 'Make sure that the other one is stopped.')
        : words('请保留一种，或写明理由。', 'Keep one of them, or give the reason.'),
    };
    const found = ofOrder('duplicate-class', 'suitability', severity, at, text, severity === 'block');
    return [{ ...found, source: kind.source.join('; '), confidence: kind.confidence }];
  });
