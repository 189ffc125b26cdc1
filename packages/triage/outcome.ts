/** From an evaluation to what is said: reasons, departments, advice, and the story of questions and answers. Pure. */
import type { Level, Text } from '@care-elements/contract/common.ts';
import type { TriageReason } from '@care-elements/contract/triage.ts';
import type { Wanted } from './departments.ts';
import { withCrisisLine } from './crisis.ts';
import { EPIDEMIC } from './epidemic.ts';
import { evaluate, FALSE, fits, TRUE, UNSURE, withoutSure, type Evaluation } from './engine.ts';
import { codesOf, linksOf } from './links.ts';
import { merge, mergeAnswers } from './merge.ts';
import type { Answers, Facts, Outcome, Protocol, Question, Regions, Rule } from './protocol.ts';
import { asTopic, speakText, type Voice } from './speak.ts';

export interface Judged {
  evaluation: Evaluation;
  level: Level;
  fired: string[];
  unsure: string[];
  reasons: TriageReason[];
  /** Each with what wants it: a rule, or the complaint. */
  wanted: Wanted[];
  advice: Text[];
  callAgainIf: Text[];
  flags: string[];
  /** Why the visit is flagged, for the desk. */
  flagged: Text[];
  /** The answers that count, in the order of the questions; what was not asked of this patient is left out. */
  answers: Answers;
  /** Of them, what nobody was asked: it was heard in the patient's words. */
  heard: Answers;
  /** Question and answer; `heard` where the words answer what was not asked. */
  story: { linkId: string; question: Text; answer: Text; heard?: boolean }[];
}

/** What a complaint beside the first weighs in choosing a department: the patient named the first as the matter. */
const SECOND = 0.6;
const SELF_HARM = 'self-harm';
const NONE: Text = { 'zh-CN': '都没有', en: 'None of these' };
const NOT_SURE: Text = { 'zh-CN': '不确定', en: 'Not sure' };

/** Several protocols are judged as they were asked: merged. */
export function judge(
  several: readonly Protocol[],
  given: Answers,
  facts: Facts,
  regions: Regions,
  /** The hospital's crisis line, for the advice. */
  crisisLine: string | null = null,
  /** What the patient was asked and answered; the rest of `given` was heard in the words. */
  answered: Answers = given,
  /** Who answers, for the advice; the reasons are read by doctor and patient, and speak to nobody. */
  voice: Voice = 'self',
): Judged {
  const protocols = merge(several, facts);
  const questions = questionsOf(protocols);
  const answers = asked(protocols, mergeAnswers(given, several, facts), facts, regions);
  const heard = beyond(answers, mergeAnswers(answered, several, facts));
  const evaluation = evaluate(protocols, answers, facts, regions);
  const { level, truths, unasked } = evaluation;
  const all: Collected = {
    ...{ reasons: new Map(), unsure: new Set(), flags: new Set(), flagged: new Map(), wanted: [] },
    ...{ own: new Map(), usual: new Map(), callAgainIf: new Map() },
  };
  const rules = protocols.flatMap((protocol) => protocol.rules);
  /** The signs of a question that such a rule could not be sure of. */
  const doubtful = (linkId: string, of: Level) =>
    rules.flatMap((rule, i) => (truths[i] === UNSURE && rule.level === of ? codesOf(rule.when, linkId) : []));
  let at = 0;
  for (const protocol of protocols) {
    for (const rule of protocol.rules) {
      const truth = truths[at++]!;
      if (truth === TRUE) addHeld(all, rule, protocol, level);
      else if (truth === UNSURE) addUnsure(all, rule, level, { questions, answers, doubtful, unasked });
    }
    addOutcome(all, protocol, outcomeAt(protocol, level), protocol === protocols[0] ? 1 : SECOND);
  }
  return {
    ...{ evaluation, level, answers, heard, wanted: all.wanted },
    fired: [...all.reasons.values()].filter((r) => !r.unsure).map((r) => r.ruleId),
    unsure: [...all.unsure],
    reasons: sorted(all.reasons),
    advice: adviceOf(all, level).map((text) => speakText(withCrisisLine(text, crisisLine), voice)),
    callAgainIf: [...all.callAgainIf.values()].map((text) => speakText(text, voice)),
    flags: [...all.flags].sort(),
    flagged: [...all.flagged.values()],
    story: story(protocols, answers, heard),
  };
}

/** What the rules and outcomes add, protocol by protocol. */
interface Collected {
  reasons: Map<string, TriageReason>;
  unsure: Set<string>;
  flags: Set<string>;
  flagged: Map<string, Text>;
  wanted: Wanted[];
  /** Advice that belongs to a rule, and what belongs to the level. */
  own: Map<string, Text>;
  usual: Map<string, Text>;
  callAgainIf: Map<string, Text>;
}

const reasonOf = ({ id, level, source }: Rule) => ({
  ...{ ruleId: id, level },
  source: source.map(({ src, page }) => (page ? `${src} ${page}` : src)).join('; '),
});

function addHeld(all: Collected, rule: Rule, { advice }: Protocol, level: Level): void {
  if (all.reasons.has(rule.id)) return;
  all.reasons.set(rule.id, { ...reasonOf(rule), why: rule.why, unsure: false });
  rule.flags?.forEach((flag) => all.flags.add(flag));
  if (rule.flags?.length) all.flagged.set(rule.why.en, rule.why);
  // Nobody is told to stay at home in an emergency: whoever comes is warned.
  const keys = level === 1 && rule.flags?.includes(EPIDEMIC) ? rule.emergencyAdvice : rule.advice;
  for (const key of keys ?? []) all.own.set(key, advice[key]!);
  if (rule.departments && rule.level <= level)
    all.wanted.push(...rule.departments.map((w) => ({ ...w, ruleId: rule.id, why: rule.why })));
}

interface Asked {
  questions: Map<string, Question>;
  answers: Answers;
  doubtful: (linkId: string, of: Level) => string[];
  unasked: readonly string[];
}

function addUnsure(
  all: Collected,
  rule: Rule,
  level: Level,
  { questions, answers, doubtful, unasked }: Asked,
): void {
  all.unsure.add(rule.id);
  // Asked about that alone and not sure of it: somebody should hear of it.
  const alone = linksOf(rule.when).find((link) => answers[link] && !questions.get(link)!.repeats);
  if (rule.flags?.includes(SELF_HARM) && alone) {
    all.flags.add(SELF_HARM);
    all.flagged.set(`not-sure:${alone}`, notSure(questions.get(alone)!));
  }
  // A "not sure" is a reason where it can have made the level; one a question, however many rules read it.
  if (rule.level >= level || rule.level > 2) return;
  for (const linkId of linksOf(rule.when)) {
    const question = questions.get(linkId);
    const earlier = all.reasons.get(`not-sure:${linkId}`);
    const isUnsure = answers[linkId]?.includes('not-sure') || unasked.includes(linkId);
    if (!question || !isUnsure || (earlier && earlier.level <= rule.level)) continue;
    const why = notSure(question, doubtful(linkId, rule.level));
    all.reasons.set(`not-sure:${linkId}`, { ...reasonOf(rule), why, unsure: true });
  }
}

function addOutcome(all: Collected, { advice, title }: Protocol, outcome: Outcome, share: number): void {
  for (const one of outcome.departments)
    all.wanted.push({ ...one, weight: one.weight * share, ruleId: null, why: title });
  outcome.flags?.forEach((flag) => all.flags.add(flag));
  for (const key of outcome.advice) all.usual.set(key, advice[key]!);
  for (const key of outcome.callAgainIf ?? []) all.callAgainIf.set(key, advice[key]!);
}

/** Who may be infectious is told to stay apart, and nothing that sends them out of the house; in an emergency the call comes first. */
function adviceOf({ own, usual, flags }: Collected, level: Level): Text[] {
  const keyed =
    flags.has(EPIDEMIC) && level > 1 ? own : new Map(level === 1 ? [...usual, ...own] : [...own, ...usual]);
  // Two epidemics may say the same.
  return [...new Map([...keyed.values()].map((text) => [text.en, text])).values()];
}

/** Most severe first. Rules of several protocols may have the same reason; it is said once. */
function sorted(reasons: ReadonlyMap<string, TriageReason>): TriageReason[] {
  const weight = (reason: TriageReason) => reason.level + (reason.unsure ? 1.5 : 0);
  const said = new Set<string>();
  return [...reasons.values()]
    .sort((a, b) => weight(a) - weight(b))
    .filter(({ why }) => !said.has(why.en) && said.add(why.en))
    .slice(0, 50);
}

/** Of many signs in doubt, so many are named. */
const NAMED = 2;

/** What could not be said: of a question with many signs, the signs that matter. */
function notSure({ text, repeats, answerOption }: Question, codes: readonly string[] = []): Text {
  const named = answerOption.filter(({ code }) => codes.includes(code)).map(({ display }) => display);
  if (!repeats || !named.length) {
    const topic = asTopic(text);
    return { 'zh-CN': `不能确定：${topic['zh-CN']}`, en: `Not sure: ${topic.en}` };
  }
  const [few, more] = [named.slice(0, NAMED), named.length > NAMED];
  return {
    'zh-CN': `不能确定有没有：${few.map((d) => d['zh-CN']).join('；')}${more ? '，等等' : ''}`,
    en: `Not sure about: ${few.map((d) => d.en).join('; ')}${more ? ', and others' : ''}`,
  };
}

/** The protocol's outcome for a level; where another protocol raised it, the nearest more severe of its own. */
function outcomeAt({ outcomes }: Protocol, level: Level): Outcome {
  const sorted = [...outcomes].sort((a, b) => b.level - a.level);
  return sorted.find((o) => o.level <= level) ?? sorted.at(-1)!;
}

const questionsOf = (protocols: readonly Protocol[]): Map<string, Question> => {
  const questions = new Map<string, Question>();
  for (const protocol of protocols)
    for (const question of protocol.questions)
      if (!questions.has(question.linkId)) questions.set(question.linkId, question);
  return questions;
};

/** Leaves out answers to questions that another answer, age or sex turned off. */
function asked(protocols: readonly Protocol[], given: Answers, facts: Facts, regions: Regions): Answers {
  const kept: Answers = {};
  for (const [linkId, question] of questionsOf(protocols)) {
    if (!fits(question, given[linkId])) continue;
    // Is the question on? Its own answer is a rule that holds exactly when it is.
    const probe = {
      questions: protocols.flatMap((p) => p.questions),
      rules: [{ level: 1 as const, when: { in: [linkId, given[linkId]!] as [string, string[]] } }],
      otherwise: 4 as const,
    };
    if (evaluate([probe], given, facts, regions).truths[0] !== FALSE) kept[linkId] = given[linkId]!;
  }
  return kept;
}

/** The codes of the answers that are not among those. */
const beyond = (answers: Answers, those: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([link, codes]) => {
      const more = withoutSure(codes).filter((code) => !those[link]?.includes(code));
      return more.length ? [[link, more]] : [];
    }),
  );

function story(protocols: readonly Protocol[], answers: Answers, heard: Answers): Judged['story'] {
  const told: Judged['story'] = [];
  for (const [linkId, question] of questionsOf(protocols)) {
    const asked = beyond({ [linkId]: answers[linkId] ?? [] }, heard)[linkId];
    // Words that name one sign say nothing of the others.
    const more = heard[linkId]?.filter((code) => code !== 'none');
    const tell = (codes: readonly string[]) => {
      const words = withoutSure(codes).map((code) =>
        code === 'none'
          ? NONE
          : code === 'not-sure'
            ? NOT_SURE
            : question.answerOption.find((option) => option.code === code)!.display,
      );
      return {
        linkId,
        question: speakText(question.text, 'other'),
        answer: {
          'zh-CN': words.map((w) => w['zh-CN']).join('；'),
          en: words.map((w) => w.en).join('; '),
        },
      };
    };
    if (asked) told.push(tell(asked));
    if (more?.length) told.push({ ...tell(more), heard: true });
  }
  return told;
}
