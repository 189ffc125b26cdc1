/** A call between Chromium and Firefox, both real: pictures and sound both ways, VP8 on every picture. Needs Firefox. */
import puppeteer, { type Page as FoxPage } from 'puppeteer-core';
import type { Page } from 'playwright-core';
import { openCallHouse } from '../e2e/call-house.ts';
import { until } from '../e2e/call-kit.ts';
import { findFirefox } from '../kit/engines/firefox.ts';

interface Flow {
  frames: number;
  energy: number;
  codecs: string[];
}
/** What has come in so far: pictures decoded, energy of sound, the codecs of the pictures in both directions. */
async function flowIn(): Promise<Flow> {
  const flow = { frames: 0, energy: 0, codecs: [] as string[] };
  const { pcs } = (globalThis as unknown as { seen: { pcs: RTCPeerConnection[] } }).seen;
  for (const pc of pcs) {
    if (pc.connectionState === 'closed') continue;
    const stats = [...(await pc.getStats()).values()];
    for (const stat of stats) {
      if (stat.type === 'inbound-rtp' && stat.kind === 'video') flow.frames += stat.framesDecoded ?? 0;
      if (stat.type === 'inbound-rtp' && stat.kind === 'audio') flow.energy += stat.totalAudioEnergy ?? 0;
      const of =
        /bound-rtp$/.test(stat.type) && stat.kind === 'video' && stats.find((s) => s.id === stat.codecId);
      if (of) flow.codecs.push(of.mimeType);
    }
  }
  return flow;
}

async function untilFlows(look: () => Promise<Flow>, who: string): Promise<Flow> {
  await until(async () => (await look()).frames > 0, `${who} sees something`, 60_000);
  const before = await look();
  await until(
    async () => {
      const now = await look();
      return now.frames > before.frames + 5 && now.energy > before.energy + 1e-5;
    },
    `${who} sees and hears the other`,
    60_000,
  );
  return look();
}

/** Throws where something does not work; returns what was seen, in a sentence. */
export async function callWithFirefox(): Promise<string> {
  const house = await openCallHouse();
  const fox = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox()!,
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
      'media.autoplay.default': 0,
    },
  });
  try {
    const { visit, patient, doctor } = await house.seats();
    await patient.close();
    const page: FoxPage = await fox.newPage();
    await page.evaluateOnNewDocument(`(${spyOnConnections.toString()})()`);
    await page.goto(house.site.origin);
    await page.evaluate(
      (key, value) => localStorage.setItem(key, value),
      `care:${house.server}:renhe:patient`,
      JSON.stringify({ token: visit.token }),
    );
    const seat = { server: house.server, hospital: 'renhe', visit: visit.visitId, as: 'patient' };
    await page.goto(`${house.site.origin}/?${new URLSearchParams(seat)}`);
    await doctor.locator('[part~="action"]').click();
    await page.locator('care-consult >>> [part~="action"]').click();
    const inFox = await untilFlows(() => page.evaluate(flowIn), 'Firefox');
    const inChromium = await untilFlows(() => (doctor as Page).evaluate(flowIn), 'Chromium');
    const codecs = [...new Set([...inFox.codecs, ...inChromium.codecs])];
    if (codecs.some((codec) => codec !== 'video/VP8')) throw new Error(`not VP8 alone: ${codecs.join(', ')}`);
    return `${await fox.version()} and Chromium see and hear each other, ${codecs.join(', ')} both ways`;
  } finally {
    await fox.close();
    await house.close();
  }
}

function spyOnConnections() {
  const seen = { pcs: [] as RTCPeerConnection[] };
  Object.assign(globalThis, { seen });
  const Real = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Real {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      seen.pcs.push(this);
    }
  };
}
