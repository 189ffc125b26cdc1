/** A process of the test of a full meeting: enters with each ticket of its argument, hears a second of the host, and says so in a line. */
import { AudioStream, Room, type RemoteTrack } from '@livekit/rtc-node';
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';

/** Of 100 ms each. */
const ENOUGH = 10;
/** Of 32 767; the host's tone has 8000. */
const LOUD = 2000;

await Promise.all(
  (JSON.parse(process.argv[2]!) as MeetingTicket[]).map(async ({ url, token }) => {
    const room = new Room();
    let heard = 0;
    room.on('trackSubscribed', async (track: RemoteTrack) => {
      const frames = new AudioStream(track, { sampleRate: 8000, numChannels: 1, frameSizeMs: 100 });
      for await (const { data } of frames)
        if (data.some((sample) => sample > LOUD) && ++heard === ENOUGH) break;
      process.stdout.write('heard\n');
    });
    await room.connect(url, token, { autoSubscribe: true, dynacast: false });
    return room;
  }),
);
