/**
 * From the doctor's seal to the patient's paper, on the real server and the built widgets, in a page with a strict Content
 * Security Policy: two pharmacists at once, the patient's screen that follows, and the sheet as an A5 page.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import desk from '../../../packages/elements/locales/zh-CN/desk.ts';
import pharmacy from '../../../packages/elements/locales/zh-CN/pharmacy.ts';
import words from '../../../packages/elements/locales/zh-CN/prescription.ts';
import talk from '../../../packages/elements/locales/zh-CN/review-thread.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';
import { confirmedRevisit } from '../../kit/revisit.ts';
import { passStepByStep } from '../people.ts';
import {
  AMOXICILLIN,
  decide,
  line,
  signed,
  writeNote,
  type Consult,
} from '../../server/prescriptions/kit.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
/** The most that one may hold in China. */
const FIVE = [
  AMOXICILLIN,
  line('ibuprofen-er-capsule-300mg', { dose: { value: '0.3', unit: 'g' }, frequency: 'bid', days: 3 }),
  line('loratadine-tablet-10mg', {
    dose: { value: '10', unit: 'mg' },
    frequency: 'qn',
    days: 5,
    note: '睡前服，可能犯困',
  }),
  line('ambroxol-oral-solution-6mg', { dose: { value: '10', unit: 'ml' }, frequency: 'bid', days: 5 }),
  line('smectite-powder-3g', {
    dose: { value: '3', unit: 'g' },
    frequency: 'prn',
    maxPerDay: 3,
    days: 3,
  }),
];

let app: TestApp;
let careUrl: string;
let browser: Browser;

before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  // The page is made up here, not served from this machine: without this it may not ask anything of it.
  browser = await launchBrowser({ args: [LOCAL_NETWORK] });
});
after(async () => {
  await browser?.close();
  await app?.close();
});

/** A patient who was triaged, waited, and sits with a doctor who has written the note. */
async function withDoctor(
  username: string,
  { hospitalId = 'renhe', code = '03', name = '王秀兰' } = {},
): Promise<Consult> {
  const patient = await waitingPatient(app, { hospitalId, code, patient: { name } });
  const token = await app.tokenOf(hospitalId, username);
  const { visitId, encounterId } = await callAndEnter(app, token, patient, { hospitalId, code });
  const doctor = { clinicianId: demoClinicianId(hospitalId, username), token };
  const consult = { hospitalId, visitId, encounterId, patientToken: patient.token, doctor };
  await confirmedRevisit(app.deps, hospitalId, encounterId);
  await writeNote(app, consult, 0);
  return consult;
}

/** A page of the hospital's own, as strict as pages come; what it refused is in `refused`. */
async function openPage(html: string, session?: [key: string, value: unknown], width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'zh-CN' });
  const policy = [
    "default-src 'none'",
    `script-src ${careUrl}`,
    `connect-src ${careUrl}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.join(';') },
      body: `<!doctype html><html lang="zh-CN"><title>仁和医院</title><script type="module" src="${careUrl}/care.js"></script>${html}`,
    }),
  );
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (said) => {
    if (/Content Security Policy|Trusted/.test(said.text())) refused.push(said.text());
  });
  page.on('pageerror', (error) => refused.push(String(error)));
  // No dialog in a headless browser; what would be printed is looked at instead.
  await page.addInitScript(() => (window.print = () => {}));
  if (session)
    await page.addInitScript(([key, value]) => localStorage.setItem(key, JSON.stringify(value)), session);
  await page.goto(`${ORIGIN}/`);
  return { page, refused };
}

const openPatient = ({ hospitalId, visitId, patientToken }: Consult, tag = 'care-prescription') =>
  openPage(
    `<${tag} hospital="${hospitalId}"></${tag}>`,
    [`care:${careUrl}:${hospitalId}:patient`, { token: patientToken, visitId }],
    390,
  );

async function openPharmacist(username: string): Promise<Page> {
  const { page } = await openPage('<care-pharmacy hospital="renhe"></care-pharmacy>');
  await page.getByLabel(pharmacy.username).fill(username);
  await page.getByLabel(pharmacy.password).fill('care-demo');
  await page.getByRole('button', { name: pharmacy.signIn, exact: true }).click();
  await page.getByRole('heading', { name: pharmacy.waitingTitle }).waitFor();
  return page;
}

/** The print document as a PDF of its own. */
async function printed(page: Page): Promise<{ pages: number; boxes: string[] }> {
  const { html, css } = await page.evaluate(() => {
    const print = document.querySelector('iframe')!.contentDocument!;
    const rules = print.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    return { html: print.documentElement.outerHTML, css: rules.map((rule) => rule.cssText).join('\n') };
  });
  const paper = await browser.newPage();
  await paper.setContent(html.replace('<head>', `<head><style>${css}</style>`));
  const pdf = (await paper.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  await paper.close();
  return {
    pages: [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length,
    boxes: [...pdf.matchAll(/\/MediaBox\s*\[([^\]]+)\]/g)].map(([, box]) => box!.trim()),
  };
}

test('two pharmacists at once: one has it in hand and passes it, the other reads, and is told; the patient sees it live and prints one A5 page', async () => {
  const consult = await withDoctor('zhao');
  await signed(app, consult, FIVE);
  const { page: patient, refused } = await openPatient(consult);
  await patient.getByText(words.standings.pending_review.title).waitFor();
  assert.equal(await patient.locator('care-qr').count(), 0);

  const [gao, he] = await Promise.all([openPharmacist('gao'), openPharmacist('he')]);
  await gao.keyboard.press('n');
  await gao.locator('.paper').waitFor();
  // He sees in the list who has it in hand, gets no other one by "next", and opens it to read.
  await he.getByText(pharmacy.inHandOf('高文静主管药师')).waitFor();
  await he.keyboard.press('n');
  await he.locator('.entry').click();
  await he.getByText(pharmacy.held('高文静主管药师')).waitFor();
  await he.locator('.paper').waitFor();
  await he.keyboard.press('a');
  assert.equal(await he.getByText('您已在').count(), 0);
  await passStepByStep(gao);
  await gao.getByText('您已在').waitFor();
  await he.getByText('高文静主管药师已在').waitFor();

  await patient.getByText(words.standings.approved.title).waitFor();
  await patient.getByText('今天 24:00 前有效').waitFor();
  assert.equal(await patient.locator('.seals .green').count(), 2);
  await patient.locator('care-qr path').waitFor();
  await patient.getByRole('button', { name: words.showPaper }).click();
  await patient.getByRole('button', { name: words.printNow }).click();
  await patient.locator('iframe').waitFor({ state: 'attached' });
  const print = patient.frameLocator('iframe');
  assert.equal(await print.locator('.paper-items > li').count(), 5);
  // Styled by the constructed sheet: 148 mm at 96 dpi.
  assert.equal(
    Math.round(await print.locator('.paper').evaluate((e) => (e as HTMLElement).offsetWidth)),
    559,
  );
  const { pages, boxes } = await printed(patient);
  assert.equal(pages, 1);
  assert.match(boxes[0]!, /^0 0 (419|420)[.\d]* 59[45][.\d]*$/);
  assert.deepEqual(refused, []);
});

test('a returned prescription tells the patient why, and shows no code', async () => {
  const consult = await withDoctor('sun');
  const rx = await signed(app, consult);
  const { page: patient } = await openPatient(consult);
  await patient.getByText(words.standings.pending_review.title).waitFor();
  const pharmacist = await openPharmacist('he');
  await pharmacist.locator(`[data-id="${rx.prescriptionId}"]`).click();
  await pharmacist.locator('.paper').waitFor();
  await pharmacist.keyboard.press('r');
  await pharmacist.getByText('剂量或用法不适宜').click();
  await pharmacist.getByLabel(pharmacy.note).fill('请核对剂量');
  await pharmacist.keyboard.press('Control+Enter');
  await pharmacist.getByText('您已在').waitFor();
  await patient.getByText(words.standings.returned.title).waitFor();
  await patient.getByText('剂量或用法不适宜').waitFor();
  assert.equal(await patient.locator('care-qr').count(), 0);
});

test('a question of the pharmacist reaches the doctor’s desk, the answer comes back, and the prescription passes', async () => {
  const consult = await withDoctor('zhou', { code: '13' });
  const rx = await signed(app, consult);
  const gao = await openPharmacist('gao');
  await gao.locator(`[data-id="${rx.prescriptionId}"]`).click();
  await gao.getByRole('button', { name: talk.ask }).click();
  await gao.getByLabel(talk.label).fill('患者肾功能情况知道吗？');
  await gao.getByRole('button', { name: talk.send, exact: true }).click();
  await gao.getByText(talk.waitsForDoctor).waitFor();
  const he = await openPharmacist('he');
  await he.getByText(pharmacy.askedDoctor('高文静主管药师')).waitFor();

  const { page: doctor } = await openPage('<care-desk hospital="renhe"></care-desk>');
  await doctor.getByLabel(desk.username).fill('zhou');
  await doctor.getByLabel(desk.password).fill('care-demo');
  await doctor.getByRole('button', { name: desk.signIn, exact: true }).click();
  await doctor.getByText('患者肾功能情况知道吗？').waitFor();
  await doctor.getByText(talk.unread(1)).waitFor();
  await doctor.getByLabel(talk.answerLabel).fill('十月份肌酐正常');
  await doctor.getByRole('button', { name: talk.send, exact: true }).click();
  await gao.getByText('十月份肌酐正常').waitFor();
  await passStepByStep(gao);
  await gao.getByText('您已在').waitFor();
  // Answered and passed: nothing is left to answer.
  await doctor.getByText('十月份肌酐正常').waitFor({ state: 'detached' });
});

test('the other hospital prints its own sheet', async () => {
  const consult = await withDoctor('delgado', { hospitalId: 'lakeside', code: '02', name: 'Ruth Alvarez' });
  const rx = await signed(app, consult, FIVE);
  const token = await app.tokenOf('lakeside', 'park', 'pharmacist');
  assert.equal((await decide(app, consult, rx.prescriptionId, token, 'approve')).status, 200);
  const { page: patient } = await openPatient(consult);
  await patient.getByRole('button', { name: words.showPaper }).click();
  await patient.locator('.paper').getByText('Lakeside Community Clinic').waitFor();
  await patient.getByRole('button', { name: words.printNow }).click();
  await patient.frameLocator('iframe').getByText('Jieun Park').waitFor({ state: 'attached' });
  assert.equal((await printed(patient)).pages, 1);
});
