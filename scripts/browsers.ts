/** `npm run browsers`: what only other engines can show: a call with Firefox, a visit in WebKit. An engine that is not here costs one clear line. */
import { callWithFirefox, findFirefox } from '../test/browsers/firefox.ts';
import { findWebkit, visitInWebkit } from '../test/browsers/webkit.ts';

const RUNS = [
  {
    ...{ name: 'Firefox', found: findFirefox, run: callWithFirefox },
    remedy: 'install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH',
  },
  {
    ...{ name: 'WebKit', found: findWebkit, run: () => visitInWebkit(process.env['CARE_SHOTS']) },
    remedy: 'install it (Debian: apt-get install webkit2gtk-driver xvfb)',
  },
];

const wanted = process.argv.slice(2);
let [passed, failed, skipped] = [0, 0, 0];
for (const { name, found, run, remedy } of RUNS) {
  if (wanted.length && !wanted.some((one) => name.toLowerCase().includes(one.toLowerCase()))) continue;
  if (!found()) {
    skipped++;
    console.log(`${name}: skipped, it is not on this machine: ${remedy}.`);
    continue;
  }
  try {
    console.log(`${name}: ${await run()}.`);
    passed++;
  } catch (error) {
    failed++;
    console.log(`${name}: FAILED, ${(error as Error).message}`);
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
