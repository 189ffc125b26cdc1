/** For tests of the call: a real server, a real LiveKit and real browsers around one called visit. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { SYSTEM } from '../../server/actor.ts';
import type { Media } from '../../server/deps.ts';
import { insertOrigin } from '../../server/hospitals/repo.ts';
import type { LivekitProcess } from '../../server/media/livekit-process.ts';
import type { Recorder } from '../../server/recordings/recorder.ts';
import { inHospital, type Work } from '../../server/work.ts';
import { launchBrowser } from '../kit/browser.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { startTestLivekit } from '../kit/start-livekit.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { openSeat, press, startCallSite, untilPictures, untilSound } from './call-kit.ts';

export type Visit = Awaited<ReturnType<typeof takenVisit>>;
interface Sitting {
  permissions?: string[];
  viewport?: { width: number; height: number };
  /** A guest's own; patient and doctor have the visit's. */
  token?: string;
}
export interface Pair {
  visit: Visit;
  patient: Page;
  doctor: Page;
}
export type CallHouse = Awaited<ReturnType<typeof openCallHouse>>;

/** `recorderOf` gives the house a recorder; without, nothing can be recorded. `open`: its browser. */
export async function openCallHouse(
  recorderOf: (media: Media) => Recorder | null = () => null,
  open: () => Promise<Browser> = launchBrowser,
) {
  const started: { livekit?: LivekitProcess } = {};
  /** The server comes first, since LiveKit must know where to send its webhooks. */
  const media: Media = {
    get url() {
      return started.livekit?.url ?? '';
    },
    get publicUrl() {
      return started.livekit?.url ?? '';
    },
    get apiKey() {
      return started.livekit?.apiKey ?? '';
    },
    get apiSecret() {
      return started.livekit?.apiSecret ?? '';
    },
    status: () => started.livekit?.status() ?? { state: 'starting', detail: '' },
  };
  const app: TestApp = await openTestApp({ media, recorder: recorderOf(media) });
  const server = (await app.listen()).url;
  const livekit = (started.livekit = await startTestLivekit({ webhookUrl: `${server}/v1/livekit/webhook` }));
  const site = await startCallSite();
  const inRenhe = <T>(fn: (work: Work) => Promise<T>) =>
    inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, fn);
  await inRenhe(({ tx }) => insertOrigin(tx, { hospitalId: 'renhe', origin: site.origin }));
  const browser: Browser = await open();
  let contexts: BrowserContext[] = [];

  async function context(
    permissions = ['camera', 'microphone'],
    viewport = { width: 390, height: 780 },
  ): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport, permissions });
    contexts.push(made);
    return made;
  }
  const sit = async (
    visit: Visit,
    role: ConsultRole,
    { permissions, viewport, token = role === 'patient' ? visit.token : visit.doctor }: Sitting = {},
  ): Promise<Page> =>
    openSeat(await context(permissions, viewport), site.origin, {
      ...{ server, hospitalId: 'renhe', visitId: visit.visitId, role },
      token,
    });
  /** A called visit, and both people's pages before the click. */
  async function seats(): Promise<Pair> {
    const visit = await takenVisit(app);
    return { visit, patient: await sit(visit, 'patient'), doctor: await sit(visit, 'doctor') };
  }
  async function call(): Promise<Pair> {
    const both = await seats();
    await press(both.doctor, 'action');
    await press(both.patient, 'action');
    await untilBothWays(both);
    return both;
  }

  return {
    ...{ app, server, site, browser, livekit, media, inRenhe, context, sit, seats, call },
    entryState: (entryId: string) =>
      inRenhe(async ({ tx }) => {
        const { rows } = await tx.execute<{ state: string }>(
          `SELECT state FROM queue_entries WHERE entry_id = '${entryId}'`,
        );
        return rows[0]?.state;
      }),
    /** Everybody goes home; the house stays. */
    async clear() {
      for (const one of contexts) await one.close();
      contexts = [];
    },
    async close() {
      await browser.close();
      await site.stop();
      await app.close();
      await livekit.stop();
    },
  };
}

export async function untilBothWays({ patient, doctor }: { patient: Page; doctor: Page }): Promise<void> {
  await untilPictures(patient, 'the patient');
  await untilPictures(doctor, 'the doctor');
  await untilSound(patient, 'the patient');
  await untilSound(doctor, 'the doctor');
}
