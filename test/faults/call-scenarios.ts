/** What is done to a call, and how it is healed again. */
import type { Page } from 'playwright-core';
import { liveTracks, press, until } from '../e2e/call-kit.ts';
import type { FaultCall, FaultHouse } from './house.ts';

export interface Scenario {
  name: string;
  seconds: number;
  begin(house: FaultHouse, call: FaultCall): unknown;
  heal(house: FaultHouse, call: FaultCall): unknown;
  /** Sound is gone while it lasts: a call that goes on instead has not met the fault. */
  silent?: boolean;
  /** The patient's page stands still meanwhile: nothing can be asked of it. */
  asleep?: boolean;
  /** No connection outlasts it: what is still on its way over the old one is not sound that is back. */
  anew?: boolean;
  /** Who has to hear again; the patient, if not said. */
  hears?(call: FaultCall): Page;
  /** The ladder goes down: it is waited for until it is up again. */
  climbs?: boolean;
}

const network = (
  name: string,
  seconds: number,
  begin: (n: FaultHouse['network']) => void,
  more: Partial<Scenario> = {},
): Scenario => ({
  ...{ name, seconds },
  begin: ({ network: n }) => begin(n),
  heal: ({ network: n }) => n.heal(),
  ...more,
});

/** As a phone's system does for an incoming call: camera and microphone end, the page is behind; afterwards it is in front again. */
const behind = (page: Page, hidden: boolean) =>
  page.evaluate((now) => {
    // Chromium without a window keeps every page in front; what pages go by is this.
    Object.defineProperty(document, 'visibilityState', {
      value: now ? 'hidden' : 'visible',
      configurable: true,
    });
    Object.defineProperty(document, 'hidden', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);

/** Meanwhile nobody else gets the devices. */
const take = (page: Page, taken: boolean) =>
  page.evaluate((now) => {
    const { mediaDevices } = navigator as unknown as { mediaDevices: { getUserMedia?: unknown } };
    const kept = globalThis as { lent?: unknown };
    kept.lent ??= mediaDevices.getUserMedia;
    const refuse = () => Promise.reject(new DOMException('Could not start', 'NotReadableError'));
    mediaDevices.getUserMedia = now ? refuse : kept.lent;
  }, taken);

export const SCENARIOS: readonly Scenario[] = [
  network('cut for 15 s', 15, (n) => n.cut(), { silent: true }),
  network('cut for 60 s', 60, (n) => n.cut(), { silent: true }),
  network('5 % loss', 20, (n) => n.lose(5)),
  network('20 % loss', 20, (n) => n.lose(20)),
  network('50 % loss', 20, (n) => n.lose(50)),
  network('20 % loss on the way up alone', 20, (n) => n.lose(20, 'up')),
  network('300 kbit/s', 40, (n) => n.narrow(300, 300), { climbs: true }),
  network('50 kbit/s', 60, (n) => n.narrow(50, 50), { climbs: true }),
  network('50 kbit/s up, free down', 60, (n) => n.narrow(null, 50), { climbs: true }),
  network('50 kbit/s down, free up', 60, (n) => n.narrow(50, null), { climbs: true }),
  {
    ...{ name: 'server killed, back after 10 s', seconds: 10 },
    begin: ({ killServer }) => killServer(),
    heal: ({ startServer }) => startServer(),
  },
  {
    ...{ name: 'server and its LiveKit killed, back after 10 s', seconds: 10, silent: true },
    begin({ killServer, killLivekit }) {
      killServer();
      killLivekit();
    },
    heal: ({ startServer }) => startServer(),
  },
  {
    ...{ name: 'LiveKit killed', seconds: 0, silent: true, anew: true },
    begin: ({ killLivekit }) => killLivekit(),
    heal: () => undefined,
  },
  {
    ...{ name: 'browser killed and opened again', seconds: 0, silent: true },
    begin: (_, call) => call.killBrowser(),
    heal: (_, call) => press(call.patient(), 'action'),
  },
  {
    ...{ name: 'tab reloaded', seconds: 0, silent: true },
    begin: (_, call) => call.patient().reload(),
    heal: (_, call) => press(call.patient(), 'action'),
  },
  {
    ...{ name: 'phone asleep for 45 s', seconds: 45, silent: true, asleep: true },
    begin: ({ network: n }) => n.sleep(true),
    heal: ({ network: n }) => n.sleep(false),
  },
  {
    ...{ name: 'another tab for 20 s', seconds: 20 },
    begin: (_, call) => behind(call.patient(), true),
    heal: (_, call) => behind(call.patient(), false),
  },
  {
    // What ends the tracks for real is the permission taken back.
    ...{ name: 'a phone call of 15 s takes microphone and camera', seconds: 15, silent: true },
    hears: (call) => call.doctor,
    async begin(_, call) {
      await behind(call.patient(), true);
      await take(call.patient(), true);
      await call.patient().context().clearPermissions();
      // Another one, for with none Chromium goes by its own.
      await call.patient().context().grantPermissions(['geolocation']);
      await until(async () => !(await liveTracks(call.patient())).length, 'both are taken');
    },
    async heal(_, call) {
      await call.patient().context().grantPermissions(['camera', 'microphone']);
      await take(call.patient(), false);
      await behind(call.patient(), false);
    },
  },
];
