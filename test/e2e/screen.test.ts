/**
 * The doctor shows a report: a real tab, captured by a real browser, reaches the patient's page; it ends from either side; and
 * LiveKit lets nobody but the doctor send a screen.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import words from '../../packages/elements/locales/zh-CN/screen.ts';
import type { ConsultToken } from '@care-elements/contract/consult.ts';
import { launchBrowser } from '../kit/browser.ts';
import { grantsOf, roomsAt } from '../server/consult/kit.ts';
import { openCallHouse, type CallHouse } from './call-house.ts';
import { liveTracks, press, startSite, until } from './call-kit.ts';

const TITLE = 'A report of the tests';
let house: CallHouse;
let site: Awaited<ReturnType<typeof startSite>>;
before(async () => {
  // Without the fake question, which would answer with a fake screen: this one picks the tab by its title.
  house = await openCallHouse(undefined, () =>
    launchBrowser({ args: [`--auto-select-tab-capture-source-by-title=${TITLE}`] }, [
      '--use-fake-ui-for-media-stream',
    ]),
  );
  site = await startSite(
    'room',
    'node_modules/livekit-client/dist/livekit-client.esm.mjs',
    () => `<!doctype html><title>${TITLE}</title><body style="margin:0;background:#c0f"><h1>0</h1>
<script>let n = 0; setInterval(() => (document.querySelector('h1').textContent = ++n), 100)</script></body>`,
  );
});
after(async () => {
  await site?.stop();
  await house?.close();
});
afterEach(() => house.clear());

/** The page that is shown, in a tab of the doctor's browser. */
async function openReport(doctor: Page): Promise<Page> {
  const report = await doctor.context().newPage();
  await report.goto(site.origin);
  await doctor.bringToFront();
  return report;
}

/** Of the screen that this page shows: how many pictures were painted, and the colour near a corner. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const video = document
      .querySelector('care-consult')!
      .shadowRoot!.querySelector('care-call-screen')
      ?.shadowRoot?.querySelector('video');
    if (!video?.videoWidth) return { frames: 0, colour: [] as number[] };
    const canvas = document.createElement('canvas');
    const [width, height] = [(canvas.width = video.videoWidth), (canvas.height = video.videoHeight)];
    const pen = canvas.getContext('2d')!;
    pen.drawImage(video, 0, 0);
    const [r, g, b] = pen.getImageData(Math.floor(width * 0.75), Math.floor(height * 0.75), 1, 1).data;
    return { frames: video.getVideoPlaybackQuality().totalVideoFrames, colour: [r!, g!, b!] };
  });
const face = (page: Page): Promise<string | null> =>
  page
    .locator('[part~=share]')
    .getAttribute('data-face', { timeout: 100 })
    .catch(() => null);
const shown = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      !!document
        .querySelector('care-consult')!
        .shadowRoot!.querySelector('care-call-screen')
        ?.hasAttribute('shown'),
  );
const isReport = ([r = 0, g = 255, b = 0]: number[]) => r > 150 && g < 80 && b > 190;

async function untilSeen(patient: Page): Promise<void> {
  await until(async () => isReport((await seen(patient)).colour), 'the patient sees the report itself');
  const { frames } = await seen(patient);
  await until(async () => (await seen(patient)).frames > frames + 3, 'its pictures go on');
}

test('the patient sees the doctor’s tab, and nothing of it once the doctor stops', async () => {
  const { patient, doctor } = await house.call();
  await openReport(doctor);
  await until(async () => (await face(doctor)) === 'off', 'the doctor may share');
  assert.equal(await face(patient), null, 'the patient has no such button');
  await press(doctor, 'share');
  await until(async () => (await face(doctor)) === 'on', 'it is shared');
  assert.ok(await doctor.getByText(words.shown.browser).isVisible(), 'the desk says so');
  await untilSeen(patient);
  const sizes = await patient.evaluate(() => {
    const root = document.querySelector('care-consult')!.shadowRoot!;
    const width = (selector: string) => root.querySelector(selector)!.getBoundingClientRect().width;
    return { screen: width('care-call-screen'), doctor: width('.tile'), all: innerWidth };
  });
  assert.equal(sizes.screen, sizes.all, 'the screen is as wide as the phone');
  assert.ok(sizes.doctor < sizes.all / 3, 'the doctor’s face is a small tile');
  await press(patient, 'closer');
  const near = await patient.evaluate(() => {
    const view = document
      .querySelector('care-consult')!
      .shadowRoot!.querySelector('care-call-screen')!
      .shadowRoot!.querySelector('.view')!;
    view.scrollTo(1e4, 0);
    return { width: view.scrollWidth, at: view.scrollLeft };
  });
  assert.ok(near.width >= 2 * sizes.all && near.at > 0, 'it can be enlarged and moved');
  await press(doctor, 'share');
  await until(async () => !(await shown(patient)), 'the screen is gone');
  assert.equal(await face(doctor), 'off');
});

test('ended in the browser itself, the call hears of it; a reload ends it, too', async () => {
  const { patient, doctor } = await house.call();
  const report = await openReport(doctor);
  await press(doctor, 'share');
  await untilSeen(patient);
  await report.close();
  await until(async () => (await face(doctor)) === 'off', 'the doctor’s button is back');
  await until(async () => !(await shown(patient)), 'the screen is gone');
  assert.deepEqual((await liveTracks(doctor)).toSorted(), ['audio', 'video'], 'the call goes on');

  await openReport(doctor);
  await press(doctor, 'share');
  await untilSeen(patient);
  await doctor.reload();
  await until(async () => !(await shown(patient)), 'the screen is gone after the reload');
  await press(doctor, 'action');
  await until(async () => (await face(doctor)) === 'off', 'back in the call, nothing is shared');
  assert.equal(await shown(patient), false);
});

test('LiveKit refuses a screen by the patient’s token, and takes one by the doctor’s', async () => {
  const { visit } = await house.seats();
  const room = async (token: string): Promise<ConsultToken> => {
    const { status, body } = await house.app.call('POST', visit.path, { token });
    assert.equal(status, 201);
    return body as ConsultToken;
  };
  /** A stranger's page with the bare client of LiveKit: it says of itself what it likes. */
  const send = async ({ url, token }: ConsultToken) => {
    const page = await (await house.context()).newPage();
    await page.goto(site.origin);
    return page.evaluate(
      async ([url, token]) => {
        const { Room } = await import('/room.js' as string);
        const room = new Room();
        await room.connect(url, token);
        const canvas = document.createElement('canvas');
        canvas.getContext('2d')!.fillRect(0, 0, 9, 9);
        const [track] = canvas.captureStream(5).getVideoTracks();
        return room.localParticipant.publishTrack(track, { source: 'screen_share' }).then(
          () => 'taken',
          (error: Error) => `refused: ${error.message}`,
        );
      },
      [url, token] as const,
    );
  };
  const mine = await room(visit.token);
  assert.match(await send(mine), /^refused/);
  const theirs = await room(visit.doctor);
  assert.equal(await send(theirs), 'taken');
  const name = String(grantsOf(mine.token).video['room']);
  const sources = async () =>
    Object.fromEntries(
      (await roomsAt(house.media).listParticipants(name)).map(({ identity, tracks }) => [
        identity === theirs.identity ? 'doctor' : 'patient',
        tracks.map(({ source }) => source),
      ]),
    );
  await until(async () => !!(await sources())['doctor']?.length, 'LiveKit lists the screen');
  // livekit.TrackSource.SCREEN_SHARE
  assert.deepEqual(await sources(), { doctor: [3], patient: [] });
});
