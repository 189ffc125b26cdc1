/** Recording on the real program: the desk's list plays the file; a server that is killed leaves no process and loses nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import words from '../../packages/elements/locales/zh-CN/recording.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import { listProcesses } from '../../server/child.ts';
import { launchBrowser } from '../kit/browser.ts';
import { callAndEnter, waitingPatient } from '../kit/flow.ts';
import { PATIENT, type Call, type TestApp } from '../kit/open-test-app.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import { until } from './call-kit.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('recording on the real program', () => {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo({ recording: true });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const call: Call = async (method, path, { token, body } = {}) => {
    const answer = await fetch(`${demo.careUrl}/v1/hospitals${path}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'Idempotency-Key': crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : '' };
  };
  /** The demo, as far as the steps of a visit need it. */
  const app = {
    call,
    async openVisit() {
      const asked = { patient: PATIENT, language: 'zh-CN', consent: { version: 'demo-1', agreed: true } };
      const { body } = await call('POST', '/renhe/visits', { body: asked });
      return { token: body.token, visitId: body.visit.visitId, patientId: body.visit.patient.patientId };
    },
  } as unknown as TestApp;

  /** A page of the demo with its person's token in store. */
  async function open(url: string, scope: string, session: object, width: number): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 844 }, locale: 'zh-CN', permissions: ['camera', 'microphone'] },
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.addInitScript(
      ([key, value]) => localStorage.setItem(key!, value!),
      [`care:${demo.careUrl}:renhe:${scope}`, JSON.stringify(session)],
    );
    await page.goto(url);
    return page;
  }
  const workers = () =>
    listProcesses().filter(({ argv }) =>
      argv.some((arg) => arg.startsWith(`${demo.dataDir}/recordings/`) || arg.includes('recordings/renhe_')),
    );

  it(
    'the desk plays what was recorded; kill -9 of the server leaves nothing running, and the file',
    { timeout: 240_000 },
    async () => {
      assert.match(demo.said(), /^Recording: ffmpeg/m);
      const patient = await waitingPatient(app);
      const { body: session } = await call('POST', '/renhe/sessions', {
        body: { username: 'zhao', password: 'care-demo' },
      });
      const ids = await callAndEnter(app, session.token, patient);
      const desk = await open(`${demo.staffUrl}/desk.html`, 'desk', { token: session.token }, 1280);
      const phone = await open(
        `${demo.renheUrl}/internet-hospital.html`,
        'patient',
        { token: patient.token, visitId: ids.visitId },
        390,
      );
      await phone.getByRole('button', { name: new RegExp(`${stage.enter}|${consult.enterPatient}`) }).click();
      await desk.getByRole('button', { name: consult.enterDoctor }).click();

      const record = async () => {
        await desk.getByRole('button', { name: words.record, exact: true }).click();
        await desk.getByRole('button', { name: words.askPatient }).click();
        await phone.getByRole('button', { name: words.agree }).click();
        await desk.locator('[part~="recording-sign"]').waitFor();
        await pause(4000);
      };
      await record();
      await desk.getByRole('button', { name: words.stop }).click();
      await desk.getByText(words.stored).waitFor();
      await desk.getByRole('button', { name: words.ok }).click();
      await desk.getByRole('button', { name: new RegExp(words.play) }).click();
      const video = desk.locator('care-desk-recordings video');
      await until(
        () => video.evaluate((v: HTMLVideoElement) => v.currentTime > 0.5 && v.videoWidth === 1280),
        'the recording plays',
      );
      const seconds = await video.evaluate((v: HTMLVideoElement) => v.duration);
      assert.ok(seconds > 3 && seconds < 30, `${seconds}`);
      // What was asked for by range: to its last second at once.
      await video.evaluate((v: HTMLVideoElement) => (v.currentTime = v.duration - 0.5));
      await until(() => video.evaluate((v: HTMLVideoElement) => v.ended), 'and can be sought in');
      const { CARE_SHOTS } = process.env;
      if (CARE_SHOTS) await desk.screenshot({ path: `${CARE_SHOTS}/recording-desk.png` });

      await record();
      if (CARE_SHOTS) await phone.screenshot({ path: `${CARE_SHOTS}/recording-phone.png` });
      assert.ok(workers().length > 0);
      await demo.crash();
      await until(async () => workers().length === 0, 'the worker and its ffmpeg end by themselves');
      await demo.start();
      const list = () => call('GET', `/renhe/visits/${ids.visitId}/recordings`, { token: session.token });
      await until(async () => (await list()).body.recordings[0].state === 'failed', 'failed, and said so');
      const [{ failure, file }] = (await list()).body.recordings;
      assert.equal(failure, 'server');
      assert.ok(file.seconds > 3, JSON.stringify(file));
    },
  );
});
