/** The timeline of a visit on the wire: what happened to the call, never what was said in it; and the patient's rating. */
import { z } from 'zod';
import { Id, Instant, paragraph } from './common.ts';
import { CONSULT_ROLES } from './consult.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

/** The rungs of the call's ladder, best first. */
export const CALL_RUNGS = [
  'video',
  'small-video',
  'remote-video-off',
  'own-video-off',
  'audio',
  'low-audio',
  'text',
] as const;
const Rung = z.enum(CALL_RUNGS);
const Device = z.enum(['microphone', 'camera', 'speaker']);

/** What may be wrong with a device; `ok`: it works again. */
export const DEVICE_TROUBLES = [
  'denied',
  'denied-by-system',
  'dismissed',
  'missing',
  'in-use',
  'ended',
  'silent',
  'failed',
  'ok',
] as const;

const ms = z.int().min(0).max(3_600_000);
const share = z.number().min(0).max(1);

/** What a client may report, each kind with its own facts in their own ranges; anything else is refused. */
export const CallFact = z.discriminatedUnion('kind', [
  /** The call is up on this side; `tookMs` from the click. */
  z.strictObject({ kind: z.literal('connected'), tookMs: ms.optional() }),
  z.strictObject({ kind: z.literal('reconnecting'), what: z.enum(['signal', 'media']) }),
  z.strictObject({ kind: z.literal('reconnected'), afterMs: ms }),
  /** The call ended on this side. `closed`: by the page's going. */
  z.strictObject({
    kind: z.literal('disconnected'),
    why: z.enum(['left', 'closed', 'ended', 'elsewhere', 'removed', 'network', 'failed']),
  }),
  z.strictObject({ kind: z.literal('muted-by-host'), device: Device }),
  z.strictObject({
    kind: z.literal('rung'),
    from: Rung,
    to: Rung,
    /** `person`: chosen, not measured. */
    cause: z.enum(['network', 'person', 'healed']),
  }),
  /** The own screen is shown to the others, and no more. */
  z.strictObject({ kind: z.literal('screen-on') }),
  z.strictObject({ kind: z.literal('screen-off') }),
  z.strictObject({ kind: z.literal('device'), device: Device, trouble: z.enum(DEVICE_TROUBLES) }),
  /** From getStats, over the time since the last sample: about every 30 s. Shares are 0 to 1, kbps are kbit/s. */
  z.strictObject({
    kind: z.literal('quality'),
    rttMs: z.number().min(0).max(60_000).optional(),
    jitterMs: z.number().min(0).max(60_000).optional(),
    lossIn: share.optional(),
    lossOut: share.optional(),
    kbpsIn: z.number().min(0).max(100_000).optional(),
    kbpsOut: z.number().min(0).max(100_000).optional(),
    /** Of the received picture. */
    fps: z.number().min(0).max(240).optional(),
    /** Of the received sound, how much was made up. */
    concealed: share.optional(),
  }),
]);
export type CallFact = z.infer<typeof CallFact>;

/** `eventId` is the client's own: the same event twice is stored once. `agoMs`: how old it is when it is sent. */
export const CallReport = z.object({
  events: z
    .array(z.object({ eventId: Id, agoMs: z.int().min(0).max(86_400_000), fact: CallFact }))
    .min(1)
    .max(50),
});
export type CallReport = z.infer<typeof CallReport>;

/** What the server itself writes down. */
export const SERVER_KINDS = [
  'called',
  'called-back',
  'entered',
  'joined',
  'left',
  'lost',
  'away',
  'back',
  'held',
  'transferred',
  'missed',
  'muted-by-host',
  'ended',
  'rated',
  'recording-asked',
  'recording-agreed',
  'recording-refused',
  'recording-began',
  'recording-stopped',
  'recording-failed',
  'snapshot-asked',
  'snapshot-agreed',
  'snapshot-refused',
  'snapshot-withdrawn',
  'snapshot-stored',
  'snapshot-failed',
] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];

export const TimelineEvent = z.object({
  eventId: Id,
  at: Instant,
  /** Whose it is; `system` is the clock. */
  role: z.enum([...CONSULT_ROLES, 'system']),
  kind: z.string().max(32),
  /** Coded facts of the kind: numbers and words of the lists above. */
  data: z.record(z.string().max(32), z.union([z.string().max(32), z.number()])),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** One page, the newest first; `before` leads to the older ones and is null at the end. */
export const TimelinePage = z.object({
  events: z.array(TimelineEvent).max(100),
  before: z.string().max(80).nullable(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;

/** What went wrong, to choose from. */
export const RATING_TROUBLES = [
  'no-sound',
  'bad-sound',
  'no-picture',
  'bad-picture',
  'cut-off',
  'could-not-enter',
  'waited-long',
  'not-understood',
  'not-helped',
  'other',
] as const;
export type RatingTrouble = (typeof RATING_TROUBLES)[number];

export const RatingInput = z.object({
  stars: z.int().min(1).max(5),
  wrong: z.array(z.enum(RATING_TROUBLES)).max(RATING_TROUBLES.length),
  text: paragraph(500),
});
export type RatingInput = z.infer<typeof RatingInput>;

export const Rating = RatingInput.extend({
  ratedAt: Instant,
  /** Until then it can be changed. */
  changeableUntil: Instant,
});
export type Rating = z.infer<typeof Rating>;

export const timelineRoutes = {
  reportCall: route({
    id: 'reportCall',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/call-events',
    summary:
      'What this side saw of the call: rungs, devices, quality. Stored once each, by `eventId`; no content.',
    callers: ['patient', 'doctor'],
    params: VisitParams,
    body: CallReport,
    answer: z.object({ stored: z.int().min(0) }),
    problems: ['not-found', 'visit-ended'],
    perMinute: 30,
  }),
  getTimeline: route({
    id: 'getTimeline',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/timeline',
    summary: 'What happened to the visit’s call, newest first, for its doctor.',
    callers: ['doctor'],
    params: VisitParams,
    query: z.object({ before: z.string().max(80).optional() }),
    answer: TimelinePage,
    problems: ['not-found'],
  }),
  getRating: route({
    id: 'getRating',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/rating',
    summary: 'The patient’s own rating of the visit, if they gave one.',
    callers: ['patient'],
    params: VisitParams,
    answer: z.object({ rating: Rating.nullable() }),
    problems: ['not-found'],
  }),
  rateVisit: route({
    id: 'rateVisit',
    method: 'put',
    path: '/hospitals/{hospitalId}/visits/{visitId}/rating',
    summary: 'Rate a visit in which a doctor was seen, once it is over; it can be changed for a day.',
    callers: ['patient'],
    params: VisitParams,
    body: RatingInput,
    answer: z.object({ rating: Rating }),
    problems: ['not-found', 'state-conflict', 'already-decided'],
    perMinute: 30,
  }),
};
