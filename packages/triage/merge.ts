/** Makes one interview of several protocols, or of one: what would be asked twice in the same words is asked once. Pure. */
import { evaluate, FALSE, withoutSure } from './engine.ts';
import { codesOf } from './links.ts';
import type { Answers, Asking, Contradiction, Facts, Predicate, Question } from './protocol.ts';

/** linkId -> code -> the linkId where that sign is asked instead. */
type Moved = Map<string, Map<string, string>>;

/** The same sign in the same words, of one language at least. */
const keysOf = ({ code, display }: Question['answerOption'][number]): string[] => [
  `${code} ${display['zh-CN']}`,
  `${code} ${display.en}`,
];
const isList = ({ repeats, answerOption }: Question): boolean =>
  !!repeats && answerOption.every(({ value }) => value === undefined);
const gateOf = ({ enableWhen, enableBehavior }: Question): string =>
  JSON.stringify([enableWhen, enableBehavior]);

/**
 * The protocols in their order, for this patient. An option that an earlier question offers, which is asked whenever this one
 * is, is left out, and the rules read the earlier question instead; a question without options left is not asked.
 * (A question with the linkId of an earlier one is that question: the engine sees to it.)
 */
export function merge<P extends Asking>(protocols: readonly P[], facts: Facts): P[] {
  const moved = movedIn(protocols, facts);
  if (!moved.size) return [...protocols];
  return protocols.map((protocol) => ({
    ...protocol,
    questions: protocol.questions.flatMap((question) => {
      const gone = moved.get(question.linkId);
      if (!gone) return [question];
      const kept = question.answerOption.filter(({ code }) => !gone.has(code));
      return kept.length ? [{ ...question, answerOption: kept }] : [];
    }),
    rules: protocol.rules.map((rule) => ({ ...rule, when: reading(rule.when, moved) })),
    ...(protocol.contradictions && {
      contradictions: protocol.contradictions.flatMap((one) => askedWhere(one, moved)),
    }),
  }));
}

/** Answers to the protocols as they stand, as answers to the merged ones: a sign counts wherever it was said. */
export function mergeAnswers(answers: Answers, protocols: readonly Asking[], facts: Facts): Answers {
  const merged: Answers = { ...answers };
  for (const [link, codes] of movedIn(protocols, facts)) {
    const kept = answers[link]?.filter((code) => !codes.has(code));
    for (const code of answers[link] ?? []) {
      const there = codes.get(code);
      const said = (there && merged[there]?.filter((other) => other !== 'none')) || [];
      if (there) merged[there] = [...new Set([...said, code])];
    }
    if (kept) merged[link] = withoutSure(kept).length ? kept : ['none', ...kept];
  }
  return merged;
}

/** Of what the words say, what is still asked there. */
export function stillOffered(heard: Answers, asked: readonly Asking[]): Answers {
  const offered: Answers = {};
  for (const { linkId, answerOption } of asked.flatMap(({ questions }) => questions)) {
    const codes = heard[linkId]?.filter((code) => answerOption.some((option) => option.code === code));
    if (codes?.length) offered[linkId] ??= codes;
  }
  return offered;
}

function movedIn(protocols: readonly Asking[], facts: Facts): Moved {
  const moved: Moved = new Map();
  const earlier = new Map<string, { question: Question; always: boolean }>();
  const seen = new Set<string>();
  for (const question of protocols.flatMap(({ questions }) => questions)) {
    if (seen.has(question.linkId) || !isList(question)) continue;
    seen.add(question.linkId);
    const asked = isAsked(question, protocols, facts);
    if (asked === 'never') continue;
    for (const option of question.answerOption) {
      const there = keysOf(option).flatMap((key) => earlier.get(key) ?? [])[0];
      if (
        there &&
        (there.always || gateOf(there.question) === gateOf(question)) &&
        !isRead(question.linkId, protocols)
      )
        moved.set(
          question.linkId,
          (moved.get(question.linkId) ?? new Map<string, string>()).set(option.code, there.question.linkId),
        );
      else if (!there)
        for (const key of keysOf(option)) earlier.set(key, { question, always: asked === 'always' });
    }
  }
  return moved;
}

function isAsked(
  { linkId, answerOption }: Question,
  protocols: readonly Asking[],
  facts: Facts,
): 'always' | 'never' | 'perhaps' {
  const when: Predicate = { in: [linkId, answerOption.map(({ code }) => code)] };
  const questions = protocols.flatMap((protocol) => protocol.questions);
  const [truth] = evaluate([{ questions, rules: [{ level: 1, when }], otherwise: 4 }], {}, facts).truths;
  return truth === FALSE ? 'never' : Array.isArray(truth) && truth.length === 1 ? 'always' : 'perhaps';
}

/** Does another question, or a rule, depend on more of it than which signs are there? */
const isRead = (link: string, protocols: readonly Asking[]): boolean =>
  protocols.some(
    ({ questions, rules }) =>
      questions.some(({ enableWhen = [] }) => enableWhen.some(({ question }) => question === link)) ||
      rules.some(({ when }) => {
        const read = JSON.stringify(when);
        return read.includes(`"${link}"`) && /"(?:none|not-sure)"/.test(read);
      }),
  );

/** The question that is asked again is the one where the sign was said: one for each, where its signs are asked in several. */
function askedWhere({ when, ask, why }: Contradiction, moved: Moved): Contradiction[] {
  const gone = moved.get(ask);
  const read = reading(when, moved);
  const codes = codesOf(when, ask);
  if (!gone || !codes.length) return [{ when: read, ask, why }];
  return [...new Set(codes.map((code) => gone.get(code) ?? ask))].map((there) => ({
    when: { all: [read, { in: [there, codes.filter((code) => (gone.get(code) ?? ask) === there)] }] },
    ...{ ask: there, why },
  }));
}

function reading(p: Predicate, moved: Moved): Predicate {
  if ('all' in p) return { all: p.all.map((part) => reading(part, moved)) };
  if ('any' in p) return { any: p.any.map((part) => reading(part, moved)) };
  if ('not' in p) return { not: reading(p.not, moved) };
  if ('count' in p) return { count: [p.count[0], p.count[1].map((part) => reading(part, moved))] };
  if ('eq' in p) return { eq: [moved.get(p.eq[0])?.get(p.eq[1]) ?? p.eq[0], p.eq[1]] };
  if (!('in' in p)) return p;
  const [link, codes] = p.in;
  const gone = moved.get(link);
  return gone ? { any: codes.map((code) => ({ eq: [gone.get(code) ?? link, code] })) } : p;
}
