/** What a triage leaves behind: the level, the department, the reasons. (No import of visit.ts here: visit.ts imports this.) */
import { z } from 'zod';
import { Id, Instant, Level, Text } from './common.ts';

/** A reason in the patient's words, with the rule that gave it. */
export const TriageReason = z.object({
  ruleId: z.string().max(128),
  /** The level that it asks for. */
  level: Level,
  why: Text,
  /** The patient was not sure of this: it counts one level less than a yes. */
  unsure: z.boolean(),
  source: z.string().max(500),
});
export type TriageReason = z.infer<typeof TriageReason>;

/** The stored outcome of one triage, made by the server's own run of the engine. */
export const TriageResult = z.object({
  triageResultId: Id,
  level: Level,
  /** Departments of this hospital, best first; empty when the level is emergency. */
  departments: z
    .array(
      z.object({
        departmentId: Id,
        name: Text,
        /** The department that fits better and can't be had here now … */
        insteadOf: Text.nullable(),
        /** … and why not: not there, closed and when it opens, or not online. Also what this one can't do. */
        note: Text.nullish(),
        /** What wants it: the rule's reason, or the complaint; the rule's id where it is one. */
        reason: Text.nullish(),
        ruleId: z.string().max(128).nullish(),
      }),
    )
    .max(10),
  /** Most severe first. */
  reasons: z.array(TriageReason).max(50),
  /** What to do meanwhile. */
  advice: z.array(Text).max(50),
  /** When to call again, or to call for help. */
  callAgainIf: z.array(Text).max(50),
  flags: z.array(z.string().max(64)).max(20),
  /** The complaint in the patient's own words, and as understood. */
  text: z.string().max(2000),
  complaints: z.array(Text).max(20),
  /** Question and answer, in order, as asked: the short story the doctor reads. */
  answers: z
    .array(
      z.object({
        linkId: z.string().max(128),
        question: Text,
        answer: Text,
        /** The question was not asked: the patient's own words answer it. */
        heard: z.boolean().optional(),
      }),
    )
    .max(60),
  protocols: z
    .array(z.object({ id: z.string().max(64), version: z.string().max(32), hash: z.string().max(64) }))
    .max(20),
  /** The epidemic files that were in force. */
  epidemics: z
    .array(z.object({ id: z.string().max(64), version: z.string().max(32), hash: z.string().max(64) }))
    .max(100)
    .optional(),
  /** The crisis line's number, where an answer spoke of self-harm. */
  crisisLine: z.string().max(32).nullish(),
  engineVersion: z.string().max(32),
  /** False until a clinician has signed the protocols' texts. */
  reviewed: z.boolean(),
  createdAt: Instant,
});
export type TriageResult = z.infer<typeof TriageResult>;
