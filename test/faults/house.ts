/** A called visit whose patient sits behind a bad network: real server, LiveKit, database and two real browsers. */
import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../server/actor.ts';
import type { Media } from '../../server/deps.ts';
import { listProcesses } from '../../server/child.ts';
import { insertOrigin } from '../../server/hospitals/repo.ts';
import { startLivekit, type LivekitProcess } from '../../server/media/livekit-process.ts';
import { inHospital } from '../../server/work.ts';
import { findChromium, launchBrowser } from '../kit/browser.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { openSeat, press, startCallSite, untilPictures, untilSound } from '../e2e/call-kit.ts';
import { openBadNetwork, type BadNetwork } from './network.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FaultHouse {
  readonly app: TestApp;
  readonly network: BadNetwork;
  /** kill -9; whoever keeps it starts it again. */
  killLivekit(): void;
  /** A new visit in a call that works both ways. */
  call(): Promise<FaultCall>;
  close(): Promise<void>;
}
export interface FaultCall {
  readonly visitId: string;
  readonly entryId: string;
  readonly tokens: { patient: string; doctor: string };
  readonly doctor: Page;
  /** The patient's page as it is now: another after the browser was killed. */
  patient(): Page;
  /** kill -9 of everything in the namespace, and the page opened again by the same person. */
  killBrowser(): Promise<void>;
  end(): Promise<void>;
}

export async function openFaultHouse(): Promise<FaultHouse> {
  const network = openBadNetwork();
  const started: { livekit?: LivekitProcess } = {};
  const port = () => new URL(started.livekit?.url ?? 'ws://x:1').port;
  const media: Media = {
    get url() {
      return `ws://127.0.0.1:${port()}`;
    },
    get publicUrl() {
      return `ws://${network.host}:${port()}`;
    },
    get apiKey() {
      return started.livekit?.apiKey ?? '';
    },
    get apiSecret() {
      return started.livekit?.apiSecret ?? '';
    },
    status: () => started.livekit?.status() ?? { state: 'starting', detail: '' },
  };
  const app = await openTestApp({ media });
  const { url } = await app.listen();
  const dataDir = mkdtempSync(join(tmpdir(), 'care-faults-livekit-'));
  const livekit = (started.livekit = await startLivekit({
    ...{ dataDir, bind: '0.0.0.0', nodeIp: network.host, log: { info() {}, warn() {} } },
    webhookUrl: `${url}/v1/livekit/webhook`,
  }));
  if (livekit.status().state !== 'ready') throw new Error(`No LiveKit: ${livekit.status().detail}`);
  const site = await startCallSite();
  const at = async (origin: string) =>
    `http://${network.host}:${await network.expose(+new URL(origin).port)}`;
  const [server, origin] = [await at(url), await at(site.origin)];
  await inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, ({ tx }) =>
    insertOrigin(tx, { hospitalId: 'renhe', origin }),
  );
  // A camera is only for pages by https, or those that are told here.
  const args = [`--unsafely-treat-insecure-origin-as-secure=${origin}`];
  const here = await launchBrowser({ args });
  const there = (): Promise<Browser> =>
    launchBrowser({ args, executablePath: network.wrap(findChromium()!) });

  async function call(): Promise<FaultCall> {
    const visit = await takenVisit(app);
    const seat = async (browser: Browser, role: 'patient' | 'doctor') => {
      const context = await browser.newContext({
        ...{ viewport: { width: 390, height: 780 }, permissions: ['camera', 'microphone'], locale: 'zh-CN' },
      });
      const token = role === 'patient' ? visit.token : visit.doctor;
      return openSeat(context, origin, { server, hospitalId: 'renhe', visitId: visit.visitId, role, token });
    };
    let away = await there();
    let patient = await seat(away, 'patient');
    const doctor = await seat(here, 'doctor');
    await press(doctor, 'action');
    await press(patient, 'action');
    for (const [page, who] of [
      [patient, 'the patient'],
      [doctor, 'the doctor'],
    ] as const) {
      await untilPictures(page, who);
      await untilSound(page, who);
    }
    return {
      ...{ visitId: visit.visitId, entryId: visit.entryId, doctor },
      tokens: { patient: visit.token, doctor: visit.doctor },
      patient: () => patient,
      async killBrowser() {
        const pids = execFileSync('ip', ['netns', 'pids', 'care-faults'], { encoding: 'utf8' });
        for (const pid of pids.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
        await away.close().catch(() => {});
        away = await there();
        patient = await seat(away, 'patient');
      },
      async end() {
        await doctor.context().close();
        await away.close().catch(() => {});
      },
    };
  }

  return {
    ...{ app, network, call },
    killLivekit() {
      for (const { pid } of listProcesses().filter(({ argv }) => argv.some((arg) => arg.includes(dataDir))))
        process.kill(pid, 'SIGKILL');
    },
    async close() {
      await here.close();
      await site.stop();
      await app.close();
      await livekit.stop();
      await network.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
