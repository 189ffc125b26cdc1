/** The same twice: one ingredient in two medicines, or two medicines of one kind; also with what is taken already. */
import { allergyGroup, ingredient } from '../../formulary/allergens.ts';
import { classesOf, DUPLICATE_CLASSES } from '../../formulary/classes.ts';
import { ofOrder, words, type Check, type Found } from './finding.ts';
import { called, lineOf, pairs, type Medicine } from './medicine.ts';

export const duplicateIngredient: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]) => {
    const code = a.ingredients.find((c) => b.ingredients.includes(c));
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
  if (b.line !== null) {
    const instead = words('请保留一种，或写明理由。', 'Keep one of them, or give the reason.');
    return ofOrder('duplicate', 'suitability', 'block', at, { what, why, instead }, true);
  }
  // Another pack of what runs out is the ordinary case; a compound that hides the ingredient is not.
  const hidden = b.ingredients.length > 1 || a.ingredients.length > 1;
  return ofOrder('duplicate', 'suitability', hidden ? 'warn' : 'info', at, {
    ...{ what, why },
    instead: words('确认是续用，不是两种同时用。', 'Make sure that it continues, and is not taken besides.'),
  });
}

export const duplicateClass: Check = (snapshot) =>
  pairs(snapshot).flatMap(([a, b]) => {
    if (!a.systemic || !b.systemic || a.ingredients.some((c) => b.ingredients.includes(c))) return [];
    const [of, other] = [classesOf(a), classesOf(b)];
    const kind = DUPLICATE_CLASSES.find((k) => of.has(k.class) && other.has(k.class));
    if (!kind || [a, b].some((m) => m.ingredients.some((c) => kind.except.includes(c)))) return [];
    const name = kind.name ?? allergyGroup(kind.class)?.name;
    const at = { line: lineOf(a, b), subject: `${kind.class}:${a.id}:${b.id}` };
    const found = ofOrder(
      'duplicate-class',
      'suitability',
      kind.severity,
      at,
      {
        what: words(
          `${called(a)['zh-CN']}和${called(b)['zh-CN']}同为${name['zh-CN']}。`,
          `${called(a).en} and ${called(b).en} are both ${name.en}.`,
        ),
        why: words('同类重复，疗效不增，不良反应增加。', 'Two of a kind help no more and harm more.'),
        instead: words('请保留一种，或写明理由。', 'Keep one of them, or give the reason.'),
      },
      kind.severity === 'block',
    );
    return [{ ...found, source: kind.source.join('; '), confidence: kind.confidence }];
  });
