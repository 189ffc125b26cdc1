/** Owns the LiveKit Room of one call. The only module that loads livekit-client: it is the call chunk, imported lazily. */
// eslint-disable-next-line no-restricted-imports -- this module is the call chunk
import {
  AudioPresets,
  ConnectionQuality,
  DisconnectReason,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
  TrackEvent,
  type Participant,
  type RemoteParticipant,
  type RemoteTrackPublication,
} from 'livekit-client';
import { cameraConstraints, microphoneConstraints } from './consult-devices.ts';
import type { MediaKind } from './consult-machine.ts';

export type Quality = 'unknown' | 'good' | 'poor' | 'lost';
/** `paused`: it is on, but the network is too slow for it at the moment. `none`: not published. */
export type RemoteFace = 'on' | 'off' | 'paused' | 'none';

export interface RemoteView {
  identity: string;
  /** Its media path is up; false while it is still connecting. */
  active: boolean;
  microphone: RemoteFace;
  camera: RemoteFace;
  speaking: boolean;
  /** 0 to 1, as the server measures it. */
  level: number;
  quality: Quality;
}
export interface LocalView {
  track: MediaStreamTrack | null;
  muted: boolean;
  published: boolean;
  /** The device went away by itself and could not be had again. */
  ended: boolean;
}
export interface CallView {
  remotes: RemoteView[];
  local: Record<MediaKind, LocalView>;
  quality: Quality;
  speaking: boolean;
  /** The browser plays no sound before a gesture: offer `startAudio`. */
  audioBlocked: boolean;
}
export interface CallHandlers {
  changed(view: CallView): void;
  /** The connection is down and LiveKit is mending it. */
  dropped(what: 'signal' | 'media'): void;
  recovered(): void;
  /** The room has let go of us, or LiveKit gave up. `deleted`: the consult is over. `replaced`: we entered from elsewhere. */
  closed(why: 'deleted' | 'replaced' | 'lost'): void;
}
export interface Call {
  /** Resolves in the room; rejects when that can't be had. `patient`: longer timeouts, for a second try on a slow path. */
  connect(url: string, token: string, patient: boolean): Promise<void>;
  /** Hands a device's track over, muted if it is disabled; it is published now, or as soon as there is a room. */
  give(kind: MediaKind, track: MediaStreamTrack): Promise<void>;
  /** Rejects with getUserMedia's error when the device can't be had again. */
  setEnabled(kind: MediaKind, on: boolean): Promise<void>;
  flip(facing: 'user' | 'environment'): Promise<void>;
  /** Shows (or plays) a participant in an element from now on, whatever tracks come and go. Returns how to stop. */
  attach(identity: string, element: HTMLMediaElement): () => void;
  startAudio(): Promise<void>;
  /** Leaves and stops every track: the camera's light goes out. */
  leave(): Promise<void>;
}

// The page's console is the hospital's: nothing there but what went wrong.
setLogLevel('warn');

const QUALITY: Record<ConnectionQuality, Quality> = {
  [ConnectionQuality.Excellent]: 'good',
  [ConnectionQuality.Good]: 'good',
  [ConnectionQuality.Poor]: 'poor',
  [ConnectionQuality.Lost]: 'lost',
  [ConnectionQuality.Unknown]: 'unknown',
};
const SOURCE = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;
/** LiveKit mends a broken connection for this long with the token it has; then a fresh one is asked for. */
const MEND_MS = 60_000;
/** An attempt a second at most: after a cut of a minute sound is back within seconds of healing. */
const RETRY_CAP_MS = 1000;
const REPUBLISH_MS = 5000;

const VIEW_EVENTS = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantActive,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackStreamStateChanged,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.Connected,
  RoomEvent.Reconnected,
] as const;

type LocalTrack = LocalAudioTrack | LocalVideoTrack;

export function createCall(handlers: CallHandlers, random: () => number = Math.random): Call {
  let room: Room | undefined;
  let left = false;
  let told = false;
  let republish: ReturnType<typeof setTimeout> | undefined;
  const tracks = new Map<MediaKind, LocalTrack>();
  const ended = new Set<MediaKind>();
  const publishing = new Set<MediaKind>();
  const elements = new Map<HTMLMediaElement, string>();

  const publication = (kind: MediaKind) => {
    const track = tracks.get(kind);
    const found = room?.localParticipant.getTrackPublication(SOURCE[kind]);
    return found?.track === track ? found : undefined;
  };
  const localView = (kind: MediaKind): LocalView => {
    const track = tracks.get(kind);
    const live = track?.mediaStreamTrack.readyState === 'live';
    return {
      track: track && live ? track.mediaStreamTrack : null,
      muted: !!track?.isMuted,
      published: !!publication(kind),
      ended: ended.has(kind),
    };
  };
  const view = (): CallView => ({
    remotes: room ? [...room.remoteParticipants.values()].map(remoteView) : [],
    local: { microphone: localView('microphone'), camera: localView('camera') },
    quality: room ? QUALITY[room.localParticipant.connectionQuality] : 'unknown',
    speaking: !!room?.localParticipant.isSpeaking,
    audioBlocked: !!room && room.state === 'connected' && !room.canPlaybackAudio,
  });
  /** LiveKit fires in bursts; one view for each burst. */
  const changed = () => {
    if (told || left) return;
    told = true;
    queueMicrotask(() => {
      told = false;
      attachAll();
      if (!left) handlers.changed(view());
    });
  };

  function attachAll() {
    for (const [element, identity] of elements) {
      const source = element.tagName === 'VIDEO' ? SOURCE.camera : SOURCE.microphone;
      const track = room?.getParticipantByIdentity(identity)?.getTrackPublication(source)?.track;
      if (track && !track.attachedElements.includes(element)) track.attach(element);
    }
  }

  async function publish(kind: MediaKind): Promise<void> {
    const track = tracks.get(kind);
    if (!track || !room || room.state !== 'connected' || publishing.has(kind) || publication(kind)) return;
    // A camera that is off has given its device back; it is published when it is turned on.
    if (track.mediaStreamTrack.readyState === 'ended') return;
    publishing.add(kind);
    const mine = room;
    try {
      await mine.localParticipant.publishTrack(track, { source: SOURCE[kind] });
    } catch {
      // On a very slow path negotiation fails and LiveKit never tries again by itself; we do, here and when reconnected.
      clearTimeout(republish);
      republish = setTimeout(publishAll, REPUBLISH_MS);
    } finally {
      publishing.delete(kind);
      if (mine !== room) void publish(kind);
      changed();
    }
  }
  const publishAll = () => void Promise.all([publish('microphone'), publish('camera')]);

  function watchRoom(mine: Room) {
    const whileMine =
      <A extends unknown[]>(fn: (...args: A) => void) =>
      (...args: A) => {
        if (mine === room && !left) fn(...args);
      };
    for (const event of VIEW_EVENTS) mine.on(event, whileMine(changed));
    mine.on(
      RoomEvent.SignalReconnecting,
      whileMine(() => handlers.dropped('signal')),
    );
    mine.on(
      RoomEvent.Reconnecting,
      whileMine(() => handlers.dropped('media')),
    );
    mine.on(
      RoomEvent.Reconnected,
      whileMine(() => {
        publishAll();
        handlers.recovered();
      }),
    );
  }

  return {
    async connect(url, token, patient) {
      const old = room;
      const mine = new Room({
        adaptiveStream: true,
        dynacast: true,
        // Tracks outlive a room: a call that comes back must not ask for the camera again.
        stopLocalTrackOnUnpublish: false,
        // `beforeunload` also fires for tel: links and downloads; the store leaves on `pagehide`.
        disconnectOnPageLeave: false,
        reconnectPolicy: {
          nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
            elapsedMs > MEND_MS
              ? null
              : Math.min(RETRY_CAP_MS, 300 * (retryCount + 1)) * (0.5 + random() / 2),
        },
        publishDefaults: {
          audioPreset: AudioPresets.speech,
          dtx: true,
          red: true,
          simulcast: true,
          videoCodec: 'vp8',
          backupCodec: true,
        },
      });
      room = mine;
      watchRoom(mine);
      await old?.disconnect(false).catch(() => {});
      // These also bound each attempt to reconnect. Measured on a healed 60 s cut: 2.8 s with 3 and 4, 6.8 s with the defaults.
      await mine.connect(url, token, {
        maxRetries: 0,
        websocketTimeout: patient ? 8000 : 3000,
        peerConnectionTimeout: patient ? 12_000 : 4000,
      });
      if (left || mine !== room) {
        await mine.disconnect(false);
        throw new DOMException('left while connecting', 'AbortError');
      }
      // Only now: a failed first connect is told by the rejection above.
      mine.on(RoomEvent.Disconnected, (reason) => {
        if (left || mine !== room) return;
        changed();
        handlers.closed(
          reason === DisconnectReason.ROOM_DELETED
            ? 'deleted'
            : reason === DisconnectReason.DUPLICATE_IDENTITY
              ? 'replaced'
              : 'lost',
        );
      });
      publishAll();
      changed();
    },
    async give(kind, media) {
      tracks.get(kind)?.stop();
      const muted = !media.enabled;
      const track =
        kind === 'microphone'
          ? new LocalAudioTrack(media, microphoneConstraints, false)
          : new LocalVideoTrack(media, cameraConstraints(), false);
      track.source = SOURCE[kind];
      tracks.set(kind, track);
      ended.delete(kind);
      track.on(TrackEvent.Ended, () => {
        ended.add(kind);
        changed();
      });
      track.on(TrackEvent.Restarted, () => {
        ended.delete(kind);
        changed();
      });
      track.on(TrackEvent.Muted, changed);
      track.on(TrackEvent.Unmuted, changed);
      // LiveKit enables whatever it gets; nobody who muted the preview may be heard, not for a moment.
      if (muted) await track.mute();
      changed();
      await publish(kind);
    },
    async setEnabled(kind, on) {
      const track = tracks.get(kind);
      if (!track) return;
      if (!on) await track.mute();
      else if (track.isMuted) await track.unmute();
      else if (track.mediaStreamTrack.readyState === 'ended') await track.restartTrack();
      // Unmuting starts an ended device again, which LiveKit does not always tell.
      if (on && track.mediaStreamTrack.readyState === 'live') ended.delete(kind);
      if (on) void publish(kind);
      changed();
    },
    async flip(facing) {
      const track = tracks.get('camera');
      if (track instanceof LocalVideoTrack) await track.restartTrack({ facingMode: facing });
      changed();
    },
    attach(identity, element) {
      elements.set(element, identity);
      attachAll();
      return () => {
        elements.delete(element);
        for (const { track } of room?.getParticipantByIdentity(identity)?.getTrackPublications() ?? [])
          track?.detach(element);
      };
    },
    async startAudio() {
      await room?.startAudio();
      changed();
    },
    async leave() {
      left = true;
      clearTimeout(republish);
      for (const track of tracks.values()) track.stop();
      tracks.clear();
      elements.clear();
      await room?.disconnect();
    },
  };
}

function remoteView(participant: RemoteParticipant): RemoteView {
  const face = (source: Track.Source): RemoteFace => {
    const found = participant.getTrackPublication(source) as RemoteTrackPublication | undefined;
    if (!found) return 'none';
    if (found.isMuted) return 'off';
    return found.track?.streamState === Track.StreamState.Paused ? 'paused' : 'on';
  };
  const { identity, isSpeaking, audioLevel, connectionQuality }: Participant = participant;
  return {
    identity,
    active: participant.isActive,
    microphone: face(Track.Source.Microphone),
    camera: face(Track.Source.Camera),
    speaking: isSpeaking,
    level: audioLevel,
    quality: QUALITY[connectionQuality],
  };
}
