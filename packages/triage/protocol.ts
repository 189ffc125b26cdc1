/** What a triage protocol is: questions, rules and outcomes as plain data, one JSON file each. Types only. */
import type { Level, Text } from '@care-elements/contract/common.ts';

export type { Level, Text };

/** One answer that a question offers. */
export interface AnswerOption {
  /** One code means one thing in every protocol. `none`, `not-sure` and `sure` belong to the engine. */
  code: string;
  display: Text;
  /** FHIR ordinal value: what `ge`, `le`, `between`, `duration` (in hours) and `score` read. */
  value?: number;
}

/** FHIR enableWhen. `question` is a linkId, or one of the facts `age` (years) and `sex`. */
export interface EnableWhen {
  question: string;
  operator: '=' | '!=' | '>=' | '<';
  answer: string | number;
}

/** FHIR Questionnaire.item of type `choice`. The same linkId is the same question in every protocol. */
export interface Question {
  linkId: string;
  type: 'choice';
  /** Several answers at once. `none` is then an answer too, and stands alone. */
  repeats?: boolean;
  /** `{you}` and the like are replaced by who the words are about, see `speak`; so they are in the advice. */
  text: Text;
  /** Why we ask, in a line. */
  help?: Text;
  answerOption: AnswerOption[];
  enableWhen?: EnableWhen[];
  /** How several conditions join; `all` when absent. */
  enableBehavior?: 'all' | 'any';
}

/**
 * The closed predicate tree. Every leaf names a linkId first. Numbers are the chosen option's `value`, or a measurement
 * of that name; several chosen options: one that fits is enough.
 */
export type Predicate =
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
  /** [linkId, code] */
  | { eq: [string, string] }
  /** [linkId, codes]: any of them */
  | { in: [string, string[]] }
  /** [linkId, least] */
  | { ge: [string, number] }
  /** [linkId, most] */
  | { le: [string, number] }
  /** [linkId, least, most], both included */
  | { between: [string, number, number] }
  /** At least `[0]` of the predicates `[1]`. */
  | { count: [number, Predicate[]] }
  /** The values of the linkIds `[0]` add up to `[1]` or more. */
  | { score: [string[], number] }
  /** [from, below] in years; a month is 1/12. Open ends: 0 and 200. */
  | { age: [number, number] }
  /** [linkId, list]: an answer stands in that dated list today. */
  | { region: [string, string] }
  /** [linkId, least, most] in hours */
  | { duration: [string, number, number] };

/** Where a rule comes from: a key of the sources list, and the page there. */
export interface RuleSource {
  src: string;
  page?: string;
}

/** How well the source was seen; nothing here was reviewed by a clinician. */
export type Confidence = 'source-page-seen' | 'recall-of-named-source' | 'consensus-recall';

/** A department of the standard catalogue (诊疗科目名录), by code, and how well it fits: 1 to 10. */
export interface DepartmentWeight {
  code: string;
  weight: number;
}

export interface Rule {
  id: string;
  /** 1 emergency, 2 urgent (today), 3 routine, 4 self-care. A rule of level 1 is a red flag. */
  level: Level;
  when: Predicate;
  /** In the patient's words, without a subject: "chest pain that spreads to the arm". */
  why: Text;
  source: RuleSource[];
  confidence: Confidence;
  departments?: DepartmentWeight[];
  /** Marks for the desk (`self-harm`, `epidemic`): a rule with flags is settled whatever the level. */
  flags?: string[];
  /** Keys of `advice` that belong to this rule alone. */
  advice?: string[];
  /** Of a rule that flags an epidemic: keys of `advice` that are said in an emergency, when nobody is told to stay at home. */
  emergencyAdvice?: string[];
}

/** Answers of two questions that can't both be true. Until one is given again the graver of them counts. */
export interface Contradiction {
  when: Predicate;
  /** The linkId of the question that is asked again, once. */
  ask: string;
  /** Said with it: what else was answered that does not go with it. */
  why: Text;
}

export interface Outcome {
  level: Level;
  departments: DepartmentWeight[];
  /** Keys of `advice`: what to do meanwhile. */
  advice: string[];
  /** Keys of `advice`: when to call again. */
  callAgainIf?: string[];
  flags?: string[];
}

/** A clinician's signature under one version; null until then. */
export interface Review {
  by: string;
  at: string;
  version: string;
}

export interface Protocol {
  $schema?: string;
  id: string;
  version: string;
  /** The complaint that patients choose; protocols for other ages share it. */
  complaint: string;
  title: Text;
  /** How patients call it. */
  synonyms: { 'zh-CN': string[]; en: string[] };
  /** Who it is for. Ages in years: from, below. `pregnant`: only for those; it asks `pregnant` itself, for whom it is not known. */
  who: { age?: [number, number]; sex?: 'male' | 'female'; pregnant?: true };
  questions: Question[];
  rules: Rule[];
  contradictions?: Contradiction[];
  /** The level when no rule holds. */
  otherwise: Level;
  outcomes: Outcome[];
  advice: Record<string, Text>;
  /** Not part of the hash: a signature is over the hash. */
  review: Review | null;
}

/** What the browser needs to ask: the protocol without outcomes, sources and advice. */
export interface Asking {
  questions: Question[];
  rules: Pick<Rule, 'level' | 'when' | 'flags' | 'departments'>[];
  contradictions?: Contradiction[];
  otherwise: Level;
}

/**
 * linkId -> option codes; `none` (of a `repeats` question) and `not-sure` are answers too. `sure` beside them says that the
 * question was asked again because of a contradiction, and this is the answer.
 */
export type Answers = Record<string, string[]>;

/** What is known of the patient beforehand: `age` in years, `sex`, and measurements by name (`temp` in °C …). */
export type Facts = Record<string, string | number | undefined>;

/** List name -> option codes that are in it today; the server makes it from dated lists. */
export type Regions = Record<string, string[]>;
