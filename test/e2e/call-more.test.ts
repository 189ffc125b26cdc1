/** What else a call can do, in two real browsers: sound only and the picture back; "can you hear me?" answered yes and no. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import more from '../../packages/elements/locales/zh-CN/call-more.ts';
import { launchSmall } from '../kit/small-camera.ts';
import { openCallHouse, type CallHouse } from './call-house.ts';
import { face, liveTracks, press, text, until, untilPictures, untilSound, type Seen } from './call-kit.ts';

let house: CallHouse;
before(async () => {
  house = await openCallHouse(undefined, launchSmall);
});
after(() => house?.close());
afterEach(() => house.clear());

const said = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      document.querySelector('care-consult')!.shadowRoot!.querySelector('care-call-more')?.shadowRoot
        ?.textContent ?? '',
  );

const choose = (page: Page, rung: string) => page.locator('[part~=rung]').selectOption(rung);

describe('beside a call', () => {
  test('sound only: the camera light goes out, the other reads why, sound goes on; the picture comes back', async () => {
    const { patient, doctor } = await house.call();
    await press(patient, 'more-button');
    await choose(patient, 'audio');
    await until(async () => (await liveTracks(patient)).join() === 'audio', 'the camera is released');
    await until(
      async () => (await text(doctor)).includes(zh.cameraChosen('患者')),
      'the doctor reads why there is no picture',
    );
    assert.ok((await text(patient)).includes(zh.soundChosen));
    await untilSound(doctor, 'the doctor');
    await untilSound(patient, 'the patient');
    await choose(patient, 'auto');
    await until(async () => (await face(patient, 'camera')) === 'on', 'the camera is on');
    await untilPictures(doctor, 'the doctor, after sound only,');
    await untilPictures(patient, 'the patient, after sound only,');
    await until(
      async () => !(await text(doctor)).includes(zh.cameraChosen('患者')),
      'nothing is said any more',
    );
  });

  test('sound only holds over a reload: the camera is not even asked for, until automatic is chosen', async () => {
    const { patient, doctor } = await house.call();
    await press(patient, 'more-button');
    await choose(patient, 'audio');
    await until(async () => (await liveTracks(patient)).join() === 'audio', 'the camera is released');
    await patient.reload();
    await press(patient, 'action');
    await untilSound(doctor, 'the doctor, after the reload,');
    await press(patient, 'more-button');
    assert.equal(await patient.locator('[part~=rung]').inputValue(), 'audio');
    assert.ok((await text(patient)).includes(zh.soundChosen));
    const asked = () =>
      patient.evaluate(() => (globalThis as unknown as Seen).seen.tracks.map((one) => one.kind));
    assert.deepEqual([...new Set(await asked())], ['audio']);
    await choose(patient, 'auto');
    await until(async () => (await face(patient, 'camera')) === 'on', 'the camera is on');
    await untilPictures(doctor, 'the doctor, after the reload,');
  });

  for (const [answer, part] of [
    ['yes', 'hear'],
    ['no', 'hear-not'],
  ] as const)
    test(`can you hear me? ${answer}`, async () => {
      const { patient, doctor } = await house.call();
      await press(patient, 'more-button');
      await press(patient, 'ask-hearing');
      await until(
        async () => (await said(doctor)).includes(more.question.patient),
        'the doctor reads the question',
      );
      await press(doctor, part);
      await until(async () => (await said(patient)).includes(more.hearing[answer]), 'the patient reads it');
      assert.equal((await said(patient)).includes(more.helpTitle), answer === 'no');
      assert.ok(!(await said(doctor)).includes(more.question.patient), 'the question is gone');
    });
});
