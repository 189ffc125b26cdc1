/** For tests of the call: a page that is one `<care-consult>`, bundled on the spot, and what its pictures and sounds do. */
import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import type { ConsultRole } from '@care-elements/contract/consult.ts';

export interface Seat {
  server: string;
  hospitalId: string;
  visitId: string;
  role: ConsultRole;
  token: string;
}

/** A web site of its own with the one page; its query says who sits before it. */
export const startCallSite = () => startSite('call', 'packages/elements/widgets/care-consult.ts', page);

/** A site with one script, `/NAME.js`, and one page. As the product is built, the call chunk is a file of its own. */
export async function startSite(
  name: string,
  file: string,
  page: (query: URLSearchParams) => string,
): Promise<{ origin: string; stop(): Promise<void> }> {
  const { outputFiles } = await build({
    entryPoints: { [name]: file },
    ...{ bundle: true, splitting: true, format: 'esm', target: 'es2022', write: false, outdir: '/out' },
    conditions: ['production', 'browser'],
  });
  const site = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://site');
    const file = outputFiles.find(({ path }) => path === `/out${pathname}`);
    response.setHeader('Content-Type', `${file ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(file ? file.contents : page(searchParams));
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

function page(seat: URLSearchParams): string {
  const attributes = ['server', 'hospital', 'visit', 'as']
    .map((name) => `${name}="${seat.get(name)}"`)
    .join(' ');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>call</title>
<body style="margin:0"><care-consult ${attributes}></care-consult><script type="module" src="/call.js"></script></body></html>`;
}

/** Before any script of the page: connections and captured tracks are remembered, so that a test can look at the real ones. */
export function spy() {
  const seen = { pcs: [] as RTCPeerConnection[], tracks: [] as MediaStreamTrack[] };
  Object.assign(globalThis, { seen });
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      seen.pcs.push(this);
    }
  };
  const { mediaDevices } = navigator;
  // In Firefox a page that is not there yet (about:blank) has none.
  if (!mediaDevices) return;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    seen.tracks.push(...stream.getTracks());
    return stream;
  };
}

/** Where a page keeps whose session. */
const SCOPES: Partial<Record<ConsultRole, string>> = { doctor: 'desk', patient: 'patient' };

/** The page with its seat's token in store; nothing is clicked yet. */
export async function openSeat(context: BrowserContext, origin: string, seat: Seat): Promise<Page> {
  const { server, hospitalId, visitId, role, token } = seat;
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.addInitScript(spy);
  await page.addInitScript(
    ([key, value]) => localStorage.setItem(key!, value!),
    [`care:${server}:${hospitalId}:${SCOPES[role] ?? 'guest'}`, JSON.stringify({ token })],
  );
  await page.goto(
    `${origin}/?${new URLSearchParams({ server, hospital: hospitalId, visit: visitId, as: role })}`,
  );
  return page;
}

export type Seen = { seen: { pcs: RTCPeerConnection[]; tracks: MediaStreamTrack[] } };

/** Pictures of the other side that were really painted so far. */
export const frames = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const root = document.querySelector('care-consult')!.shadowRoot!;
    const video = root.querySelector<HTMLVideoElement>('video[part=remote]');
    return video?.srcObject ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
  });

/** Energy of the sound that arrived so far, of all connections of the page (RTCInboundRtpStreamStats.totalAudioEnergy). */
export const energy = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let sum = 0;
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values())
        if (stat.type === 'inbound-rtp' && stat.kind === 'audio') sum += stat.totalAudioEnergy ?? 0;
    }
    return sum;
  });

/** Pictures that were decoded so far, of all connections of the page (RTCInboundRtpStreamStats.framesDecoded). */
export const decoded = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let sum = 0;
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values())
        if (stat.type === 'inbound-rtp' && stat.kind === 'video') sum += stat.framesDecoded ?? 0;
    }
    return sum;
  });

export const liveTracks = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (globalThis as unknown as Seen).seen.tracks
      .filter((t) => t.readyState === 'live')
      .map((t) => t.kind)
      .sort(),
  );

export const text = (page: Page): Promise<string> =>
  page.evaluate(() =>
    document
      .querySelector('care-consult')!
      .shadowRoot!.querySelector('section')!
      .textContent!.replace(/\s+/g, ' '),
  );
export const phase = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    () => document.querySelector('care-consult')?.shadowRoot?.querySelector('section')?.dataset['phase'],
  );
export const face = (page: Page, part: string): Promise<string | undefined> =>
  page.evaluate(
    (name) =>
      document.querySelector('care-consult')!.shadowRoot!.querySelector<HTMLElement>(`[part~="${name}"]`)
        ?.dataset['face'],
    part,
  );
export const press = (page: Page, part: string): Promise<void> => page.locator(`[part~="${part}"]`).click();

export async function until(look: () => Promise<boolean>, what: string, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await look()); await new Promise((done) => setTimeout(done, 100)))
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
}

/** New pictures keep coming: three times in a row there are more than before. */
export async function untilPictures(page: Page, who: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const before = await frames(page);
    await until(async () => (await frames(page)) > before + 2, `${who} sees new pictures`);
  }
}

/** Sound that is more than silence keeps coming. */
export async function untilSound(page: Page, who: string): Promise<void> {
  const before = await energy(page);
  await until(async () => (await energy(page)) > before + 1e-4, `${who} hears something`);
}
