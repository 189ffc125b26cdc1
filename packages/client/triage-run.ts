/** Owns what an interview needs from its first answer on: the engine, what is asked next, and what is sent. Fetched then. */
import type { Measures } from '@care-elements/contract/triage.measures.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { BodyOf } from '@care-elements/contract/route.ts';
import type { triageRoutes } from '@care-elements/contract/triage.routes.ts';
import { evaluate, fits, SURE, withoutSure } from '@care-elements/triage/engine.ts';
import type { Answers, Facts, Question, Text } from '@care-elements/triage/protocol.ts';
import { keepTriage, type Begun, type Interview, type TriageState } from './triage-store.ts';
import { createVisitStore, type Kept } from './visit-store.ts';

/** Stands in the order of answers for the screen of measurements. */
const MEASURED = 'measured';

/** In the order in which they were given; what the patient went back over is not among them. */
const given = ({ order, answers }: Kept): Answers =>
  Object.fromEntries(order.flatMap((link) => (answers[link] ? [[link, answers[link]]] : [])));

/** A question that was answered has the number, or its band, already. */
const SAME: Record<string, string> = { hr: 'heart-rate', sbp: 'bp', dbp: 'bp', pain: 'severity' };

/** What counts as measured: from the words, until the patient has seen the numbers and said otherwise. */
function measuredSoFar({ measures }: Begun, { order, measured }: Kept): Measures {
  const seen = order.includes(MEASURED) && measured;
  const taken = measures.flatMap(({ name, heard, taken }) =>
    taken ? [[name, seen ? seen[name] : heard]] : [],
  );
  return Object.fromEntries(taken.filter(([, value]) => value !== undefined));
}

/** The screen that comes now; `left` counts it, and is 0 when nothing can change the outcome any more. */
function nextOf(
  begun: Begun,
  kept: Kept,
  { age, sex }: { age: number; sex: string },
): { next: Question | undefined; again: boolean; left: number; measures: TriageState['measures'] } {
  const { protocols, regions, measures } = begun;
  const answers = given(kept);
  const facts: Facts = { ...measuredSoFar(begun, kept), age, sex };
  const { next, again, left, level } = evaluate(protocols, answers, facts, regions);
  const known = (link: string) => answers[link] && !answers[link].includes('not-sure');
  const open = measures.filter(({ name }) => !known(SAME[name] ?? name));
  // An emergency stops at once; whatever else was found, a number can still be graver.
  const more = level > 1 && open.length > 0 && !kept.order.includes(MEASURED);
  return {
    ...{ next: next && again ? { ...next, help: again } : next, again: !!again },
    ...{ left: left + +more, measures: next || !more ? null : open },
  };
}

/** Another version may have lost a question or an option: what does not fit is asked again. */
function fitting({ protocols }: Begun, kept: Kept): Kept {
  const questions = protocols.flatMap((protocol) => protocol.questions);
  return {
    ...kept,
    order: kept.order.filter(
      (link) =>
        link === MEASURED ||
        questions.some((question) => question.linkId === link && fits(question, kept.answers[link])),
    ),
  };
}

function bodyOf(begun: Begun, kept: Kept): BodyOf<typeof triageRoutes.createTriage> {
  const seen = kept.order.includes(MEASURED) ? kept.measured : undefined;
  const measures: Measures = { ...measuredSoFar(begun, kept), ...seen };
  return {
    protocols: begun.protocols.map(({ id, hash }) => ({ id, hash })),
    text: kept.text,
    answers: given(kept),
    ...(Object.keys(measures).length && { measures }),
  };
}

function ask(it: Interview): Promise<void> | void {
  const visit = it.care.use(createVisitStore);
  const { next, again, left, measures } = nextOf(it.begun!, it.kept, visit.get().view!.patient);
  // Two answers can't both be true: this one comes again, and what is said then stands.
  it.again = again ? next!.linkId : undefined;
  it.show(next, left, measures);
  if (!left) return send(it);
}

function go(it: Interview, link: string, change: Partial<Kept>): void {
  const { order } = it.kept;
  // Tapped twice while the next question was found, or another complaint was chosen meanwhile.
  if (!it.begun || (order.includes(link) && it.again !== link)) return;
  it.kept = { ...it.kept, ...change, order: order.includes(link) ? order : [...order, link] };
  void ask(it);
}

export const answer = (it: Interview, linkId: string, codes: string[]): void =>
  go(it, linkId, {
    answers: { ...it.kept.answers, [linkId]: it.again === linkId ? [...codes, SURE] : codes },
  });

export const measure = (it: Interview, measured: Measures | undefined): void =>
  go(it, MEASURED, { measured });

export function back(it: Interview): void {
  const { order, answers } = it.kept;
  const link = order.at(-1)!;
  const before = answers[link] && { [link]: withoutSure(answers[link]) };
  it.kept = { ...it.kept, order: order.slice(0, -1), answers: { ...answers, ...before } };
  void ask(it);
}

/** Goes on where a reload, or another version of the questions, cut it short. */
export function resume(it: Interview): Promise<void> | void {
  it.kept = fitting(it.begun!, it.kept);
  return ask(it);
}

export async function send(it: Interview): Promise<void> {
  const { care, begun, kept } = it;
  if (!begun) return it.start(kept);
  const visit = care.use(createVisitStore);
  const path = `/visits/${visit.get().view!.visitId}/triage`;
  if (await visit.ask(() => care.api.post<VisitView>(path, bodyOf(begun, kept)))) keepTriage(care);
  // The next try loads the version in use; answers that it still knows are kept.
  else if (visit.get().problem?.code === 'protocol-outdated') it.begun = undefined;
  else askAgain(it, visit.get().problem?.fields ?? []);
}

const AGAIN: Text = {
  'zh-CN': '这一题没有答清楚，请再选一次。',
  en: 'This answer was missing or contradicts itself: please choose again.',
};

/** The server names the answer that it can't take: that question comes again, and only that. */
function askAgain(it: Interview, fields: readonly { pointer: string }[]): void {
  const named = fields.flatMap(({ pointer }) => /^\/answers\/([^/]+)/.exec(pointer)?.[1] ?? []);
  if (!named.length) return;
  const { order, answers } = it.kept;
  it.kept = {
    ...it.kept,
    order: order.filter((link) => !named.includes(link)),
    answers: Object.fromEntries(Object.entries(answers).filter(([link]) => !named.includes(link))),
  };
  const question = it
    .begun!.protocols.flatMap(({ questions }) => questions)
    .find(({ linkId }) => named.includes(linkId));
  // One that this interview does not have is fetched with the others at the next try.
  if (question) it.show({ ...question, help: AGAIN }, 1);
  else it.begun = undefined;
}
