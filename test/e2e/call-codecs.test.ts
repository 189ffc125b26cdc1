/** What pictures are sent as, on a real LiveKit: VP8 alone, and H.264 as soon as somebody comes whose browser can't read that. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openCallHouse, untilBothWays, type CallHouse } from './call-house.ts';
import { press, until, type Seen } from './call-kit.ts';

let house: CallHouse;
before(async () => {
  house = await openCallHouse();
});
after(() => house?.close());
afterEach(() => house.clear());

type Stat = { type: string; kind?: string; codecId?: string; mimeType?: string; active?: boolean };
/** The codecs of the pictures that are being sent, or that come. */
const codecs = (page: Page, way: 'inbound-rtp' | 'outbound-rtp'): Promise<string> =>
  page.evaluate(async (type) => {
    const found = new Set<string>();
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      const report = (await pc.getStats()) as unknown as Map<string, Stat>;
      for (const stat of report.values())
        if (stat.type === type && stat.kind === 'video' && stat.active !== false && stat.codecId)
          found.add(report.get(stat.codecId)!.mimeType!);
    }
    return [...found].sort().join();
  }, way);

test('VP8 alone while everybody reads it', async () => {
  const { patient, doctor } = await house.call();
  for (const page of [patient, doctor])
    assert.deepEqual(
      [await codecs(page, 'outbound-rtp'), await codecs(page, 'inbound-rtp')],
      ['video/VP8', 'video/VP8'],
    );
});

test('H.264 for one who can’t read VP8', async () => {
  const { patient, doctor } = await house.seats();
  await doctor.evaluate(() => {
    const { prototype } = RTCPeerConnection;
    const read = RTCRtpReceiver.getCapabilities('video')!.codecs.filter(
      ({ mimeType }) => mimeType !== 'video/VP8',
    );
    for (const name of ['createAnswer', 'createOffer'] as const) {
      const make = prototype[name] as (...args: unknown[]) => Promise<never>;
      prototype[name] = function (this: RTCPeerConnection, ...args: unknown[]) {
        for (const one of this.getTransceivers())
          if (one.receiver.track.kind === 'video' && !one.sender.track) one.setCodecPreferences(read);
        return make.apply(this, args);
      };
    }
  });
  await press(doctor, 'action');
  await press(patient, 'action');
  await untilBothWays({ patient, doctor });
  await until(async () => (await codecs(doctor, 'inbound-rtp')) === 'video/H264', 'the doctor gets H.264');
  await until(
    async () => (await codecs(patient, 'outbound-rtp')) === 'video/H264',
    'the patient sends no more',
  );
});
