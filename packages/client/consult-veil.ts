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

/** The other side's picture goes first, while it is waited for: our own encoder would take the processor from it, on two cores for 0.2 s. */
const FIRST_MS = 500;

/** Longer than a path takes to stand. */
const HEARD_STEPS = 50;
const STEP_MS = 100;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
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
        const bytes = await bytesOf(found.track);
        if (bytes > (before.get(found.trackSid) ?? bytes) && !veil.lifted)
          found.setVideoQuality(found.videoQuality ? VideoQuality.LOW : VideoQuality.MEDIUM);
        before.set(found.trackSid, bytes);
      }
      await pause(HUSH_MS);
    }
  }
  for (const event of [RoomEvent.TrackPublished, RoomEvent.ParticipantConnected, RoomEvent.Reconnected])
    room.on(event, subscribe);
  subscribe();
  void hush();
  return veil;
}

/** Their next picture is painted, or is waited for no longer. Browsers without the callback wait. */
export function theirPicture(elements: Iterable<HTMLMediaElement>): Promise<unknown> {
  const painted = (element: HTMLMediaElement) =>
    new Promise((done) => (element as Partial<HTMLVideoElement>).requestVideoFrameCallback?.(done));
  return Promise.race([pause(FIRST_MS), ...[...elements].map(painted)]);
}

/** What has come or gone of a track so far. */
async function bytesOf(track: Track | undefined): Promise<number> {
  let sum = 0;
  (await track?.getRTCStatsReport())?.forEach((stat) => {
    if (/^\w+bound/.test(stat.type)) sum += stat.bytesReceived ?? stat.bytesSent;
  });
  return sum;
}

/**
 * Until something has gone of a muted track, if only black. LiveKit tells the others of it then, not before: one that was held back
 * too early would be negotiated with them at the click.
 */
export async function heardOf(track: Track): Promise<void> {
  for (let i = 0; i < HEARD_STEPS && !(await bytesOf(track)); i++) await pause(STEP_MS);
}

/**
 * While somebody stands behind the veil, nobody wants our pictures, and dynacast would stop our encoders; they go on, so that
 * the click does not wait for them: the smallest layer, which is the first to be shown.
 */
export function keepWarm({ options, remoteParticipants, localParticipant }: Room): void {
  const behind = [...remoteParticipants.values()].some(({ attributes }) => attributes[ENTERED] !== '1');
  const camera = localParticipant.getTrackPublication(SOURCE.camera)?.track;
  const sender = camera?.sender;
  if (behind && options.dynacast && camera instanceof LocalVideoTrack) {
    // What was last wanted (nothing) LiveKit would bring back with its next negotiation, and what is wanted since it does not heed.
    Object.assign(camera, { subscribedCodecs: undefined });
    camera.setPublishingQuality(VideoQuality.LOW);
  }
  // They have entered and can show nothing before a key frame. LiveKit asks for one, which Chromium skips for 300 ms after any other
  // that was asked of it, as LiveKit does every second of a layer that is too large for the path.
  // https://w3c.github.io/webrtc-extensions/#rtcencodingoptions-dictionary; browsers without it take no notice.
  if (sender && !behind && !options.dynacast) {
    const parameters = sender.getParameters();
    const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
    void sender.setParameters(parameters, { encodingOptions } as object).catch(() => {});
  }
  options.dynacast = !behind;
}
