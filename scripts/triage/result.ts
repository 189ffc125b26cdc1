/** What an interview ends with, as data in one language. */
import { catalogueName, rankWanted } from '@care-elements/triage/departments.ts';
import { ENGINE_VERSION } from '@care-elements/triage/engine.ts';
import { gradeOf } from '@care-elements/triage/grades.ts';
import { conclude, type Interview } from '@care-elements/triage/interview.ts';
import type { Judged } from '@care-elements/triage/outcome.ts';
import type { Level } from '@care-elements/triage/protocol.ts';
import { protocolHash } from '../../server/triage/library.ts';
import type { Language } from './words.ts';

export interface Result {
  /** 1 emergency now, 2 urgent (today), 3 routine, 4 self-care. */
  level: Level;
  /** China's grade: a range where the level holds two. */
  grade: string;
  /** Names of the catalogue in Chinese, word for word, best first. */
  departments: string[];
  /** Ids of the protocols that were asked together. */
  complaints: string[];
  flags: string[];
  /** The rules that fired, and those that a "not sure" left open. */
  rules: string[];
  unsure: string[];
  /** Most severe first. */
  reasons: { rule: string; level: Level; why: string; unsure: boolean; source: string }[];
  advice: string[];
  callAgainIf: string[];
  /** `heard`: not asked, the words say it. */
  answers: { linkId: string; codes: string[]; question: string; answer: string; heard?: boolean }[];
  protocols: { id: string; version: string; hash: string }[];
  engineVersion: string;
  /** False while no clinician has signed every protocol of it. */
  reviewed: boolean;
}

export function resultOf(interview: Interview, language: Language): Result {
  const judged = conclude(interview);
  const { level, wanted, flags, fired, unsure, protocols } = judged;
  return {
    ...{ level, grade: gradeOf(level) },
    departments: rankWanted(wanted, interview.person.age).map(({ code }) => catalogueName(code)),
    complaints: protocols.map(({ id }) => id),
    ...{ flags, rules: fired, unsure },
    reasons: judged.reasons.map(({ ruleId, why, ...reason }) => ({
      ...{ rule: ruleId, level: reason.level, why: why[language] },
      ...{ unsure: reason.unsure, source: reason.source },
    })),
    advice: judged.advice.map((text) => text[language]),
    callAgainIf: judged.callAgainIf.map((text) => text[language]),
    answers: judged.story.map(({ linkId, question, answer, heard }) => ({
      ...{ linkId, codes: codesOf(judged, linkId, heard) },
      ...{ question: question[language], answer: answer[language] },
      ...(heard && { heard }),
    })),
    protocols: protocols.map((protocol) => ({
      ...{ id: protocol.id, version: protocol.version, hash: protocolHash(protocol) },
    })),
    engineVersion: ENGINE_VERSION,
    reviewed: protocols.every(({ review }) => review !== null),
  };
}

/** What was asked and answered of a question, or what was heard of it. */
const codesOf = ({ answers, heard }: Judged, linkId: string, words = false): string[] =>
  answers[linkId]!.filter((code) => (heard[linkId]?.includes(code) ?? false) === words);
