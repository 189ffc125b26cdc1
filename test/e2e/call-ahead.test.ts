/** Going ahead, in real browsers: before the click the patient is in the room, and nothing of them and nothing to them flows. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { SignalResponse } from '@livekit/protocol';
import type { Page } from 'playwright-core';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { launchSmall } from '../kit/small-camera.ts';
import { openCallHouse, untilBothWays, type CallHouse } from './call-house.ts';
import { frames, liveTracks, phase, press, text, until, untilSound, type Seen } from './call-kit.ts';

let house: CallHouse;
before(async () => {
  house = await openCallHouse(undefined, launchSmall);
});
after(() => house?.close());
afterEach(() => house.clear());

const isAhead = (page: Page) =>
  page.evaluate(() => !!document.querySelector<CareConsult>('care-consult')?.store?.get().ahead);
const untilAhead = (page: Page) => until(() => isAhead(page), 'the patient’s page has gone ahead');

/** What has come and gone so far, over all connections of the page: pictures in bytes, sound in its energy. What is sent twice is how WebRTC measures the path. */
const flow = (page: Page) =>
  page.evaluate(async () => {
    const sum = { pictures: 0, sound: 0, sent: 0 };
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values()) {
        if (stat.type === 'inbound-rtp' && stat.kind === 'video') sum.pictures += stat.bytesReceived;
        if (stat.type === 'inbound-rtp' && stat.kind === 'audio') sum.sound += stat.totalAudioEnergy ?? 0;
        if (stat.type === 'outbound-rtp') sum.sent += stat.bytesSent - (stat.retransmittedBytesSent ?? 0);
      }
    }
    return sum;
  });
/** LiveKit sends a moment of a subscription before it heeds that none is wanted; then, for three seconds, there is nothing. */
async function untilQuiet(page: Page) {
  let before = await flow(page);
  let still = 0;
  await until(async () => {
    const last = before;
    before = await flow(page);
    const same =
      before.pictures === last.pictures && before.sound === last.sound && before.sent === last.sent;
    still = same ? still + 1 : 0;
    return still === 10;
  }, 'a second of quiet');
  await new Promise((done) => setTimeout(done, 3000));
  const after = await flow(page);
  assert.equal(after.pictures - before.pictures, 0, 'no picture comes');
  assert.ok(after.sound - before.sound < 1e-9, 'no sound comes');
  assert.equal(after.sent - before.sent, 0, 'nothing goes out');
}
/**
 * LiveKit's word that a picture is wanted reaches the page after its word that somebody has come, which is one of the orders in
 * which the two arrive; what it said before, that nobody wants it, has put the encoders to sleep.
 */
async function hearLate(page: Page) {
  await page.routeWebSocket(/\/rtc/, (socket) => {
    const server = socket.connectToServer();
    const held: (string | Buffer)[] = [];
    let me = '';
    let somebody = false;
    server.onMessage((data) => {
      const { message } = SignalResponse.fromBinary(data as Buffer);
      if (message.case === 'join') me = message.value.participant!.identity;
      const wanted =
        message.case === 'subscribedQualityUpdate' &&
        message.value.subscribedCodecs.some(({ qualities }) => qualities.some(({ enabled }) => enabled));
      if (wanted && !somebody) return void held.push(data);
      socket.send(data);
      somebody ||=
        message.case === 'update' && message.value.participants.some(({ identity }) => identity !== me);
      if (somebody) for (const late of held.splice(0)) socket.send(late);
    });
  });
  await page.reload();
}
/** Pictures that the page's encoders have made so far, and whether any of them is let. */
const encoding = (page: Page) =>
  page.evaluate(async () => {
    const state = { frames: 0, awake: false };
    for (const pc of (globalThis as unknown as Seen).seen.pcs)
      for (const sender of pc.connectionState === 'closed' ? [] : pc.getSenders()) {
        if (sender.track?.kind !== 'video') continue;
        state.awake ||= sender.getParameters().encodings.some(({ active }) => active);
        for (const stat of (await sender.getStats()).values())
          if (stat.type === 'outbound-rtp') state.frames += stat.framesEncoded;
      }
    return state;
  });
/** In the page: bytes that each sender had sent when it was held back, and how many times one was asked for a key frame at once. */
function watchSenders() {
  const { replaceTrack, setParameters } = RTCRtpSender.prototype;
  const senders = { heldAfter: [] as number[], keyFrames: 0 };
  Object.assign(globalThis, { senders });
  RTCRtpSender.prototype.replaceTrack = async function (track) {
    let sent = 0;
    for (const stat of (await this.getStats()).values())
      if (stat.type === 'outbound-rtp') sent += stat.bytesSent;
    if (!track) senders.heldAfter.push(sent);
    return replaceTrack.call(this, track);
  };
  RTCRtpSender.prototype.setParameters = function (
    parameters,
    options?: { encodingOptions?: { keyFrame?: boolean }[] },
  ) {
    if (options?.encodingOptions?.some(({ keyFrame }) => keyFrame)) senders.keyFrames++;
    return setParameters.call(this, parameters, options);
  };
}
const sendersOf = (page: Page) =>
  page.evaluate(
    () => (globalThis as unknown as { senders: { heldAfter: number[]; keyFrames: number } }).senders,
  );
const inRoom = (visitId: string) =>
  house.inRenhe(async ({ tx }) => {
    const { rows } = await tx.execute(
      `SELECT 1 FROM consult_participants JOIN consults USING (hospital_id, consult_id)
        WHERE visit_id = '${visitId}' AND joined_at IS NOT NULL AND left_at IS NULL`,
    );
    return rows.length;
  });

describe('going ahead', () => {
  test('until the click no picture and no sound flows either way, and the desk reads that nobody has come in', async () => {
    const visit = await takenVisit(house.app);
    const doctor = await house.sit(visit, 'doctor');
    await doctor.addInitScript(watchSenders);
    await hearLate(doctor);
    await press(doctor, 'action');
    const patient = await house.sit(visit, 'patient');
    await patient.addInitScript(watchSenders);
    await patient.reload();
    await untilAhead(patient);
    await until(async () => (await inRoom(visit.visitId)) === 2, 'LiveKit has both in the room');
    await untilQuiet(patient);
    const { heldAfter } = await sendersOf(patient);
    assert.equal(heldAfter.length, 2, 'both of the patient’s tracks are held back');
    assert.ok(
      Math.min(...heldAfter) > 0,
      'once LiveKit had heard of them, so that it has told the doctor’s page',
    );
    assert.equal(await phase(patient), 'idle');
    assert.ok((await text(doctor)).includes(zh.awaited('患者')));
    assert.equal(await house.entryState(visit.entryId), 'called');
    assert.equal((await sendersOf(doctor)).keyFrames, 0);
    const { pictures, sound } = await flow(doctor);
    assert.deepEqual([pictures, sound], [0, 0], 'the doctor has got nothing at all of the patient');
    assert.equal(await frames(doctor), 0);
    const place = patient.locator('video[part=remote]');
    assert.ok(
      await place.evaluate((video: HTMLVideoElement) => !!video.srcObject),
      'their picture has its place',
    );
    await place.evaluate((video) => video.setAttribute('data-before', ''));
    assert.equal(await place.isVisible(), false, 'which nobody sees');
    const { awake, frames: encoded } = await encoding(doctor);
    assert.ok(awake, 'the doctor’s encoders run for the click');
    await until(
      async () => (await encoding(doctor)).frames > encoded,
      'and make pictures that nobody gets yet',
    );
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
    assert.equal(
      (await sendersOf(doctor)).keyFrames,
      1,
      'the doctor’s page made a key frame for who came in',
    );
    assert.ok(
      await patient.locator('video[part=remote][data-before]').isVisible(),
      'it is there at the click',
    );
    assert.equal(await house.entryState(visit.entryId), 'in_consult');
    assert.ok(!(await text(doctor)).includes(zh.awaited('患者')));
    await press(patient, 'camera');
    await until(
      async () => !(await liveTracks(patient)).includes('video'),
      'a camera that is off is released',
    );
  });

  test('a doctor who comes later meets nobody, until the click', async () => {
    const { patient, doctor } = await house.seats();
    await untilAhead(patient);
    await press(doctor, 'action');
    await until(async () => (await text(doctor)).includes(zh.awaited('患者')), 'the doctor waits');
    await untilQuiet(patient);
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
  });

  test('devices that are not permitted yet are asked for at the click, not before', async () => {
    const visit = await takenVisit(house.app);
    const doctor = await house.sit(visit, 'doctor');
    const patient = await house.sit(visit, 'patient', { permissions: [] });
    await press(doctor, 'action');
    await untilAhead(patient);
    assert.deepEqual(await liveTracks(patient), []);
    await press(patient, 'action');
    await untilSound(patient, 'the patient');
    await untilBothWays({ patient, doctor });
  });

  test('a patient who waits is in no room; one who has entered elsewhere is not thrown out by a second tab', async () => {
    const waiting = await takenVisit(house.app, { state: 'waiting' });
    const early = await house.sit(waiting, 'patient');
    const { visit, patient, doctor } = await house.call();
    const second = await house.sit(visit, 'patient');
    await new Promise((done) => setTimeout(done, 2000));
    assert.deepEqual([await isAhead(early), await isAhead(second)], [false, false]);
    assert.deepEqual([await liveTracks(early), await liveTracks(second)], [[], []]);
    assert.equal(await inRoom(waiting.visitId), 0);
    await untilBothWays({ patient, doctor });
  });

  test('a closed page is out of the room', async () => {
    const { visit, patient } = await house.seats();
    await untilAhead(patient);
    await until(async () => (await inRoom(visit.visitId)) === 1, 'in the room');
    await patient.close({ runBeforeUnload: true });
    await until(async () => (await inRoom(visit.visitId)) === 0, 'out of the room');
  });
});
