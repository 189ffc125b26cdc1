/** The Chromium of the tests: the system's, else the one that Playwright keeps, with a fake camera and microphone that need no permission. */
import { accessSync, constants, existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The same engine of the same package without windows: a sixth to a quarter less of the processor. `npm test` alone asks for it; what is
 * measured, and what asks somebody (for a camera, for a screen), is the whole browser's.
 */
const SHELL = '/usr/bin/chromium-headless-shell';
export const SHELL_VARIABLE = 'CARE_TEST_SHELL';

/** CHROMIUM_PATH, a system Chromium, or Playwright's; undefined when there is none. */
export const findChromium = (): string | undefined =>
  firstOf([process.env['CHROMIUM_PATH'], ...SYSTEM, quietly(() => chromium.executablePath())]);

/** Beside a system Chromium, where nobody names another. */
export const findShell = (): string | undefined =>
  process.env['CHROMIUM_PATH'] ? undefined : firstOf([SHELL]);

const firstOf = (files: (string | undefined)[]): string | undefined =>
  files.find((file) => file && existsSync(file) && quietly(() => (accessSync(file, constants.X_OK), true)));

/** The argument that gives Chromium a fake camera (and microphone) of so many pictures a second; of two the later one counts. */
export const camera = (fps: number): string => `--use-fake-device-for-media-stream=fps=${fps}`;
/** What a phone's camera gives. */
export const REAL_CAMERA = camera(30);

/**
 * Of several `--disable-features` Chromium hears the last alone: so what Playwright (1.65) switches off stands here
 * again, but for ThirdPartyStoragePartitioning: a framed page keeps its visit as in a browser of today. The two last fill the
 * address bar's list, which nobody sees: for each context a process of its own that takes 0.7 s of a core.
 */
const FEATURES_OFF = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
];
const featuresOff = (...more: string[]) => `--disable-features=${[...FEATURES_OFF, ...more].join()}`;
/** The argument for pages that speak with this machine from an address that is not it: nobody is there to allow it. */
export const LOCAL_NETWORK = featuresOff('LocalNetworkAccessChecks');

/** What both Web Test Runner and the end-to-end tests launch with. */
export function launchOptions(whole = false): LaunchOptions {
  const shell = process.env[SHELL_VARIABLE] && !whole ? findShell() : undefined;
  const executablePath = shell ?? findChromium();
  if (!executablePath)
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) or set CHROMIUM_PATH.',
    );
  return {
    executablePath,
    args: [
      // Chromium's sandbox refuses to run as root and in most containers.
      '--no-sandbox',
      '--disable-gpu',
      featuresOff(),
      // A third of a real camera's pictures: three browsers with a call share two cores.
      camera(10),
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      // A machine without a network still has calls on it.
      '--allow-loopback-in-peer-connection',
      // It would phone home, which stalls where there is no way out.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

/** The engine that `npm run browsers` runs a test in; Chromium everywhere else. */
export type Engine = 'chromium' | 'firefox' | 'webkit';
export const engine = (process.env['CARE_ENGINE'] ?? 'chromium') as Engine;

/**
 * `headless: false` needs a display. `without`: arguments of ours that this one must not have, such as the one that answers for somebody. `whole`: with the
 * windows, which alone knows a camera again after a reload. Close it when done.
 */
export async function launchBrowser(
  { whole = false, ...options }: LaunchOptions & { whole?: boolean } = {},
  without: string[] = [],
): Promise<Browser> {
  if (engine === 'firefox') return (await import('./engines/firefox.ts')).launchFirefox();
  if (engine === 'webkit') return (await import('./engines/webkit.ts')).launchWebkit();
  const base = launchOptions(whole || options.headless === false || without.length > 0);
  const args = [...(base.args ?? []), ...(options.args ?? [])].filter((arg) => !without.includes(arg));
  return chromium.launch({ ...base, ...options, args });
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
