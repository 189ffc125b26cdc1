/** Decides the level from answers and finds the question that can still change it most. Pure; the same module in browser and server. */
import type { Answers, Asking, Facts, Level, Predicate, Question, Regions, Text } from './protocol.ts';

/** Changes whenever the same answers could give another outcome. */
export const ENGINE_VERSION = '1.4.0';

/** Of questions put in one interview; one that is asked again counts twice. */
export const MOST_QUESTIONS = 14;

/** Three-valued logic with two kinds of unknown: answered "not sure", or a list of linkIds that can still be asked. */
export type Truth = typeof TRUE | typeof FALSE | typeof UNSURE | string[];
export const TRUE = 1;
export const FALSE = 0;
export const UNSURE = 2;

export interface Evaluation {
  /**
   * The maximum over all rules and what holds otherwise. An unknown rule, not asked yet or "not sure", counts as one level
   * below its own: an unknown red flag keeps the level at urgent.
   */
  level: Level;
  /** The truth of each rule: the first protocol's in their order, then the second's. What `unasked` leaves open is "not sure". */
  truths: Truth[];
  /** The question to ask now; undefined when no answer can change anything any more. */
  next: Question | undefined;
  /** Why `next` is asked again: its answer and another can't both be true. */
  again: Text | undefined;
  /** How many questions there can be at most, `next` included; it never grows while answers are added. */
  left: number;
  /** linkIds that could still change the outcome, and that the limit shuts out. */
  unasked: string[];
}

/** Stands beside an answer that was given again after a contradiction. */
export const SURE = 'sure';
export const withoutSure = (codes: readonly string[]): string[] => codes.filter((code) => code !== SURE);

/** Are these codes an answer to the question? What contradicts itself is none: `none` beside another, two where one is asked. */
export const fits = (
  { repeats, answerOption }: Question,
  given: readonly string[] | undefined,
): given is string[] => {
  const codes = Array.isArray(given) ? withoutSure(given) : [];
  return (
    codes.length > 0 &&
    (codes.length < 2 || (!!repeats && !codes.includes('none'))) &&
    codes.every(
      (code) =>
        code === 'not-sure' ||
        (code === 'none' && repeats) ||
        answerOption.some((option) => option.code === code),
    )
  );
};

const isOpen = Array.isArray;
/** At least so many of them: any is 1, all is all of them. */
const count = (least: number, truths: Truth[]): Truth => {
  const possible = truths.filter((truth) => truth !== FALSE);
  const unknown = possible.filter((truth) => truth !== TRUE);
  const links = unknown.filter(isOpen).flat();
  return possible.length - unknown.length >= least
    ? TRUE
    : possible.length < least
      ? FALSE
      : links[0]
        ? links
        : UNSURE;
};
const not = (truth: Truth) => (truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth);

/** A linkId that several protocols have is one question, as the first of them words it. */
export function evaluate(
  protocols: readonly Asking[],
  answers: Answers,
  facts: Facts,
  regions: Regions = {},
  most = MOST_QUESTIONS,
): Evaluation {
  const questions = protocols.flatMap((protocol) => protocol.questions);
  const named = new Map(questions.map((question) => [question.linkId, question] as const).reverse());
  const find = (link: string) => named.get(link);

  /** Whether the question is asked of this patient at all. */
  const enabled = ({ enableWhen = [], enableBehavior }: Question): Truth =>
    count(
      enableBehavior === 'any' ? 1 : enableWhen.length,
      enableWhen.map(({ question, operator, answer }) => {
        const truth = leaf(question, (code, value) =>
          operator === '>=' ? value >= +answer : operator === '<' ? value < +answer : code === answer,
        );
        return operator === '!=' ? not(truth) : truth;
      }),
    );

  /**
   * `test` gets the code and its value; of a measurement, the number twice. What was not measured is not there.
   * `unsure` is what "not sure" counts as.
   */
  const leaf = (
    link: string,
    test: (code: unknown, value: number) => unknown,
    unsure: Truth = UNSURE,
  ): Truth => {
    const fact = facts[link];
    if (fact !== undefined) return test(fact, +fact) ? TRUE : FALSE;
    const question = find(link);
    const gate = question ? enabled(question) : FALSE;
    if (!question || gate === FALSE) return FALSE;
    const codes = answers[link];
    if (isOpen(gate)) return [...gate, link];
    if (!fits(question, codes)) return [link];
    return codes.some((code) =>
      test(code, question.answerOption.find((option) => option.code === code)?.value as number),
    )
      ? TRUE
      : codes.includes('not-sure')
        ? unsure
        : FALSE;
  };

  const truth = (p: Predicate, unsure: Truth = UNSURE): Truth => {
    const each = (parts: Predicate[]) => parts.map((part) => truth(part, unsure));
    const read = (link: string, test: (code: unknown, value: number) => unknown) => leaf(link, test, unsure);
    if ('all' in p) return count(p.all.length, each(p.all));
    if ('any' in p) return count(1, each(p.any));
    if ('not' in p) return not(truth(p.not));
    if ('count' in p) return count(p.count[0], each(p.count[1]));
    if ('score' in p) {
      const [links, least] = p.score;
      let sum = 0;
      let most = 0;
      const open = links.map((link) => {
        const known = read(link, (_, value) => value === +value && ((sum += value), true));
        if (known === TRUE || known === FALSE) return FALSE;
        most += Math.max(...find(link)!.answerOption.map(({ value }) => value!));
        return known;
      });
      return sum >= least ? TRUE : sum + most < least ? FALSE : count(1, open);
    }
    if ('eq' in p) return read(p.eq[0], (code) => code === p.eq[1]);
    if ('in' in p) return read(p.in[0], (code) => p.in[1].includes(code as string));
    if ('region' in p) return read(p.region[0], (code) => regions[p.region[1]]?.includes(code as string));
    if ('age' in p) return read('age', (_, years) => years >= p.age[0] && years < p.age[1]);
    if ('le' in p) return read(p.le[0], (_, value) => value <= p.le[1]);
    const [link, least, most] = 'ge' in p ? p.ge : 'between' in p ? p.between : p.duration;
    return read(link, (_, value) => value >= least && !(value > most!));
  };

  const rules = protocols.flatMap((protocol) => protocol.rules);
  const truths = rules.map(({ when }) => truth(when));
  const set = new Set(rules.flatMap(({ flags = [] }, i) => (truths[i] === TRUE ? flags : [])));
  let known = Math.min(...protocols.map(({ otherwise }) => otherwise));
  let level = known;
  rules.forEach((rule, i) => {
    const t = truths[i]!;
    if (t === FALSE) return;
    const reached = rule.level + +(t !== TRUE);
    level = Math.min(level, reached);
    if (!isOpen(t)) known = Math.min(known, reached);
  });

  let room = most;
  for (const question of named.values()) {
    const codes = answers[question.linkId];
    if (fits(question, codes) && enabled(question) !== FALSE) room -= codes.includes(SURE) ? 2 : 1;
  }

  /** linkId -> the most severe level that it can still lead to. */
  const open: Record<string, number> = {};
  // An emergency stops at once; below it, what can't change level, flags or department is not asked.
  if (known > 1)
    rules.forEach(({ level, flags, departments, when }, i) => {
      const t = truths[i]!;
      if (!isOpen(t)) return;
      // With a "not sure" in it that nothing makes up for, it can come to no more than "not sure".
      const sure = truth(when, FALSE) !== FALSE;
      const reached = level + +!sure;
      if (
        reached < known ||
        (sure && (flags?.some((flag) => !set.has(flag)) || (departments && level === known)))
      ) {
        if (room < 1) truths[i] = UNSURE;
        for (const link of t) open[link] = Math.min(reached, open[link] ?? reached);
      }
    });
  const links = Object.keys(open);
  // Sorting keeps the author's order among equals.
  const [first] = questions
    .filter((question) => open[question.linkId] && !isOpen(enabled(question)))
    .sort((a, b) => open[a.linkId]! - open[b.linkId]!);
  // Until it is given again the graver answer counts: it is asked again only where every other question has room, too.
  const contradicts =
    known > 1 && links.length < room
      ? protocols
          .flatMap(({ contradictions = [] }) => contradictions)
          .find(({ when, ask }) => answers[ask] && !answers[ask].includes(SURE) && truth(when) === TRUE)
      : undefined;
  const next = contradicts ? find(contradicts.ask) : room > 0 ? first : undefined;
  return {
    ...{ level: level as Level, truths, next, again: contradicts?.why },
    left: Math.max(0, Math.min(room, links.length + +!!contradicts)),
    unasked: room > 0 ? [] : links,
  };
}
