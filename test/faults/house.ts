/** A called visit whose patient sits behind a bad network: real server, LiveKit, database and two real browsers. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { SYSTEM } from '../../server/actor.ts';
import type { Media } from '../../server/deps.ts';
import { listProcesses, pickPort } from '../../server/child.ts';
import { insertOrigin } from '../../server/hospitals/repo.ts';
import { startLivekit, type LivekitProcess } from '../../server/media/livekit-process.ts';
import { inHospital } from '../../server/work.ts';
import { camera, findChromium, launchBrowser } from '../kit/browser.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { openSeat, press, startCallSite, untilPictures, untilSound } from '../e2e/call-kit.ts';
import { openBadNetwork, pidsInside, type BadNetwork } from './network.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FaultHouse {
  readonly app: TestApp;
  readonly network: BadNetwork;
  /** The server's address for the pages. */
  readonly server: string;
  /** The browser on this side of the bad network, and another one behind it. */
  readonly here: Browser;
  there(): Promise<Browser>;
  /** Lets pages of this origin speak to the server. */
  allow(origin: string): Promise<void>;
  /** What would be port 443 of a hospital's names: page, server, LiveKit's signalling, the relay over TLS. */
  https(): number[];
  /** kill -9; whoever keeps it starts it again. */
  killLivekit(): void;
  /** kill -9 of the server that the pages speak to; it stays away until it is started again. */
  killServer(): void;
  startServer(): Promise<void>;
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

/** LiveKit's relay over TLS at 443 of a name, with a certificate whose public key (SHA-256, base64) the patient's browser knows. */
export interface TlsRelay {
  domain: string;
  certFile: string;
  keyFile: string;
  pin: string;
}

export async function openFaultHouse(relay?: TlsRelay): Promise<FaultHouse> {
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
  const turnTls = relay && { ...relay, port: await pickPort('0.0.0.0') };
  const livekit = (started.livekit = await startLivekit({
    ...{ dataDir, bind: '0.0.0.0', nodeIp: network.host, log: { info() {}, warn() {} } },
    webhookUrl: `${url}/v1/livekit/webhook`,
    ...(turnTls && { turnTls }),
  }));
  if (livekit.status().state !== 'ready') throw new Error(`No LiveKit: ${livekit.status().detail}`);
  const site = await startCallSite();
  const at = async (port: () => number) => `http://${network.host}:${await network.expose(port)}`;
  /** The server of the pages is a process of its own beside the one of this test, on the same database. */
  const serving: { port: number; process?: ChildProcess } = { port: 0 };
  async function startServer(): Promise<void> {
    serving.process = startChild(app, media);
    for await (const said of serving.process.stdout!) {
      serving.port = Number(/port (\d+)/.exec(String(said))?.[1] ?? 0);
      if (serving.port) return;
    }
    throw new Error('the server ended before it listened');
  }
  await startServer();
  const portOf = (address: string) => () => +new URL(address).port;
  const [server, origin] = [await at(() => serving.port), await at(portOf(site.origin))];
  const allow = (page: string) =>
    inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, ({ tx }) =>
      insertOrigin(tx, { hospitalId: 'renhe', origin: page }),
    );
  await allow(origin);
  // A camera is only for pages by https, or those that are told here.
  // The pictures a second with which the rungs were measured.
  const args = [camera(20), `--unsafely-treat-insecure-origin-as-secure=${origin}`];
  if (turnTls) {
    await network.expose(() => turnTls.port, 443);
    args.push(`--host-resolver-rules=MAP ${turnTls.domain} ${network.host}`);
    args.push(`--ignore-certificate-errors-spki-list=${turnTls.pin}`);
  }
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
        for (const pid of pidsInside()) process.kill(pid, 'SIGKILL');
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
    ...{ app, network, server, here, there, call, startServer, allow },
    https: () => [443, Number(port()), ...[server, origin].map((address) => portOf(address)())],
    killServer: () => void serving.process?.kill('SIGKILL'),
    killLivekit() {
      for (const { pid } of listProcesses().filter(({ argv }) => argv.some((arg) => arg.includes(dataDir))))
        process.kill(pid, 'SIGKILL');
    },
    async close() {
      await here.close();
      await site.stop();
      serving.process?.kill('SIGKILL');
      await app.close();
      await livekit.stop();
      await network.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const CHILD = fileURLToPath(new URL('../kit/serve-child.ts', import.meta.url));

function startChild({ url, deps: { tokenSecret, sealKey } }: TestApp, media: Media): ChildProcess {
  const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { apiKey, apiSecret } = media;
  const livekit = { apiKey, apiSecret, url: media.url, publicUrl: media.publicUrl };
  const config = { url, tokenSecret: b64(tokenSecret), sealKey: b64(sealKey), livekit };
  return spawn(process.execPath, [CHILD, JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'inherit'] });
}
