/** The whole visit in three browsers, across two origins, on the real server, database and LiveKit: the eight steps. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import queue from '../../packages/elements/locales/zh-CN/queue.ts';
import result from '../../packages/elements/locales/zh-CN/triage-result.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import { engine } from '../kit/browser.ts';
import { energy, until, untilSound } from './call-kit.ts';
import { demoPeople } from './demo-people.ts';
import {
  confirmRecord,
  calm,
  describeComplaint,
  joinQueue,
  pictures,
  register,
  sendRecord,
  signInDoctor,
  signInPharmacist,
  untilPictures,
} from './people.ts';
import { leaveWith, prescribe, review, writeNote } from './visit-steps.ts';

const PHONE = [390, 844] as const;
const DESK = [1280, 800] as const;
/** Nobody is before them; whether a doctor is online besides depends on who sat at a desk a moment ago. */
const FRONT = new RegExp(`^(${queue.first}|${queue.next})$`);
const WANG = { name: '王秀英', birth: '1956-03-01', sex: '女' };

/** What needs a call, where there can be none; `npm run browsers` runs `test/browsers/visit-without-video.ts` there. */
const needsCalls = { skip: engine === 'webkit' && 'no WebRTC: the visit without video is run instead' };

describe('the whole visit', () => {
  const people = demoPeople('visit');
  const patientPage = () => people.sit(`${people.demo.renheUrl}/internet-hospital.html`, ...PHONE);

  it('from the first word to the reviewed prescription', { timeout: 240_000, ...needsCalls }, async () => {
    // 1. Another origin, exactly two lines.
    const patient = await patientPage();
    const source = await (await fetch(`${people.demo.renheUrl}/internet-hospital.html`)).text();
    assert.equal(source.split('\n').filter((line) => /care\.js|<care-/.test(line)).length, 2);
    assert.notEqual(new URL(people.demo.renheUrl).origin, new URL(people.demo.careUrl).origin);

    // 2. and 3. Registration, triage, the queue.
    await register(patient, WANG);
    await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
    const department = await joinQueue(patient);
    const waiting = patient.page.locator('care-queue');
    await waiting.getByText(FRONT).waitFor();
    const ticket = (await waiting.getByText(/^[A-Z]\d{3}$/).innerText()).trim();
    await waiting.getByRole('button', { name: queue.checkStart }).click();
    await waiting.getByText(queue.heard).waitFor();
    await patient.page.reload();
    await patient.page.locator('care-queue').getByText(ticket).waitFor();
    // The tab is closed and opened again.
    await patient.page.close();
    patient.page = await patient.context.newPage();
    await patient.page.goto(`${people.demo.renheUrl}/internet-hospital.html`);
    await patient.page.locator('care-queue').getByText(ticket).waitFor();

    // 4. The doctor calls.
    const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, ...DESK);
    await signInDoctor(doctor, 'zhao', department);
    const d = doctor.page.locator('care-desk');
    await d.getByText(WANG.name).first().waitFor();
    await d.getByText('嗓子疼两天，有点咳嗽').first().waitFor();
    await d.getByRole('button', { name: desk.callNext }).click();
    const v = patient.page.locator('care-visit');
    await v.getByText(stage.calledTitle).waitFor();
    await d.getByText(desk.calledWaiting).first().waitFor();

    // 5. The call.
    await v.getByRole('button', { name: stage.enter }).click();
    await d.getByRole('button', { name: consult.enterDoctor }).click();
    await Promise.all([untilPictures(patient, 'the patient'), untilPictures(doctor, 'the doctor')]);
    await untilSound(doctor.page, 'the doctor');
    await v.getByRole('button', { name: consult.mute, exact: true }).click();
    await v.getByRole('button', { name: consult.unmute, exact: true }).waitFor();
    await d.getByText(consult.muted(consult.who.patient)).first().waitFor();
    await v.getByRole('button', { name: consult.unmute, exact: true }).click();
    await patient.page.reload();
    await v
      .getByRole('button', { name: new RegExp(`${consult.returnToCall}|${consult.enterPatient}`) })
      .click();
    await untilPictures(patient, 'the patient, back after a reload');
    assert.ok((await energy(doctor.page)) > 0);

    // The note, saved by the server.
    await writeNote(d, '视频所见咽部充血，精神可');

    // 5b. A revisit: the record that the patient sends, read and confirmed by the doctor.
    await sendRecord(patient, people.demo.careUrl, 'renhe');
    await confirmRecord(doctor, 'J06');

    // 6. The prescription.
    const rx = patient.page.locator('care-prescription');
    await prescribe(d, rx);
    assert.equal(await pictures(patient), 0, 'the call has ended');

    // 7. Returned by the pharmacist, revised by the doctor, approved.
    const pharmacist = await people.sit(`${people.demo.staffUrl}/pharmacy.html`, ...DESK);
    await signInPharmacist(pharmacist, 'gao');
    await review(d, rx, pharmacist, WANG.name);

    // 8. What the patient leaves with.
    await leaveWith(rx);
    for (const person of [patient, doctor, pharmacist]) assert.deepEqual(person.trouble, []);
  });

  it('an emergency ends the online path and alarms the desk', { timeout: 120_000 }, async () => {
    const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, ...DESK);
    await signInDoctor(doctor, 'sun', '内科');
    const d = doctor.page.locator('care-desk');
    await d.getByText(desk.queueEmpty).waitFor();
    const patient = await patientPage();
    await register(patient, { name: '张大山', birth: '1960-05-06', sex: '男' });
    await describeComplaint(patient, '胸闷，出冷汗', '胸痛、胸闷', (_q, options) => options[0]!);
    const v = patient.page.locator('care-visit');
    await v.getByText(result.callTitle).waitFor();
    const call = v.getByRole('link', { name: result.call('120') }).first();
    assert.equal(await call.getAttribute('href'), 'tel:120');
    await v.getByText(result.meanwhile).waitFor();
    await d.getByText(desk.alarmTitle).first().waitFor();
    await d.getByRole('button', { name: new RegExp(`${desk.takeOver}.*张大山`) }).click();
    // Whoever took over has a call to make: name and number stay until that is done.
    await d.getByRole('button', { name: new RegExp(`${desk.takenDone}.*张大山`) }).click();
    await d.getByText('张大山').first().waitFor({ state: 'detached' });
    assert.equal(await v.getByRole('button', { name: /候诊/ }).count(), 0);
  });

  it(
    'LiveKit killed mid-call comes back; the server killed mid-queue and mid-call keeps place, ticket, call and note',
    { timeout: 300_000, ...needsCalls },
    async () => {
      const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, ...DESK);
      const patient = await patientPage();
      await register(patient, { name: '李建国', birth: '1970-05-06', sex: '男' });
      await describeComplaint(patient, '嗓子疼', '嗓子疼', calm);
      const department = await joinQueue(patient);
      const waiting = patient.page.locator('care-queue');
      const ticket = (await waiting.getByText(/^[A-Z]\d{3}$/).innerText()).trim();
      await people.demo.crash();
      await waiting.getByText(queue.lost).waitFor();
      await people.demo.start();
      await waiting.getByText(queue.lost).waitFor({ state: 'detached', timeout: 60_000 });
      await waiting.getByText(ticket).waitFor();
      await waiting.getByText(FRONT).waitFor();

      await signInDoctor(doctor, 'sun', department);
      const d = doctor.page.locator('care-desk');
      await d.getByRole('button', { name: desk.callNext }).click();
      const v = patient.page.locator('care-visit');
      await v.getByRole('button', { name: stage.enter }).click();
      await d.getByRole('button', { name: consult.enterDoctor }).click();
      await Promise.all([untilPictures(patient, 'the patient'), untilPictures(doctor, 'the doctor')]);
      people.demo.crashLivekit();
      const says = new RegExp(
        `${consult.reconnectingSignal}|${consult.reconnectingMedia}|${consult.mediaUnavailable}|医生的网络断开了`,
      );
      await v.getByText(says).first().waitFor();
      await until(async () => (await v.getByText(says).count()) === 0, 'the call is back', 90_000);
      await Promise.all([
        untilPictures(patient, 'the patient again'),
        untilPictures(doctor, 'the doctor again'),
      ]);

      // The server dies under the call; what the doctor writes meanwhile is not lost.
      await people.demo.crash();
      await d.getByLabel(desk.findings).fill('服务器中断时写下的所见');
      await people.demo.start();
      await d
        .getByText(/^已保存/)
        .first()
        .waitFor({ timeout: 60_000 });
      await until(async () => (await v.getByText(says).count()) === 0, 'the call stands', 90_000);
      await Promise.all([
        untilPictures(patient, 'the patient after the server'),
        untilPictures(doctor, 'the doctor after the server'),
      ]);
      await untilSound(patient.page, 'the patient');
      await doctor.page.reload();
      await d.getByText('李建国').first().waitFor();
      assert.equal(await d.getByLabel(desk.findings).inputValue(), '服务器中断时写下的所见');
      // What a browser says of a socket that does not open nobody can keep it from saying.
      for (const { trouble } of [patient, doctor])
        assert.deepEqual(
          trouble.filter(
            (said) =>
              !/^WebSocket connection to|ERR_CONNECTION_REFUSED|Firefox can’t establish a connection/.test(
                said,
              ),
          ),
          [],
        );
    },
  );
});
