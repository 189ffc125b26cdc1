/**
 * The whole visit where the browser has no calls, as WebKitGTK: the patient reads so before the queue, and goes on in writing or is rung up;
 * the desks of doctor and pharmacist stand in the same engine. `npm run browsers -- webkit visit` runs it.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import chat from '../../packages/elements/locales/zh-CN/chat.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import queue from '../../packages/elements/locales/zh-CN/queue.ts';
import result from '../../packages/elements/locales/zh-CN/triage-result.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import { demoPeople } from '../e2e/demo-people.ts';
import {
  calm,
  confirmRecord,
  describeComplaint,
  joinQueue,
  register,
  sendRecord,
  signInDoctor,
  signInPharmacist,
} from '../e2e/people.ts';
import { leaveWith, prescribe, review, writeNote } from '../e2e/visit-steps.ts';
import { jpeg } from '../kit/files.ts';

const WANG = { name: '王秀英', birth: '1956-03-01', sex: '女' };

describe('the whole visit without video', () => {
  const people = demoPeople('no-video');
  const write = async (talk: Locator, words: string) => {
    await talk.getByLabel(chat.write, { exact: true }).fill(words);
    await talk.getByRole('button', { name: chat.send, exact: true }).click();
  };
  /** Stored, and so in the history of whoever looks. */
  const line = (talk: Locator, words: string) => talk.locator('[data-seq]').filter({ hasText: words });

  /** From the first word to the queue, by the one of the two ways that are offered; the doctor calls, and both have the conversation. */
  async function meet(mode: 'text' | 'phone') {
    const patient = await people.sit(`${people.demo.renheUrl}/internet-hospital.html`, 390, 844);
    assert.equal(
      await patient.page.evaluate(() => 'RTCPeerConnection' in globalThis),
      false,
      'no calls here',
    );
    await register(patient, WANG);
    await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
    const visit = patient.page.locator('care-visit');
    await visit.getByText(result.noVideo).waitFor();
    assert.equal(
      await visit.getByText(result.modes['video']!, { exact: true }).count(),
      0,
      'no video is offered',
    );
    await visit.getByText(result.modes[mode]!, { exact: true }).click();
    const department = await joinQueue(patient);
    const waiting = patient.page.locator('care-queue');
    const ticket = (await waiting.getByText(/^[A-Z]\d{3}$/).innerText()).trim();
    assert.equal(
      await waiting.getByRole('button', { name: queue.checkStart }).count(),
      0,
      'nothing to check',
    );
    await patient.page.reload();
    await waiting.getByText(ticket).waitFor();

    const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, 1280, 800);
    await signInDoctor(doctor, 'zhao', department);
    const d = doctor.page.locator('care-desk');
    await d.getByText(mode === 'phone' ? desk.byPhone : desk.inWriting, { exact: true }).waitFor();
    await d.getByRole('button', { name: desk.callNext }).click();
    await visit.getByText(stage.calledTitle).waitFor();
    if (mode === 'phone') {
      await d.getByText(desk.byPhoneMore).waitFor();
      await visit.getByText(stage.phoneSoon('138 0000 0000')).waitFor();
    }
    await visit.getByRole('button', { name: stage.enter }).click();
    const [mine, theirs] = [visit.locator('care-chat'), d.locator('care-chat')];
    await mine.waitFor();
    await theirs.waitFor();
    return { patient, doctor, visit, d, mine, theirs };
  }

  it('in writing, from the first word to the reviewed prescription', { timeout: 300_000 }, async () => {
    const { patient, doctor, d, mine, theirs } = await meet('text');
    await write(mine, '医生您好，我嗓子疼。');
    await line(theirs, '医生您好，我嗓子疼。').waitFor();
    await line(mine, chat.standing.read).waitFor();
    await write(theirs, '请拍一张喉咙的照片。');
    await line(mine, '请拍一张喉咙的照片。').waitFor();
    const file = { name: '喉咙.jpg', mimeType: 'image/jpeg', buffer: jpeg() };
    await mine.locator('input[name=files]').setInputFiles(file);
    await theirs.locator('care-chat-picture[drawn]').waitFor();
    await patient.page.reload();
    await line(mine, '请拍一张喉咙的照片。').waitFor();

    await writeNote(d, '照片所见咽部充血，精神可');
    await sendRecord(patient, people.demo.careUrl, 'renhe');
    await confirmRecord(doctor, 'J06');
    const rx = patient.page.locator('care-prescription');
    await prescribe(d, rx);
    const pharmacist = await people.sit(`${people.demo.staffUrl}/pharmacy.html`, 1280, 800);
    await signInPharmacist(pharmacist, 'gao');
    await review(d, rx, pharmacist, WANG.name);
    await leaveWith(rx);
    for (const person of [patient, doctor, pharmacist]) assert.deepEqual(person.trouble, []);
  });

  it('rung up: the doctor reads the number, and ends without a medicine', { timeout: 240_000 }, async () => {
    const { patient, doctor, visit, d, mine, theirs } = await meet('phone');
    await write(theirs, '我现在给您打电话。');
    await line(mine, '我现在给您打电话。').waitFor();
    await writeNote(d, '电话中声音有力，无气促');
    await d.getByRole('button', { name: desk.finish }).click();
    await d.getByRole('button', { name: desk.finishNow }).click();
    await d.getByText(desk.lastFinished).waitFor();
    await visit.getByText(stage.concludedTitle).waitFor();
    await visit.getByText(stage.noPrescription).waitFor();
    for (const person of [patient, doctor]) assert.deepEqual(person.trouble, []);
  });
});
