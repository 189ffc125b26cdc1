/** A group meeting (云端病友会) on the wire: one host, up to fifty who listen, and whoever has the word. */
import { z } from 'zod';
import { Id, Instant, line, Text } from './common.ts';
import { MEETING_STATES, SEAT_STATES } from './meeting.machine.ts';

export * from './meeting.machine.ts';

/** Who listens at once, at most; the host comes on top. */
export const LISTENERS_AT_MOST = 50;
/** Who has the word at once, at most: their tiles stand beside the host. */
export const SPEAKERS_AT_MOST = 6;
/** Everybody who ever gave a name in one meeting; most of them may never come in. */
export const SEATS_AT_MOST = 300;
/** Of one host, not ended yet. */
export const MEETINGS_AT_MOST = 50;
/** Days that a meeting may lie ahead. */
export const PLANNED_DAYS = 366;
/** A meeting that nobody opened ends by itself this many hours after its time. */
export const UNOPENED_HOURS = 12;
/** Without its host an open meeting ends after this many minutes … */
export const HOSTLESS_MINUTES = 15;
/** … and after this many hours in any case. */
export const MEETING_HOURS = 6;
/**
 * The version of the rules that a listener agrees to; the text stands in the locales (`rules` of `meeting.ts`), and a test holds
 * both together.
 */
export const MEETING_RULES = '1';

/** A name under which the room knows somebody: random, so that it tells nothing. */
export const MeetingIdentity = z.string().regex(/^m_[a-z2-7]{16}$/);

const Someone = z.object({ identity: MeetingIdentity, name: z.string().max(40) });

/** What everybody in the meeting sees of it: no list of who listens. */
export const MeetingView = z.object({
  meetingId: Id,
  title: Text,
  host: z.object({ identity: MeetingIdentity, name: Text, title: Text, inRoom: z.boolean() }),
  startsAt: Instant,
  state: z.enum(MEETING_STATES),
  openedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  capacity: z.int().min(1).max(LISTENERS_AT_MOST),
  /** Places that are taken. */
  listening: z.int().min(0),
  /** Nobody new is let in. */
  closed: z.boolean(),
  speakers: z.array(Someone).max(SPEAKERS_AT_MOST),
  /** Raised hands, the first to rise first. */
  hands: z.array(Someone).max(LISTENERS_AT_MOST),
});
export type MeetingView = z.infer<typeof MeetingView>;

/** The id of a meeting and our signature over it, 44 characters of base64url: what the link carries. */
export const MeetingSecret = z.string().regex(/^[A-Za-z0-9_-]{44}$/);

export const HostedMeeting = MeetingView.extend({ secret: MeetingSecret });
export type HostedMeeting = z.infer<typeof HostedMeeting>;
export const HostedMeetings = z.object({ meetings: z.array(HostedMeeting).max(2 * MEETINGS_AT_MOST) });

/** What the link shows before a name is given. */
export const MeetingFace = z.object({
  hospital: Text,
  title: Text,
  host: z.object({ name: Text, title: Text }),
  startsAt: Instant,
  state: z.enum(MEETING_STATES),
  closed: z.boolean(),
  full: z.boolean(),
});
export type MeetingFace = z.infer<typeof MeetingFace>;

/** The listener's own seat. */
export const SeatView = z.object({
  seatId: Id,
  meetingId: Id,
  identity: MeetingIdentity,
  name: z.string().max(40),
  state: z.enum(SEAT_STATES),
});
export type SeatView = z.infer<typeof SeatView>;

/** A listener as the host sees them. */
export const AudienceSeat = z.object({
  seatId: Id,
  identity: MeetingIdentity,
  name: z.string().max(40),
  state: z.enum(SEAT_STATES),
  /** LiveKit has them in the room now. */
  inRoom: z.boolean(),
  raisedAt: Instant.nullable(),
});
export type AudienceSeat = z.infer<typeof AudienceSeat>;
export const Audience = z.object({ seats: z.array(AudienceSeat).max(SEATS_AT_MOST) });
export type Audience = z.infer<typeof Audience>;

/** What one needs to enter the room now. The token opens this room alone and lives a minute. */
export const MeetingTicket = z.object({
  url: z.string().max(2048),
  token: z.string(),
  expiresAt: Instant,
  identity: MeetingIdentity,
  /** The token lets its bearer send sound and picture. */
  mayPublish: z.boolean(),
});
export type MeetingTicket = z.infer<typeof MeetingTicket>;

/** A title in one language or both; the one that is missing is taken from the other. */
export const MeetingTitle = z
  .object({ 'zh-CN': line(80).optional(), en: line(80).optional() })
  .refine((title) => title['zh-CN'] ?? title.en, { message: 'A title in one language at least.' });

export const MeetingPlan = z.object({
  title: MeetingTitle,
  startsAt: Instant,
  capacity: z.int().min(1).max(LISTENERS_AT_MOST).default(LISTENERS_AT_MOST),
});
export const ListenerName = line(40);
