/** Owns the LiveKit Room of one call. The only module that loads livekit-client: it is the call chunk, imported lazily. */
// eslint-disable-next-line no-restricted-imports -- this module is the call chunk
import { DisconnectReason, LocalAudioTrack, Room, RoomEvent, TrackEvent } from 'livekit-client';
import type { Beside } from './consult-beside.ts';
import { browserDevices, constraintsFor } from './consult-devices.ts';
import type { MediaKind } from './consult-machine.ts';
import {
  connectOptions,
  ENTERED,
  qualityOf,
  remoteView,
  roomOptions,
  SOURCE,
  THIN_SOUND,
  VIEW_EVENTS,
  type Quality,
  type RemoteView,
} from './consult-room.ts';
import {
  CameraTrack,
  heardOf,
  keepWarm,
  theirPicture,
  veilRoom,
  type LocalTrack,
  type Veil,
} from './consult-veil.ts';
import { speakerInUse } from './device-list.ts';

export type { Quality, RemoteFace, RemoteView } from './consult-room.ts';

export interface LocalView {
  track: MediaStreamTrack | null;
  muted: boolean;
  published: boolean;
  /** The device went away, by itself or for another, and could not be had again. */
  ended: boolean;
  /** It runs, and is not sent: the network is too thin for it. */
  held: boolean;
  /** The system has silenced it, mostly for a phone call; it comes back by itself. */
  taken: boolean;
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
  /**
   * Resolves in the room; rejects when that can't be had. `patient`: longer timeouts, for a second try on a slow path.
   * `ahead`: subscribed, but nothing is sent here until `reveal`.
   */
  connect(url: string, token: string, how: { patient?: boolean; ahead?: boolean }): Promise<void>;
  /**
   * Hands a device's track over, muted if it is disabled; it is published now, or as soon as there is a room. `veiled`: muted
   * until `reveal`, with the device running, so that it is there at once.
   */
  give(kind: MediaKind, track: MediaStreamTrack, how?: { veiled: boolean }): Promise<void>;
  /** Lifts the veil of one who has gone ahead: both sides see and hear each other from now on. */
  reveal(): Promise<void>;
  /** Rejects with getUserMedia's error when the device can't be had again. */
  setEnabled(kind: MediaKind, on: boolean): Promise<void>;
  /** Shows (or plays) a participant in an element from now on, whatever tracks come and go. Returns how to stop. */
  attach(identity: string, element: HTMLMediaElement): () => void;
  startAudio(): Promise<void>;
  /** What else is done in the room; fetched once the call stands. */
  beside(): Promise<Beside>;
  /** Tells everyone in the room of this side, in codes; what was told before of other things stands. */
  tell(attributes: Record<string, string>): void;
  /** Leaves and stops every track: the camera's light goes out. */
  leave(): Promise<void>;
}

const REPUBLISH_MS = 2000;

export function createCall(handlers: CallHandlers, random: () => number = Math.random): Call {
  let room: Room | undefined;
  let left = false;
  let told = false;
  /** Set once publishing has failed. */
  let republish: ReturnType<typeof setTimeout> | undefined;
  let veil: Veil | undefined;
  let said: Record<string, string> = {};
  /** The microphone at its thinnest: for 50 kbit/s. */
  let thin = false;
  /** What is muted only for the veil. */
  const held = new Set<MediaKind>();
  const tracks = new Map<MediaKind, LocalTrack>();
  const ended = new Set<MediaKind>();
  const publishing = new Map<MediaKind, Promise<void>>();
  const elements = new Map<HTMLMediaElement, string>();
  let heed: (() => void) | undefined;

  const publication = (kind: MediaKind) => {
    const track = tracks.get(kind);
    const found = room?.localParticipant.getTrackPublication(SOURCE[kind]);
    return found?.track === track ? found : undefined;
  };
  const localView = (kind: MediaKind): LocalView => {
    const track = tracks.get(kind);
    const media = track?.mediaStreamTrack;
    const live = media?.readyState === 'live';
    // What is gone is not held back: it has to be had again.
    const paused = live && !!track?.isUpstreamPaused;
    const taken = paused && !!media?.muted;
    return {
      track: live ? media : null,
      muted: !!track?.isMuted || paused,
      published: !!publication(kind),
      ended: ended.has(kind) || (!!track && !live && !track.isMuted),
      held: paused && !taken,
      taken,
    };
  };
  const view = (): CallView => ({
    remotes: room ? [...room.remoteParticipants.values()].map(remoteView) : [],
    local: { microphone: localView('microphone'), camera: localView('camera') },
    quality: room ? qualityOf(room.localParticipant) : 'unknown',
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
      if (room) keepWarm(room);
      heed?.();
      if (!left) handlers.changed(view());
    });
  };

  async function unveil(kind: MediaKind): Promise<void> {
    if (!held.delete(kind)) return;
    await publishing.get(kind);
    const track = tracks.get(kind);
    await track?.unmute();
    await track?.resumeUpstream();
    if (track instanceof CameraTrack) track.veiled = false;
  }

  function tell(attributes: Record<string, string>): void {
    said = { ...said, ...attributes };
    const known = room?.localParticipant.attributes ?? {};
    const fresh = Object.entries(said).filter(([name, value]) => (known[name] ?? '') !== value);
    if (fresh.length && room?.state === 'connected')
      void room.localParticipant.setAttributes(Object.fromEntries(fresh)).catch(() => {});
  }

  function attachAll() {
    for (const [element, identity] of elements) {
      // A picture waits in its place under the veil, a voice does not.
      if (veil && !veil.lifted && element.tagName !== 'VIDEO') continue;
      const source = element.tagName === 'VIDEO' ? SOURCE.camera : SOURCE.microphone;
      const track = room?.getParticipantByIdentity(identity)?.getTrackPublication(source)?.track;
      if (track && !track.attachedElements.includes(element)) track.attach(element);
    }
  }

  async function take(kind: MediaKind, media: MediaStreamTrack, veiled = false): Promise<void> {
    tracks.get(kind)?.stop();
    const muted = !media.enabled || veiled;
    // Unmuting opens a device anew: the same one, not the browser's first.
    const again = constraintsFor(kind, media.getSettings().deviceId);
    const track =
      kind === 'microphone' ? new LocalAudioTrack(media, again, false) : new CameraTrack(media, again, false);
    if (veiled && media.enabled) held.add(kind);
    if (track instanceof CameraTrack) track.veiled = veiled;
    track.source = SOURCE[kind];
    tracks.set(kind, track);
    ended.delete(kind);
    track.on(TrackEvent.Ended, () => {
      // A chosen one is demanded, which LiveKit remembers; where it was unplugged, another does.
      Object.assign(track, { _constraints: { ...again } });
      // One that the person has turned off is missed by nobody, and its coming back must not turn it on.
      if (!track.isMuted) ended.add(kind);
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
  }

  async function publish(kind: MediaKind): Promise<void> {
    let track = tracks.get(kind);
    if (!track || !room || room.state !== 'connected' || publishing.has(kind) || publication(kind)) return;
    // A camera that is off has given its device back; it is published when it is turned on.
    if (track.mediaStreamTrack.readyState === 'ended') return;
    let done!: () => void;
    publishing.set(kind, new Promise((end) => (done = end)));
    const mine = room;
    try {
      // LiveKit's server does not answer a second request under the id of a track that it still waits for.
      if (republish) await take(kind, track.mediaStreamTrack.clone(), held.has(kind));
      track = tracks.get(kind)!;
      await mine.localParticipant.publishTrack(track, {
        source: SOURCE[kind],
        ...(thin && kind === 'microphone' && THIN_SOUND),
      });
      // A muted track sends black and silence; under the veil not even that. What it was in an older room counts for nothing.
      if (held.has(kind)) {
        await track.resumeUpstream();
        await heardOf(track);
        if (held.has(kind)) await track.pauseUpstream();
      }
    } catch {
      // On a very slow path negotiation fails and LiveKit never tries again by itself; we do, here and when reconnected.
      clearTimeout(republish);
      republish = setTimeout(publishAll, REPUBLISH_MS);
    } finally {
      publishing.delete(kind);
      done();
      if (mine !== room) void publish(kind);
      changed();
    }
  }
  async function republishThin(on: boolean): Promise<void> {
    thin = on;
    const track = tracks.get('microphone');
    if (track && publication('microphone')) await room?.localParticipant.unpublishTrack(track, false);
    await publish('microphone');
  }
  const publishAll = () => {
    void publish('microphone');
    void publish('camera');
  };

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
        // A room that was entered anew knows of us what the token said.
        tell({});
        handlers.recovered();
      }),
    );
  }

  return {
    async connect(url, token, { patient = false, ahead = false }) {
      const old = room;
      const mine = new Room(roomOptions(random));
      room = mine;
      veil = undefined;
      watchRoom(mine);
      void speakerInUse(browserDevices())
        .then((speaker) => (speaker ? mine.switchActiveDevice('audiooutput', speaker) : undefined))
        .catch(() => {});
      await old?.disconnect(false).catch(() => {});
      await mine.connect(url, token, connectOptions(patient, ahead));
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
      if (ahead) veil = veilRoom(mine);
      publishAll();
      tell({});
      changed();
    },
    async give(kind, media, how) {
      await take(kind, media, how?.veiled);
      await publish(kind);
    },
    async reveal() {
      veil?.lift();
      void room?.startAudio().catch(() => {});
      tell({ [ENTERED]: '1' });
      await Promise.all([unveil('microphone'), theirPicture(elements.keys()).then(() => unveil('camera'))]);
      changed();
    },
    async setEnabled(kind, on) {
      // Silent at once; of a track that is only being published LiveKit would tell its server nothing.
      const media = tracks.get(kind)?.mediaStreamTrack;
      if (media && !on) media.enabled = false;
      await publishing.get(kind);
      const track = tracks.get(kind);
      if (!track) return;
      if (!on) await track.mute();
      else if (track.isMuted) await track.unmute();
      else if (track.mediaStreamTrack.readyState === 'ended' || track.mediaStreamTrack.muted)
        await track.restartTrack();
      // Unmuting starts an ended device again, which LiveKit does not always tell.
      if (on && track.mediaStreamTrack.readyState === 'live') ended.delete(kind);
      if (on) void publish(kind);
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
    async beside() {
      const { createBeside } = await import('./consult-beside.ts');
      return createBeside({
        room: () => room,
        tracks,
        thin: republishThin,
        changed,
        heed: (fn) => (heed = fn),
      });
    },
    tell,
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
