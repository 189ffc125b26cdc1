/** Brings what the tests need and npm does not: a Chromium, a Chinese font, a LiveKit server. Runs on Node 22.18 or later. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultSources, findLivekit } from '../server/media/livekit-binary.ts';
import { findChromium, findShell } from '../test/kit/browser.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Debian itself: Ubuntu's package of that name is a stub for a snap.
const isDebian =
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
const mayInstall = isDebian && process.getuid?.() === 0;

function aptInstall(packages) {
  console.log(`Tests: installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    }).status === 0;
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // The lists may be missing (a bare container) or old: only then are they worth fetching.
  return install() || (apt('update') && install());
}

/** True when a Chromium is there. */
export function ensureChromium() {
  if (!findChromium() && mayInstall) aptInstall(['chromium']);
  // Without it all pass, too, and take longer.
  if (!findShell() && !process.env.CHROMIUM_PATH && mayInstall) aptInstall(['chromium-headless-shell']);
  if (!findChromium()) {
    console.log("Tests: fetching Playwright's Chromium …");
    spawnSync(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  if (findChromium()) return true;
  console.log(
    'Tests: no Chromium. Remedy: apt-get install chromium (Debian), or npx playwright-core install chromium, or set CHROMIUM_PATH.',
  );
  return false;
}

/** Chinese pages render as empty boxes without a font; no test fails for it, but its screenshots lie. */
export function ensureFonts() {
  if (process.platform !== 'linux') return;
  const hasChinese = () => spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim();
  if (hasChinese() || (mayInstall && aptInstall(['fontconfig', 'fonts-wqy-microhei']))) return;
  console.log(
    'Tests: no Chinese font, so screenshots show empty boxes. Remedy: install fonts-wqy-microhei or Noto Sans CJK.',
  );
}

/** Found, built or downloaded now, so that no test waits minutes for it. */
export async function ensureLivekit() {
  const log = { info: (line) => console.log(line), warn: (line) => console.log(line) };
  return (
    (await findLivekit(defaultSources(join(root, 'data/livekit')), log, new AbortController().signal)) !==
    undefined
  );
}
