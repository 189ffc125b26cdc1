/** Recording of the consult on the wire: off unless the hospital wants it, with the consent of both, for the treating doctor to see. */
import { z } from 'zod';
import { Id, Instant, Text } from './common.ts';
import { RECORDING_STATES } from './recording.machine.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

export * from './recording.machine.ts';

/** What the patient is asked; which version they answered is kept. */
export const RecordingConsent = z.object({ version: z.string().min(1).max(32), text: Text });
export type RecordingConsent = z.infer<typeof RecordingConsent>;

/**
 * Why one failed. `unavailable`: the recorder did not get into the room. `lost`: the recorder ended by itself. `server`: our
 * server restarted meanwhile. `empty`: nothing was sent in the call. `storage`: the file could not be stored.
 */
export const RECORDING_FAILURES = ['unavailable', 'lost', 'server', 'empty', 'storage'] as const;
export type RecordingFailure = (typeof RECORDING_FAILURES)[number];
export const RECORDING_TYPES = ['video/mp4', 'video/webm'] as const;
/** Recordings of one visit at most. */
export const MAX_RECORDINGS = 50;

export const RecordingFile = z.object({
  type: z.enum(RECORDING_TYPES),
  bytes: z.int().min(1),
  /** Of what is stored, hex. */
  sha256: z.string().length(64),
  seconds: z.number().min(0),
  /** The law keeps it until then, as the hospital's rule pack says. */
  retainUntil: Instant,
});
export const Recording = z.object({
  recordingId: Id,
  state: z.enum(RECORDING_STATES),
  /** When the doctor asked, and so agreed. */
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  consentVersion: z.string().max(32),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  stoppedBy: z.enum(['patient', 'doctor', 'system']).nullable(),
  failure: z.enum(RECORDING_FAILURES).nullable(),
  /** Also of one that failed: what was recorded until then, as far as it plays. */
  file: RecordingFile.nullable(),
});
export type Recording = z.infer<typeof Recording>;

/** How it stands in a visit, for both sides. */
export const RecordingView = z.object({
  /** What the patient would be asked; null where the hospital, or this server, does not record. */
  consent: RecordingConsent.nullable(),
  /** The newest of the call of now; null where there is none. */
  latest: Recording.nullable(),
});
export type RecordingView = z.infer<typeof RecordingView>;

const path = '/hospitals/{hospitalId}/visits/{visitId}/recordings';
const RecordingParams = VisitParams.extend({ recordingId: Id });

export const recordingRoutes = {
  askRecording: route({
    id: 'askRecording',
    method: 'post',
    path,
    summary:
      'The doctor asks to record the call, and so agrees to it; the patient answers. `not-found` where the hospital does not record.',
    callers: ['doctor'],
    params: VisitParams,
    answer: Recording,
    status: 201,
    problems: ['not-found', 'state-conflict'],
  }),
  answerRecording: route({
    id: 'answerRecording',
    method: 'post',
    path: `${path}/{recordingId}/answer`,
    summary: 'The patient agrees or refuses; kept with the time and the version of the text they were shown.',
    callers: ['patient'],
    params: RecordingParams,
    body: z.object({ agreed: z.boolean(), version: z.string().min(1).max(32) }),
    answer: Recording,
    problems: ['not-found', 'state-conflict', 'version-conflict'],
  }),
  stopRecording: route({
    id: 'stopRecording',
    method: 'post',
    path: `${path}/{recordingId}/stop`,
    summary: 'Either side ends it, at any time; the doctor may take the question back. The call goes on.',
    callers: ['patient', 'doctor'],
    params: RecordingParams,
    answer: Recording,
    problems: ['not-found', 'state-conflict'],
  }),
  listRecordings: route({
    id: 'listRecordings',
    method: 'get',
    path,
    summary: 'The visit’s recordings, newest first, for whoever has or had it as doctor.',
    callers: ['doctor'],
    params: VisitParams,
    answer: z.object({ recordings: z.array(Recording).max(MAX_RECORDINGS) }),
    problems: ['not-found'],
  }),
  openRecording: route({
    id: 'openRecording',
    method: 'post',
    path: `${path}/{recordingId}/open`,
    summary:
      'An address under which the file plays for some minutes, for whoever has or had the visit as doctor; that it was opened is on record.',
    callers: ['doctor'],
    params: RecordingParams,
    answer: z.object({ url: z.string().max(4000), expiresAt: Instant }),
    status: 201,
    problems: ['not-found'],
  }),
  getRecordingContent: route({
    id: 'getRecordingContent',
    method: 'get',
    path: `${path}/{recordingId}/content`,
    summary:
      'The file itself, whole or in ranges (RFC 9110), to the holder of a ticket from `openRecording`.',
    callers: ['public'],
    params: RecordingParams,
    query: z.object({ ticket: z.string().max(2000).optional() }),
    answer: z.string(),
    gives: RECORDING_TYPES,
    problems: ['not-found', 'hospital-unknown'],
    perMinute: 1200,
  }),
};
