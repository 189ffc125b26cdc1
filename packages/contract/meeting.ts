/** A group meeting (云端病友会) on the wire: one host, up to fifty who listen, and whoever has the word. */
import { z } from 'zod';
import { Id, Instant, line, Text } from './common.ts';
import { LISTENERS_AT_MOST, MEETINGS_AT_MOST, SEATS_AT_MOST, SPEAKERS_AT_MOST } from './meeting.limits.ts';
import { MEETING_STATES, SEAT_STATES } from './meeting.machine.ts';

export * from './meeting.limits.ts';
export * from './meeting.machine.ts';

/** A name under which the room knows somebody: random, so that it tells nothing. */
export const MeetingIdentity = z.string().regex(/^m_[a-z2-7]{16}$/);

const Someone = z.object({ identity: MeetingIdentity, name: z.string().max(40) });

/** The hospital's, by its IANA name: what a meeting's time is said in. */
const TimeZone = z.string().max(64);

/** What everybody in the meeting sees of it: no list of who listens. */
export const MeetingView = z.object({
  meetingId: Id,
  title: Text,
  host: z.object({ identity: MeetingIdentity, name: Text, title: Text, inRoom: z.boolean() }),
  startsAt: Instant,
  timeZone: TimeZone,
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
export const HostedMeetings = z.object({
  meetings: z.array(HostedMeeting).max(2 * MEETINGS_AT_MOST),
  timeZone: TimeZone,
});

/** What the link shows before a name is given. */
export const MeetingFace = z.object({
  hospital: Text,
  title: Text,
  host: z.object({ name: Text, title: Text }),
  startsAt: Instant,
  timeZone: TimeZone,
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
