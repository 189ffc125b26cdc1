/** What an interview ends with, as data in one language. */
import { catalogue, rankWanted } from '@care-elements/triage/departments.ts';
import { ENGINE_VERSION } from '@care-elements/triage/engine.ts';
import { conclude, type Interview } from '@care-elements/triage/interview.ts';
import type { Level } from '@care-elements/triage/protocol.ts';
import { protocolHash } from '../../server/triage/library.ts';
import type { Language } from './words.ts';

export interface Result {
  /** 1 emergency now, 2 urgent (today), 3 routine, 4 self-care. */
  level: Level;
  /** China's grade. */
  grade: string;
  /** Names of the catalogue in Chinese, best first. */
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
  answers: { linkId: string; codes: string[]; question: string; answer: string }[];
  protocols: { id: string; version: string; hash: string }[];
  engineVersion: string;
  /** False while no clinician has signed every protocol of it. */
  reviewed: boolean;
}

export const GRADES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'];

export function resultOf(interview: Interview, language: Language): Result {
  const judged = conclude(interview);
  const { level, wanted, flags, fired, unsure, protocols } = judged;
  return {
    ...{ level, grade: GRADES[level - 1]! },
    departments: rankWanted(wanted, interview.person.age).map(
      ({ code }) => catalogue.get(code)?.name['zh-CN'] ?? code,
    ),
    complaints: protocols.map(({ id }) => id),
    ...{ flags, rules: fired, unsure },
    reasons: judged.reasons.map(({ ruleId, why, ...reason }) => ({
      ...{ rule: ruleId, level: reason.level, why: why[language] },
      ...{ unsure: reason.unsure, source: reason.source },
    })),
    advice: judged.advice.map((text) => text[language]),
    callAgainIf: judged.callAgainIf.map((text) => text[language]),
    answers: judged.story.map(({ linkId, question, answer }) => ({
      ...{ linkId, codes: judged.answers[linkId]! },
      ...{ question: question[language], answer: answer[language] },
    })),
    protocols: protocols.map((protocol) => ({
      ...{ id: protocol.id, version: protocol.version, hash: protocolHash(protocol) },
    })),
    engineVersion: ENGINE_VERSION,
    reviewed: protocols.every(({ review }) => review !== null),
  };
}
