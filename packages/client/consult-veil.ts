/** Owns the veil of one who went ahead into a room: subscribed, published, and nothing flows until it is lifted. A part of the call chunk. */
// eslint-disable-next-line no-restricted-imports -- a part of the call chunk
import {
  LocalVideoTrack,
  RoomEvent,
  Track,
  VideoQuality,
  type LocalAudioTrack,
  type RemoteTrackPublication,
  type Room,
} from 'livekit-client';
import { ENTERED, SOURCE } from './consult-room.ts';

/** LiveKit stops a camera that is muted; one under the veil goes on running, so that its picture is there at the click. */
export class CameraTrack extends LocalVideoTrack {
  veiled = false;
  override get isUserProvided(): boolean {
    return this.veiled || super.isUserProvided;
  }
}
export type LocalTrack = LocalAudioTrack | CameraTrack;

export interface Veil {
  lifted: boolean;
  lift(): void;
}

const HUSH_MS = 300;
/** The smallest layer is the first to come; soon after, the size on the screen decides. */
const SHARPEN_MS = 1000;

const publicationsOf = (room: Room) =>
  [...room.remoteParticipants.values()].flatMap(
    ({ trackPublications }) => [...trackPublications.values()] as RemoteTrackPublication[],
  );
const isPicture = ({ kind }: RemoteTrackPublication) => kind === Track.Kind.Video;

/** For a room that is entered with `autoSubscribe: false`; it is subscribed to by hand for as long as it lasts. */
export function veilRoom(room: Room): Veil {
  const veil: Veil = {
    lifted: false,
    lift() {
      veil.lifted = true;
      publicationsOf(room).forEach(show);
    },
  };
  function show(found: RemoteTrackPublication): void {
    if (veil.lifted && isPicture(found)) {
      found.setVideoQuality(VideoQuality.LOW);
      setTimeout(() => {
        // LiveKit would never heed whether the picture is on the screen; until now its place may not have been shown yet.
        Object.assign(found, { requestedDisabled: undefined });
        if (found.isDesired) found.setVideoQuality(VideoQuality.HIGH);
      }, SHARPEN_MS);
    }
    found.setEnabled(veil.lifted);
  }
  function subscribe(): void {
    for (const found of publicationsOf(room)) {
      if (found.isDesired) continue;
      found.setSubscribed(true);
      show(found);
    }
  }
  /**
   * LiveKit ignores that a picture is not wanted while it is still working out the bandwidth (its forwarder's "ignoring
   * forwarder mute, paused due to congestion"), and skips what it was told already; so it is looked at, and said again in
   * other words, until nothing comes.
   */
  async function hush(): Promise<void> {
    const before = new Map<string, number>();
    while (!veil.lifted && room.state !== 'disconnected') {
      for (const found of publicationsOf(room).filter(isPicture)) {
        const bytes = await bytesOf(found);
        if (bytes > (before.get(found.trackSid) ?? bytes) && !veil.lifted)
          found.setVideoQuality(found.videoQuality ? VideoQuality.LOW : VideoQuality.MEDIUM);
        before.set(found.trackSid, bytes);
      }
      await new Promise((done) => setTimeout(done, HUSH_MS));
    }
  }
  for (const event of [RoomEvent.TrackPublished, RoomEvent.ParticipantConnected, RoomEvent.Reconnected])
    room.on(event, subscribe);
  subscribe();
  void hush();
  return veil;
}

/** What has come of a remote track so far. */
async function bytesOf({ track }: RemoteTrackPublication): Promise<number> {
  let sum = 0;
  (await track?.getRTCStatsReport())?.forEach((stat) => {
    if (stat.type === 'inbound-rtp') sum += stat.bytesReceived;
  });
  return sum;
}

/**
 * While somebody stands behind the veil, nobody wants our pictures, and dynacast would stop our encoders; they go on, so that
 * the click does not wait for them.
 */
export function keepWarm({ options, remoteParticipants, localParticipant }: Room): void {
  const behind = [...remoteParticipants.values()].some(({ attributes }) => attributes[ENTERED] !== '1');
  const camera = localParticipant.getTrackPublication(SOURCE.camera)?.track;
  if (behind && options.dynacast && camera instanceof LocalVideoTrack) {
    // What was last wanted (nothing) LiveKit would bring back with its next negotiation, and what is wanted since it does not heed.
    Object.assign(camera, { subscribedCodecs: undefined });
    camera.setPublishingQuality(VideoQuality.HIGH);
  }
  options.dynacast = !behind;
}
