/** The one live stream of a page: its topics and the events that each sends. */
import { z } from 'zod';
import type { DeskQueue, QueuePlace } from './queue.ts';
import type { EncounterView } from './encounter.ts';
import { HospitalParams } from './hospital.ts';
import type { GuestView, Invitation } from './invitation.ts';
import type { AudienceSeat, MeetingView, SeatView } from './meeting.ts';
import { route } from './route.ts';
import type { Conversation, MessageSide } from './messages.ts';
import type { RecordingView } from './recording.ts';
import type { SnapshotView } from './snapshot.ts';
import type { VisitView } from './visit.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const KINDS = 'visit|messages|guests|guest|recording|snapshot|queue|meeting|audience|seat|counter';
const TOPIC = `(?:(?:${KINDS}):${UUID}|desk|reviews)`;

/**
 * `visit:ID` (its patient), `messages:VISIT`, `guests:VISIT`, `recording:VISIT` and `snapshot:VISIT` (its patient and its doctor),
 * `guest:ID` (that guest), `meeting:ID` and `audience:ID` (its host), `seat:ID` (that listener), `queue:DEPARTMENT` and
 * `desk` (doctor), `reviews` (pharmacist), `counter:PHARMACY` (who works there), comma separated. Of those that the caller may not
 * follow nothing is told; the stream is refused where all of them are.
 */
export const Topics = z
  .string()
  .max(2000)
  .regex(new RegExp(`^${TOPIC}(?:,${TOPIC}){0,19}$`));

/**
 * Event name -> data. Every event carries `topic` and the whole state of what it names, so a missed one is healed by the
 * next; only `place` is a part: the visit's `queue`, and `typing` a passing hint.
 */
export interface LiveEvents {
  visit: { topic: string; visit: VisitView };
  place: { topic: string; place: QueuePlace };
  queue: { topic: string; queue: DeskQueue };
  /** The doctor's own patient changed (entered, left), or one of their prescriptions came back: read it again. */
  desk: { topic: string; current: EncounterView | null; at: string };
  /** The review list changed: read it again. */
  reviews: { topic: string; at: string };
  /** Something at a pharmacy's counter changed: read it again. */
  counter: { topic: string; at: string };
  /** The newest messages and how the conversation stands; whoever misses some before these asks for them. */
  messages: { topic: string; conversation: Conversation };
  /** Who was invited to the visit's call, and how far each has come. */
  guests: { topic: string; invitations: Invitation[] };
  guest: { topic: string; guest: GuestView };
  /** A side is writing. Nothing is kept: it is not told again. */
  typing: { topic: string; from: MessageSide };
  /** How it stands with the recording of the visit's call. */
  recording: { topic: string; recording: RecordingView };
  /** The doctor's question for a still of the patient's picture, and what became of it. */
  snapshot: { topic: string; snapshot: SnapshotView };
  /** A group meeting, to its host; each listener has it with their seat. */
  meeting: { topic: string; meeting: MeetingView };
  /** Everybody who gave a name in it, for its host. */
  audience: { topic: string; seats: AudienceSeat[] };
  seat: { topic: string; seat: SeatView; meeting: MeetingView };
  /** The stream continues where it was: nothing changed since `Last-Event-ID`. */
  resumed: { topic: string };
}
export type LiveEventName = keyof LiveEvents;

export const liveRoutes = {
  openLive: route({
    id: 'openLive',
    method: 'get',
    path: '/hospitals/{hospitalId}/live',
    summary: 'Server-Sent Events: a snapshot of each topic, then every change.',
    callers: ['patient', 'guest', 'listener', 'doctor', 'pharmacist', 'pharmacy'],
    params: HospitalParams,
    query: z.object({ topics: Topics }),
    answer: z.string(),
    problems: ['not-found', 'not-entitled'],
    perMinute: 120,
  }),
};
