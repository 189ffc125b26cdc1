/** Owns how a room of LiveKit's is set up for a visit, and how those in it are read. A part of the call chunk. */
// eslint-disable-next-line no-restricted-imports -- a part of the call chunk
import {
  AudioPresets,
  LoggerNames,
  RoomEvent,
  setLogLevel,
  Track,
  type ConnectionQuality,
  type Participant,
  type RemoteParticipant,
  type RemoteTrackPublication,
  type RoomConnectOptions,
  type RoomOptions,
} from 'livekit-client';
import { createRetry } from './consult-retry.ts';

export type Quality = 'unknown' | 'good' | 'poor' | 'lost';
/** `paused`: it is on, but the network is too slow for it at the moment. `none`: not published. */
export type RemoteFace = 'on' | 'off' | 'paused' | 'none';

export interface RemoteView {
  identity: string;
  /** Its media path is up; false while it is still connecting. */
  active: boolean;
  /** They have pressed the button; false while their page has only gone ahead. */
  entered: boolean;
  /** What their page says of itself in codes: why there is no sound or no picture, what they ask. */
  told: Readonly<Record<string, string>>;
  microphone: RemoteFace;
  camera: RemoteFace;
  speaking: boolean;
  /** 0 to 1, as the server measures it. */
  level: number;
  quality: Quality;
}

// The page's console is the hospital's: nothing there but what went wrong.
setLogLevel('warn');
// What goes wrong with the connection the store mends and shows in words. LiveKit even calls it an error when a room is ended
// in good order, since its server cuts the socket without a closing handshake.
for (const name of ['Signal', 'Engine', 'Room', 'Region', 'PCManager', 'PCTransport', 'ICE'] as const)
  setLogLevel('silent', LoggerNames[name]);

export const qualityOf = ({ connectionQuality: said }: Participant): Quality => {
  const word: `${ConnectionQuality}` = said;
  return word === 'excellent' ? 'good' : word;
};
export const SOURCE = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;

export const VIEW_EVENTS = [
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
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.Connected,
  RoomEvent.Reconnected,
] as const;
/** What of a participant everyone in the room may read; the server sets it for whom it lets in after the click. */
export const ENTERED = 'entered';

/** Measured: at 50 kbit/s this is clear, and the speech preset with RED is broken. DTX it has anyway. */
export const THIN_SOUND = { audioPreset: { maxBitrate: 12_000 }, red: false };

export const roomOptions = (random: () => number): RoomOptions => ({
  adaptiveStream: true,
  dynacast: true,
  // Tracks outlive a room: a call that comes back must not ask for the camera again.
  stopLocalTrackOnUnpublish: false,
  // `beforeunload` also fires for tel: links and downloads; the store leaves on `pagehide`.
  disconnectOnPageLeave: false,
  reconnectPolicy: createRetry(random),
  // DTX, RED and simulcast are LiveKit's own defaults. H.264 is only announced: nothing of it is made before somebody comes whose
  // browser can't read VP8.
  publishDefaults: { audioPreset: AudioPresets.speech, videoCodec: 'vp8', backupCodec: { codec: 'h264' } },
});

export const connectOptions = (patient: boolean, ahead: boolean): RoomConnectOptions => ({
  autoSubscribe: !ahead,
  maxRetries: 0,
  // These also bound each attempt to reconnect. Measured on a healed 60 s cut: 2.8 s with 3 and 4, 6.8 s with the defaults.
  websocketTimeout: patient ? 8000 : 3000,
  peerConnectionTimeout: patient ? 12_000 : 4000,
});

export function remoteView(participant: RemoteParticipant): RemoteView {
  const face = (source: Track.Source): RemoteFace => {
    const found = participant.getTrackPublication(source) as RemoteTrackPublication | undefined;
    if (!found) return 'none';
    if (!found.isDesired) return 'paused';
    if (found.isMuted) return 'off';
    return found.track?.streamState === Track.StreamState.Paused ? 'paused' : 'on';
  };
  const { identity, isSpeaking, audioLevel }: Participant = participant;
  return {
    identity,
    active: participant.isActive,
    entered: participant.attributes[ENTERED] === '1',
    told: participant.attributes,
    microphone: face(Track.Source.Microphone),
    camera: face(Track.Source.Camera),
    speaking: isSpeaking,
    level: audioLevel,
    quality: qualityOf(participant),
  };
}
