/** A FHIR R4 Questionnaire as a protocol to go on with: ours comes back equal, a stranger's with its questions, conditions and scores. Server only. */
import { isDeepStrictEqual } from 'node:util';
import type {
  Coding,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemAnswerOption,
  QuestionnaireItemEnableWhen,
} from 'fhir/r4.js';
import type { AnswerOption, EnableWhen, Protocol, Question, Text } from '../protocol.ts';
import { itemOf, type Lost } from './questionnaire.ts';
import { unread } from './unread.ts';
import { ANSWERS, EXTENSION, languagesOf, NONE, NOT_SURE, OURS } from './terms.ts';

export interface Imported {
  /** Equal to the exported one; a stranger's has no rules and outcomes yet, which the lint then asks for. */
  protocol: Protocol;
  /** What could not be carried, each with its place. */
  lost: Lost[];
}

/** What every protocol has beside its questions. */
type Rest = Omit<Protocol, 'id' | 'version' | 'title' | 'questions'>;
const BARE: Omit<Rest, 'complaint'> = {
  ...{ synonyms: { 'zh-CN': [], en: [] }, who: {}, rules: [], outcomes: [], advice: {} },
  ...{ otherwise: 3, review: null },
};

const slug = (said: string): string =>
  said
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64) || 'x';

export function fromQuestionnaire(questionnaire: Questionnaire): Imported {
  const lost: Lost[] = [];
  const ours = questionnaire.extension?.find(({ url }) => url === OURS.protocol)?.valueString;
  const id = ours
    ? questionnaire.id!
    : slug(questionnaire.id ?? questionnaire.name ?? questionnaire.title ?? '');
  const rest: Rest = ours ? (JSON.parse(ours) as Rest) : { ...BARE, complaint: id };
  const reader = createReader(questionnaire, lost);
  // A condition may name a question that stands behind it.
  reader.register(questionnaire.item ?? [], 'item');
  const questions = reader.questions(questionnaire.item ?? [], 'item', []);
  const version = questionnaire.version ?? '0.1.0';
  const numbered = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(version);
  if (!numbered) lost.push({ path: 'version', what: `${version} is not of the form 1.2.3.` });
  const title = reader.text(questionnaire.title ?? id, questionnaire._title, 'title');
  if (!ours) lost.push({ path: 'rules', what: 'A Questionnaire has no rules and outcomes: write them.' });
  lost.push(...unread(questionnaire, { ours: ours !== undefined, whole: reader.isWhole }));
  return { protocol: { id, version: numbered ? version : '0.1.0', title, questions, ...rest }, lost };
}

function createReader({ language, contained = [], item: items = [] }: Questionnaire, lost: Lost[]) {
  /** Questions of ours, as their protocol has them. */
  const own = items.flatMap(({ extension }): Question[] => {
    const said = extension?.find(({ url }) => url === OURS.question)?.valueString;
    return said ? [JSON.parse(said) as Question] : [];
  });
  /** A stranger's linkId -> ours, in which everything is a slug. */
  const links = new Map<string, string>();
  /** linkId and a stranger's coding -> our option code. */
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  const options = new Map<QuestionnaireItem, AnswerOption[]>();

  const unique = (wanted: string, used: Set<string>): string => {
    let name = wanted;
    for (let n = 2; used.has(name); n++) name = `${wanted.slice(0, 60)}-${n}`;
    used.add(name);
    return name;
  };

  const text = (said: string | undefined, beside: Parameters<typeof languagesOf>[1], path: string): Text => {
    const found = languagesOf(said, beside, language);
    const any = found['zh-CN'] ?? found.en ?? said ?? '…';
    for (const lang of ['zh-CN', 'en'] as const)
      if (!found[lang]) lost.push({ path, what: `No ${lang} text: the other language stands in for it.` });
    return { 'zh-CN': found['zh-CN'] ?? any, en: found.en ?? any };
  };

  const optionsOf = (item: QuestionnaireItem, path: string): QuestionnaireItemAnswerOption[] => {
    if (item.answerOption) return item.answerOption;
    const set = contained.find(
      (one) => one.resourceType === 'ValueSet' && `#${one.id}` === item.answerValueSet,
    );
    if (set?.resourceType === 'ValueSet') {
      const { include = [], exclude = [] } = set.compose ?? {};
      if (exclude.length || !include.length || include.some(({ concept }) => !concept))
        lost.push({ path, what: `Options of ${item.answerValueSet} that stand in no list.` });
      return include.flatMap(({ system, concept = [] }) =>
        concept.map(({ code, display, extension }): QuestionnaireItemAnswerOption => ({
          valueCoding: {
            ...(system && { system }),
            code,
            ...(display && { display }),
            ...(extension && { extension }),
          },
        })),
      );
    }
    if (item.answerValueSet)
      lost.push({ path, what: `The options of ${item.answerValueSet} are not in the file.` });
    return [];
  };

  const keyOf = ({ system = '', code }: Coding): string => `${system}|${code}`;

  const answerOptions = (item: QuestionnaireItem, linkId: string, path: string): AnswerOption[] => {
    if (item.type === 'boolean') {
      codes.set(`${linkId} true`, 'yes').set(`${linkId} false`, 'no');
      return [
        { code: 'yes', display: { 'zh-CN': '是', en: 'Yes' } },
        { code: 'no', display: { 'zh-CN': '否', en: 'No' } },
      ];
    }
    const used = new Set([NONE.code, NOT_SURE.code]);
    return optionsOf(item, path).flatMap((option, i): AnswerOption[] => {
      const coding: Coding = option.valueCoding ?? {
        code: String(option.valueString ?? option.valueInteger ?? option.valueDate ?? option.valueTime ?? ''),
      };
      // Every question has them here without being told.
      if (coding.system === ANSWERS && (coding.code === NONE.code || coding.code === NOT_SURE.code))
        return [];
      const at = `${path}.answerOption[${i}]`;
      if (!coding.code && !coding.display) {
        lost.push({ path: at, what: 'An option without code or words.' });
        return [];
      }
      const code = unique(slug(coding.code ?? coding.display!), used);
      codes.set(`${linkId} ${keyOf(coding)}`, code);
      const value = [...(coding.extension ?? []), ...(option.extension ?? [])].find(
        ({ url }) => url === EXTENSION.ordinal || url === EXTENSION.weight,
      )?.valueDecimal;
      const display = text(coding.display ?? coding.code, coding._display, at);
      return [{ code, display, ...(value !== undefined && { value }) }];
    });
  };

  const conditionOf = (condition: QuestionnaireItemEnableWhen, path: string): EnableWhen | undefined => {
    const { question, operator, answerCoding, answerBoolean } = condition;
    const number = condition.answerDecimal ?? condition.answerInteger;
    const link = question === 'age' || question === 'sex' ? question : links.get(question);
    const comparison = operator === '>=' || operator === '<';
    const equality = operator === '=' || operator === '!=';
    if (link === 'age' && number !== undefined && (comparison || equality))
      return { question: link, operator, answer: number };
    if (link === 'sex' && answerCoding?.code && equality)
      return { question: link, operator, answer: answerCoding.code };
    const coded = answerCoding
      ? keyOf(answerCoding)
      : answerBoolean === undefined
        ? undefined
        : `${answerBoolean}`;
    const code = coded === undefined ? undefined : codes.get(`${link} ${coded}`);
    if (link && code && equality) return { question: link, operator, answer: code };
    lost.push({
      path,
      what: `The condition ${question} ${operator} can't be carried: the question is always asked.`,
    });
    return undefined;
  };

  const conditionsOf = (
    item: QuestionnaireItem,
    outer: readonly EnableWhen[],
    path: string,
  ): Partial<Question> => {
    const read = (item.enableWhen ?? []).map((one, i) => conditionOf(one, `${path}.enableWhen[${i}]`));
    const kept = read.filter((one) => one !== undefined);
    // One lost condition of "any" could have been the one that holds.
    if (item.enableBehavior === 'any' && kept.length < read.length) return {};
    if (outer.length && item.enableBehavior === 'any' && kept.length > 1) {
      lost.push({ path, what: 'The conditions of the group around it.' });
      return { enableWhen: kept, enableBehavior: 'any' };
    }
    const all = [...outer, ...kept];
    // Those of the group around it must hold, too; of its own there is one at most, or all are wanted.
    const behavior = outer.length ? 'all' : item.enableBehavior;
    return {
      ...(all.length > 0 && { enableWhen: all }),
      ...(behavior && all.length > 0 && { enableBehavior: behavior }),
    };
  };

  /** The questions within a group or a question: they are asked where it is. */
  const within = (
    items: readonly QuestionnaireItem[],
    path: string,
    { enableWhen = [], enableBehavior }: Partial<Question>,
  ): Question[] => {
    if (!items.length || enableBehavior !== 'any' || enableWhen.length < 2)
      return questions(items, `${path}.item`, enableWhen);
    // Beside conditions of their own, any of these would be enough for none of ours.
    lost.push({
      path,
      what: 'Its conditions, of which any is enough, for what is within: that is always asked.',
    });
    return questions(items, `${path}.item`, []);
  };

  const register = (items: readonly QuestionnaireItem[], path: string): void =>
    items.forEach((item, i) => {
      if (isAsked(item) && !isFact(item, path)) {
        const linkId = unique(slug(item.linkId), taken);
        links.set(item.linkId, linkId);
        options.set(item, answerOptions(item, linkId, `${path}[${i}]`));
      }
      register(item.item ?? [], `${path}[${i}].item`);
    });

  /** A question of ours that nobody changed. */
  const isWhole = (item: QuestionnaireItem): boolean => {
    const exact = own.find(({ linkId }) => linkId === item.linkId);
    return !!exact && isDeepStrictEqual(itemOf(exact, own), item);
  };

  const question = (item: QuestionnaireItem, outer: readonly EnableWhen[], path: string): Question[] => {
    const exact = own.find(({ linkId }) => linkId === item.linkId);
    if (exact && isWhole(item)) return [exact];
    if (exact)
      lost.push({
        path,
        what: 'It was changed elsewhere: read from FHIR’s own fields, without the places for who is speaking.',
      });
    const answerOption = options.get(item)!;
    if (!answerOption.length) {
      lost.push({ path, what: `${item.linkId} has no options here, and can't be asked.` });
      return questions(item.item ?? [], `${path}.item`, outer);
    }
    if (item.type === 'open-choice') lost.push({ path, what: 'Free text beside the options.' });
    const help = item.item?.find((inner) => inner.type === 'display');
    const conditions = conditionsOf(item, outer, path);
    const { enableWhen, enableBehavior } = conditions;
    return [
      {
        linkId: links.get(item.linkId)!,
        type: 'choice',
        ...(item.repeats && { repeats: true }),
        text: text(item.text ?? item.linkId, item._text, path),
        ...(help && { help: text(help.text, help._text, `${path}.item`) }),
        ...(enableWhen && enableWhen.length > 0 && { enableWhen }),
        ...(enableBehavior && { enableBehavior }),
        answerOption,
      },
      ...within(
        (item.item ?? []).filter((inner) => inner !== help),
        path,
        conditions,
      ),
    ];
  };

  const questions = (
    items: readonly QuestionnaireItem[],
    path: string,
    outer: readonly EnableWhen[],
  ): Question[] =>
    items.flatMap((item, i): Question[] => {
      const at = `${path}[${i}]`;
      if (isFact(item, path)) return [];
      if (isAsked(item)) return question(item, outer, at);
      if (item.type === 'group') return within(item.item ?? [], at, conditionsOf(item, outer, at));
      lost.push({ path: at, what: `${item.linkId} is of type ${item.type}, which can't be asked here.` });
      return questions(item.item ?? [], `${at}.item`, outer);
    });

  return { register, questions, text, isWhole };
}

const isAsked = ({ type }: QuestionnaireItem): boolean =>
  type === 'choice' || type === 'open-choice' || type === 'boolean';
/** Facts of the patient are known before anything is asked. */
const isFact = ({ linkId }: QuestionnaireItem, path: string): boolean =>
  path === 'item' && (linkId === 'age' || linkId === 'sex');
