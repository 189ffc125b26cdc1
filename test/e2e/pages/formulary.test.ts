/**
 * The formulary from the starter pack to the doctor's search, on the real server and the built widgets, where nothing is prescribed
 * from what nobody signed: the lead signs, changes a row, signs again; the administrator looks through a hospital's file and takes it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import en from '../../../packages/elements/locales/en/formulary.ts';
import zh from '../../../packages/elements/locales/zh-CN/formulary.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
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
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/formulary-${name}.png` });
}

async function signIn(username: string, lang: 'zh-CN' | 'en', width = 1280): Promise<Page> {
  const words = lang === 'en' ? en : zh;
  const context = await browser.newContext({ viewport: { width, height: 844 }, acceptDownloads: true });
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="${lang}"><style>body { margin: 0 } care-formulary { display: block; height: 100vh }</style><script type="module" src="${careUrl}/care.js"></script><care-formulary hospital="renhe"></care-formulary>`,
    }),
  );
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/`);
  await page.getByLabel(words.username).fill(username);
  await page.getByLabel(words.password).fill('care-demo');
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('heading', { name: words.listTitle }).waitFor();
  return page;
}
const search = async () => {
  const token = await app.tokenOf('renhe', 'zhao', 'doctor');
  return (await app.call('GET', '/renhe/formulary?q=amxl', { token })).body;
};

test('from the starter pack to the doctor’s search', { timeout: 120_000 }, async () => {
  assert.equal((await search()).code, 'formulary-unsigned');

  const lead = await signIn('gao', 'zh-CN');
  await lead.getByText(zh.inUseNone).waitFor();
  await lead.getByText(zh.neverSigned).waitFor();
  await lead.getByRole('button', { name: zh.pairsRead }).click();
  await lead.getByText('硝酸酯类 × PDE5 抑制剂').waitFor();
  await keep(lead, 'zh-unsigned');
  await lead.getByRole('button', { name: zh.sign, exact: true }).click();
  await keep(lead, 'zh-sign-asks');
  await lead.getByRole('button', { name: zh.signYes }).click();
  await lead.getByText(zh.inUseNow).waitFor();
  assert.deepEqual((await search()).formulary, { version: 1, signed: true });

  // A row is found by its initials, read with its source, and changed.
  await lead.getByRole('searchbox').fill('amxljn');
  await lead.locator('[data-id=amoxicillin-capsule-500mg]').click();
  await lead.getByRole('heading', { name: '阿莫西林胶囊' }).waitFor();
  await keep(lead, 'zh-row');
  await lead.getByRole('button', { name: zh.edit, exact: true }).click();
  await lead.getByLabel(zh.fields.renalCautionEgfrBelow!).fill('25');
  await lead.getByLabel(zh.fields.confidence!).selectOption('label');
  await lead.getByLabel(zh.editNote).fill('按说明书核对');
  await keep(lead, 'zh-edit');
  await lead.getByRole('button', { name: zh.editSave }).click();
  await lead.getByText(zh.inUseOther(1)).waitFor();
  assert.deepEqual(
    (await search()).formulary,
    { version: 1, signed: true },
    'without effect until it is signed',
  );

  // A colleague reads what changed, and may neither change nor sign.
  const reader = await signIn('he', 'en');
  await reader.getByText(en.changedSince(1)).waitFor();
  await reader.getByText(en.fields.renalCautionEgfrBelow!).waitFor();
  await reader.getByText(en.leadOnly).waitFor();
  assert.equal(await reader.getByRole('button', { name: en.sign, exact: true }).count(), 0);
  await keep(reader, 'en-changes');

  await lead.getByRole('button', { name: zh.sign, exact: true }).click();
  await lead.getByRole('button', { name: zh.signYes }).click();
  await lead.getByText(zh.inUseNow).waitFor();
  assert.deepEqual((await search()).formulary, { version: 2, signed: true });

  // The administrator looks through the hospital's own file: what is refused is said, and left out on their word.
  const admin = await signIn('fang', 'en');
  const example = readFileSync(new URL('../../../docs/formulary-example.csv', import.meta.url), 'utf8');
  const bad = example.split('\r\n')[1]!.replace('amox-cap-250', 'amox-bad').replace('1 g', '1 spoon');
  const choosing = admin.waitForEvent('filechooser');
  await admin.getByRole('button', { name: en.chooseFile }).press('Enter');
  await (
    await choosing
  ).setFiles({
    ...{ name: 'ours.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(`${example}${bad}\r\n`),
  });
  await admin.getByRole('heading', { name: en.previewTitle('ours.csv') }).waitFor();
  await admin.getByText('the unit “spoon” is not known').waitFor();
  await keep(admin, 'en-preview');
  await admin.getByLabel(en.noteLabel).fill('Our own list');
  await admin.getByRole('button', { name: en.takeWithout(3, 1) }).click();
  await admin.getByRole('heading', { name: en.version(3), exact: true }).waitFor();
  await admin.getByText(en.inUseOther(2)).waitFor();
  await keep(admin, 'en-imported');
  const download = admin.waitForEvent('download');
  await admin.getByRole('button', { name: en.exportCsv }).click();
  assert.equal((await download).suggestedFilename(), 'formulary-renhe-v3.csv');

  const phone = await signIn('gao', 'zh-CN', 390);
  await phone.getByRole('heading', { name: zh.version(3), exact: true }).waitFor();
  await keep(phone, 'zh-phone');
});
