/** A page with a listener who does not keep to the rules: LiveKit's own client, whose checks are put out of the way. */
import { LocalAudioTrack, Room } from 'livekit-client';

let room: Room;

const liar = {
  async join(url: string, token: string): Promise<void> {
    room = new Room({ adaptiveStream: true });
    await room.connect(url, token, { maxRetries: 0, peerConnectionTimeout: 30_000 });
  },
  /** Tries to send sound although the token does not allow it. What came of it. */
  async publish(): Promise<string> {
    const { localParticipant } = room;
    // The client would not even ask.
    Object.assign(localParticipant, { hasPermissionsToPublish: () => true });
    const audio = new AudioContext();
    const sound = audio.createMediaStreamDestination();
    const tone = audio.createOscillator();
    tone.connect(sound);
    tone.start();
    const track = new LocalAudioTrack(sound.stream.getAudioTracks()[0]!, undefined, true);
    const sent = localParticipant.publishTrack(track).then(
      () => 'published',
      (error: unknown) => `refused: ${String(error)}`,
    );
    return Promise.race([sent, new Promise<string>((done) => setTimeout(done, 4000, 'no answer'))]);
  },
};
export type Liar = typeof liar;
Object.assign(globalThis, { liar });
