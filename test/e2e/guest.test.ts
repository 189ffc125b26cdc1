/** A daughter and an interpreter join a call by link, in four browsers: consent, the door, pictures on every screen, and out again. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser } from 'playwright-core';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import guests from '../../packages/elements/locales/zh-CN/guests.ts';
import timeline from '../../packages/elements/locales/zh-CN/timeline.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import { launchBrowser } from '../kit/browser.ts';
import { smallCamera } from '../kit/small-camera.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import { until } from './call-kit.ts';
import {
  calm,
  describeComplaint,
  joinQueue,
  register,
  signInDoctor,
  sitDown,
  type Person,
} from './people.ts';

const camera = smallCamera();
let demo: Demo;
let browser: Browser;
const people: Person[] = [];
before(async () => {
  demo = await startDemo();
  browser = await launchBrowser({ args: [camera.argument] });
});
after(async () => {
  const { CARE_SHOTS } = process.env;
  for (const [i, { page }] of people.entries())
    if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/guest-${i}.png` }).catch(() => {});
  await browser?.close();
  await demo?.stop();
  camera.remove();
});
async function sit(url: string, size: readonly [number, number]): Promise<Person> {
  const person = await sitDown(browser, url, ...size);
  people.push(person);
  return person;
}

/** Pictures that each video of the others has painted so far. */
const frames = ({ page }: Person): Promise<number[]> =>
  page
    .locator('care-consult video[part=remote]')
    .evaluateAll((all) =>
      (all as HTMLVideoElement[]).map((v) => v.getVideoPlaybackQuality().totalVideoFrames),
    );

async function untilAllMove(person: Person, others: number, who: string): Promise<void> {
  // A picture out of sight is not sent.
  await person.page.locator('care-consult .stage').scrollIntoViewIfNeeded();
  await until(async () => (await frames(person)).length === others, `${who} has ${others} tiles`, 30_000);
  const before = await frames(person);
  await until(
    async () => (await frames(person)).every((n, i) => n > (before[i] ?? 0) + 2),
    `${who} sees everybody move`,
    40_000,
  );
}

const PHONE = [390, 844] as const;

it('relatives and interpreters come in by link', { timeout: 240_000 }, async () => {
  const patient = await sit(`${demo.renheUrl}/internet-hospital.html`, PHONE);
  await register(patient, { name: '王秀英', birth: '1956-03-01', sex: '女' });
  await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
  const department = await joinQueue(patient);
  const doctor = await sit(`${demo.staffUrl}/desk.html`, [1280, 800]);
  await signInDoctor(doctor, 'zhao', department);
  const d = doctor.page.locator('care-desk');
  const v = patient.page.locator('care-visit');
  await d.getByRole('button', { name: desk.callNext }).click();
  await v.getByRole('button', { name: stage.enter }).click();
  await d.getByRole('button', { name: consult.enterDoctor }).click();
  await untilAllMove(patient, 1, 'the patient');

  // The patient invites the daughter; the link opens on another phone.
  await v.getByText(guests.invite).click();
  await v.getByLabel(guests.name).fill('小敏');
  await v.getByRole('button', { name: guests.make }).click();
  const link = (await v.locator('.url').innerText()).trim();
  assert.ok(link.startsWith(`${demo.careUrl}/guest.html#renhe.`), link);
  const daughter = await sit(link, PHONE);
  await daughter.page.getByText(guests.arrived).waitFor();
  assert.equal(
    await daughter.page.locator('care-consult').count(),
    0,
    'nobody is in the room before the doctor says so',
  );
  await d.getByRole('button', { name: guests.admit('小敏') }).click();
  await daughter.page.getByRole('button', { name: consult.enterPatient }).click();
  await Promise.all([
    untilAllMove(daughter, 2, 'the daughter'),
    untilAllMove(doctor, 2, 'the doctor'),
    untilAllMove(patient, 2, 'the patient'),
  ]);
  // Names come from the server: on each tile, with what they are to the visit.
  await d.getByText('小敏').first().waitFor();
  await v.locator('care-consult').getByText('小敏').first().waitFor();

  // The doctor invites an interpreter; the patient is asked.
  await d.getByText(guests.invite).click();
  await d.locator('care-call-guests').getByText(guests.roles['interpreter']!, { exact: true }).click();
  await d.getByLabel(guests.name).fill('周翻译');
  await d.getByRole('button', { name: guests.make }).click();
  const second = (await d.locator('.url').innerText()).trim();
  const interpreter = await sit(second, PHONE);
  await d.getByText(guests.waitsForPatient).first().waitFor();
  await v.getByText(guests.askPatient('周翻译', guests.roles['interpreter']!)).waitFor();
  await v.getByRole('button', { name: guests.agree, exact: true }).click();
  await d.getByRole('button', { name: guests.admit('周翻译') }).click();
  await interpreter.page.getByRole('button', { name: consult.enterPatient }).click();
  await Promise.all([
    untilAllMove(interpreter, 3, 'the interpreter'),
    untilAllMove(patient, 3, 'the patient'),
    untilAllMove(daughter, 3, 'the daughter'),
  ]);

  // The doctor mutes the daughter; only she can turn her microphone on again.
  await d.getByRole('button', { name: guests.mute('小敏') }).click();
  await daughter.page.getByRole('button', { name: consult.unmute, exact: true }).waitFor();
  await d.locator('care-consult').getByText(consult.muted('小敏')).first().waitFor();
  await daughter.page.getByRole('button', { name: consult.unmute, exact: true }).click();
  await daughter.page.getByRole('button', { name: consult.mute, exact: true }).waitFor();
  await d.locator('care-desk-timeline').getByText(timeline.title).click();
  await d.locator('care-desk-timeline').getByText(timeline.kinds['muted-by-host']!).first().waitFor();

  // A link that was opened is of no use to anybody else; a reload of the guest's own page is.
  const stranger = await sit(link, PHONE);
  await stranger.page.getByText(guests.used).waitFor();
  await daughter.page.reload();
  await daughter.page.getByRole('button', { name: consult.enterPatient }).click();
  await untilAllMove(daughter, 3, 'the daughter, back after a reload');

  // The doctor removes the daughter: she is out, and the others go on.
  await d.getByRole('button', { name: guests.remove('小敏') }).click();
  await daughter.page.getByText(guests.ended).waitFor();
  await untilAllMove(patient, 2, 'the patient, without the daughter');
  for (const { trouble } of people) assert.deepEqual(trouble, []);
});
