/** Lists whatever stands in a FHIR R4 Questionnaire and has no place in a protocol, each with its path. Server only. */
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { EXTENSION, OURS } from './terms.ts';
import type { Lost } from './questionnaire.ts';

/** What is read of each kind of element; `extension` and the like are looked into. */
const READ = {
  questionnaire: ['resourceType', 'id', 'language', 'version', 'title', '_title', 'contained', 'item'],
  question: [
    ...['linkId', 'text', '_text', 'type', 'repeats', 'enableWhen', 'enableBehavior'],
    ...['answerOption', 'answerValueSet', 'item'],
  ],
  group: ['linkId', 'type', 'enableWhen', 'enableBehavior', 'item'],
  help: ['linkId', 'text', '_text', 'type', 'item'],
  option: ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'],
  coding: ['code', 'display', '_display', 'system'],
  condition: ['question', 'operator', 'answerCoding', 'answerBoolean', 'answerDecimal', 'answerInteger'],
} as const;
/** Of a Questionnaire of ours these are made anew at every export. */
const MADE = ['url', 'name', 'status', 'experimental', 'subjectType'];
const EXTENSIONS: Record<string, readonly string[]> = {
  questionnaire: [OURS.protocol, OURS.hash],
  question: [OURS.question],
  help: [EXTENSION.control],
  option: [EXTENSION.ordinal, EXTENSION.weight, EXTENSION.exclusive],
  coding: [EXTENSION.ordinal, EXTENSION.weight],
  text: [EXTENSION.translation],
};

/** `whole` are questions of ours that came back as they were: nothing of them is lost. */
export function unread(
  questionnaire: Questionnaire,
  { ours, whole }: { ours: boolean; whole: (item: QuestionnaireItem) => boolean },
): Lost[] {
  const found = new Map<string, Set<string>>();
  const lose = (path: string, what: string) => found.set(path, (found.get(path) ?? new Set()).add(what));

  /** The keys of an element that are not read, and its extensions that nobody knows. */
  const element = (value: object, kind: keyof typeof READ | 'text', path: string): void => {
    const at = (key: string) => (path ? `${path}.${key}` : key);
    for (const [key, said] of Object.entries(value as Record<string, unknown>)) {
      if (key === 'extension' && Array.isArray(said)) {
        for (const { url } of said as { url: string }[])
          if (!EXTENSIONS[kind]?.includes(url)) lose(at('extension'), url);
      } else if (kind !== 'text' && !(READ[kind] as readonly string[]).includes(key)) {
        if (!(kind === 'questionnaire' && ours && MADE.includes(key))) lose(at(key), short(said));
      } else if (/^_(?:text|title|display)$/.test(key)) element(said as object, 'text', at(key));
    }
  };

  const itemAt = (item: QuestionnaireItem, path: string, isHelp: boolean): void => {
    const asked = ['choice', 'open-choice', 'boolean'].includes(item.type);
    if (isHelp) element(item, 'help', path);
    else if (asked) element(item, 'question', path);
    else if (item.type === 'group') {
      lose(path, `The group ${item.linkId}: its questions are kept, the group itself is not.`);
      element(item, 'group', path);
    }
    // Of any other type it is listed as a whole, elsewhere.
    if (asked || item.type === 'group')
      item.enableWhen?.forEach((one, i) => element(one, 'condition', `${path}.enableWhen[${i}]`));
    if (asked)
      for (const option of item.answerOption ?? []) {
        // Many options lack the same: it is listed once.
        element(option, 'option', `${path}.answerOption[]`);
        if (option.valueCoding) element(option.valueCoding, 'coding', `${path}.answerOption[].valueCoding`);
      }
    const help = asked ? item.item?.find(({ type }) => type === 'display') : undefined;
    item.item?.forEach((inner, i) => itemAt(inner, `${path}.item[${i}]`, inner === help));
  };

  element(questionnaire, 'questionnaire', '');
  questionnaire.item?.forEach((item, i) => {
    const fact = item.linkId === 'age' || item.linkId === 'sex';
    if (!fact && !whole(item)) itemAt(item, `item[${i}]`, false);
  });
  const asked = JSON.stringify(questionnaire.item ?? []);
  questionnaire.contained?.forEach((one, i) => {
    const used = one.resourceType === 'ValueSet' && asked.includes(`"#${one.id}"`);
    if (!used) lose(`contained[${i}]`, `${one.resourceType} ${one.id ?? ''}`.trim());
  });
  return [...found].map(([path, whats]) => ({ path, what: [...whats].join('; ') }));
}

/** A value, as far as somebody needs it to find it again. */
function short(value: unknown): string {
  const said = JSON.stringify(value);
  return said.length > 80 ? `${said.slice(0, 79)}…` : said;
}
