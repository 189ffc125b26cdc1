/**
 * What the recorder takes of `@livekit/rtc-node`: a native module that not every platform has, so it is loaded by name, in the
 * worker process alone, and a machine without it runs everything else.
 */
const MODULE = '@livekit/rtc-node';

export interface RtcFrame {
  data: Uint8Array;
  width: number;
  height: number;
  type: number;
  convert(type: number): RtcFrame;
}
export interface RtcTrack {
  /** Undefined for a publication that is not subscribed any more. */
  sid?: string;
  kind: number;
}
export interface RtcPublication {
  sid?: string;
  muted?: boolean;
}
export interface RtcParticipant {
  identity: string;
}
export interface RtcRoom {
  connect(url: string, token: string, options: { autoSubscribe: boolean; dynacast: boolean }): Promise<void>;
  disconnect(): Promise<void>;
  on(
    event: 'trackSubscribed' | 'trackUnsubscribed',
    fn: (track: RtcTrack, publication: RtcPublication, participant: RtcParticipant) => void,
  ): void;
  on(event: 'trackMuted' | 'trackUnmuted', fn: (publication: RtcPublication) => void): void;
  on(event: 'disconnected', fn: (reason: number) => void): void;
}
export interface Rtc {
  Room: new () => RtcRoom;
  VideoStream: new (track: RtcTrack) => ReadableStream<{ frame: RtcFrame; rotation: number }>;
  AudioStream: new (
    track: RtcTrack,
    options: { sampleRate: number; numChannels: number; frameSizeMs: number },
  ) => ReadableStream<{ data: Int16Array }>;
  VideoBufferType: { I420: number };
  TrackKind: { KIND_AUDIO: number; KIND_VIDEO: number };
  DisconnectReason: { CLIENT_INITIATED: number; ROOM_DELETED: number };
  dispose(): Promise<void>;
}

export const loadRtc = async (): Promise<Rtc> => (await import(MODULE)) as unknown as Rtc;

/** Throws where the module, or its binary for this platform, is not installed. */
export const resolveRtc = (): string => import.meta.resolve(MODULE);
