/** The beginning of an interview: the questions for a complaint and the patient's own words. Nothing is stored. */
import type { AskedProtocol, BegunTriage } from '@care-elements/contract/triage.routes.ts';
import { beside, EXPOSURE } from '@care-elements/triage/epidemic.ts';
import { nextOf } from '@care-elements/triage/interview.ts';
import { merge, stillOffered } from '@care-elements/triage/merge.ts';
import type { Answers, Facts, Protocol, Question, Regions, Text } from '@care-elements/triage/protocol.ts';
import { speakQuestion, speakText, type Voice } from '@care-elements/triage/speak.ts';
import { begin, redFlagsUnasked } from '@care-elements/triage/understand/begin.ts';
import { heardIn, withoutWords } from '@care-elements/triage/understand/heard.ts';
import { heardStays } from '@care-elements/triage/understand/stays.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { authorize, type Authorized, type PatientActor } from '../actor.ts';
import { problem } from '../problems.ts';
import { lockOpenVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import type { EpidemicEntry } from './epidemic-file.ts';
import { epidemicsToday, outbreakOn, outbreakToday, type OutbreakInForce } from './epidemics.ts';
import { factsOf } from './facts.ts';
import type { Library, LibraryEntry } from './library.ts';
import { measuresToAsk, takeHeard } from './measures.ts';

const CHOSEN = {
  'zh-CN': '根据您写的话先选好了，请核对。',
  en: 'Chosen from what you wrote: please check.',
};

/** Beside why we ask. */
const chosenHelp = ({ help }: Question): Text => ({
  'zh-CN': `${help?.['zh-CN'] ?? ''}${CHOSEN['zh-CN']}`,
  en: `${help ? `${help.en} ` : ''}${CHOSEN.en}`,
});

export async function beginTriage(
  work: Work,
  library: Library,
  actor: PatientActor,
  visitId: string,
  { protocolId, text, without }: { protocolId: string; text: string; without: string[] },
  epidemics: readonly EpidemicEntry[],
): Promise<Authorized<BegunTriage>> {
  authorize(actor.visitId === visitId, null);
  await lockOpenVisit(work, visitId);
  const { facts, voice } = await factsOf(work, visitId);
  const chosen = library.protocols.get(protocolId)?.protocol;
  if (!chosen || !isFor(chosen, facts.age, facts.sex)) throw problem('not-found');
  const today = await epidemicsToday(work, epidemics);
  const withAll = (together: readonly Protocol[]) => {
    const outbreak = outbreakToday(today, together, library.all);
    return beside(outbreak, outbreak?.protocol, together);
  };
  const { protocols, ...said } = begin(text, facts, library.all, { chosen, takenBack: without, withAll });
  const outbreak = outbreakOn(today, protocols, library.all);
  const stays = outbreak ? staysIn(text, without, outbreak) : [];
  const regions = outbreak?.regions ?? {};
  const entries = beside(
    outbreak,
    outbreak?.entry,
    protocols.map(({ id }) => library.protocols.get(id)!),
  );
  const asked = merge(
    entries.map(({ protocol }) => protocol),
    facts,
  );
  const been = [...(said.heard[EXPOSURE] ?? []), ...stays.map(({ code }) => code)];
  const heard = stillOffered({ ...said.heard, ...(been.length && { [EXPOSURE]: been }) }, asked);
  const toAsk = measuresToAsk(library, protocols, facts.age, withoutWords(text, without));
  const { measures, known } = takeHeard(toAsk, asked, facts, regions);
  return authorize(true, {
    protocols: asked.map((protocol, i) => {
      const spoken = askedProtocol({ ...entries[i]!, protocol }, voice);
      return {
        ...spoken,
        questions: spoken.questions.map((q) => (heard[q.linkId] ? { ...q, help: chosenHelp(q) } : q)),
      };
    }),
    ...{ heard, regions, first: firstOf(asked, known, said.urgent, regions) },
    signs: [...heardIn(text, facts, protocols), ...stays.map(({ sign }) => sign)],
    measures,
  });
}

/** Where the patient says they were, and whom they met, as far as the epidemics in force ask for it. */
function staysIn(text: string, without: readonly string[], { said, protocol }: OutbreakInForce) {
  const options = protocol.questions.find(({ linkId }) => linkId === EXPOSURE)!.answerOption;
  return [...heardStays(withoutWords(text, without), said)].map(([code, words]) => ({
    code,
    sign: {
      ...{ words, redFlag: false },
      means: [{ linkId: EXPOSURE, code, display: options.find((option) => option.code === code)!.display }],
    },
  }));
}

/** A protocol as far as asking needs it: without outcomes, sources and advice. */
export function askedProtocol(
  { protocol, hash, reviewed }: LibraryEntry,
  voice: Voice,
): Omit<AskedProtocol, 'first' | 'regions' | 'questions'> & { questions: Question[] } {
  const { id, version, title, questions, rules, contradictions, otherwise } = protocol;
  return {
    ...{ id, version, hash, title, otherwise },
    questions: questions.map((question) => speakQuestion(question, voice)),
    reviewed,
    ...(contradictions && {
      contradictions: contradictions.map((one) => ({ ...one, why: speakText(one.why, voice) })),
    }),
    rules: rules.map(({ level, when, flags, departments }) => ({
      ...{ level, when },
      ...(flags && { flags }),
      // The browser only has to know that the rule can change the department.
      ...(departments && { departments: [] }),
    })),
  };
}

/** The question that an interview begins with: what the words say is grave, if it is asked of this patient, before the engine's own first. */
export function firstOf(
  protocols: readonly Protocol[],
  facts: Facts,
  urgent: readonly string[] = [],
  regions: Regions = {},
): AskedProtocol['first'] {
  const { linkId, evaluation } = nextOf(protocols, {}, facts, regions, urgent);
  return linkId ? { linkId, left: evaluation.left } : undefined;
}

/**
 * A red flag in the words that no question of the interview could deny counts as an answer, in the protocol that asks it; a
 * stay or a contact counts where its question was not reached.
 */
export function withWords(
  text: string,
  library: Library,
  used: readonly LibraryEntry[],
  answers: Answers,
  facts: { age: number; sex: string },
  outbreak?: OutbreakInForce,
): { used: LibraryEntry[]; answers: Answers } {
  const unasked = redFlagsUnasked(
    text,
    facts,
    library.all,
    used.map(({ protocol }) => protocol),
  );
  const stays = outbreak ? [...heardStays(text, outbreak.said).keys()] : [];
  return {
    used: [
      ...(outbreak ? [outbreak.entry] : []),
      ...used,
      ...unasked.map(({ protocol }) => library.protocols.get(protocol.id)!),
    ],
    answers: {
      ...Object.assign({}, ...unasked.map((u) => u.heard)),
      ...(stays.length && { [EXPOSURE]: stays }),
      ...answers,
    },
  };
}
