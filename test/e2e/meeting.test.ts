/**
 * A group meeting whole: a host at the desk, three listeners before browsers of their own, and as many more as it takes for fifty,
 * who enter LiveKit's room by its signalling alone, as five browsers are enough for two cores (fifty with their media:
 * test/server/meetings/listeners.test.ts). One raises a hand, has the word and is heard, is muted, is removed and does not come back; the
 * fifty-first is told that it is full.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { RoomServiceClient } from 'livekit-server-sdk';
import type { Browser } from 'playwright-core';
import desk from '../../packages/elements/locales/zh-CN/desk.ts';
import words from '../../packages/elements/locales/zh-CN/meeting.ts';
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';
import { textOf } from '../attack/scripts/corpus.ts';
import { launchBrowser } from '../kit/browser.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import { liveTracks, startSite, until, type Seen } from './call-kit.ts';
import { sitIn, type Line } from '../server/meetings/kit.ts';
import type { Liar } from './meeting-liar.ts';
import { signInDoctor, sitDown, type Person } from './people.ts';

const FIFTY = 50;
/** Who runs, where somebody takes a name for markup. */
const AUNT = `王阿姨${textOf(0, 0)}`;
const PHONE = [390, 844] as const;

let demo: Demo;
let browser: Browser;
let site: Awaited<ReturnType<typeof startSite>>;
const people: Person[] = [];
before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  site = await startSite(
    'liar',
    'test/e2e/meeting-liar.ts',
    () => '<script src="/liar.js" type="module"></script>',
  );
});
after(async () => {
  const { CARE_SHOTS } = process.env;
  for (const [i, { page }] of people.entries())
    if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/meeting-end-${i}.png` }).catch(() => {});
  await browser?.close();
  await site?.stop();
  await demo?.stop();
});

async function sit(url: string, size: readonly [number, number]): Promise<Person> {
  const person = await sitDown(browser, url, ...size);
  people.push(person);
  return person;
}
async function shot({ page }: Person, name: string): Promise<void> {
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/meeting-${name}.png`, fullPage: true });
}

async function listener(link: string, name: string): Promise<Person> {
  const person = await sit(link, PHONE);
  const m = person.page.locator('care-meeting');
  await m.getByLabel(words.name).fill(name);
  await m.getByText(words.agree).click();
  await m.getByRole('button', { name: words.join }).click();
  return person;
}

/** Energy of each sound that arrives, by its stream. */
const energies = ({ page }: Person): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const heard: Record<string, number> = {};
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values())
        if (stat.type === 'inbound-rtp' && stat.kind === 'audio')
          heard[stat.trackIdentifier] = stat.totalAudioEnergy ?? 0;
    }
    return heard;
  });
/** How many voices grow louder over a second and a half. */
async function voices(person: Person): Promise<number> {
  const before = await energies(person);
  await new Promise((done) => setTimeout(done, 1500));
  const now = await energies(person);
  return Object.keys(now).filter((id) => now[id]! > (before[id] ?? 0)).length;
}
const pictures = (person: Person): Promise<number[]> =>
  person.page
    .locator('care-meeting-room video[data-identity]')
    .evaluateAll((all) =>
      (all as HTMLVideoElement[]).map((v) =>
        v.srcObject ? v.getVideoPlaybackQuality().totalVideoFrames : 0,
      ),
    );

it('one hosts, fifty listen, the fifty-first is told that it is full', { timeout: 240_000 }, async () => {
  const host = await sit(`${demo.staffUrl}/desk.html`, [1280, 800]);
  await signInDoctor(host, 'zhao', '内科');
  const d = host.page.locator('care-desk');
  await d.getByRole('button', { name: desk.meetings }).click();
  await shot(host, 'list');
  await d.getByRole('button', { name: words.make }).click();
  await d.getByText(words.titleMissing).waitFor();
  await d.getByLabel(words.titleZh).fill('高血压病友会');
  await d.getByRole('button', { name: words.make }).click();
  const link = (await d.locator('.url').innerText()).trim();
  assert.ok(link.startsWith(`${demo.careUrl}/meeting.html#renhe.`), link);

  const one = await listener(link, AUNT);
  await one.page.getByText(words.waitTitle).waitFor();
  assert.equal(await one.page.evaluate(() => (globalThis as unknown as Seen).seen.pcs.length), 0);
  await shot(one, 'wait');
  await shot(host, 'before');
  const [two, three] = await Promise.all([listener(link, '老李'), listener(link, '小陈')]);
  await d.getByText(words.startMore(3)).waitFor();
  await d.getByRole('button', { name: words.start }).click();
  await d.locator('care-meeting-room').waitFor();
  // Nobody has to press anything: the beginning takes them in, to listen.
  for (const { page } of [one, two!, three!]) await page.getByText(words.listening).waitFor();
  assert.deepEqual(await liveTracks(one.page), [], 'no microphone is open before the word');
  await Promise.all(
    [one, two!, three!].map(async (person) => {
      await until(async () => (await voices(person)) === 1, 'the host is heard', 30_000);
      await until(async () => (await pictures(person))[0]! > 5, 'the host is seen', 30_000);
    }),
  );

  // As many more as it takes, each in LiveKit's room; the first of them with its real client.
  const api = (path: string, token?: string, body?: object) =>
    fetch(`${demo.careUrl}/v1/hospitals/renhe${path}`, {
      method: 'POST',
      headers: {
        ...{ 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const secret = link.split('.').at(-1)!;
  const liar = await (await browser.newContext()).newPage();
  await liar.goto(site.origin);
  const members: { token: string; ticket: MeetingTicket; line?: Line }[] = [];
  const come = async (i: number) => {
    const body = { secret, name: `听众${i}`, rules: '1', agreed: true };
    const { token } = await (await api('/meetings/join', undefined, body)).json();
    const entered = await api('/meeting-seat/enter', token);
    assert.equal(entered.status, 201);
    const ticket: MeetingTicket = await entered.json();
    members[i - 4] = { token, ticket, ...(i > 4 ? { line: await sitIn(ticket) } : {}) };
  };
  for (let i = 4; i <= FIFTY; i += 8)
    await Promise.all(Array.from({ length: Math.min(8, FIFTY + 1 - i) }, (_, n) => come(i + n)));
  const [first, second] = members as [(typeof members)[0], (typeof members)[0]];
  await liar.evaluate(
    ([url, token]) => (globalThis as unknown as { liar: Liar }).liar.join(url!, token!),
    [first.ticket.url, first.ticket.token],
  );
  const { apiKey, apiSecret } = JSON.parse(
    readFileSync(join(demo.dataDir, 'livekit', 'livekit.json'), 'utf8'),
  );
  const rooms = new RoomServiceClient(first.ticket.url.replace(/^ws/, 'http'), apiKey, apiSecret);
  const [room] = await rooms.listRooms();
  const there = () => rooms.listParticipants(room!.name);
  assert.equal((await there()).length, FIFTY + 1, 'fifty and the host are in LiveKit’s room');
  await d.getByText(words.count(FIFTY)).waitFor();

  const late = await listener(link, '来晚了');
  await late.page.getByText(words.full(FIFTY)).waitFor();
  await shot(late, 'full');
  assert.equal((await there()).length, FIFTY + 1);

  // A listener's token sends nothing, whatever their client believes.
  const forced = await liar.evaluate(() => (globalThis as unknown as { liar: Liar }).liar.publish());
  assert.ok(forced !== 'published' && !/insufficient permissions/.test(forced), forced);
  const their = (await there()).find(({ identity }) => identity === first.ticket.identity)!;
  assert.deepEqual([their.tracks.length, their.permission!.canPublish], [0, false]);

  // Hands stand in their order on every screen.
  await two!.page.getByRole('button', { name: words.raise }).click();
  await two!.page.getByText(words.raised(1)).waitFor();
  await one.page.getByRole('button', { name: words.raise }).click();
  await one.page.getByText(words.raised(2)).waitFor();
  await shot(one, 'raised');
  await shot(host, 'hands');
  await d.getByRole('button', { name: `${words.lowerTheirs} 老李` }).click();
  await one.page.getByText(words.raised(1)).waitFor();
  await d.getByRole('button', { name: `${words.give} ${AUNT}` }).click();
  await one.page.getByText(words.yourTurn).waitFor();
  assert.deepEqual(await liveTracks(one.page), [], 'the word alone opens no microphone');
  await shot(one, 'turn');
  await one.page.getByRole('button', { name: words.micOn }).click();
  await one.page.getByText(words.heard).waitFor();
  await Promise.all(
    [two!, three!, host].map((person) =>
      until(
        async () => (await voices(person)) === (person === host ? 1 : 2),
        'whoever has the word is heard',
        30_000,
      ),
    ),
  );
  await two!.page.locator('care-meeting-room').getByText(AUNT).waitFor();
  for (const { page } of [one, two!, host]) assert.equal(await page.locator('img[src=x]').count(), 0);
  await one.page.getByRole('button', { name: words.camOn }).click();
  await until(async () => (await pictures(two!)).filter((n) => n > 5).length === 2, 'and sees them', 30_000);
  await shot(two!, 'speaker');
  await shot(host, 'speaking');

  // Muted by the host: they can turn it on again, as long as they have the word.
  await d.getByRole('button', { name: `${words.mute} ${AUNT}` }).click();
  await one.page.getByRole('button', { name: words.micOn }).waitFor();
  await until(async () => (await voices(three!)) === 1, 'the muted one is no longer heard', 30_000);
  await one.page.getByRole('button', { name: words.micOn }).click();
  await until(async () => (await voices(three!)) === 2, 'heard again by their own hand', 30_000);
  await d.getByRole('button', { name: `${words.take} ${AUNT}` }).click();
  await one.page.getByText(words.listening).waitFor();
  await until(async () => (await liveTracks(one.page)).length === 0, 'microphone and camera are off', 10_000);
  await until(async () => (await voices(three!)) === 1, 'the host alone is heard', 30_000);

  // Removed: from the room at once, and by no way back.
  await d.getByRole('button', { name: `${words.remove} 小陈` }).click();
  await d.getByRole('alertdialog').getByRole('button', { name: words.removeYes, exact: true }).click();
  await three!.page.getByText(words.removed).waitFor();
  await three!.page.reload();
  await three!.page.getByText(words.removed).waitFor();
  await d.getByRole('button', { name: `${words.remove} 听众5`, exact: true }).click();
  await d.getByRole('alertdialog').getByRole('button', { name: words.removeYes, exact: true }).click();
  await second.line!.closed;
  assert.equal((await api('/meeting-seat/enter', second.token)).status, 409);
  // LiveKit takes the old token while it lives; we put them out again.
  const back = await sitIn(second.ticket).catch(() => null);
  await back?.closed;
  const names = (await there()).map(({ identity }) => identity);
  assert.ok(!names.includes(second.ticket.identity), 'the removed one is not in the room');

  // Their places are free now: the late one is told, and comes in.
  await late.page.getByText(words.freeAgain).waitFor();
  await late.page.getByRole('button', { name: words.enter }).click();
  await late.page.getByText(words.listening).waitFor();
  await until(async () => (await voices(late)) === 1, 'the late one hears the host', 30_000);

  // A reload comes back to the same seat.
  await two!.page.reload();
  await two!.page.getByRole('button', { name: words.enter }).click();
  await two!.page.getByText(words.listening).waitFor();

  await d.getByRole('button', { name: words.end }).click();
  await d.getByRole('button', { name: words.endYes, exact: true }).click();
  for (const { page } of [one, two!, late]) await page.getByText(words.ended).waitFor();
  assert.deepEqual(await liveTracks(host.page), [], 'the host’s camera is off');
  await until(async () => (await rooms.listRooms([room!.name])).length === 0, 'the room is gone', 10_000);
  // A name that had run would stand here: nobody has what it calls.
  for (const { trouble } of people) assert.deepEqual(trouble, []);
});
