/**
 * A full meeting with its media: the host speaks, fifty listen with LiveKit's client for servers, and each hears them. What is seen
 * and pressed in one is tested in browsers (test/e2e/meeting.test.ts), where most of the fifty have no media.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import {
  AudioFrame,
  AudioSource,
  dispose,
  LocalAudioTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { mediaOf, roomsAt } from '../consult/kit.ts';
import { joined, plannedMeeting } from './kit.ts';

const FIFTY = 50;
/** To a process: whatever happens in a room its client tells each room of its process, so that fifty in one would be busy with nothing else. */
const EACH = 10;
const RATE = 48_000;
const TEN_MS = RATE / 100;

let t: TestApp;
let livekit: LivekitProcess;
const room = new Room();
let speaking = true;
before(async () => {
  livekit = await startTestLivekit();
  t = await openTestApp({ media: mediaOf(livekit) });
});
after(async () => {
  speaking = false;
  for (const child of children) child.kill('SIGKILL');
  await room.disconnect();
  await dispose();
  await t?.close();
  await livekit?.stop();
});

/** A tone for as long as the test lasts. */
async function speak({ url, token }: MeetingTicket): Promise<void> {
  await room.connect(url, token, { autoSubscribe: false, dynacast: false });
  const source = new AudioSource(RATE, 1);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await room.localParticipant!.publishTrack(LocalAudioTrack.createAudioTrack('voice', source), options);
  const wave = Int16Array.from({ length: TEN_MS }, (_, i) => 8000 * Math.sin((2 * Math.PI * i) / 100));
  void (async () => {
    while (speaking) await source.captureFrame(new AudioFrame(wave, RATE, 1, TEN_MS));
  })();
}

const CHILD = join(import.meta.dirname, 'listeners-child.ts');
const children: ChildProcess[] = [];
/** Resolves once each of these has heard the host. */
async function listen(tickets: MeetingTicket[]): Promise<void> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(tickets)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let heard = 0;
  for await (const line of createInterface({ input: child.stdout! }))
    if (line === 'heard' && ++heard === tickets.length) return;
  throw new Error(`${heard} of ${tickets.length} heard the host`);
}

test('fifty hear their host, and the fifty-first finds no place', { timeout: 240_000 }, async () => {
  const host = await t.tokenOf('renhe', 'zhao');
  const meeting = await plannedMeeting(t, host);
  const path = `/renhe/meetings/${meeting.meetingId}`;
  assert.equal((await t.call('POST', `${path}/open`, { token: host })).status, 200);
  await speak((await t.call('POST', `${path}/ticket`, { token: host })).body);

  for (let come = 0; come < FIFTY; come += EACH) {
    const tickets = Array.from({ length: EACH }, async () => {
      const { token } = await joined(t, meeting, '听众');
      const { status, body } = await t.call('POST', '/renhe/meeting-seat/enter', { token });
      assert.equal(status, 201, JSON.stringify(body));
      return body as MeetingTicket;
    });
    await listen(await Promise.all(tickets));
  }
  const livekitRooms = roomsAt(t.deps.media!);
  const [its] = await livekitRooms.listRooms();
  assert.equal((await livekitRooms.listParticipants(its!.name)).length, FIFTY + 1);
  const late = await joined(t, meeting, '来晚了');
  const refused = await t.call('POST', '/renhe/meeting-seat/enter', { token: late.token });
  assert.deepEqual([refused.status, refused.body.code], [409, 'meeting-full']);
});
