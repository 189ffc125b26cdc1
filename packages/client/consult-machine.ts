/** Owns the call's state machine as a table, and which face a device shows: pure, without a browser. */

/** `preparing`: asking for camera and microphone. `joining`: the room is being entered for the first time. */
export const CALL_PHASES = [
  'idle',
  'preparing',
  'joining',
  'connected',
  'reconnecting',
  'failed',
  'left',
] as const;
export type CallPhase = (typeof CALL_PHASES)[number];
/** `refused`: the server or the network said no; a `failed` call that goes on trying gets `joined` when it succeeds. */
export type CallEvent = 'enter' | 'prepared' | 'joined' | 'dropped' | 'refused' | 'end';

const active = ['preparing', 'joining', 'connected', 'reconnecting', 'failed'] as const;

export const CALL_MACHINE: readonly { from: CallPhase; on: CallEvent; to: CallPhase }[] = [
  { from: 'idle', on: 'enter', to: 'preparing' },
  { from: 'left', on: 'enter', to: 'preparing' },
  { from: 'failed', on: 'enter', to: 'preparing' },
  { from: 'preparing', on: 'prepared', to: 'joining' },
  { from: 'preparing', on: 'refused', to: 'failed' },
  { from: 'joining', on: 'joined', to: 'connected' },
  { from: 'joining', on: 'refused', to: 'failed' },
  { from: 'failed', on: 'joined', to: 'connected' },
  { from: 'failed', on: 'refused', to: 'failed' },
  { from: 'connected', on: 'dropped', to: 'reconnecting' },
  { from: 'reconnecting', on: 'dropped', to: 'reconnecting' },
  { from: 'reconnecting', on: 'joined', to: 'connected' },
  // A lost call keeps its picture of itself: it goes on trying, and `failure` says what stands in the way.
  { from: 'reconnecting', on: 'refused', to: 'reconnecting' },
  ...active.map((from) => ({ from, on: 'end' as const, to: 'left' as const })),
];

/** The phase that follows, or undefined where the table has no such row: the event came too late and is dropped. */
export const nextPhase = (from: CallPhase, on: CallEvent): CallPhase | undefined =>
  CALL_MACHINE.find((row) => row.from === from && row.on === on)?.to;

export const MEDIA_KINDS = ['microphone', 'camera'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Why a device gives nothing. The words and the remedy are in the locales. */
export type DeviceProblem =
  /** The person, or the browser on their behalf, said no. */
  | 'denied'
  /** The question was closed without an answer. */
  | 'dismissed'
  /** The operating system keeps the browser from the device. */
  | 'denied-by-system'
  /** The page's Permissions-Policy, or an iframe without `allow`. */
  | 'blocked-by-page'
  | 'not-found'
  | 'in-use'
  /** Not https: browsers give no devices at all. */
  | 'insecure'
  /** This browser or app has no way to a camera or microphone at all. */
  | 'unsupported'
  /** It worked and went away: unplugged, or taken by a phone call. */
  | 'ended'
  | 'failed';

export type DeviceFace = 'pending' | 'on' | 'off' | 'denied';

/** The facts about one device from which its face follows. */
export interface DeviceFacts {
  /** There is a live MediaStreamTrack. */
  live: boolean;
  muted: boolean;
  /** A request is under way: permission, mute, restart. */
  busy: boolean;
  problem: DeviceProblem | null;
  /** We are in a room that others hear. */
  inRoom: boolean;
  /** The server has the track. */
  published: boolean;
}

/** On means that others get it (before the call: that the preview has it); muted only when the track is. */
export function deviceFace(facts: DeviceFacts): DeviceFace {
  if (facts.busy) return 'pending';
  if (facts.problem) return 'denied';
  if (facts.muted || !facts.live) return 'off';
  if (facts.inRoom && !facts.published) return 'pending';
  return 'on';
}
