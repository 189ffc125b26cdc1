/**
 * From the pharmacist's pass to the medicine in the patient's hand, on the real server and the built widgets in Chromium: the
 * patient chooses the partner's counter, its staff see it live, take it by the code, give a part and the rest; the patient reads
 * each step.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import counter from '../../../packages/elements/locales/zh-CN/counter.ts';
import dispensing from '../../../packages/elements/locales/zh-CN/dispensing.ts';
import pharmacy from '../../../packages/elements/locales/zh-CN/pharmacy.ts';
import words from '../../../packages/elements/locales/zh-CN/prescription.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';
import { approved, pharmacyId, type Approved } from '../../server/dispensing/kit.ts';
import { rxPath } from '../../server/prescriptions/kit.ts';
import { signInPharmacist } from '../people.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));

let app: TestApp;
let careUrl: string;
let browser: Browser;
before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser({ args: [LOCAL_NETWORK] });
});
after(async () => {
  await browser?.close();
  await app?.close();
});

async function openPage(html: string, width: number, session?: [key: string, value: unknown]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'zh-CN' });
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<!doctype html><html lang="zh-CN"><title>仁和医院</title><script type="module" src="${careUrl}/care.js"></script>${html}`,
    }),
  );
  const page = await context.newPage();
  if (session)
    await page.addInitScript(([key, value]) => localStorage.setItem(key!, value!), [
      session[0],
      JSON.stringify(session[1]),
    ] as const);
  await page.goto(`${ORIGIN}/page`);
  return page;
}
const patientOf = ({ patientToken, visitId }: Approved) =>
  openPage(`<care-prescription server="${careUrl}" hospital="renhe"></care-prescription>`, 390, [
    `care:${careUrl}:renhe:patient`,
    { token: patientToken, visitId },
  ]);
const counterPage = () =>
  openPage(
    `<style>body{margin:0}html,body{height:100%}</style><care-pharmacy server="${careUrl}" hospital="renhe"></care-pharmacy>`,
    1280,
  );

test('a pickup at the partner: seen live, taken by the code, a part, the rest', async () => {
  const rx = await approved(app);
  const patient = await patientOf(rx);
  const staff = await counterPage();
  await signInPharmacist({ page: staff } as Parameters<typeof signInPharmacist>[0], 'mei');
  await staff.getByText(counter.nothing).waitFor();

  await patient.getByRole('button', { name: dispensing.choose, exact: true }).click();
  await patient.locator(`[name=pharmacy][value="${pharmacyId('partner')}"]`).check();
  await patient.getByText(dispensing.ways.pickup, { exact: true }).click();
  await patient.getByRole('button', { name: dispensing.send }).click();
  await patient.getByText(dispensing.chosen.pickup).waitFor();

  // Nobody reloads: it comes by itself.
  const row = staff.locator('[part=entry]');
  await row.waitFor();
  // A scanner types into nothing, and ends with Enter.
  await staff.locator('h1').click();
  await staff.keyboard.type(rx.accessCode);
  await staff.keyboard.press('Enter');
  await staff.locator('.hand-over').waitFor();
  await patient.getByText(dispensing.preparing).waitFor();

  await staff.locator('#now-1').fill('1');
  await staff.locator('#lot-1').fill('B2026-11');
  await staff.getByRole('button', { name: counter.handOver }).click();
  await staff.locator('[part=receipt]').waitFor();
  await patient.locator('[part=stands]').getByText(dispensing.part).waitFor();
  await patient.locator('[part=left]').waitFor();

  // Over a reload the page still has the secret of what it holds.
  await staff.reload();
  await row.click();
  await staff.getByRole('button', { name: counter.handOver }).click();
  await staff.locator('[part=receipt]').nth(1).waitFor();
  await patient.locator('[part=stands]').getByText(dispensing.done).waitFor();
  await patient.getByText(words.standings.dispensed.title).waitFor();
  assert.equal(await patient.locator('[part=left]').count(), 0);
});

test('a pharmacist gives one back at the hospital’s own counter; the patient is told and has it brought by the partner', async () => {
  const rx = await approved(app);
  const patient = await patientOf(rx);
  await patient.locator('#choose').waitFor();
  const own = await counterPage();
  await signInPharmacist({ page: own } as Parameters<typeof signInPharmacist>[0], 'gao');
  await own.getByRole('button', { name: pharmacy.counterPlace, exact: true }).click();
  await own.getByLabel(counter.code).fill('WRONG');
  await own.keyboard.press('Enter');
  await own.getByText(counter.wrongCode).waitFor();
  await own.getByLabel(counter.code).fill(rx.accessCode.toLowerCase());
  await own.keyboard.press('Enter');
  await own.locator('#decline').click();
  await own.locator('.why [value=out-of-stock]').check();
  await own.locator('.why .act').first().click();
  await own.getByText(counter.said['decline']!).waitFor();

  await patient.getByText(dispensing.declinedWhy['out-of-stock']!).waitFor();
  await patient.locator('#choose').click();
  await patient.locator(`[name=pharmacy][value="${pharmacyId('partner')}"]`).check();
  await patient.getByText(dispensing.ways.delivery, { exact: true }).click();
  await patient.getByLabel(dispensing.address).fill('人民路 8 号 3 单元 502 室');
  await patient.getByRole('button', { name: dispensing.send }).click();
  await patient.getByText(dispensing.chosen.delivery).waitFor();

  const staff = await counterPage();
  await signInPharmacist({ page: staff } as Parameters<typeof signInPharmacist>[0], 'mei');
  await staff.locator(`[data-id="${rx.prescriptionId}"]`).click();
  await staff.getByRole('button', { name: counter.handOver }).click();
  await staff.getByLabel(counter.courierName).fill('顺达快递');
  await staff.getByLabel(counter.courierNumber).fill('SD1234567890');
  await staff.getByRole('button', { name: counter.handToCourier }).click();
  await patient.getByText(dispensing.sentNext('顺达快递', 'SD1234567890')).waitFor();
  await staff.getByRole('button', { name: counter.outcomes.delivered }).click();
  await patient.getByText(dispensing.delivered, { exact: true }).waitFor();
});

test('the doctor asks for it back while the counter holds it: told at once, and given back', async () => {
  const rx = await approved(app);
  const staff = await counterPage();
  await signInPharmacist({ page: staff } as Parameters<typeof signInPharmacist>[0], 'mei');
  await staff.getByLabel(counter.code).fill(rx.accessCode);
  await staff.keyboard.press('Enter');
  await staff.locator('#hand-over').waitFor();
  const body = { reason: 'wrong-medicine', note: '剂量偏大' };
  await app.call('POST', rxPath(rx, rx.prescriptionId, 'void'), { token: rx.doctor.token, body });
  await staff.getByText(counter.voidTitle).waitFor();
  assert.equal(await staff.locator('#hand-over').count(), 0, 'nothing is handed over before the answer');
  await staff.getByRole('button', { name: counter.giveBack }).click();
  await staff.getByText(counter.said['answer-void']!).waitFor();
});
