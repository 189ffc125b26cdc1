/** A picture for the record, in two real browsers: nothing without a yes, and after it the patient's own picture, on both sides. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import type { Snapshot } from '@care-elements/contract/snapshot.ts';
import words from '../../packages/elements/locales/zh-CN/snapshot.ts';
import { textOf } from '../attack/scripts/corpus.ts';
import { openCallHouse, type CallHouse, type Visit } from './call-house.ts';
import { press, until } from './call-kit.ts';

/** They run, where somebody takes a text for markup. */
const PURPOSE = `左前臂皮疹，留作对比${textOf(0, 0)}`;
const ASKED = `同意以后才会拍。${textOf(11, 0)}`;
let house: CallHouse;
before(async () => {
  house = await openCallHouse();
  await house.inRenhe(({ tx }) =>
    tx.execute(
      sql`UPDATE hospitals SET snapshot = jsonb_set(snapshot, '{text,zh-CN}', to_jsonb(${ASKED}::text))`,
    ),
  );
});
after(() => house?.close());
afterEach(() => house.clear());

const snapshots = async ({ visitId, doctor }: Visit): Promise<Snapshot[]> => {
  const { status, body } = await house.app.call('GET', `/renhe/visits/${visitId}/snapshots`, {
    token: doctor,
  });
  assert.equal(status, 200);
  return body.snapshots;
};
const files = ({ visitId }: Visit): Promise<number> =>
  house.inRenhe(async ({ tx }) => {
    const { rows } = await tx.execute<{ n: number }>(
      `SELECT count(*)::int AS n FROM attachments WHERE visit_id = '${visitId}'`,
    );
    return rows[0]!.n;
  });
async function ask(doctor: Page): Promise<void> {
  await press(doctor, 'snapshot');
  await doctor.locator('[part~=purpose]').fill(PURPOSE);
  await press(doctor, 'ask-snapshot');
}
const reads = (page: Page, text: string) =>
  page.locator('care-call-snapshot').getByText(text).waitFor({ timeout: 30_000 });

/** What runs in a page from now on, by what the corpus calls. */
async function hear(page: Page): Promise<() => Promise<number>> {
  type Heard = typeof globalThis & { itRan(): void; ran: number };
  await page.evaluate(() => {
    const here = globalThis as Heard;
    here.ran = 0;
    here.itRan = () => void here.ran++;
  });
  return async () =>
    (await page.evaluate(() => (globalThis as Heard).ran)) +
    (await page.locator('img[src=x], details[open]').count());
}

test('after a yes: the purpose was read, and the patient’s picture is in the record, seen by both', async () => {
  const { visit, patient, doctor } = await house.call();
  const heard = [await hear(patient), await hear(doctor)];
  await ask(doctor);
  await reads(patient, words.for(PURPOSE));
  await reads(patient, ASKED);
  assert.equal(await files(visit), 0, 'nothing is taken while the patient reads');
  await press(patient, 'agree');
  await reads(patient, words.storedPatient);
  await reads(doctor, words.stored);
  const [taken] = (await snapshots(visit)) as [Snapshot];
  assert.deepEqual([taken.state, taken.purpose], ['stored', PURPOSE]);
  const { attachmentId, width, height } = taken.picture!;
  assert.ok(Math.max(width, height) <= 1600 && Math.min(width, height) >= 180, `${width} × ${height}`);
  for (const page of [patient, doctor]) {
    await page.locator('care-call-snapshot').getByText(words.show).click();
    await page.locator('care-chat-lightbox canvas[data-drawn]').waitFor();
  }
  // Chromium's fake camera is a green field: the picture is the patient's, not black and not the page.
  const colour = await doctor.locator('care-chat-lightbox canvas').evaluate((canvas: HTMLCanvasElement) => {
    const pen = canvas.getContext('2d')!;
    const at = (x: number, y: number) => [
      ...pen.getImageData(x * canvas.width, y * canvas.height, 1, 1).data,
    ];
    return [at(0.05, 0.9), at(0.95, 0.9), at(0.05, 0.6)];
  });
  assert.ok(
    colour.some(([r = 0, g = 0, b = 0]) => g > r + 40 && g > b + 40),
    `the fake camera’s green: ${JSON.stringify(colour)}`,
  );
  for (const ran of heard) assert.equal(await ran(), 0, 'the texts stand there, and nothing of them ran');
  const content = `${house.server}/v1/hospitals/renhe/visits/${visit.visitId}/attachments/${attachmentId}/content`;
  const answer = await fetch(content, { headers: { authorization: `Bearer ${visit.token}` } });
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/jpeg']);
});

test('after a no nothing is taken, and both read so; a question that is taken back is gone', async () => {
  const { visit, patient, doctor } = await house.call();
  await ask(doctor);
  await reads(patient, words.for(PURPOSE));
  await doctor.locator('care-call-snapshot').getByText(words.takeBack).click();
  await until(
    async () => !(await patient.locator('[part~=snapshot-question]').isVisible()),
    'the question is gone',
  );
  await ask(doctor);
  await reads(patient, words.for(PURPOSE));
  await press(patient, 'refuse');
  await reads(doctor, words.refused);
  await reads(patient, words.refusedPatient);
  assert.deepEqual(
    (await snapshots(visit)).map(({ state, picture }) => [state, picture]),
    [
      ['refused', null],
      ['withdrawn', null],
    ],
  );
  assert.equal(await files(visit), 0, 'no picture left the doctor’s page');
});

test('without a picture of the patient nothing is kept, and the doctor reads why', async () => {
  const { visit, patient, doctor } = await house.call();
  await press(patient, 'camera');
  await ask(doctor);
  await reads(patient, words.for(PURPOSE));
  await press(patient, 'agree');
  await reads(doctor, words.failed);
  await reads(patient, words.failedPatient);
  assert.deepEqual([(await snapshots(visit))[0]!.state, await files(visit)], ['failed', 0]);
});
