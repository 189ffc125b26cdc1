/**
 * `npm run browsers [-- ENGINE|PART ...]`: what CI runs in Chromium alone, in the other engines: the gallery of hostile pages, the
 * whole visit, the elements; and what only they can show. A line for each engine and part; an engine that is not here is named with its remedy.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../test/kit/browser.ts';
import { findFirefox } from '../test/kit/engines/firefox.ts';
import { callWithFirefox } from '../test/browsers/firefox.ts';
import { findWebkit } from '../test/kit/engines/webkit-driver.ts';
import { buildIfStale } from './build.ts';

const root = join(import.meta.dirname, '..');
const GALLERY = ['test/e2e/pages/hostile.test.ts'];
const VISIT = ['test/e2e/visit.test.ts'];
/** For an engine that has no calls. */
const WITHOUT_VIDEO = ['test/browsers/visit-without-video.ts', ...VISIT];
/** The files that Web Test Runner runs. */
const ELEMENTS = 'elements';

interface Part {
  name: string;
  /** Test files for `node --test`, or something that tells in a sentence what it saw. */
  run: string[] | typeof ELEMENTS | (() => Promise<string>);
}
const ALL: Part[] = [
  { name: 'gallery', run: GALLERY },
  { name: 'visit', run: VISIT },
  { name: 'elements', run: ELEMENTS },
];
const ENGINES = [
  {
    ...{
      name: 'chromium',
      found: findChromium,
      remedy: 'Debian: apt-get install chromium; or CHROMIUM_PATH',
    },
    parts: ALL,
  },
  {
    ...{
      name: 'firefox',
      found: findFirefox,
      remedy: 'Debian: apt-get install firefox-esr; or FIREFOX_PATH',
    },
    parts: [...ALL, { name: 'call', run: callWithFirefox }],
  },
  {
    ...{ name: 'webkit', found: findWebkit, remedy: 'Debian: apt-get install webkit2gtk-driver xvfb' },
    parts: [
      { name: 'gallery', run: GALLERY },
      { name: 'visit', run: WITHOUT_VIDEO },
      { name: 'elements', run: ELEMENTS },
    ],
  },
] satisfies { name: string; found(): string | undefined; remedy: string; parts: Part[] }[];

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const engineNames: string[] = ENGINES.map(({ name }) => name);
const partNames = [...new Set(ENGINES.flatMap(({ parts }) => parts.map(({ name }) => name)))];
const stranger = wanted.find((word) => !engineNames.includes(word) && !partNames.includes(word));
if (stranger) {
  console.error(`npm run browsers -- ${engineNames.join(' | ')} | ${partNames.join(' | ')}, not ${stranger}`);
  process.exit(2);
}
const chosen = (word: string, among: string[]): boolean =>
  !wanted.some((other) => among.includes(other)) || wanted.includes(word);

await buildIfStale();
const told: string[] = [];
const tell = (line: string) => (told.push(line), console.log(line));
let sound = true;
for (const { name: engine, found, remedy, parts } of ENGINES) {
  if (!chosen(engine, engineNames)) continue;
  const asked = parts.filter(({ name }) => chosen(name, partNames));
  if (!asked.length) continue;
  if (!found()) {
    // What was asked for by its name and is missing is not fine.
    sound &&= !wanted.includes(engine);
    tell(`${engine}: not on this machine, nothing was run (${remedy})`);
    continue;
  }
  for (const part of asked) sound = (await runPart(engine, part)) && sound;
}
console.log(`\n${told.join('\n')}`);
process.exit(sound ? 0 : 1);

async function runPart(engine: string, { name, run }: Part): Promise<boolean> {
  console.log(`\n── ${engine}: ${name} ──`);
  if (typeof run !== 'function') {
    const { passed, failed, skipped, reasons } = await counted(engine, run);
    const why = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
    const left = skipped ? `; ${skipped} not run, nor counted as passed (${why.join('; ')})` : '';
    tell(`${engine} ${name}: ${passed} passed, ${failed} failed${left}`);
    return passed > 0 && failed === 0;
  }
  try {
    const saw = await run();
    tell(`${engine} ${name}: 1 passed, 0 failed: ${saw}`);
    return true;
  } catch (error) {
    tell(`${engine} ${name}: 0 passed, 1 failed: ${(error as Error).message}`);
    return false;
  }
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Why what was skipped was, and how many of each. */
  reasons: Record<string, number>;
}
/** Runs test files in an engine, and gives their counts; what could not be counted is one failure. */
async function counted(engine: string, files: string[] | typeof ELEMENTS): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'care-browsers-'));
  const counts = join(folder, 'counts.json');
  const nodeTest = [
    ...['--test', '--test-concurrency=1', '--test-timeout=300000'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[
      `--test-reporter=${join(root, 'scripts/count-reporter.mjs')}`,
      `--test-reporter-destination=${counts}`,
    ],
    ...files,
  ];
  const args = files === ELEMENTS ? [join(root, 'node_modules/@web/test-runner/dist/bin.js')] : nodeTest;
  const env = { ...process.env, CARE_ENGINE: engine, CARE_TEST_COUNTS: counts, NODE_ENV: 'test' };
  const code = await new Promise((resolve) =>
    spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).once(
      'exit',
      resolve,
    ),
  );
  try {
    const said = JSON.parse(readFileSync(counts, 'utf8')) as Counts;
    return { ...said, failed: said.failed || (code === 0 ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, reasons: {} };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
