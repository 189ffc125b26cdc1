/** Devices in a call, in real browsers on a real LiveKit: really denied and allowed later, unplugged, taken by a phone call, turned around. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import more from '../../packages/elements/locales/zh-CN/call-more.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import { launchBrowser } from '../kit/browser.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { openCallHouse, type CallHouse, type Pair } from './call-house.ts';
import { face, liveTracks, press, text, until, untilPictures, untilSound, type Seen } from './call-kit.ts';

let house: CallHouse;
before(async () => {
  // Without the flag that says yes to everything Chromium denies a context whatever it was not granted.
  const without = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=10'];
  const args = ['--use-fake-device-for-media-stream=device-count=2,fps=10'];
  house = await openCallHouse(undefined, () => launchBrowser({ args }, without));
});
after(() => house?.close());
afterEach(() => house.clear());

const ALL = ['camera', 'microphone'];
const WHO = { patient: zh.who.patient, doctor: zh.who.doctor };
const reads = (page: Page, words: string, who: string) =>
  until(async () => (await text(page)).includes(words), `${who} reads “${words}”`);
const shows = (page: Page, device: string, what: string) =>
  until(async () => (await face(page, device)) === what, `the ${device} is ${what}`);
/** With CARE_SHOTS=DIR. */
const shot = async (page: Page, name: string) => {
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/call-devices-${name}.png` });
};

/** The call of one who was granted nothing but these; they see and hear the other side. */
async function callWith(side: 'patient' | 'doctor', granted: string[]): Promise<Pair> {
  const visit = await takenVisit(house.app);
  const [patient, doctor] = await Promise.all(
    (['patient', 'doctor'] as const).map((role) =>
      house.sit(visit, role, { permissions: role === side ? granted : ALL }),
    ),
  );
  const pair = { visit, patient: patient!, doctor: doctor! };
  await press(pair.doctor, 'action');
  await press(pair.patient, 'action');
  await untilPictures(pair[side], `the ${side}`);
  await untilSound(pair[side], `the ${side}`);
  return pair;
}

/** Takes the devices of these kinds out of the page's machine: what runs ends, and there is none to be had until `plug`. */
const unplug = (page: Page, kinds: ('audio' | 'video')[]) =>
  page.evaluate((gone) => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async () => {
      throw new DOMException('Requested device not found', 'NotFoundError');
    };
    Object.assign(globalThis, { plug: () => (mediaDevices.getUserMedia = ask) });
    for (const track of (globalThis as unknown as Seen).seen.tracks) {
      if (track.readyState !== 'live' || !(gone as string[]).includes(track.kind)) continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  }, kinds);
const plug = (page: Page) =>
  page.evaluate(() => {
    (globalThis as unknown as { plug(): void }).plug();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });

const DENIED = [
  ['camera', ['microphone'], ['audio']],
  ['microphone', ['camera'], ['video']],
  ['both', ['geolocation'], []],
] as const;
for (const side of ['patient', 'doctor'] as const)
  describe(`the ${side}, denied`, () => {
    for (const [denied, granted, live] of DENIED)
      test(`${denied}: both read why, the rest goes on; in vain until it is allowed, and had then without a reload`, async () => {
        const pair = await callWith(side, [...granted]);
        const mine = pair[side];
        const theirs = pair[side === 'patient' ? 'doctor' : 'patient'];
        const kinds = ALL.filter((kind) => !(granted as readonly string[]).includes(kind));
        for (const kind of kinds) assert.equal(await face(mine, kind), 'denied');
        assert.deepEqual(await liveTracks(mine), live);
        await reads(mine, zh.problem.denied(denied), `the ${side}`);
        if (denied !== 'microphone') await reads(theirs, zh.cameraTrouble(WHO[side]), 'the other side');
        else await untilPictures(theirs, 'the other side');
        if (denied !== 'camera') await reads(theirs, zh.micTrouble(WHO[side]), 'the other side');
        else await untilSound(theirs, 'the other side');

        // Who is not heard is offered to write; how to allow it is a press away.
        const panel = mine.locator('care-call-more .trouble');
        await panel.locator('.retry').waitFor();
        assert.equal((await panel.innerText()).includes(more.writeUnheard), denied !== 'camera');
        await panel.locator('summary').click();
        await panel.locator('li').first().waitFor();
        await shot(mine, `${side}-${denied}`);
        await shot(theirs, `${side}-${denied}-other`);
        await panel.locator('.retry').click();
        for (const kind of kinds) await shows(mine, kind, 'denied');

        await mine.context().grantPermissions(ALL);
        await panel.locator('.retry').click();
        for (const kind of kinds) await shows(mine, kind, 'on');
        await untilPictures(theirs, 'the other side, once it is allowed,');
        await untilSound(theirs, 'the other side, once it is allowed,');
        await panel.waitFor({ state: 'detached' });
        await until(
          async () => !/用不了/.test(await text(theirs)),
          'the other side reads of no trouble any more',
        );
      });
  });

describe('in the call', () => {
  test('a camera that was chosen and is unplugged gives way to another; a microphone that goes without another says so', async () => {
    const visit = await takenVisit(house.app);
    const doctor = await house.sit(visit, 'doctor');
    const patient = await house.sit(visit, 'patient');
    // As the check before the call would have kept it. (The second one's pictures are of depth, which no call can carry.)
    const chosen = await patient.evaluate(async () => {
      const all = await navigator.mediaDevices.enumerateDevices();
      const { deviceId } = all.find(({ kind }) => kind === 'videoinput')!;
      localStorage.setItem('care:devices', JSON.stringify({ camera: deviceId }));
      return deviceId;
    });
    await patient.reload();
    await press(doctor, 'action');
    await press(patient, 'action');
    await untilPictures(doctor, 'the doctor');
    await patient.evaluate((gone) => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wish) => {
        const { deviceId } = wish!.video as MediaTrackConstraints;
        if ((deviceId as ConstrainDOMStringParameters).exact === gone)
          throw new OverconstrainedError('deviceId');
        return ask({ video: true });
      };
      const camera = (globalThis as unknown as Seen).seen.tracks.find(({ kind }) => kind === 'video')!;
      camera.stop();
      camera.dispatchEvent(new Event('ended'));
    }, chosen);
    await untilPictures(doctor, 'the doctor, by the other camera,');
    await shows(patient, 'camera', 'on');

    await unplug(patient, ['audio']);
    await shows(patient, 'microphone', 'denied');
    await reads(patient, zh.problem.ended('microphone'), 'the patient');
    await reads(doctor, zh.micTrouble(WHO.patient), 'the doctor');
    await press(patient, 'microphone');
    await reads(patient, zh.problem['not-found']('microphone'), 'the patient');
  });

  test('camera and microphone that go at once: each is said with what to do, a press tries both, and plugged in again both are back', async () => {
    const { patient, doctor } = await callWith('patient', ALL);
    // The microphone alone first, while it is off: nobody misses it, and its coming back does not turn it on.
    await press(patient, 'microphone');
    await shows(patient, 'microphone', 'off');
    await unplug(patient, ['audio']);
    await plug(patient);
    await patient.waitForTimeout(2000);
    assert.equal(await face(patient, 'microphone'), 'off');
    await press(patient, 'microphone');
    await shows(patient, 'microphone', 'on');

    await unplug(patient, ['audio', 'video']);
    await reads(patient, zh.problem.ended('both'), 'the patient');
    for (const kind of ALL) assert.equal(await face(patient, kind), 'denied');
    await reads(doctor, zh.micTrouble(WHO.patient), 'the doctor');
    await shot(patient, 'both-unplugged');
    const panel = patient.locator('care-call-more .trouble');
    await panel.locator('.retry').click();
    await reads(patient, zh.problem['not-found']('both'), 'the patient, after trying,');
    await plug(patient);
    for (const kind of ALL) await shows(patient, kind, 'on');
    await panel.waitFor({ state: 'detached' });
    await untilPictures(doctor, 'the doctor, plugged in again,');
    await untilSound(doctor, 'the doctor, plugged in again,');

    await unplug(patient, ['audio', 'video']);
    await reads(patient, zh.problem.ended('both'), 'the patient');
    await patient.evaluate(() => (globalThis as unknown as { plug(): void }).plug());
    await panel.locator('.retry').click();
    for (const kind of ALL) await shows(patient, kind, 'on');
    await untilPictures(doctor, 'the doctor, after a press,');
    await untilSound(doctor, 'the doctor, after a press,');
  });

  test('a phone call that silences the microphone is said on both sides, and its end needs no press', async () => {
    const { patient, doctor } = await callWith('patient', ALL);
    const silence = (muted: boolean) =>
      patient.evaluate((on) => {
        const { tracks } = (globalThis as unknown as Seen).seen;
        const track = tracks.find(({ kind, readyState }) => kind === 'audio' && readyState === 'live')!;
        Object.defineProperty(track, 'muted', { value: on, configurable: true });
        track.dispatchEvent(new Event(on ? 'mute' : 'unmute'));
      }, muted);
    await silence(true);
    await shows(patient, 'microphone', 'denied');
    await reads(patient, zh.problem['in-use']('microphone'), 'the patient');
    await reads(doctor, zh.micTrouble(WHO.patient), 'the doctor');
    await shot(patient, 'phone-call');
    await silence(false);
    await shows(patient, 'microphone', 'on');
    await untilSound(doctor, 'the doctor, after the phone call,');
    await until(
      async () => !(await text(doctor)).includes(zh.micTrouble(WHO.patient)),
      'the doctor reads no more of it',
    );
  });

  test('turned around, the picture is as large as before; a camera that can’t be had gives the first one back', async () => {
    const { patient, doctor } = await callWith('patient', ALL);
    const sizes = () =>
      patient.evaluate(() =>
        (globalThis as unknown as Seen).seen.tracks
          .filter(({ kind, readyState }) => kind === 'video' && readyState === 'live')
          .map((track) => track.getSettings().width),
      );
    const turned = () => patient.locator('video.self.back').count();
    // A phone with two cameras, of which this machine has none.
    await patient.evaluate(() => {
      const { prototype } = MediaStreamTrack;
      const { getSettings } = prototype;
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let facingMode = 'user';
      prototype.getSettings = function () {
        const settings = getSettings.call(this);
        return this.kind === 'video' ? { ...settings, facingMode, deviceId: facingMode } : settings;
      };
      mediaDevices.getUserMedia = async (wish) => {
        const { facingMode: way } = (wish?.video ?? {}) as MediaTrackConstraints;
        if (typeof way === 'string') facingMode = way;
        return ask(wish);
      };
    });
    const before = await sizes();
    await press(patient, 'flip');
    await until(async () => (await turned()) === 1, 'it looks the other way');
    await shows(patient, 'camera', 'on');
    assert.deepEqual(await sizes(), before);
    await untilPictures(doctor, 'the doctor, the other way,');

    await patient.evaluate(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wish) => {
        if ((wish!.video as MediaTrackConstraints).facingMode === 'user')
          throw new DOMException('Could not start video source', 'NotReadableError');
        return ask(wish);
      };
    });
    await press(patient, 'flip');
    await shows(patient, 'camera', 'on');
    assert.equal(await turned(), 1, 'still the other way');
    await untilPictures(doctor, 'the doctor, the same way as before,');
  });
});
