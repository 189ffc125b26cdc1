/** A visit in writing, in two real browsers on the real server: words, a picture, a voice; to video and back, and to its end. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import chat from '../../packages/elements/locales/zh-CN/chat.ts';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import result from '../../packages/elements/locales/zh-CN/triage-result.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import { jpeg } from '../kit/files.ts';
import { until } from './call-kit.ts';
import { demoPeople } from './demo-people.ts';
import { calm, describeComplaint, joinQueue, register, signInDoctor, untilPictures } from './people.ts';

describe('a visit in writing', () => {
  const people = demoPeople('writing');
  const write = async (talk: Locator, words: string) => {
    await talk.getByLabel(chat.write, { exact: true }).fill(words);
    await talk.getByRole('button', { name: chat.send, exact: true }).click();
  };
  /** Stored, and so in the history of whoever looks. */
  const line = (talk: Locator, words: string) => talk.locator('[data-seq]').filter({ hasText: words });

  it(
    'is chosen before the queue, has no room, and goes to video and back',
    { timeout: 240_000 },
    async () => {
      const patient = await people.sit(`${people.demo.renheUrl}/internet-hospital.html`, 390, 844);
      await register(patient, { name: '王秀英', birth: '1956-03-01', sex: '女' });
      await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
      const visit = patient.page.locator('care-visit');
      await visit.getByText(result.modes['text']!, { exact: true }).click();
      await people.shot(patient, 'choose');
      const department = await joinQueue(patient);

      const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, 1280, 800);
      await signInDoctor(doctor, 'zhao', department);
      const table = doctor.page.locator('care-desk');
      await table.getByText(desk.inWriting, { exact: true }).waitFor();
      await table.getByRole('button', { name: desk.callNext }).click();
      const theirs = table.locator('care-chat');
      await theirs.waitFor();

      await visit.getByRole('button', { name: stage.enter }).click();
      const mine = visit.locator('care-chat');
      await write(mine, '医生您好，我嗓子疼。');
      await line(theirs, '医生您好，我嗓子疼。').waitFor();
      await line(mine, chat.standing.read).waitFor();
      await write(theirs, '请拍一张喉咙的照片。');
      await line(mine, '请拍一张喉咙的照片。').waitFor();

      // A picture, and its being enlarged by the doctor.
      const [chooser] = await Promise.all([
        patient.page.waitForEvent('filechooser'),
        mine.getByRole('button', { name: chat.attach, exact: true }).click(),
      ]);
      await chooser.setFiles({ name: '喉咙.jpg', mimeType: 'image/jpeg', buffer: jpeg() });
      const picture = theirs.getByRole('button', { name: chat.pictureOf('喉咙.jpg') });
      await theirs.locator('care-chat-picture[drawn]').waitFor();
      await picture.click();
      await theirs.locator('care-chat-lightbox canvas[data-drawn]').waitFor();
      await doctor.page.keyboard.press('Escape');
      await until(
        async () => (await theirs.locator('care-chat-lightbox').count()) === 0,
        'the picture is closed',
      );

      // What is no picture is refused in words, and nothing is on its way.
      const [again] = await Promise.all([
        patient.page.waitForEvent('filechooser'),
        mine.getByRole('button', { name: chat.attach, exact: true }).click(),
      ]);
      await again.setFiles({
        name: 'x.svg',
        mimeType: 'image/svg+xml',
        buffer: Buffer.from('<svg><script/></svg>'),
      });
      await mine.getByText(chat.problems['unsupported-media-type']!).waitFor();

      // A voice, recorded and played for real.
      await mine.getByRole('button', { name: chat.speak, exact: true }).click();
      await mine.getByText(chat.recording('0:01', '1:00')).waitFor();
      await mine.getByRole('button', { name: chat.sendVoice }).click();
      const voice = theirs.locator('care-chat-voice');
      await voice.getByRole('button').click();
      await theirs.locator('care-chat-voice[face=playing]').waitFor();
      assert.equal(
        await patient.page.evaluate(
          () => (globalThis as unknown as { seen: { pcs: unknown[] } }).seen.pcs.length,
        ),
        0,
        'no call was made',
      );
      await people.shot(patient, 'written-patient');
      await people.shot(doctor, 'written-doctor');

      // To video: the doctor asks for it, and both come to the call; what was written is beside it.
      await theirs.getByRole('button', { name: chat.change.video }).click();
      await table.locator('care-consult').getByRole('button', { name: consult.enterDoctor }).click();
      await visit.locator('care-consult').getByRole('button', { name: consult.enterPatient }).click();
      await untilPictures(patient, 'the patient');
      await untilPictures(doctor, 'the doctor');
      await visit.locator('care-chat-button').getByRole('button').click();
      await line(mine, '请拍一张喉咙的照片。').waitFor();
      await people.shot(patient, 'beside-patient');
      // Closed, a new message makes itself known on the button.
      await mine.getByRole('button', { name: chat.closeChat }).click();
      await table.locator('care-chat-button').getByRole('button').click();
      await write(theirs, '看得清楚吗？');
      await visit.locator('care-chat-button .unread').getByText('1').waitFor();
      await people.shot(patient, 'unread-patient');
      await people.shot(doctor, 'beside-doctor');

      // And back: the patient asks for it.
      await visit.locator('care-chat-button').getByRole('button').click();
      await mine.getByRole('button', { name: chat.change.text }).click();
      await mine.getByRole('button', { name: chat.leaveVideo.yes }).click();
      await until(
        async () =>
          (await table.locator('care-consult').count()) + (await visit.locator('care-consult').count()) === 0,
        'both are out of the call',
      );
      await write(mine, '视频卡，还是打字吧。');
      await line(theirs, '视频卡，还是打字吧。').waitFor();

      // Once more by video: who was taken out of the call by the writing is invited in again.
      await theirs.getByRole('button', { name: chat.change.video }).click();
      await visit.locator('care-consult').getByRole('button', { name: consult.enterPatient }).waitFor();
      await people.shot(patient, 'invited-again');
      await table.locator('care-consult').getByRole('button', { name: consult.enterDoctor }).click();
      await table.locator('care-chat-button').getByRole('button').click();
      await theirs.getByRole('button', { name: chat.change.text }).click();
      await theirs.getByRole('button', { name: chat.leaveVideo.yes }).click();
      await line(mine, '视频卡，还是打字吧。').waitFor();

      // Note and end are those of every visit.
      await table.getByLabel(desk.findings).fill('照片所见咽部充血');
      await table.getByRole('combobox', { name: desk.diagnosisSearch }).fill('J06');
      await table.locator('[role=listbox] [role=option]:visible').first().click();
      await table.getByLabel(desk.advice).fill('多饮水，注意休息。');
      await table
        .getByText(/^已保存/)
        .first()
        .waitFor();
      await table.getByRole('button', { name: desk.finish }).click();
      await table.getByRole('button', { name: desk.finishNow }).click();
      await table.getByText(desk.lastFinished).waitFor();
      await visit.getByText(stage.concludedTitle).waitFor();
    },
  );
});
