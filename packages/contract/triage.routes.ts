/** The ways into triage on the wire: complaints, words, the protocol in use, and the result. */
import { z } from 'zod';
import { Level, paragraph, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';
import { MEASURE_NAMES, MEASURES } from './triage.measures.ts';
import { VisitParams, VisitView } from './visit.ts';

/** What patients choose from; `protocolId` is the protocol for the age and sex that were given. */
export const Complaint = z.object({
  complaintId: z.string().max(64),
  name: Text,
  synonyms: z.object({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
  protocolId: z.string().max(64),
});
export type Complaint = z.infer<typeof Complaint>;

/** A piece of the patient's words that was understood, to be confirmed or taken back. */
export const Heard = z.object({
  /** As it stands in the words, in simplified characters and small letters. */
  words: z.string().max(200),
  /** It can mean an emergency: its question comes first. */
  redFlag: z.boolean(),
  /** The answers that it is taken for; none when it only names a complaint. */
  means: z.array(z.object({ linkId: z.string().max(64), code: z.string().max(64), display: Text })).max(20),
});
export type Heard = z.infer<typeof Heard>;

/** What the patient measured; only what is possible in a living person. */
const measure = (name: (typeof MEASURE_NAMES)[number]) =>
  z.number().min(MEASURES[name][0]).max(MEASURES[name][1]).optional();
export const HomeMeasures = z
  .strictObject({
    ...{ temp: measure('temp'), hr: measure('hr'), sbp: measure('sbp'), dbp: measure('dbp') },
    ...{ spo2: measure('spo2'), rr: measure('rr'), glucose: measure('glucose'), pain: measure('pain') },
  })
  .refine(({ sbp, dbp }) => sbp === undefined || dbp === undefined || sbp > dbp, {
    path: ['dbp'],
    message: 'the lower pressure is above the upper one',
  });

/** Years, with decimals for an infant. An empty age is no newborn. */
const Age = z.string().trim().min(1).pipe(z.coerce.number<string>().min(0).max(150));

const Protocols = z
  .array(z.object({ id: z.string().max(64), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
  .min(1)
  .max(4);

/** linkId -> option codes. */
export const TriageAnswers = z
  .record(z.string().max(64), z.array(z.string().max(64)).min(1).max(20))
  .refine((answers) => Object.keys(answers).length <= 100, 'at most 100 answers');
export type TriageAnswers = z.infer<typeof TriageAnswers>;

/** What the browser needs to ask the questions of one protocol; its shape is `Asking` of `packages/triage`. */
export const AskedProtocol = z.object({
  id: z.string(),
  version: z.string(),
  /** SHA-256 over the protocol's canonical JSON (RFC 8785), in hex. */
  hash: z.string(),
  title: Text,
  /** False until a clinician has signed this version. */
  reviewed: z.boolean(),
  questions: z.array(z.unknown()),
  rules: z.array(z.unknown()),
  contradictions: z.array(z.unknown()).optional(),
  otherwise: Level,
  /** Dated lists of today: name -> option codes. */
  regions: z.record(z.string(), z.array(z.string())),
  /** The first question for the age and sex that were given, and how many there can be: asked before the engine is loaded. */
  first: z.object({ linkId: z.string(), left: z.int() }).optional(),
});
export type AskedProtocol = z.infer<typeof AskedProtocol>;

/** What one interview asks: the chosen complaint's protocol, what the patient's own words add to it, and what an epidemic in force adds. */
export const BegunTriage = z.object({
  /** Asked together, without asking anything twice. */
  protocols: z
    .array(AskedProtocol.omit({ first: true, regions: true }))
    .min(1)
    .max(4),
  /** linkId -> option codes that the words say already: shown as chosen, and counted when the patient confirms them. */
  heard: z.record(z.string(), z.array(z.string())),
  /** What stands behind `heard`, and what only names a complaint. */
  signs: z.array(Heard).max(20),
  /**
   * What to ask for if it was measured at home, with what the words say of it; empty where it can't matter. What is `taken` counts
   * as measured, and no question asks for it again.
   */
  measures: z
    .array(
      z.object({
        name: z.enum(MEASURE_NAMES),
        heard: z.number().optional(),
        taken: z.literal(true).optional(),
      }),
    )
    .max(8),
  regions: AskedProtocol.shape.regions,
  /** The question to ask first, a red flag of the words before any other, and how many there can be. */
  first: AskedProtocol.shape.first,
});
export type BegunTriage = z.infer<typeof BegunTriage>;

const ProtocolParams = HospitalParams.extend({ protocolId: z.string().regex(/^[a-z0-9-]{1,64}$/) });

export const triageRoutes = {
  listComplaints: route({
    id: 'listComplaints',
    method: 'get',
    path: '/hospitals/{hospitalId}/complaints',
    summary: 'The complaints that have a protocol for this age and sex, best match of `q` first.',
    callers: ['public'],
    params: HospitalParams,
    query: z.object({
      /** Free words; without them, all complaints. */
      q: z.string().trim().max(500).optional(),
      /** What of the words the patient took back, a line each. */
      without: z.string().max(1000).optional(),
      /** Years, with decimals for an infant. */
      age: Age,
      sex: z.enum(['male', 'female', 'other', 'unknown']).optional(),
    }),
    answer: z.object({
      complaints: z.array(Complaint).max(200),
      /** What was understood of all the words, also of those taken back. */
      heard: z.array(Heard).max(20),
    }),
    problems: ['hospital-unknown'],
  }),
  getProtocol: route({
    id: 'getProtocol',
    method: 'get',
    path: '/hospitals/{hospitalId}/protocols/{protocolId}',
    summary: 'The protocol in use, as far as asking needs it, with its hash.',
    callers: ['public'],
    params: ProtocolParams,
    query: z.object({
      /** Who answers: patients for themselves, a guardian for a child, somebody for a grown-up. The questions are worded so. */
      voice: z.enum(['self', 'child', 'other']).default('self'),
      /** Years, with decimals for an infant. */
      age: Age.optional(),
      sex: z.enum(['male', 'female', 'other', 'unknown']).default('unknown'),
    }),
    answer: AskedProtocol,
    problems: ['hospital-unknown', 'not-found'],
  }),
  beginTriage: route({
    id: 'beginTriage',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/triage/questions',
    summary:
      'The questions for a complaint and the patient’s own words, worded for who answers. Nothing is stored.',
    callers: ['patient'],
    params: VisitParams,
    body: z.object({
      protocolId: z.string().regex(/^[a-z0-9-]{1,64}$/),
      text: paragraph(2000),
      /** What of the words the patient took back: not chosen beforehand, but a red flag of it is asked all the same. */
      without: z.array(z.string().max(200)).max(20).default([]),
    }),
    answer: BegunTriage,
    problems: ['not-found', 'visit-ended'],
    perMinute: 30,
  }),
  createTriage: route({
    id: 'createTriage',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/triage',
    summary:
      'The answers of a finished interview. The server evaluates them itself; an emergency ends the online visit and alarms the desk.',
    callers: ['patient'],
    params: VisitParams,
    body: z.object({
      protocols: Protocols,
      text: paragraph(2000),
      answers: TriageAnswers,
      measures: HomeMeasures.optional(),
    }),
    answer: VisitView,
    status: 201,
    problems: ['not-found', 'protocol-outdated', 'state-conflict', 'visit-ended'],
    perMinute: 30,
  }),
};
