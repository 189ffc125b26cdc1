/** Controls pressed faster than a track is published, on a real LiveKit: what the others are told is what is, and the page's console stays clean. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import { launchSmall } from '../kit/small-camera.ts';
import { openCallHouse, type CallHouse } from './call-house.ts';
import { face, press, until } from './call-kit.ts';

let house: CallHouse;
before(async () => {
  house = await openCallHouse(undefined, launchSmall);
});
after(() => house?.close());
afterEach(() => house.clear());

/** On and off again and again, each at once after the one before. */
const toggle = (page: Page, kind: 'microphone' | 'camera', last: boolean) =>
  page.evaluate(
    async ([device, on]) => {
      const { store } = document.querySelector<CareConsult>('care-consult')!;
      for (let i = 0; i < 40; i++) {
        await store!.setEnabled(device, i % 2 === 1);
        await new Promise((done) => setTimeout(done, 20));
      }
      await store!.setEnabled(device, on);
    },
    [kind, last] as const,
  );
const seenBy = (page: Page, kind: 'microphone' | 'camera') =>
  page.evaluate(
    (device) => document.querySelector<CareConsult>('care-consult')!.store!.get().others[0]?.[device],
    kind,
  );

for (const [kind, last] of [
  ['microphone', false],
  ['microphone', true],
  ['camera', true],
] as const)
  test(`${kind}, ${last ? 'on' : 'off'} in the end`, async () => {
    const { patient, doctor } = await house.seats();
    const errors: string[] = [];
    patient.on('console', (said) => {
      if (said.type() === 'error') errors.push(said.text());
    });
    await press(doctor, 'action');
    await press(patient, 'action');
    await toggle(patient, kind, last);
    await until(async () => (await face(patient, kind)) === (last ? 'on' : 'off'), 'the control says so');
    await until(async () => (await seenBy(doctor, kind)) === (last ? 'on' : 'off'), 'the doctor’s page, too');
    await new Promise((done) => setTimeout(done, 2000));
    assert.equal(await seenBy(doctor, kind), last ? 'on' : 'off', 'and still');
    assert.deepEqual(
      errors.filter((said) => said.includes('mute status')),
      [],
    );
  });
