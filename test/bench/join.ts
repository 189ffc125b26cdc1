/**
 * Measures how long after the patient's click the first picture is painted: at the patient, and on both sides. Ours beside a
 * bare livekit-client page, in turn, on the same LiveKit and in the same browser; the doctor is in the room and sends already.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AccessToken } from 'livekit-server-sdk';
import type { Page } from 'playwright-core';
import { quantile, type Figure } from './kit/figure.ts';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import { openCallHouse, type CallHouse } from '../e2e/call-house.ts';
import { press, until } from '../e2e/call-kit.ts';
import { launchBrowser, REAL_CAMERA } from '../kit/browser.ts';
import { roomsAt, takenVisit } from '../server/consult/kit.ts';

/** A patient reads before they press: by then the doctor's pictures are on their way, and ours has gone ahead. */
const READ_MS = 1500;

export const notes = [
  `The patient’s page has been open for ${READ_MS / 1000} s when the button is pressed, as theirs is who read it: by then ours is connected and shows nothing yet; the bare page connects at the press. Both publish a camera of Chromium’s own. The median at the patient is held to 0.3 of the bare page’s, the others to 0.6.`,
];

interface Round {
  patient: number;
  both: number;
}

export async function bench(n: number): Promise<Figure[]> {
  const house = await openCallHouse(undefined, () => launchBrowser({ args: [REAL_CAMERA] }));
  const bareSite = await startBareSite(house);
  try {
    const ours: Round[] = [];
    const bare: Round[] = [];
    // The first round of each fills caches.
    for (let i = 0; i <= n; i++) {
      const [one, other] = [await ourRound(house), await bareRound(house, bareSite.origin, i)];
      if (!i) continue;
      ours.push(one);
      bare.push(other);
      const told = (round: Round) => `${Math.round(round.patient)} / ${Math.round(round.both)} ms`;
      console.log(`${i}: ours ${told(one)}, bare ${told(other)}`);
    }
    const figure = (words: string, side: keyof Round, p: number, goal: number): Figure => {
      const [a, b] = [ours, bare].map((rounds) =>
        quantile(
          rounds.map((round) => round[side]),
          p,
        ),
      );
      return { name: 'join', figure: words, ours: a!, bare: b!, ratio: a! / b!, goal, n };
    };
    return [
      figure('click → first remote frame at the patient, median', 'patient', 0.5, 0.3),
      figure('click → first remote frame at the patient, p95', 'patient', 0.95, 0.6),
      figure('click → first remote frame on both sides, median', 'both', 0.5, 0.6),
      figure('click → first remote frame on both sides, p95', 'both', 0.95, 0.6),
    ];
  } finally {
    await bareSite.stop();
    await house.close();
  }
}

async function ourRound(house: CallHouse): Promise<Round> {
  const visit = await takenVisit(house.app);
  const doctor = await house.sit(visit, 'doctor');
  await press(doctor, 'action');
  const patient = await house.sit(visit, 'patient');
  await until(
    () => patient.evaluate(() => !!document.querySelector<CareConsult>('care-consult')?.store?.get().ahead),
    'the patient’s page has gone ahead',
  );
  return measure(house, patient, doctor, '[part~="action"]');
}

async function bareRound(house: CallHouse, origin: string, i: number): Promise<Round> {
  const room = `bare-${i}`;
  await roomsAt(house.media).createRoom({ name: room });
  const open = async (identity: string) => {
    const page = await (await house.context()).newPage();
    await page.goto(`${origin}/?${new URLSearchParams({ room, identity })}`);
    return page;
  };
  const doctor = await open('doctor');
  await doctor.locator('button').click();
  const patient = await open('patient');
  return measure(house, patient, doctor, 'button');
}

async function measure(house: CallHouse, patient: Page, doctor: Page, button: string): Promise<Round> {
  await new Promise((done) => setTimeout(done, READ_MS));
  for (const page of [patient, doctor]) await page.evaluate(watch);
  await patient.locator(button).click();
  const [start, seen, shown] = await Promise.all([
    patient.evaluate(() => (globalThis as unknown as Watched).clicked),
    patient.evaluate(() => (globalThis as unknown as Watched).first),
    doctor.evaluate(() => (globalThis as unknown as Watched).first),
  ]);
  await house.clear();
  return { patient: seen - start, both: Math.max(seen, shown) - start };
}

/** Both in milliseconds since the epoch. */
type Watched = { clicked: Promise<number>; first: Promise<number> };

/** In the page, the same in all: when the click came, and when the first frame of a remote picture was painted. */
function watch() {
  const find = (): HTMLVideoElement | null =>
    document.querySelector('care-consult')?.shadowRoot?.querySelector('video[part=remote]') ??
    document.querySelector('video.remote');
  const covered = (video: HTMLVideoElement): boolean => {
    const { left, top, width, height } = video.getBoundingClientRect();
    const root = video.getRootNode() as Document | ShadowRoot;
    return !!root.elementFromPoint(left + width / 2, top + height / 2)?.closest('.cover');
  };
  let clickedAt = 0;
  const clicked = new Promise<number>((done) =>
    addEventListener('click', (event) => done(performance.timeOrigin + (clickedAt = event.timeStamp)), {
      capture: true,
      once: true,
    }),
  );
  const first = new Promise<number>((done) => {
    const look = () => {
      const video = find();
      if (!video) return void requestAnimationFrame(look);
      video.requestVideoFrameCallback((_, { presentationTime, receiveTime = Infinity }) => {
        // Ours stands in its place before the click, hidden: only a picture that is seen counts, and that came since.
        const seen = video.checkVisibility({ visibilityProperty: true }) && !covered(video);
        if (!seen || receiveTime < clickedAt) return look();
        done(performance.timeOrigin + presentationTime);
      });
    };
    look();
  });
  Object.assign(globalThis, { clicked, first });
}

/** The bare page, livekit-client as it is published, and tokens for whoever asks. */
async function startBareSite({ media }: CallHouse): Promise<{ origin: string; stop(): Promise<void> }> {
  const root = join(import.meta.dirname, '../..');
  const html = readFileSync(join(import.meta.dirname, 'bare/join.html'));
  const client = readFileSync(join(root, 'node_modules/livekit-client/dist/livekit-client.esm.mjs'));
  const site = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://site');
      if (pathname !== '/token') {
        const script = pathname === '/livekit-client.js';
        response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
        return response.end(script ? client : html);
      }
      const token = new AccessToken(media.apiKey, media.apiSecret, {
        identity: searchParams.get('identity')!,
        ttl: 60,
      });
      token.addGrant({ room: searchParams.get('room')!, roomJoin: true });
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ url: media.publicUrl, token: await token.toJwt() }));
    })();
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    async stop() {
      site.closeAllConnections();
      await new Promise((done) => site.close(done));
    },
  };
}
