/** A consult on hold, called back, handed to a second doctor and ended, in real browsers; and a doctor whose browser dies. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import handover from '../../packages/elements/locales/zh-CN/handover.ts';
import queue from '../../packages/elements/locales/zh-CN/queue.ts';
import rating from '../../packages/elements/locales/zh-CN/rating.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import timeline from '../../packages/elements/locales/zh-CN/timeline.ts';
import { launchSmall } from '../kit/small-camera.ts';
import { liveTracks, until } from './call-kit.ts';
import { demoPeople } from './demo-people.ts';
import {
  calm,
  describeComplaint,
  joinQueue,
  register,
  signInDoctor,
  untilPictures,
  type Person,
} from './people.ts';

const WANG = { name: '王秀英', birth: '1956-03-01', sex: '女' };

describe('a consult that changes hands', () => {
  const people = demoPeople('handover', launchSmall);
  /** A patient who waits, and the department. */
  async function waiting() {
    const patient = await people.sit(`${people.demo.renheUrl}/internet-hospital.html`, 390, 844);
    await register(patient, WANG);
    await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
    return { patient, department: await joinQueue(patient) };
  }
  async function doctorAt(username: string, department?: string) {
    const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, 1280, 800);
    await signInDoctor(doctor, username, department);
    return { doctor, d: doctor.page.locator('care-desk') };
  }
  /** Both in the call, with pictures both ways. */
  async function meet(patient: Person, doctor: Person) {
    await patient.page.locator('care-visit').getByRole('button', { name: stage.enter }).click();
    await doctor.page
      .locator('care-desk')
      .getByRole('button', { name: new RegExp(`${consult.returnToCall}|${consult.enterDoctor}`) })
      .click();
    await Promise.all([untilPictures(patient, 'the patient'), untilPictures(doctor, 'the doctor')]);
  }

  it(
    'on hold, called back, handed over, ended by the second doctor, rated',
    { timeout: 240_000 },
    async () => {
      const { patient, department } = await waiting();
      const v = patient.page.locator('care-visit');
      await v.getByText(queue.noDoctor).waitFor();
      await people.shot(patient, 'no-doctor');
      const { doctor, d } = await doctorAt('zhao', department);
      await d.getByRole('button', { name: desk.callNext }).click();
      await v.getByText(stage.calledTitle).waitFor();
      const didNotCome = d.getByRole('button', { name: desk.didNotCome });
      assert.equal(await didNotCome.getAttribute('aria-disabled'), 'true', 'not before the time is up');
      await meet(patient, doctor);

      await d.getByLabel(desk.findings).fill('视频所见咽部充血');
      await people.shot(doctor, 'in-consult');
      await d.getByRole('button', { name: handover.hold }).click();
      await d.getByText(handover.holdTitle).first().waitFor();
      await people.shot(doctor, 'hold-asked');
      await d.getByRole('button', { name: handover.holdNow }).last().click();
      await d.getByText(desk.lastHeld).waitFor();
      await v.getByText(queue.callsBack).waitFor();
      await v.getByText(queue.keptFirst).waitFor();
      await until(async () => (await liveTracks(patient.page)).length === 0, 'the patient’s camera is off');
      await people.shot(patient, 'on-hold');
      await people.shot(doctor, 'held');
      await patient.page.reload();
      await v.getByText(queue.callsBack).waitFor();

      await d.getByRole('button', { name: handover.callBack }).click();
      await v.getByText(stage.calledTitle).waitFor();
      await meet(patient, doctor);
      assert.equal(
        await d.getByLabel(desk.findings).inputValue(),
        '视频所见咽部充血',
        'the note is as it was',
      );

      await d.getByRole('button', { name: handover.transfer }).click();
      const to = d.locator('select[name=doctor]');
      const sun = (await to.locator('option').filter({ hasText: '孙若兰' }).getAttribute('value'))!;
      await to.selectOption(sun);
      await d.locator('select[name=reason]').selectOption('second-opinion');
      await d.getByLabel(handover.text).fill('请看一下咽部');
      await people.shot(doctor, 'transfer-asked');
      await d.getByRole('button', { name: handover.transferNow }).last().click();
      await d.getByText(desk.lastTransferred).waitFor();
      await v.getByText(queue.doctorSays('请看一下咽部')).waitFor();
      await v.getByText(queue.recordGoesAlong).waitFor();
      await people.shot(patient, 'transferred');

      const second = await doctorAt('sun', department);
      await second.d.getByText(handover.from('赵启明')).waitFor();
      await people.shot(second.doctor, 'second-queue');
      await second.d.getByRole('button', { name: desk.callNext }).click();
      await v.getByText(stage.calledTitle).waitFor();
      await meet(patient, second.doctor);
      await second.d.getByText('视频所见咽部充血').waitFor();
      await second.d.locator('care-desk-timeline summary').click();
      await second.d.getByText(timeline.kinds['transferred']!).first().waitFor();
      await people.shot(second.doctor, 'second-doctor');
      await second.d.getByRole('combobox', { name: desk.diagnosisSearch }).fill('J06');
      await second.d.locator('[role=listbox] [role=option]:visible').first().click();
      await second.d.getByLabel(desk.advice).fill('多饮水，注意休息。');
      await second.d
        .getByText(/^已保存/)
        .first()
        .waitFor();
      await second.d.getByRole('button', { name: desk.finish }).click();
      await second.d.getByRole('button', { name: desk.finishNow }).click();
      await second.d.getByText(desk.lastFinished).waitFor();

      await v.getByText(stage.concludedTitle).waitFor();
      await v.getByText('多饮水，注意休息。').waitFor();
      await v.getByText(rating.stars[1]!, { exact: true }).click();
      await v.getByText(rating.wrong['bad-sound']).click();
      await people.shot(patient, 'rating');
      await v.getByRole('button', { name: rating.send }).click();
      await v.getByText(rating.thanks).waitFor();
      await patient.page.reload();
      await v.getByText(rating.thanks).waitFor();
    },
  );

  it(
    'the doctor’s browser dies: the patient is told, and goes on when the doctor is back',
    { timeout: 240_000 },
    async () => {
      const { patient, department } = await waiting();
      const v = patient.page.locator('care-visit');
      const { doctor, d } = await doctorAt('zhao', department);
      await d.getByRole('button', { name: desk.callNext }).click();
      await v.getByText(stage.calledTitle).waitFor();
      await meet(patient, doctor);
      await people.leave(doctor);
      // On a busy machine it takes longer; after two minutes the patient waits again.
      await v.locator('[part=away]').waitFor({ timeout: 115_000 });
      await people.shot(patient, 'doctor-away');
      // The desk comes back to the patient of the moment, and so to the department.
      const back = await doctorAt('zhao');
      await back.d.getByText(WANG.name).first().waitFor();
      await v.locator('[part=away]').waitFor({ state: 'detached', timeout: 60_000 });
      await back.d.getByRole('button', { name: consult.enterDoctor }).click();
      await Promise.all([untilPictures(patient, 'the patient'), untilPictures(back.doctor, 'the doctor')]);
    },
  );
});
