/** The keyboard alone: from the first field into the call, as somebody who can't point; after each step the focus is where one goes on. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import consult from '../../packages/elements/locales/zh-CN/consult.ts';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import shared from '../../packages/elements/locales/zh-CN/shared.ts';
import measures from '../../packages/elements/locales/zh-CN/triage-measures.ts';
import stage from '../../packages/elements/locales/zh-CN/visit-stage.ts';
import visit from '../../packages/elements/locales/zh-CN/visit.ts';
import { until } from './call-kit.ts';
import { demoPeople } from './demo-people.ts';
import { calm, signInDoctor } from './people.ts';

/** More stops than any screen of ours has. */
const STOPS = 60;

/** What has the focus, through all shadow roots: its kind and its words; null where the page itself has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    if (!at || at === document.body) return null;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { labels } = at as Partial<HTMLInputElement>;
    const words = [at.getAttribute('aria-label'), ...[...(labels ?? [])].map((one) => one.innerText)];
    const { top, bottom } = at.getBoundingClientRect();
    return {
      kind: at.localName === 'input' ? (at as HTMLInputElement).type : at.localName,
      words: [...words, (at as HTMLElement).innerText].join(' ').replace(/\s+/g, ' ').trim(),
      ticked: !!(at as Partial<HTMLInputElement>).checked,
      seen: bottom > 0 && top < innerHeight,
    };
  });

/** Goes on by Tab until something of that kind with those words has the focus. */
async function tabTo(page: Page, kind: RegExp, words: string, whole = false): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < STOPS; i++) {
    const at = await focused(page);
    if (at && kind.test(at.kind) && (whole ? at.words === words : at.words.includes(words)))
      return assert.ok(at.seen, `${words} is in sight`);
    passed.push(at ? `${at.kind} ${at.words.slice(0, 12)}` : '(page)');
    await page.keyboard.press('Tab');
  }
  assert.fail(`${words} is not reached by Tab: ${passed.join(' · ')}`);
}

const heading = (page: Page) => page.locator('care-visit').getByRole('heading', { level: 1 }).first();

describe('the keyboard alone', () => {
  const people = demoPeople('keyboard');

  it(
    'registers, answers, waits and comes into the call; the focus is never lost',
    { timeout: 180_000 },
    async () => {
      const patient = await people.sit(`${people.demo.renheUrl}/internet-hospital.html`, 390, 844);
      const { page } = patient;
      const v = page.locator('care-visit');
      /** Another screen has come: who reads on from the focus must find it there. */
      const stays = (what: string) =>
        until(async () => (await focused(page)) !== null, `the focus after ${what} is on the new screen`);
      const press = async (words: string, key = 'Enter') => {
        const before = await heading(page).innerText();
        await tabTo(page, /^button$/, words);
        await page.keyboard.press(key);
        await until(
          async () =>
            (await heading(page)
              .innerText()
              .catch(() => before)) !== before,
          `${words} leads on`,
        );
        await stays(words);
      };

      await v.getByLabel(visit.name).waitFor();
      await tabTo(page, /^text$/, visit.name);
      await page.keyboard.type('王秀英');
      // In which order a date is typed is the browser's and its country's.
      await tabTo(page, /^date$/, visit.birth);
      await v.getByLabel(visit.birth).fill('1956-03-01');
      await tabTo(page, /^radio$/, '');
      for (let i = 0; i < 4 && (await focused(page))?.words !== '女'; i++)
        await page.keyboard.press('ArrowDown');
      assert.equal((await focused(page))?.words, '女');
      await tabTo(page, /^tel$/, visit.phone);
      await page.keyboard.type('13800000000');
      await press(shared.next);
      await tabTo(page, /^(radio|checkbox)$/, '');
      for (let i = 0; i < 6 && !(await focused(page))?.words.includes(visit.allergyNone); i++)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await press(shared.next);
      await tabTo(page, /^checkbox$/, visit.consentAgree);
      await page.keyboard.press('Space');
      await press(visit.start, 'Space');

      await tabTo(page, /^(textarea|text)$/, visit.complaintLabel);
      await page.keyboard.type('嗓子疼两天，有点咳嗽');
      await v.getByRole('button', { name: '嗓子疼', exact: true }).waitFor();
      // The words that were heard stand before it, each a button that takes it away.
      await tabTo(page, /^button$/, '嗓子疼', true);
      await page.keyboard.press('Enter');
      const asking = v.locator('care-triage');
      const join = v.getByRole('button', { name: /^去.+候诊$/ }).first();
      let before = '';
      for (let i = 0; i < 20; i++) {
        const question = async () => (await asking.getByRole('heading').allInnerTexts())[0] ?? before;
        await until(
          async () => (await join.count()) > 0 || (await question()) !== before,
          `the question after “${before}”`,
        );
        if (await join.count()) break;
        before = await question();
        await stays(before);
        if (before === measures.title) {
          await tabTo(page, /^button$/, measures.skip);
          await page.keyboard.press('Enter');
          continue;
        }
        const rows = asking.locator('label, button').filter({ hasNotText: shared.back });
        const choice = calm(before, (await rows.allInnerTexts()).map((text) => text.trim()).filter(Boolean));
        await tabTo(page, /^(button|checkbox)$/, choice);
        const { kind, ticked } = (await focused(page))!;
        // What the words said already is ticked.
        if (!ticked) await page.keyboard.press('Space');
        if (kind !== 'checkbox') continue;
        await tabTo(page, /^button$/, shared.next);
        await page.keyboard.press('Enter');
      }
      await stays('the last answer');
      await tabTo(page, /^button$/, '候诊');
      await page.keyboard.press('Enter');
      const title = v.locator('care-queue').getByRole('heading', { name: /^您在.+候诊$/ });
      const department = (await title.innerText()).replace(/^您在|候诊$/g, '');
      await stays('taking a place');

      const doctor = await people.sit(`${people.demo.staffUrl}/desk.html`, 1280, 800);
      await signInDoctor(doctor, 'zhao', department);
      await doctor.page.locator('care-desk').getByRole('button', { name: desk.callNext }).click();
      await v.getByText(stage.calledTitle).waitFor();
      await stays('being called');
      await tabTo(page, /^button$/, stage.enter);
      await page.keyboard.press('Enter');
      await v.getByRole('button', { name: consult.mute, exact: true }).waitFor();
      await stays('coming in');
      await tabTo(page, /^button$/, consult.mute);
      await page.keyboard.press('Space');
      await v.getByRole('button', { name: consult.unmute, exact: true }).waitFor();
      assert.match((await focused(page))!.words, new RegExp(consult.unmute), 'the button keeps the focus');
      for (const person of [patient, doctor]) assert.deepEqual(person.trouble, []);
    },
  );
});
