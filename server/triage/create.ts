/** A finished interview becomes a result: evaluated here, stored with what it stood on; an emergency ends the visit. */
import type { TriageAnswers } from '@care-elements/contract/triage.routes.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { Measures } from '@care-elements/contract/triage.measures.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { ENGINE_VERSION, fits } from '@care-elements/triage/engine.ts';
import { rankWanted } from '@care-elements/triage/departments.ts';
import { judge, type Judged } from '@care-elements/triage/outcome.ts';
import { EPIDEMIC } from '@care-elements/triage/epidemic.ts';
import type { Answers, Facts, Regions } from '@care-elements/triage/protocol.ts';
import type { Voice } from '@care-elements/triage/speak.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { authorize, type Authorized, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { crisisLineOf } from '../hospitals/crisis.ts';
import { listDepartments, requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { raiseAlarm } from '../queue/alarms.ts';
import { entryOfVisit, giveUpPlace, lockLatestEntry } from '../queue/service.ts';
import { endVisit, lockOpenVisit, touchVisit } from '../visits/service.ts';
import { visitView } from '../visits/view.ts';
import type { Work } from '../work.ts';
import { withWords } from './begin.ts';
import { mapDepartments } from './departments.ts';
import type { EpidemicEntry } from './epidemic-file.ts';
import { epidemicsToday, outbreakOn, type OutbreakInForce } from './epidemics.ts';
import { factsOf } from './facts.ts';
import type { Library, LibraryEntry } from './library.ts';
import { judgeMeasured, measuredStory } from './measures.ts';
import * as repo from './repo.ts';

/** 急诊医学科 in the catalogue. */
const EMERGENCY_DEPARTMENT = '20';

export interface FinishedInterview {
  protocols: { id: string; hash: string }[];
  text: string;
  answers: TriageAnswers;
  measures?: Measures | undefined;
}

export async function createTriage(
  work: Work,
  library: Library,
  actor: PatientActor,
  visitId: string,
  input: FinishedInterview,
  epidemics: readonly EpidemicEntry[],
): Promise<Authorized<VisitView>> {
  const { tx, hospitalId, now, newId } = work;
  authorize(actor.visitId === visitId, null);
  await lockLatestEntry(work, visitId);
  const visit = await lockOpenVisit(work, visitId);
  const { facts: person, voice } = await factsOf(work, visitId);
  const named = protocolsOf(library, input, person);
  const outbreak = await outbreakNow(work, library, epidemics, input, named);
  const { used: asked, answers } = withWords(input.text, library, named, input.answers, person, outbreak);
  const regions = outbreak?.regions ?? {};
  const hospital = await requireHospital(work);
  const crisisLine = crisisLineOf(hospital);
  const { used, facts, judged } = judgeMeasured(
    library,
    input.measures,
    asked,
    { facts: person, answers, regions },
    (all, known) => settle(input, { answers, regions, crisisLine, voice }, all, known),
  );
  await assertMayTriage(work, visitId, judged);

  const departments = await listDepartments(work);
  const wanted = rankWanted(judged.wanted, person.age);
  const when = { timeZone: hospital.timeZone, now };
  const mapped = mapDepartments(wanted, departments, when);
  const row: repo.ResultRow = {
    ...{ hospitalId, triageResultId: newId(), visitId, facts, regions, createdAt: now },
    ...{ level: judged.level, fired: judged.fired, unsure: judged.unsure, answers: judged.answers },
    ...{ engineVersion: ENGINE_VERSION, epidemics: outbreak?.epidemics ?? [] },
    protocols: used.map(({ protocol, hash }) => ({ id: protocol.id, version: protocol.version, hash })),
    words: input.text,
    outcome: {
      wanted,
      departments: judged.level === 1 ? [] : mapped,
      reasons: judged.reasons,
      advice: judged.advice,
      callAgainIf: judged.callAgainIf,
      flags: judged.flags,
      ...{ crisisLine: judged.flags.includes('self-harm') ? crisisLine : null, saidLine: crisisLine },
      complaints: asked
        .filter(({ protocol }) => protocol.id !== EPIDEMIC)
        .map(({ protocol }) => protocol.title),
      heard: judged.heard,
      voice,
      answers: [...judged.story, ...measuredStory(input.measures ?? {})],
      reviewed: used.every((entry) => entry.reviewed),
    },
  };
  for (const { protocol, hash } of used)
    await repo.keepProtocol(tx, {
      ...{ hospitalId, hash, protocolId: protocol.id, version: protocol.version },
      ...{ body: protocol, firstUsedAt: now },
    });
  await repo.insertResult(tx, row);
  await touchVisit(work, visitId);
  await record(work, {
    action: 'triage.created',
    ...{ resourceType: 'QuestionnaireResponse', resourceId: row.triageResultId, visitId },
    ...{ after: row, topics: [`visit:${visitId}`] },
    payload: { level: row.level, flags: judged.flags },
  });

  // Where there is no emergency department, the desk of the illness hears it, not whatever stands in for one.
  const emergency = departments.some(({ code }) => code === EMERGENCY_DEPARTMENT);
  const near = wanted.filter(({ code }) => emergency || code !== EMERGENCY_DEPARTMENT);
  const desk = mapDepartments(near.length ? near : wanted, departments, when)[0];
  if (desk && (judged.level === 1 || judged.flags.length > 0))
    await raiseAlarm(work, {
      ...{ visitId, departmentId: desk.departmentId },
      kind: judged.level === 1 ? 'emergency' : 'flag',
      flags: judged.flags,
      reason:
        judged.level === 1 ? (judged.reasons[0]?.why ?? named[0]!.protocol.title) : together(judged.flagged),
    });
  if (judged.level === 1) {
    await giveUpPlace(work, visitId, 'redirect');
    await endVisit(work, visit, 'emergency', 'system');
  }
  return authorize(true, await visitView(work, visitId));
}

/** The protocols by id, refused when another version is in use or when one is not for this patient. */
function protocolsOf(
  { protocols: library }: Library,
  { protocols }: FinishedInterview,
  facts: { age: number; sex: string },
): LibraryEntry[] {
  return protocols.flatMap(({ id, hash }, i) => {
    if (protocols.findIndex((p) => p.id === id) !== i)
      throw invalid(`/protocols/${i}`, 'not-for-this-patient', 'The protocol is named twice.');
    if (id === EPIDEMIC) return [];
    const entry = library.get(id);
    if (!entry || entry.hash !== hash) throw outdated(id, entry);
    if (!isFor(entry.protocol, facts.age, facts.sex))
      throw invalid(`/protocols/${i}`, 'not-for-this-patient', 'The protocol is for another age or sex.');
    return [entry];
  });
}

const outdated = (id: string, entry: LibraryEntry | undefined) =>
  problem('protocol-outdated', `Protocol ${id} has another version now: load it and keep the answers.`, {
    current: entry ? { id, hash: entry.hash } : null,
  });

/** What the epidemics in force ask, refused when the interview was begun under other files. */
async function outbreakNow(
  work: Work,
  library: Library,
  epidemics: readonly EpidemicEntry[],
  { protocols }: FinishedInterview,
  named: LibraryEntry[],
): Promise<OutbreakInForce | undefined> {
  const outbreak = outbreakOn(
    await epidemicsToday(work, epidemics),
    named.map(({ protocol }) => protocol),
    library.all,
  );
  const told = protocols.find(({ id }) => id === EPIDEMIC);
  if (told && told.hash !== outbreak?.entry.hash) throw outdated(EPIDEMIC, outbreak?.entry);
  return outbreak;
}

/** The engine's own verdict, refused while an answer is missing, unknown or contradicts itself. */
function settle(
  { protocols: told, answers: answered }: FinishedInterview,
  {
    answers,
    regions,
    crisisLine,
    voice,
  }: { answers: Answers; regions: Regions; crisisLine: string | null; voice: Voice },
  used: LibraryEntry[],
  facts: Facts,
): Judged {
  const protocols = used.map(({ protocol }) => protocol);
  // The first that has a question words it.
  const questions = new Map(
    [...protocols].reverse().flatMap((p) => p.questions.map((q) => [q.linkId, q] as const)),
  );
  for (const [linkId, codes] of Object.entries(answers)) {
    const question = questions.get(linkId);
    if (!question) throw invalid(`/answers/${linkId}`, 'unknown-question', 'No protocol has this question.');
    if (!fits(question, codes))
      throw invalid(
        `/answers/${linkId}`,
        'not-an-answer',
        'Not an option of this question, or options that exclude each other.',
      );
  }
  const judged = judge(protocols, answers, facts, regions, crisisLine, answered, voice);
  const { next, again } = judged.evaluation;
  if (!next) return judged;
  const entry = used.find(({ protocol }) => protocol.questions.includes(next));
  // An epidemic that came into force since the interview began has a question of its own.
  if (entry?.protocol.id === EPIDEMIC && !told.some(({ id }) => id === EPIDEMIC))
    throw outdated(EPIDEMIC, entry);
  if (again) throw invalid(`/answers/${next.linkId}`, 'contradicts', again.en);
  throw invalid(`/answers/${next.linkId}`, 'unanswered', 'This question can still change the outcome.');
}

/** Several reasons in one line. */
const together = (texts: Text[]): Text => ({
  'zh-CN': texts.map((text) => text['zh-CN']).join('；'),
  en: texts.map(({ en }) => en).join('; '),
});

const invalid = (pointer: string, code: string, message: string) =>
  problem('invalid-input', undefined, { errors: [{ pointer, code, message }] });

/** Who waits may only come back with an emergency: any other new result would have to move the place. */
async function assertMayTriage(work: Work, visitId: string, { level }: Judged): Promise<void> {
  const entry = await entryOfVisit(work, visitId);
  const open = entry && ['waiting', 'called', 'in_consult'].includes(entry.state);
  if (open && level > 1)
    throw problem('state-conflict', 'The visit has a place in the queue.', { current: entry.state });
}
