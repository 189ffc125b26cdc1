/** The checks before a call in a real browser: the connection against a real LiveKit, and devices that are denied. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SYSTEM } from '../../server/actor.ts';
import { insertOrigin } from '../../server/hospitals/repo.ts';
import type { LivekitProcess } from '../../server/media/livekit-process.ts';
import { inHospital } from '../../server/work.ts';
import zh from '../../packages/elements/locales/zh-CN/connection.ts';
import zhQueue from '../../packages/elements/locales/zh-CN/queue.ts';
import { launchBrowser } from '../kit/browser.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { startTestLivekit } from '../kit/start-livekit.ts';
import { addEntry, eventually, mediaOf, roomsAt, takenVisit } from '../server/consult/kit.ts';
import { spy, startSite } from './call-kit.ts';

let livekit: LivekitProcess;
let app: TestApp;
let server: string;
let site: Awaited<ReturnType<typeof startSite>>;
const browsers: Browser[] = [];
let contexts: BrowserContext[] = [];

before(async () => {
  livekit = await startTestLivekit();
  app = await openTestApp({ media: mediaOf(livekit) });
  server = (await app.listen()).url;
  site = await startSite(
    'queue',
    'packages/elements/widgets/care-queue.ts',
    (query) => `<!doctype html><html lang="${query.get('lang')}"><meta charset="utf-8"><title>queue</title>
<body style="margin:0;font-family:sans-serif"><care-queue server="${query.get('server')}" hospital="renhe"></care-queue>
<script type="module" src="/queue.js"></script></body></html>`,
  );
  await inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, ({ tx }) =>
    insertOrigin(tx, { hospitalId: 'renhe', origin: site.origin }),
  );
});
after(async () => {
  for (const browser of browsers) await browser.close();
  await site?.stop();
  await app?.close();
  await livekit?.stop();
});
afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
});

/** One browser for each way of starting it. */
const started = new Map<string, Promise<Browser>>();
async function browserWith(args: string[] = [], without: string[] = []): Promise<Browser> {
  const key = [...args, ...without].join();
  if (!started.has(key)) started.set(key, launchBrowser({ args, whole: args.length > 0 }, without));
  const browser = await started.get(key)!;
  if (!browsers.includes(browser)) browsers.push(browser);
  return browser;
}

/** The waiting room of somebody who waits. */
async function wait(
  browser: Browser,
  lang = 'zh-CN',
  permissions: string[] = ['camera', 'microphone'],
): Promise<Page> {
  const { visitId, token } = await app.openVisit('renhe');
  await addEntry(app.deps, 'renhe', visitId, 'waiting', '');
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    permissions,
  });
  contexts.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.addInitScript(spy);
  await page.addInitScript(
    ([key, value]) => localStorage.setItem(key!, value!),
    [`care:${server}:renhe:patient`, JSON.stringify({ token, visitId })],
  );
  await page.goto(`${site.origin}/?${new URLSearchParams({ server, lang })}`);
  return page;
}

/** Runs the check to its end; what each row says. */
async function check(page: Page): Promise<Record<string, string>> {
  const card = page.locator('care-connection-check');
  await card.locator('[part=action]').click();
  await card.locator('textarea').waitFor({ state: 'attached', timeout: 90_000 });
  return Object.fromEntries(
    await card
      .locator('li')
      .evaluateAll((rows) => rows.map((row) => [(row as HTMLElement).dataset['way'], row.className])),
  ) as Record<string, string>;
}
const textOf = (page: Page) => page.locator('care-connection-check section').innerText();
const reportOf = (page: Page) => page.locator('care-connection-check textarea').inputValue();

describe('the connection check', () => {
  test('finds every way to our LiveKit open, its own relay too; says that video will work; leaves nothing behind', async () => {
    const page = await wait(await browserWith());
    const ways = await check(page);
    assert.deepEqual(ways, {
      ...{ signal: 'open', udp: 'open', tcp: 'open', relay: 'open' },
      // No name and no certificate here: it is not offered, which is not a failure.
      relayTls: 'absent',
    });
    assert.ok((await textOf(page)).includes(zh.verdict.video), await textOf(page));
    const report = await reportOf(page);
    assert.match(report, /^verdict: video$/m);
    assert.match(report, /^relay \(TURN\): open, \d+ ms, turn:/m);
    assert.match(report, /^relay over TLS \(TURN\/TLS\): not offered by this server$/m);
    assert.match(report, /^media server: ws:.+ \(LiveKit 1\.\d+\.\d+\)$/m);
    assert.match(report, /^bandwidth up: \d+ kbit\/s$/m);
    assert.ok(!report.includes('token'), 'nothing that opens a room');
    await page.locator('care-connection-check summary').click();
    const live = await page.evaluate(
      () =>
        (globalThis as unknown as { seen: { pcs: RTCPeerConnection[] } }).seen.pcs.filter(
          ({ connectionState }) => connectionState !== 'closed',
        ).length,
    );
    assert.equal(live, 0, 'every connection is closed');
    const rooms = roomsAt(app.deps.media!);
    await eventually(async () => (await rooms.listRooms()).length === 0, 'the room is gone', 60_000);
  });

  test('where UDP is blocked it goes through TCP, and says so', async () => {
    const browser = await browserWith([
      '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    ]);
    const page = await wait(browser);
    const ways = await check(page);
    assert.deepEqual([ways['signal'], ways['udp'], ways['tcp']], ['open', 'blocked', 'open']);
    assert.ok((await textOf(page)).includes(zh.verdict.video), await textOf(page));
  });
});

describe('the device check', () => {
  const card = (page: Page) => page.locator('care-device-check');
  const saidOf = (page: Page) => card(page).locator('section').innerText();
  const live = (page: Page) =>
    page.evaluate(() =>
      (globalThis as unknown as { seen: { tracks: MediaStreamTrack[] } }).seen.tracks
        .filter(({ readyState }) => readyState === 'live')
        .map(({ kind, label }) => `${kind} ${label}`)
        .sort(),
    );
  /** Chromium denies a context whatever it was not granted, and says no by itself. */
  const real = () => browserWith([], ['--use-fake-ui-for-media-stream']);

  for (const [denied, granted, kinds] of [
    ['camera', ['microphone'], ['audio']],
    ['microphone', ['camera'], ['video']],
    ['both', ['geolocation'], []],
  ] as const)
    test(`${denied} denied: says which, how to allow it in this browser, and goes on with the rest`, async () => {
      const page = await wait(await real(), 'zh-CN', [...granted]);
      await card(page).locator('[part=action]').click();
      const trouble = card(page).locator('[role=alert]');
      await trouble.first().waitFor();
      assert.equal((await trouble.allInnerTexts()).join(), zhQueue.notAllowed.denied(denied));
      await card(page).locator('care-device-help li').first().waitFor();
      assert.deepEqual(
        (await live(page)).map((one) => one.split(' ')[0]),
        [...kinds],
      );
      const said = await saidOf(page);
      assert.equal(said.includes(zhQueue.noSound), denied !== 'camera');
    });

  test('a chosen camera and microphone come back after a reload and are what the call opens; the speaker is tried', async () => {
    const page = await wait(await browserWith(['--use-fake-device-for-media-stream=device-count=2']), 'en');
    const pick = (kind: string) => card(page).locator(`[data-kind=${kind}] select`);
    await card(page).locator('[part=action]').click();
    await pick('camera').waitFor();
    const first = await live(page);
    const other = async (kind: string) =>
      pick(kind).evaluate(
        (select: HTMLSelectElement) =>
          [...select.options].find(({ selected, value }) => !selected && value !== 'default')!.value,
      );
    const chosen = { camera: await other('camera'), microphone: await other('microphone') };
    for (const kind of ['camera', 'microphone'] as const) {
      await pick(kind).selectOption(chosen[kind]);
      // Shown is what is in use, not what was pressed.
      await eventually(async () => (await pick(kind).inputValue()) === chosen[kind], `another ${kind}`);
    }
    const second = await live(page);
    assert.equal(second.length, 2, 'the first ones are let go of');
    assert.ok(
      second.every((label) => !first.includes(label)),
      `${first.join()} -> ${second.join()}`,
    );

    await card(page).getByRole('button', { name: 'Test the speaker' }).click();
    await card(page).getByRole('button', { name: 'Yes, I heard them' }).click();
    assert.match(await saidOf(page), /The speaker works/);

    await page.reload();
    await card(page).locator('[part=action]').click();
    await pick('camera').waitFor();
    assert.deepEqual(await live(page), second);

    // The same browser, called: the call has them at the click, and the same camera again after it was off.
    const called = await takenVisit(app);
    await page.addInitScript(
      ([key, value]) => localStorage.setItem(key!, value!),
      [`care:${server}:renhe:patient`, JSON.stringify({ token: called.token, visitId: called.visitId })],
    );
    await page.reload();
    await page.locator('care-called .act').first().click();
    const inCall = async (what: string[]) => (await live(page)).join() === what.join();
    await eventually(() => inCall(second), 'the chosen devices are in the call', 30_000);
    const camera = page.locator('care-consult [part~=camera]');
    await camera.and(page.locator('[data-face=on]')).waitFor();
    await camera.click();
    await eventually(() => inCall(second.filter((one) => one.startsWith('audio'))), 'the camera is off');
    await camera.click();
    await eventually(() => inCall(second), 'the chosen camera is back');
  });
});
