/** A call in two real browsers on a real LiveKit: picture and sound both ways, each control, and the ways back into it. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { listProcesses } from '../../server/child.ts';
import { finishEntry } from '../../server/queue/service.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { openCallHouse, untilBothWays, type CallHouse } from './call-house.ts';
import {
  face,
  frames,
  energy,
  liveTracks,
  phase,
  press,
  text,
  until,
  untilPictures,
  untilSound,
} from './call-kit.ts';

let house: CallHouse;
before(async () => {
  house = await openCallHouse();
});
after(() => house?.close());
afterEach(() => house.clear());

/** In the page: the first video that is to be sent is refused, as some old phones do. `sent`: the ids of all that were. */
function stumble() {
  const { addTransceiver } = RTCPeerConnection.prototype;
  const sent: string[] = [];
  Object.assign(globalThis, { sent });
  RTCPeerConnection.prototype.addTransceiver = function (what, init) {
    if (typeof what !== 'string' && what.kind === 'video' && sent.push(what.id) === 1)
      throw new DOMException('refused', 'OperationError');
    return addTransceiver.call(this, what, init);
  };
}

describe('a call', () => {
  test('one click each: pictures and sound both ways; the entry is in consult; LiveKit’s webhooks arrive', async () => {
    const { visit, patient, doctor } = await house.seats();
    await press(doctor, 'action');
    await until(
      async () => (await text(doctor)).includes(zh.awaited('患者')),
      'the doctor reads who is awaited',
    );
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
    assert.equal(await face(patient, 'microphone'), 'on');
    assert.equal(await face(patient, 'camera'), 'on');
    await until(
      () =>
        patient.evaluate(
          () =>
            Number(document.querySelector<HTMLElement>('care-consult')!.style.getPropertyValue('--_level')) >
            0.1,
        ),
      'the patient sees that the microphone hears',
    );
    await until(
      async () => (await house.entryState(visit.entryId)) === 'in_consult',
      'the entry is in consult',
    );
    await until(
      () =>
        house.inRenhe(async ({ tx }) => {
          const { rows } = await tx.execute(
            `SELECT 1 FROM consult_participants JOIN consults USING (hospital_id, consult_id)
              WHERE visit_id = '${visit.visitId}' AND joined_at IS NOT NULL AND left_at IS NULL`,
          );
          return rows.length === 2;
        }),
      'both are in the room by LiveKit’s webhooks',
    );
  });

  test('a phone that fails at the first try to send its camera is tried again, and both sides know of it', async () => {
    const { patient, doctor } = await house.seats();
    for (const page of [patient, doctor]) {
      await page.addInitScript(stumble);
      await page.reload();
    }
    await press(doctor, 'action');
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
    for (const page of [patient, doctor]) {
      await until(async () => (await face(page, 'camera')) === 'on', 'the camera is on');
      const ids = await page.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);
      assert.equal(ids.length, 2, 'sent at the second try');
    }
  });

  test('on a phone held upright or sideways every control and both pictures are in sight, none over another', async () => {
    const { patient } = await house.call();
    const boxOf = async (one: Locator) => (await one.boundingBox())!;
    for (const [width, height] of [
      [390, 844],
      [844, 390],
      [667, 375],
    ] as const) {
      await patient.setViewportSize({ width, height });
      const at = `at ${width} × ${height}`;
      await until(async () => (await boxOf(patient.locator('[part=frame]'))).width <= width, at);
      await untilPictures(patient, `the patient, ${at},`);
      const bar = await boxOf(patient.locator('[part=controls]'));
      const remote = await boxOf(patient.locator('[part=remote]'));
      const self = await boxOf(patient.locator('[part=self]'));
      const controls = await patient.locator('[part=controls] button').all();
      const boxes = await Promise.all(controls.map(boxOf));
      assert.ok(boxes.length >= 4, at);
      for (const { x, y, width: w, height: h } of [bar, remote, self, ...boxes]) {
        assert.ok(x >= 0 && y >= 0 && x + w <= width + 1 && y + h <= height + 1, `${at}: all is in sight`);
        assert.ok(w >= 44 && h >= 44, `${at}: nothing is too small`);
      }
      const apart = bar.y >= remote.y + remote.height - 1 || bar.x >= remote.x + remote.width - 1;
      assert.ok(apart, `${at}: no control is on the other’s picture`);
      assert.ok(
        remote.width * remote.height >= (width * height) / 2,
        `${at}: the other side has the most of it`,
      );
    }
  });

  test('mute is silence, camera off is darkness and no light, and both come back', async () => {
    const { patient, doctor } = await house.call();
    await press(patient, 'microphone');
    await until(async () => (await face(patient, 'microphone')) === 'off', 'the microphone is off');
    await until(
      async () => (await text(doctor)).includes(zh.muted('患者')),
      'the doctor reads that the patient is muted',
    );
    // What was under way has arrived by then; from here on there must be nothing.
    await new Promise((done) => setTimeout(done, 1000));
    const silence = await energy(doctor);
    await new Promise((done) => setTimeout(done, 3000));
    assert.ok((await energy(doctor)) - silence < 1e-6, 'nothing is heard of a muted patient');
    await press(patient, 'microphone');
    await untilSound(doctor, 'the doctor, after unmuting,');

    await press(patient, 'camera');
    await until(async () => (await face(patient, 'camera')) === 'off', 'the camera is off');
    assert.deepEqual(await liveTracks(patient), ['audio'], 'the camera itself is released');
    await until(
      async () => (await text(doctor)).includes(zh.cameraOff('患者')),
      'the doctor reads that the camera is off',
    );
    const dark = await frames(doctor);
    await untilPictures(patient, 'the patient, whose own camera is off,');
    assert.ok((await frames(doctor)) - dark <= 2, 'no pictures of a camera that is off');
    await press(patient, 'camera');
    await untilPictures(doctor, 'the doctor, after the camera came back,');
    assert.equal(await face(patient, 'camera'), 'on');
  });

  test('a reload returns with one click, leaving too, and no camera stays on behind', async () => {
    const { patient, doctor } = await house.call();
    await patient.reload();
    await until(
      async () => (await text(doctor)).includes(zh.gone('患者')),
      'the doctor reads that the patient left',
    );
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });

    await press(patient, 'leave');
    await until(async () => (await phase(patient)) === 'left', 'the patient has left');
    assert.deepEqual(await liveTracks(patient), []);
    assert.ok((await text(patient)).includes(zh.left.self));
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
  });

  test('a second window takes over, and the first says so and can take it back', async () => {
    const { visit, patient, doctor } = await house.call();
    const second = await house.sit(visit, 'patient');
    await press(second, 'action');
    await until(
      async () => (await text(patient)).includes(zh.left.elsewhere),
      'the first window says where the call is',
    );
    assert.deepEqual(await liveTracks(patient), []);
    await untilBothWays({ patient: second, doctor });
    await press(patient, 'action');
    await untilBothWays({ patient, doctor });
    await until(async () => (await phase(second)) === 'left', 'the second window has left');
  });

  test('LiveKit killed mid-call: both sides say so, and the call comes back by itself, muted where it was muted', async () => {
    const { patient, doctor } = await house.call();
    for (const device of ['microphone', 'camera']) {
      await press(patient, device);
      await until(async () => (await face(patient, device)) === 'off', `the ${device} is off`);
    }
    const mine = `test-livekit-${process.pid}-`;
    const [program] = listProcesses().filter(({ argv }) => argv.some((arg) => arg.includes(mine)));
    assert.ok(program, 'the LiveKit of this test is found');
    const said = Promise.all(
      [patient, doctor].map((page) =>
        until(async () => (await phase(page)) === 'reconnecting', 'the page says that it reconnects'),
      ),
    );
    process.kill(program.pid, 'SIGKILL');
    await said;
    for (const page of [patient, doctor])
      await until(async () => (await phase(page)) === 'connected', 'connected again', 60_000);
    await untilPictures(patient, 'the patient, after LiveKit came back,');
    await untilSound(patient, 'the patient, after LiveKit came back,');
    assert.equal(await face(patient, 'microphone'), 'off');
    assert.equal(await face(patient, 'camera'), 'off');
    assert.deepEqual(await liveTracks(patient), ['audio'], 'a camera that was off stays off');
    const silence = await energy(doctor);
    await new Promise((done) => setTimeout(done, 2000));
    assert.ok((await energy(doctor)) - silence < 1e-6, 'nobody who was muted is heard after coming back');
    await press(patient, 'microphone');
    await untilSound(doctor, 'the doctor, after unmuting,');
    await press(patient, 'camera');
    await untilPictures(doctor, 'the doctor, after the camera was turned on,');
  });

  test('when the doctor ends the visit, both are out and every device is free', async () => {
    const { visit, patient, doctor } = await house.call();
    await house.inRenhe((work) => finishEntry(work, visit.entryId));
    for (const page of [patient, doctor]) {
      await until(async () => (await phase(page)) === 'left', 'out');
      assert.ok((await text(page)).includes(zh.left.ended));
      assert.deepEqual(await liveTracks(page), []);
    }
  });

  test('without camera and microphone one still hears and sees, and reads what to do', async () => {
    const visit = await takenVisit(house.app);
    const doctor = await house.sit(visit, 'doctor');
    const patient = await house.sit(visit, 'patient');
    await patient.evaluate(() => {
      navigator.permissions.query = async () => ({ state: 'denied' }) as PermissionStatus;
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Permission denied', 'NotAllowedError');
      };
    });
    await press(doctor, 'action');
    await press(patient, 'action');
    await untilPictures(patient, 'the patient without devices');
    await untilSound(patient, 'the patient without devices');
    assert.equal(await face(patient, 'microphone'), 'denied');
    assert.ok((await text(patient)).includes(zh.problem.denied('both')));
    await until(
      async () => (await text(doctor)).includes(zh.cameraTrouble('患者')),
      'the doctor reads that the camera can’t be used',
    );
  });
});
