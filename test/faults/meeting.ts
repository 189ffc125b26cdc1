/** One who listens in a group meeting on a way that grows narrow: what of the ladder that holds, in a real browser behind a real queue. */
import type { Page } from 'playwright-core';
import words from '../../packages/elements/locales/zh-CN/meeting.ts';
import type { MeetingCall, MeetingCallState } from '@care-elements/client/meeting-call.ts';
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';
import { decoded, energy, spy, startSite, until } from '../e2e/call-kit.ts';
import { plannedMeeting } from '../server/meetings/kit.ts';
import { sound } from './call.ts';
import { writeMeasured } from '../../scripts/measurements.ts';
import { openFaultHouse, type FaultHouse } from './house.ts';
import type { Host } from './meeting-page.ts';

/** kbit/s down to the listener, as in the calls. */
const NARROW = [300, 50] as const;
const SECONDS = 60;
const LAST_SECONDS = 10;
/** A break of the connection and the way back into the room are no longer than that. */
const SILENCE_SECONDS = 20;
const CLIMB_MS = 240_000;

/** `call` is the store's, which the element keeps to itself. */
const stateOf = (page: Page): Promise<MeetingCallState> =>
  page.evaluate(() =>
    (document.querySelector('care-meeting') as unknown as { store: { call: MeetingCall } }).store.call.get(),
  );
const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));
/** A new connection counts from zero. */
const grown = (before: number, now: number) => (now < before ? now : now - before);

/** Its row of the table. Rejects where the sound stayed away, or the uppermost rung did not come back. */
async function narrowed({ network }: FaultHouse, page: Page, kbps: number): Promise<string> {
  const rungs: string[] = [];
  const read: string[] = [];
  let lost = 0;
  let inside = true;
  const look = async () => {
    const { rung, phase } = await stateOf(page);
    const said = (await page.locator('care-meeting-room .chip').allInnerTexts()).join();
    if (rungs.at(-1) !== rung) rungs.push(rung);
    if (said && read.at(-1) !== said) read.push(said);
    if (inside && phase !== 'in') lost++;
    inside = phase === 'in';
  };
  const count = async () => ({
    ...{ ...(await sound(page)), pictures: await decoded(page), energy: await energy(page), at: Date.now() },
  });
  const passed: { concealed: number; all: number; at: number }[] = [];
  let [pictures, silence, heardAt] = [0, 0, Date.now()];
  let before = await count();
  const from = Date.now();
  network.narrow(kbps, null);
  while (Date.now() < from + SECONDS * 1000) {
    await pause(0.5);
    await look();
    const now = await count();
    if (grown(before.energy, now.energy) > 1e-6) heardAt = now.at;
    silence = Math.max(silence, (now.at - heardAt) / 1000);
    pictures += grown(before.pictures, now.pictures);
    const [concealed, all] = [grown(before.concealed, now.concealed), grown(before.all, now.all)];
    passed.push({ concealed, all, at: now.at });
    before = now;
  }
  network.heal();
  const healed = Date.now();
  const top = async () => (await look(), inside && rungs.at(-1) === 'video');
  await until(top, `up the ladder again (${rungs.join(' → ')})`, CLIMB_MS);
  if (silence > SILENCE_SECONDS) throw new Error(`nothing is heard for ${silence.toFixed(0)} s`);
  const madeUp = (since: number) => {
    const sum = (name: 'concealed' | 'all') =>
      passed.reduce((total, one) => total + (one.at > since ? one[name] : 0), 0);
    return `${((sum('concealed') / Math.max(1, sum('all'))) * 100).toFixed(0)} %`;
  };
  const ladder = rungs.length > 1 ? `${rungs.join(' → ')}; ${((Date.now() - healed) / 1000).toFixed(0)}` : '';
  return `| ${kbps} kbit/s down | ${(pictures / SECONDS).toFixed(0)} | ${madeUp(0)}, ${madeUp(healed - LAST_SECONDS * 1000)} | ${silence.toFixed(0)}, ${lost} | ${ladder} | ${read.join(' → ') || 'nothing new'} |`;
}

const NOTES = [
  'At 50 kbit/s the host’s speech, sent doubled (RED), is wider than the way: it is understood, and LiveKit’s own signalling is starved now and then. In a call the other side is asked for thin sound there; a listener’s token lets them say nothing to the room.',
];

/** Prints its table and keeps it in docs/measurements.md. Returns how many of its rows failed. */
export async function reportMeetingFaults(): Promise<number> {
  const house = await openFaultHouse();
  const site = await startSite('meeting', 'test/faults/meeting-page.ts', (query) => {
    const secret = query.get('secret');
    const element = `<care-meeting server="${house.server}" hospital="renhe" secret="${secret}"></care-meeting>`;
    return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>meeting</title>
<body>${secret ? element : ''}<script type="module" src="/meeting.js"></script></body></html>`;
  });
  const browser = await house.there();
  const table = [
    '| one who listens, for a minute | fps | sound made up, in its last 10 s | longest silence (s), connection lost (times) | rungs; at the top again after (s) | they read |',
    '|---|---|---|---|---|---|',
  ];
  for (const line of table) console.log(line);
  let failed = 0;
  try {
    const token = await house.app.tokenOf('renhe', 'zhao');
    const meeting = await plannedMeeting(house.app, token);
    const path = `/renhe/meetings/${meeting.meetingId}`;
    await house.app.call('POST', `${path}/open`, { token });
    const { url, token: ticket }: MeetingTicket = (await house.app.call('POST', `${path}/ticket`, { token }))
      .body;
    const host = await (await house.here.newContext({ permissions: ['camera', 'microphone'] })).newPage();
    await host.goto(site.origin);
    await host.evaluate(
      ([at, by]) => (globalThis as unknown as { host: Host }).host.join(at!, by!),
      [url, ticket],
    );

    const origin = `http://${house.network.host}:${await house.network.expose(() => +new URL(site.origin).port)}`;
    await house.allow(origin);
    const page = await (
      await browser.newContext({ viewport: { width: 390, height: 780 }, locale: 'zh-CN' })
    ).newPage();
    await page.addInitScript(spy);
    await page.goto(`${origin}/?${new URLSearchParams({ secret: meeting.secret })}`);
    await page.getByLabel(words.name).fill('王阿姨');
    await page.getByText(words.agree).click();
    await page.getByRole('button', { name: words.join }).click();
    await page.getByText(words.listening).waitFor();
    await until(
      async () => (await energy(page)) > 1e-4 && (await decoded(page)) > 20,
      'the host is heard and seen',
    );
    for (const kbps of NARROW) {
      const row = await narrowed(house, page, kbps).catch((error: Error) => {
        failed++;
        return `| ${kbps} kbit/s down | **failed**: ${error.message.replace(/\s+/g, ' ')} | | | | |`;
      });
      house.network.heal();
      table.push(row);
      console.log(row);
    }
  } finally {
    await browser.close();
    await site.stop();
    await house.close();
  }
  writeMeasured('Faults: a group meeting', 'npm run faults -- meeting', table, { notes: NOTES });
  return failed;
}
