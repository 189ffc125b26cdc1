/** The people of a visit before their browsers: what a patient, a doctor and a pharmacist do with their hands. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import pharmacy from '../../packages/elements/locales/zh-CN/pharmacy.ts';
import revisit from '../../packages/elements/locales/zh-CN/revisit.ts';
import shared from '../../packages/elements/locales/zh-CN/shared.ts';
import triage from '../../packages/elements/locales/zh-CN/triage.ts';
import measures from '../../packages/elements/locales/zh-CN/triage-measures.ts';
import result from '../../packages/elements/locales/zh-CN/triage-result.ts';
import visit from '../../packages/elements/locales/zh-CN/visit.ts';
import guardianWords from '../../packages/elements/locales/zh-CN/visit-guardian.ts';
import { jpeg } from '../kit/files.ts';
import { engine } from '../kit/browser.ts';
import { decoded, spy, until } from './call-kit.ts';

export interface Person {
  context: BrowserContext;
  page: Page;
  /** Errors that the page logged or threw. */
  trouble: string[];
}

/** A browser of one's own at a page. */
export async function sitDown(browser: Browser, url: string, width: number, height: number): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    permissions: ['camera', 'microphone'],
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(spy);
  const page = await context.newPage();
  const trouble: string[] = [];
  // A network that is cut on purpose is told of by the browser itself; in Firefox as an error of the page's.
  const hear = (said: string) =>
    /Failed to load resource|net::ERR|CORS request did not succeed/.test(said) || trouble.push(said);
  page.on('pageerror', (error) => hear(String(error)));
  page.on('console', (message) => message.type() === 'error' && hear(message.text()));
  await page.goto(url);
  return { context, page, trouble };
}

export interface PatientFacts {
  name: string;
  birth: string;
  sex: string;
}

/** From the first field to the complaints. */
export async function register(
  { page }: Person,
  { name, birth, sex }: PatientFacts,
  guardian?: { name: string; phone: string },
): Promise<void> {
  const v = page.locator('care-visit');
  const next = v.getByRole('button', { name: shared.next, exact: true });
  await v.getByLabel(visit.name).fill(name);
  await fillBirth(v, birth);
  await v.getByText(sex, { exact: true }).click();
  await v.getByLabel(visit.phone).fill('138 0000 0000');
  await next.click();
  if (guardian) {
    await v.getByRole('heading', { name: guardianWords.childTitle }).waitFor();
    await v.getByLabel(guardianWords.name).fill(guardian.name);
    await v.getByLabel(guardianWords.phone).fill(guardian.phone);
    await v.getByText(guardianWords.relations['parent']!, { exact: true }).click();
    await next.click();
  }
  await v.getByText(visit.allergyNone).click();
  await next.click();
  await v.getByText(visit.consentAgree).click();
  await v.getByRole('button', { name: visit.start }).click();
}

async function fillBirth(v: Locator, birth: string): Promise<void> {
  const group = v.getByRole('group', { name: visit.birth });
  if (await group.count()) {
    const parts = birth.split('-').map(Number);
    const boxes = group.getByRole('textbox');
    for (let i = 0; i < 3; i++) await boxes.nth(i).fill(String(parts[i]));
  } else {
    await v.getByLabel(visit.birth).fill(birth);
  }
}

/** Says what is wrong and answers every question with `answer`, until a result stands there. */
export async function describeComplaint(
  { page }: Person,
  words: string,
  complaint: string,
  answer: (question: string, options: string[]) => string,
): Promise<void> {
  const v = page.locator('care-visit');
  await v.getByLabel(visit.complaintLabel).fill(words);
  await v.getByRole('button', { name: complaint, exact: true }).click();
  const asking = v.locator('care-triage');
  let before = '';
  // Without waiting: with the last answer the questions give way to the result.
  const title = async () => (await asking.getByRole('heading').allInnerTexts())[0] ?? before;
  for (let i = 0; i < 20; i++) {
    // Either the next question, or the result.
    await until(async () => (await finished(v)) || (await title()) !== before, 'the next question');
    if (await finished(v)) return;
    const question = await title();
    if (question === before) continue;
    before = question;
    // Nothing was measured at home.
    if (question === measures.title) {
      await asking.getByRole('button', { name: measures.skip }).click();
      continue;
    }
    const rows = asking.locator('label, button').filter({ hasNotText: shared.back });
    const options = (await rows.allInnerTexts()).map((t) => t.trim()).filter(Boolean);
    const choice = answer(question, options);
    assert.ok(options.includes(choice), `${question}: ${choice} is not among ${options.join(' / ')}`);
    const box = asking.locator('label').filter({ has: page.getByText(choice, { exact: true }) });
    // A tick waits for the button; what the words said already is ticked. Any other answer is given by the tap.
    if (await box.count()) {
      await box.locator('input').check();
      await asking.getByRole('button', { name: shared.next, exact: true }).click();
    } else await asking.getByText(choice, { exact: true }).click();
  }
  throw new Error('more questions than anybody would answer');
}

const finished = async (v: Locator): Promise<boolean> =>
  (await joinButton(v).count()) > 0 || (await v.getByText(result.callTitle).count()) > 0;
/** The first department's: others have one each. */
const joinButton = (v: Locator): Locator =>
  v.getByRole('button', { name: new RegExp(`^去.+候诊$|^${result.joinAnyway}$`) }).first();

/** Takes a place in the queue of the first department; resolves with its name. */
export async function joinQueue({ page }: Person): Promise<string> {
  const v = page.locator('care-visit');
  await joinButton(v).click();
  const title = v.locator('care-queue').getByRole('heading', { name: /^您在.+候诊$/ });
  return (await title.innerText()).replace(/^您在|候诊$/g, '');
}

/** None of the danger signs, and of the rest the mildest. */
export const calm = (_question: string, options: string[]): string =>
  [triage.none, '36–37.2 ℃，不发烧', '轻，不影响做事'].find((o) => options.includes(o)) ?? options[0]!;

export async function signInDoctor({ page }: Person, username: string, department?: string): Promise<void> {
  const d = page.locator('care-desk');
  await d.getByLabel(desk.username).fill(username);
  await d.getByLabel(desk.password).fill('care-demo');
  await d.getByRole('button', { name: desk.signIn, exact: true }).click();
  if (!department) return;
  const choice = d.getByRole('button', { name: department, exact: true });
  const select = d.getByLabel(desk.department, { exact: true });
  await until(async () => (await choice.count()) + (await select.count()) > 0, 'the choice of a department');
  if (await choice.count()) await choice.click();
  else await select.selectOption({ label: department });
}

export async function signInPharmacist({ page }: Person, username: string): Promise<void> {
  const p = page.locator('care-pharmacy');
  await p.getByLabel(pharmacy.username).fill(username);
  await p.getByLabel(pharmacy.password).fill('care-demo');
  await p.getByRole('button', { name: pharmacy.signIn, exact: true }).click();
}

/** Pictures of the other side that the page really painted so far. */
export async function pictures({ page }: Person): Promise<number> {
  const video = page.locator('care-consult video[part=remote]');
  if (!(await video.count())) return 0;
  // Firefox does not count what it paints of a stream: there it is what was decoded, once the picture has a size.
  if (engine === 'firefox')
    return (await video.evaluate((v: HTMLVideoElement) => v.srcObject && v.videoWidth)) ? decoded(page) : 0;
  return video.evaluate((v: HTMLVideoElement) =>
    v.srcObject ? v.getVideoPlaybackQuality().totalVideoFrames : 0,
  );
}
export async function untilPictures(person: Person, who: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const before = await pictures(person);
    await until(async () => (await pictures(person)) > before + 2, `${who} sees new pictures`, 40_000);
  }
}

/** The three steps by their one key, with what could not be checked ticked; the last one passes. */
export async function passStepByStep(page: Page): Promise<void> {
  await page.locator('[part=walk], [part=approve]').first().waitFor();
  // Nothing objects and nothing is unknown: one key passes it whole.
  if (await page.locator('[part=approve]').count()) return page.keyboard.press('a');
  for (const step of Object.values(pharmacy.steps)) {
    await page.getByRole('button', { name: pharmacy.stepChecked(step) }).waitFor();
    for (const tick of await page.locator('.step.now [name=tick]').all()) await tick.check();
    await page.keyboard.press('a');
  }
}

/** The patient's own picture of an earlier record, sent into the visit. */
export async function sendRecord({ page }: Person, careUrl: string, hospitalId: string): Promise<void> {
  const session = await page.evaluate(() =>
    Object.keys(localStorage)
      .map((key) => localStorage.getItem(key)!)
      .filter((value) => value.includes('"visitId"') && value.includes('"token"'))
      .map((value) => JSON.parse(value) as { token: string; visitId: string })
      .at(0),
  );
  assert.ok(session, 'the patient has a visit');
  const url = `${careUrl}/v1/hospitals/${hospitalId}/visits/${session.visitId}/attachments?name=record.jpg`;
  const headers = {
    ...{ 'Content-Type': 'image/jpeg', Authorization: `Bearer ${session.token}` },
    'Idempotency-Key': `record-${session.visitId}`,
  };
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(jpeg()) });
  assert.equal(answer.status, 201, await answer.text());
}

/** The doctor reads the record and confirms that it is a revisit. */
export async function confirmRecord({ page }: Person, code: string): Promise<void> {
  const part = page.locator('care-desk-revisit');
  await part.getByText(revisit.title).first().click();
  await part.getByText('record.jpg').click();
  await part.getByLabel(revisit.institution).fill('第一医院');
  await part.getByLabel(revisit.day).fill('2026-01-05');
  await part.getByRole('combobox', { name: revisit.diagnosis }).fill(code);
  await part.locator('[role=listbox] [role=option]:visible').first().click();
  await part.getByLabel(revisit.common).check();
  await part.getByRole('button', { name: revisit.confirm }).click();
  await part.getByText(revisit.standing.confirmed, { exact: true }).waitFor();
}
