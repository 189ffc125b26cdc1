/** The page of a listener in a meeting, as it is built; and of its host, whom LiveKit's own client stands for, with a fake camera. */
import { Room } from 'livekit-client';
import '../../packages/elements/widgets/care-meeting.ts';

const host = {
  async join(url: string, token: string): Promise<void> {
    const room = new Room({ dynacast: true });
    await room.connect(url, token);
    await room.localParticipant.enableCameraAndMicrophone();
  },
};
export type Host = typeof host;
Object.assign(globalThis, { host });
