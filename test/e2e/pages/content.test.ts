/**
 * Triage content from file to patient, on the real server and the built widgets, where only signed versions are served: an
 * administrator uploads, is refused, corrects and tries; the medical lead reads and signs; the next patient gets the new version.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import words from '../../../packages/elements/locales/zh-CN/protocols.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { inHospital } from '../../../server/work.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { builtInHash, builtInVersion, owners, protocolFile } from '../../kit/content.ts';
import { answerTriage } from '../../kit/flow.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
let app: TestApp;
let careUrl: string;
let browser: Browser;

before(async () => {
  app = await openTestApp({ cdnDir: CDN, demo: false });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser({ args: [LOCAL_NETWORK] });
});
after(async () => {
  await browser?.close();
  await app?.close();
});

/** CARE_SHOTS=DIR keeps what each person saw. */
async function keep(page: Page, name: string): Promise<void> {
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/${name}.png` });
}

async function open(html: string, width = 1280, session?: [key: string, value: unknown]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'zh-CN' });
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="zh-CN"><style>body { margin: 0 }</style><script type="module" src="${careUrl}/care.js"></script>${html}`,
    }),
  );
  const page = await context.newPage();
  if (session)
    await page.addInitScript(([key, value]) => localStorage.setItem(key, JSON.stringify(value)), session);
  await page.goto(`${ORIGIN}/`);
  return page;
}

async function signIn(username: string): Promise<Page> {
  const page = await open('<care-protocols hospital="renhe"></care-protocols>');
  await page.getByLabel(words.username).fill(username);
  await page.getByLabel(words.password).fill('care-demo');
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('heading', { name: words.listTitle }).waitFor();
  return page;
}

const openPatient = (visit: { token: string; visitId: string }) =>
  open('<care-visit hospital="renhe"></care-visit>', 390, [
    `care:${careUrl}:renhe:patient`,
    { token: visit.token, visitId: visit.visitId },
  ]);

test('from the file to the next patient', { timeout: 120_000 }, async () => {
  // Nobody has signed anything: the patient is told where to turn, and may wait for a human.
  const early = await openPatient(await app.openVisit('renhe'));
  await early.getByText('您想在哪个科室等候？').waitFor();
  assert.equal(await early.getByRole('link', { name: '拨打 120' }).getAttribute('href'), 'tel:120');
  await keep(early, 'patient-unsigned');
  await early.getByRole('button', { name: '内科', exact: true }).click();
  await early.locator('care-queue').waitFor();
  await keep(early, 'patient-waits');

  // The lead signs what came with the program; a patient is asked by it.
  const o = await owners(app);
  await o.sign('cold', builtInHash('cold'), builtInVersion('cold'));
  const calm = { protocol: 'cold', text: '流鼻涕' };
  const first = (await answerTriage(app, await app.openVisit('renhe'), calm)).body.triage;
  assert.deepEqual([first.reviewed, first.protocols[0].version], [true, builtInVersion('cold')]);

  // The administrator is refused with the lint's words, and corrects.
  const admin = await signIn('fang');
  await keep(admin, 'admin-list');
  await admin.getByRole('button', { name: words.uploadOpen }).click();
  const file = protocolFile('cold', { version: '0.2.0', otherwise: 2 });
  const wrong = { ...file, rules: file.rules.map((rule) => ({ ...rule, source: [{ src: 'NOWHERE' }] })) };
  const send = async (content: object) => {
    const choosing = admin.waitForEvent('filechooser');
    await admin.getByRole('button', { name: words.uploadFile }).press('Enter');
    await (
      await choosing
    ).setFiles({
      ...{ name: 'cold.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(content, null, 2)),
    });
    await admin.getByRole('button', { name: words.upload, exact: true }).click();
  };
  await send(wrong);
  await admin.getByText('Its source NOWHERE is not in the list.').first().waitFor();
  await keep(admin, 'admin-refused');
  await send(file);
  await admin.getByRole('heading', { name: words.changesTitle(builtInVersion('cold')) }).waitFor();

  // Tried by an invented patient.
  await admin.getByLabel(words.says).fill('流鼻涕两天，没有发烧');
  await admin.getByRole('button', { name: words.tryStart, exact: true }).click();
  await admin.getByText(words.soFar).waitFor();
  await keep(admin, 'admin-trial');
  assert.equal(await admin.getByText(words.publishNeeds).count(), 1, 'unsigned, it can’t be published');

  // The lead sees what changed, and signs exactly that.
  const lead = await signIn('wu');
  const draft = lead.locator('[data-id=cold][data-state=draft]');
  await draft.click();
  await lead.locator('[part=changes]').getByText(words.changes.changed).first().waitFor();
  await keep(lead, 'lead-reads');
  await lead.getByRole('button', { name: words.sign('0.2.0') }).click();
  await keep(lead, 'lead-asked');
  await lead.getByRole('button', { name: words.signYes }).click();
  await lead.getByText(words.signedDone).waitFor();
  await keep(lead, 'lead-signed');

  // Published; the next patient gets it, the stored result still replays to what it was.
  await admin.locator('[data-id=cold][data-state=draft]').click();
  await admin.getByRole('button', { name: words.publish('0.2.0') }).click();
  await admin.locator('[data-id=cold][data-state=published]', { hasText: '0.2.0' }).waitFor();
  await keep(admin, 'admin-published');
  const next = (await answerTriage(app, await app.openVisit('renhe'), calm)).body.triage;
  assert.deepEqual([next.reviewed, next.protocols[0].version, next.level], [true, '0.2.0', 2]);
  for (const { triageResultId, level } of [first, next]) {
    const again = await inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
      replayTriage(work, triageResultId),
    );
    assert.deepEqual([again.same, again.level], [true, level]);
  }
});
