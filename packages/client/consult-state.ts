/** Owns what widgets see of the call: its shape, and how that follows from the facts. Pure. */
import type { ConsultParticipant, ConsultRole } from '@care-elements/contract/consult.ts';
import type { LocalView } from './consult-call.ts';
import type { InCallState } from './consult-incall.ts';
import type { Quality, RemoteView } from './consult-room.ts';
import { deviceFace, type CallPhase, type DeviceFace, type DeviceProblem } from './consult-machine.ts';

/** Why there is no call right now. All but `refused` and `unsupported` heal by themselves: the store goes on trying. */
export type CallFailure =
  /** The server has no media server at the moment. */
  | 'media-unavailable'
  /** Our own server can't be reached. */
  | 'network'
  /** The media server can't be reached from here. */
  | 'media-unreachable'
  /** Not this person's call, or the session has ended. */
  | 'refused'
  /** No WebRTC in this browser. */
  | 'unsupported';
/** `ended`: the visit moved on. `elsewhere`: the same person entered from another tab or device. */
export type LeftReason = 'self' | 'ended' | 'elsewhere' | 'refused';

export interface DeviceView {
  face: DeviceFace;
  problem: DeviceProblem | null;
}
/** Someone who belongs in the call. `awaited` was never here, `gone` was; `lost` has stopped answering but is not given up. */
export interface OtherView extends Omit<RemoteView, 'entered' | 'told'> {
  role: ConsultRole | null;
  /** A guest's name as they were invited; null for patient and doctor, whom the page knows. */
  name: string | null;
  presence: 'awaited' | 'connecting' | 'present' | 'lost' | 'gone';
  /** What their page says of itself, in codes: `mic`, `cam` (a device's problem, `network`, or `chosen`), `rung`. */
  told?: Readonly<Record<string, string>>;
}
export interface ConsultState {
  phase: CallPhase;
  visitId: string | null;
  /** The queue entry whose call this is or was, where the page knows it: one visit may have several. */
  entryId: string | null;
  role: ConsultRole | null;
  /** While reconnecting: `signal`, sound and picture may still flow; `media`, they don't; `rejoin`, the room is entered anew. */
  reconnecting: 'signal' | 'media' | 'rejoin' | null;
  failure: CallFailure | null;
  left: LeftReason | null;
  microphone: DeviceView;
  camera: DeviceView;
  speaking: boolean;
  quality: Quality;
  /** The browser plays no sound before a gesture: offer `startAudio`. */
  audioBlocked: boolean;
  /** Which way the camera looks: `user` is shown mirrored. */
  facing: 'user' | 'environment';
  others: OtherView[];
  /** The hospital may record calls. */
  recordable: boolean;
  /** The room is entered already, unseen and unheard: the click has only to lift the veil. */
  ahead: boolean;
  /** Beside a call that stands: the ladder's rung, "can you hear me?". */
  inCall: InCallState | null;
}

const NO_DEVICE: DeviceView = { face: 'off', problem: null };
export const IDLE: ConsultState = {
  phase: 'idle',
  visitId: null,
  entryId: null,
  role: null,
  reconnecting: null,
  failure: null,
  left: null,
  microphone: NO_DEVICE,
  camera: NO_DEVICE,
  speaking: false,
  quality: 'unknown',
  audioBlocked: false,
  facing: 'user',
  others: [],
  recordable: false,
  ahead: false,
  inCall: null,
};

/** `local` is what the call knows of the device; absent before there is a call, when `track` is the preview's. */
export function viewDevice(
  phase: CallPhase,
  local: LocalView | undefined,
  track: MediaStreamTrack | null,
  busy: boolean,
  known: DeviceProblem | null,
): DeviceView {
  const problem = known ?? (busy ? null : local?.ended ? 'ended' : local?.taken ? 'in-use' : null);
  return {
    problem,
    face: deviceFace({
      live: !!track,
      muted: !!local?.muted || track?.enabled === false,
      busy,
      problem,
      // On the way in and back the device's own state is shown: it can be muted before anybody hears it.
      inRoom: !!local && phase === 'connected',
      published: !!local?.published,
    }),
  };
}

const NOBODY: Omit<RemoteView, 'identity' | 'entered' | 'told'> = {
  active: false,
  microphone: 'none',
  camera: 'none',
  speaking: false,
  level: 0,
  quality: 'unknown',
};

/**
 * Those who belong here as the server said, those who are here as LiveKit says; whoever only LiveKit knows has no role.
 * `seen` remembers who was here, and grows.
 */
export function viewOthers(
  people: readonly ConsultParticipant[],
  me: string,
  remotes: readonly RemoteView[],
  seen: Set<string>,
): OtherView[] {
  const known = new Map<string, Pick<OtherView, 'role' | 'name'>>();
  for (const { identity, role, name } of people) if (identity !== me) known.set(identity, { role, name });
  for (const { identity } of remotes)
    if (identity !== me && !known.has(identity)) known.set(identity, { role: null, name: null });
  const all = [...known].map(([identity, who]): OtherView => {
    const found = remotes.find((one) => one.identity === identity);
    // Whose page has only gone ahead is not here yet.
    if (!found || !(found.entered || seen.has(identity)))
      return { ...NOBODY, ...who, identity, presence: seen.has(identity) ? 'gone' : 'awaited' };
    const { entered: _, ...remote } = found;
    if (remote.active) seen.add(identity);
    const presence = remote.quality === 'lost' ? 'lost' : remote.active ? 'present' : 'connecting';
    return { ...remote, ...who, presence };
  });
  // A guest, who alone has a name, leaves no empty place; patient and doctor are waited for.
  return all.filter(({ name, presence }) => !name || !/awaited|gone/.test(presence));
}
