/**
 * Signing by a key in the device, whole: Chromium's virtual authenticator, the built widgets on the real server. The doctor adds a key and signs
 * with it, the pharmacist passes with theirs, and what is exported verifies on its own.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import desk from '../../../packages/elements/locales/zh-CN/desk.ts';
import pharmacy from '../../../packages/elements/locales/zh-CN/pharmacy.ts';
import signing from '../../../packages/elements/locales/zh-CN/signing.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { confirmedRevisit } from '../../kit/revisit.ts';
import { passStepByStep } from '../people.ts';
import { AMOXICILLIN, create, save, writeNote, type Consult } from '../../server/prescriptions/kit.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../../scripts/verify-rx.ts', import.meta.url));

let app: TestApp;
let browser: Browser;
/** Browsers have no keys for a page that is called by a number. */
let site: string;

before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  site = (await app.listen()).url.replace('127.0.0.1', 'localhost');
  browser = await launchBrowser({ args: [LOCAL_NETWORK] });
  const asked = await app.call('PUT', '/renhe/signing/settings', {
    token: await app.tokenOf('renhe', 'fang', 'administrator'),
    body: { doctor: 'ceremony', pharmacist: 'ceremony' },
  });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
});
after(async () => {
  await browser?.close();
  await app?.close();
});

interface Device {
  /** The person at the device confirms, or does not. */
  person(confirms: boolean): Promise<void>;
}

/** A device with a finger on it. */
async function device(page: Page): Promise<Device> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return {
    async person(confirms) {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: confirms });
    },
  };
}

/** A staff page of the server's own host, in its language, with the widget. */
async function open(
  tag: 'care-desk' | 'care-pharmacy',
  username: string,
): Promise<{ page: Page; key: Device }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' });
  context.setDefaultTimeout(15_000);
  await context.route(`${site}/staff.html`, (route) =>
    route.fulfill({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<!doctype html><html lang="zh-CN"><title>仁和医院</title><style>body{margin:0}${tag}{display:block;height:100vh}</style><script type="module" src="${site}/care.js"></script><${tag} hospital="renhe"></${tag}>`,
    }),
  );
  const page = await context.newPage();
  const key = await device(page);
  await page.goto(`${site}/staff.html`);
  const words = tag === 'care-desk' ? desk : pharmacy;
  await page.getByLabel(words.username).fill(username);
  await page.getByLabel(words.password).fill('care-demo');
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('button', { name: signing.keys }).waitFor();
  return { page, key };
}

async function addKey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: signing.keys }).click();
  await page.getByText(signing.noKeys).waitFor();
  await page.getByLabel(signing.name).fill(name);
  await page.getByRole('button', { name: signing.add }).click();
  await page.getByText(signing.faces['added']!).waitFor();
  await page.getByText(name, { exact: true }).waitFor();
}
const closeKeys = (page: Page) => page.getByRole('button', { name: signing.close, exact: true }).click();

/** A patient in consult with the demo's doctor, and a draft. */
async function drafted(username: string): Promise<{ consult: Consult; prescriptionId: string }> {
  const patient = await waitingPatient(app, { hospitalId: 'renhe', code: '03', patient: { name: '王秀兰' } });
  const token = await app.tokenOf('renhe', username);
  const { visitId, encounterId } = await callAndEnter(app, token, patient, {
    hospitalId: 'renhe',
    code: '03',
  });
  const doctor = { clinicianId: demoClinicianId('renhe', username), token };
  const consult = { hospitalId: 'renhe', visitId, encounterId, patientToken: patient.token, doctor };
  await confirmedRevisit(app.deps, 'renhe', encounterId);
  await writeNote(app, consult, 0);
  const { status, body } = await save(app, consult, await create(app, consult), [AMOXICILLIN]);
  assert.equal(status, 200, JSON.stringify(body));
  return { consult, prescriptionId: body.prescriptionId };
}

test('a key is added, signs a prescription and passes it, and the exported file verifies with the published keys', async () => {
  const { consult, prescriptionId } = await drafted('zhao');
  const { page: doctor, key } = await open('care-desk', 'zhao');
  const sign = doctor.locator('[part~=sign]');
  await sign.waitFor();

  // Without a key: what to do is said, and nothing is signed.
  await sign.click();
  await doctor.getByText(signing.byKey).waitFor();
  await doctor.getByRole('button', { name: desk.signNow }).click();
  await doctor.getByText(signing.faces['no-key']!).waitFor();
  await doctor.getByRole('button', { name: desk.signBack }).click();

  await addKey(doctor, '3 诊室电脑');
  await closeKeys(doctor);

  // Not confirmed: the sheet stays, and it can be tried again.
  await sign.click();
  await key.person(false);
  await doctor.getByRole('button', { name: desk.signNow }).click();
  await doctor.getByText(signing.faces['cancelled']!).waitFor();
  await key.person(true);
  await doctor.getByRole('button', { name: desk.signNow }).click();
  await doctor.getByText(signing.faces['done']!).waitFor();
  await doctor.getByText(desk.states.pending_review).first().waitFor();

  const { page: pharmacist } = await open('care-pharmacy', 'gao');
  await addKey(pharmacist, '审方电脑');
  await closeKeys(pharmacist);
  await pharmacist.keyboard.press('n');
  await pharmacist.locator('.paper').waitFor();
  await pharmacist.getByText(signing.byKey).waitFor();
  await passStepByStep(pharmacist);
  await pharmacist.getByText(signing.faces['done']!).waitFor();

  const path = `/renhe/prescriptions/${prescriptionId}`;
  const file = await app.call('GET', `${path}/export`, { token: consult.patientToken });
  assert.equal(file.status, 200, JSON.stringify(file.body));
  assert.deepEqual(
    file.body.seals.map(({ role, level }: { role: string; level: string }) => [role, level]),
    [
      ['doctor', 'ceremony'],
      ['pharmacist', 'ceremony'],
    ],
  );
  const keys = await app.call('GET', '/renhe/keys');
  const dir = await mkdtemp(join(tmpdir(), 'care-signing-'));
  try {
    const [rx, list] = [join(dir, 'rx.json'), join(dir, 'keys.json')];
    await writeFile(rx, JSON.stringify(file.body));
    await writeFile(list, JSON.stringify(keys.body));
    const run = spawnSync(process.execPath, [SCRIPT, rx, '--keys', list], { encoding: 'utf8', env: {} });
    assert.equal(run.status, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /signer’s own device/);
    await writeFile(rx, JSON.stringify(file.body).replace('王秀兰', '王秀蘭'));
    assert.equal(spawnSync(process.execPath, [SCRIPT, rx, list], { env: {} }).status, 1);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

test('a key that was called back on the desk signs nothing more', async () => {
  await drafted('sun');
  const { page: doctor } = await open('care-desk', 'sun');
  await addKey(doctor, '旧手机');
  await doctor.getByRole('button', { name: signing.revokeOf('旧手机') }).click();
  await doctor.getByLabel(signing.reason).selectOption('lost');
  await doctor.getByRole('button', { name: signing.revokeNow }).click();
  await doctor.getByText('已停用').waitFor();
  await closeKeys(doctor);
  await doctor.locator('[part~=sign]').click();
  await doctor.getByRole('button', { name: desk.signNow }).click();
  await doctor.getByText(signing.faces['no-key']!).waitFor();
});
