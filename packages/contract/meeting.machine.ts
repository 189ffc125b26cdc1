/** The machines of a group meeting and of a seat in it. Ended and removed are final: the room's name is never used again. */
import type { Machine } from './machine.ts';

export const MEETING_STATES = ['planned', 'open', 'ended'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];
export type MeetingAction = 'plan' | 'open' | 'end';

export const MEETING_MACHINE: Machine<MeetingState, MeetingAction> = [
  { from: null, action: 'plan', role: 'doctor', to: 'planned' },
  { from: 'planned', action: 'open', role: 'doctor', to: 'open' },
  { from: 'planned', action: 'end', role: 'doctor', to: 'ended' },
  { from: 'planned', action: 'end', role: 'system', to: 'ended' },
  { from: 'open', action: 'end', role: 'doctor', to: 'ended' },
  { from: 'open', action: 'end', role: 'system', to: 'ended' },
];

/**
 * `waiting` has given a name and holds no place yet; `listening`, `raised` and `speaking` hold one; `left` gave it back, by their
 * own will or since their line was gone for too long.
 */
export const SEAT_STATES = ['waiting', 'listening', 'raised', 'speaking', 'left', 'removed'] as const;
export type SeatState = (typeof SEAT_STATES)[number];
export type SeatAction = 'join' | 'enter' | 'raise' | 'lower' | 'give' | 'take' | 'leave' | 'remove';
/** Those who hold one of the meeting's places. */
export const PLACED_STATES: readonly SeatState[] = ['listening', 'raised', 'speaking'];

export const SEAT_MACHINE: Machine<SeatState, SeatAction> = [
  { from: null, action: 'join', role: 'listener', to: 'waiting' },
  { from: 'waiting', action: 'enter', role: 'listener', to: 'listening' },
  { from: 'left', action: 'enter', role: 'listener', to: 'listening' },
  // A reload, a new connection: hand and word are kept.
  { from: 'listening', action: 'enter', role: 'listener', to: 'listening' },
  { from: 'raised', action: 'enter', role: 'listener', to: 'raised' },
  { from: 'speaking', action: 'enter', role: 'listener', to: 'speaking' },
  // LiveKit brought somebody back whose place was free again.
  { from: 'left', action: 'enter', role: 'system', to: 'listening' },
  { from: 'listening', action: 'raise', role: 'listener', to: 'raised' },
  { from: 'raised', action: 'lower', role: 'listener', to: 'listening' },
  { from: 'raised', action: 'lower', role: 'doctor', to: 'listening' },
  { from: 'listening', action: 'give', role: 'doctor', to: 'speaking' },
  { from: 'raised', action: 'give', role: 'doctor', to: 'speaking' },
  { from: 'speaking', action: 'take', role: 'doctor', to: 'listening' },
  { from: 'speaking', action: 'take', role: 'listener', to: 'listening' },
  ...(['waiting', 'listening', 'raised', 'speaking'] as const).map(
    (from) => ({ from, action: 'leave', role: 'listener', to: 'left' }) as const,
  ),
  ...(['listening', 'raised', 'speaking'] as const).map(
    (from) => ({ from, action: 'leave', role: 'system', to: 'left' }) as const,
  ),
  ...(['waiting', 'listening', 'raised', 'speaking', 'left'] as const).map(
    (from) => ({ from, action: 'remove', role: 'doctor', to: 'removed' }) as const,
  ),
];
