/** What every whole visit has after the talk, however doctor and patient talk: the note, the prescription, its review, what the patient leaves with. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import pharmacy from '../../packages/elements/locales/zh-CN/pharmacy.ts';
import prescription from '../../packages/elements/locales/zh-CN/prescription.ts';
import { passStepByStep, type Person } from './people.ts';

const ADVICE = '多饮水，注意休息，三天不好转请来院。';

/** By the doctor, and saved by the server. */
export async function writeNote(d: Locator, findings: string): Promise<void> {
  await d.getByLabel(desk.findings).fill(findings);
  await d.getByRole('combobox', { name: desk.diagnosisSearch }).fill('J06');
  await d.locator('[role=listbox] [role=option]:visible').first().click();
  await d.getByLabel(desk.advice).fill(ADVICE);
  await d
    .getByText(/^已保存/)
    .first()
    .waitFor();
}

/** Written, signed, and the visit is ended; the patient reads that a pharmacist looks at it. */
export async function prescribe(d: Locator, rx: Locator): Promise<void> {
  await d.getByRole('button', { name: desk.newRx }).click();
  await addDrug(d, 'amxl');
  await sign(d);
  await d.getByRole('button', { name: desk.finish }).click();
  await d.getByRole('button', { name: desk.finishNow }).click();
  await d.getByText(desk.lastFinished).waitFor();
  await rx.getByText(prescription.standings.pending_review.title).waitFor();
}

/** Returned by the pharmacist, revised by the doctor, approved. */
export async function review(
  d: Locator,
  rx: Locator,
  { page: pharmacist }: Person,
  name: string,
): Promise<void> {
  const p = pharmacist.locator('care-pharmacy');
  await p.locator('[part=entry]').filter({ hasText: name }).click();
  await p.getByRole('button', { name: pharmacy.return }).click();
  await p.getByText('剂量或用法不适宜').click();
  await p.getByRole('button', { name: pharmacy.sendReturn, exact: true }).last().click();
  await rx.getByText(prescription.standings.returned.title).waitFor();
  await d.getByText(desk.mineTitle).waitFor();
  await d.getByText(name).first().click();
  await d.getByRole('button', { name: desk.revise }).click();
  await sign(d);
  await p.locator('[part=entry]').filter({ hasText: name }).click();
  await p.getByText(pharmacy.revised(2)).first().waitFor();
  await passStepByStep(pharmacist);
}

/** Sealed by both, with the medicine, its code and the doctor's advice. */
export async function leaveWith(rx: Locator): Promise<void> {
  await rx.getByText(prescription.standings.approved.title).waitFor();
  assert.equal(await rx.getByText(prescription.sealValid, { exact: true }).count(), 2);
  await rx
    .getByText(/阿莫西林/)
    .first()
    .waitFor();
  await rx.getByRole('img', { name: new RegExp(prescription.qrLabel('').slice(0, 5)) }).waitFor();
  await rx.getByText(ADVICE).waitFor();
}

async function sign(d: Locator): Promise<void> {
  await d.getByRole('button', { name: desk.sign }).click();
  await d.getByRole('button', { name: desk.signNow }).click();
  await d.getByText(desk.states.pending_review).first().waitFor();
}

/** Adds the first medicine that the search finds, one at a time, three times a day, for three days. */
async function addDrug(d: Locator, words: string): Promise<void> {
  await d.getByRole('combobox', { name: desk.formularySearch }).fill(words);
  await d.locator('[role=listbox] [role=option]:visible').first().click();
  await d
    .getByLabel(new RegExp(`^${desk.dose}`))
    .first()
    .fill('0.5');
  await d
    .getByLabel(new RegExp(`^${desk.days}`))
    .first()
    .fill('3');
  const frequency = d.getByLabel(new RegExp(`^${desk.frequency}`)).first();
  await frequency.selectOption({ index: 3 });
}
