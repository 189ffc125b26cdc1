/**
 * `npm test`: everything, in stages: node --test, the elements in a browser beside the pages without a call, the whole visit end to end. Brings what the tests need,
 * leaves no process behind, tries a file that failed once more by itself, and ends with what failed and one line: `N passed, N failed`. `npm test -- unit` (or `elements`, `e2e`) runs one stage.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { underNewNode } from './with-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const MINUTE = 60_000;
const FEW = 3;
/** Test files to a process. More would save little more, and lose more where the process dies. */
const TOGETHER = 16;
/** Of those that open a browser. More, and at the end one process has a minute's work left while the other has none. */
const FEW_TOGETHER = 2;
/** Not with others: what bundles and lints the whole house keeps much in memory, LiveKit's client for servers has threads of its own, and faults are waited for. */
const ALONE = /^test\/(scripts\/|faults\/|layers\.|server\/meetings\/listeners\.)/;
/** Calls that need the machine: of six, of a recorder that must keep up, of a shared screen, and the one that measures silence. */
const CROWD = /^test\/e2e\/(six|recording|recording-server|screen|call)\.test/;

if (underNewNode(import.meta.url)) {
  process.chdir(root);
  process.exitCode = await main(process.argv.slice(2));
}

async function main(only) {
  const { ensureChromium, ensureFonts, ensureLivekit } = await import('./test-needs.mjs');
  const { clearLeftovers, endLeftovers, RUN_VARIABLE } = await import('./test-leftovers.mjs');
  const { buildWidgets } = await import('./widgets.mjs');
  const { SHELL_VARIABLE } = await import('../test/kit/browser.ts');
  const { groupTests } = await import('./test-groups.mjs');
  const run = randomUUID();
  const scratch = mkdtempSync(join(tmpdir(), 'care-tests-'));
  const wants = (stage) => only.length === 0 || only.includes(stage);
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** What failed, in words, for the end of the log; and which files it was, for a second try. */
  const failures = [];
  const failing = [];
  const running = new Set();

  const finish = async () => {
    for (const line of await clearLeftovers(run))
      console.log(`Tests: ended a process that was left: ${line}`);
    rmSync(scratch, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      running.forEach(killGroup);
      void finish().finally(() => process.exit(1));
    });
  }

  /** Runs one command to its end or its limit, and gives its counts; what it could not count is one failure. */
  const count = async (name, limit, args) => {
    console.log(`\n── ${name} ──`);
    const file = join(scratch, `${randomUUID()}.json`);
    const env = {
      ...process.env,
      [RUN_VARIABLE]: run,
      CARE_TEST_COUNTS: file,
      NODE_ENV: 'test',
      [SHELL_VARIABLE]: '1',
      // What one process has compiled the next need not.
      NODE_COMPILE_CACHE: join(scratch, 'compiled'),
    };
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, args(file), {
        cwd: root,
        detached: true,
        stdio: ['ignore', 'inherit', 'inherit'],
        env,
      });
      running.add(child);
      const timer = setTimeout(() => {
        console.log(`Tests: ${name} took longer than ${limit / MINUTE} minutes and was ended.`);
        killGroup(child);
      }, limit);
      child.once('exit', (exit) => {
        running.delete(child);
        clearTimeout(timer);
        resolve(exit);
      });
    });
    let counts = { passed: 0, failed: 0, skipped: 0, files: {}, failures: [] };
    try {
      counts = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      console.log(`Tests: ${name} ended (${code}) before it could count.`);
    }
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  };
  /** `alone` makes the arguments for one file of the stage. */
  const stage = async (name, limit, args, alone) => {
    const counts = await count(name, limit, args);
    for (const key of Object.keys(total)) total[key] += counts[key];
    failures.push(...counts.failures);
    for (const [file, failed] of Object.entries(counts.files))
      failing.push({ file: relative(root, file), failed, args: alone(file) });
  };
  /**
   * A file that failed beside others runs once more by itself. What passes then is called unsteady, aloud, and counts as passed; where more
   * than a few failed, something is broken, and nothing is tried again.
   */
  const tryAgain = async () => {
    if (failing.length > FEW) return;
    for (const { file, failed, args } of failing) {
      const counts = await count(`again, alone: ${file}`, 5 * MINUTE, args);
      if (counts.failed || !counts.passed) continue;
      total.failed -= failed;
      total.passed += failed;
      console.log(`Tests: unsteady: ${failed} failed in ${file} beside the others, and passed alone.`);
    }
  };
  const sweep = async (name) => {
    for (const line of await endLeftovers(run)) console.log(`Tests: ${name} left a process behind: ${line}`);
  };
  const missing = (what) => {
    console.log(`Tests: ${what}; counted as a failure.`);
    total.failed += 1;
  };
  const nodeTest = (files, concurrency, timeout) => (counts) => [
    '--test',
    `--import=${pathToFileURL(join(root, 'server/quick-modules.ts')).href}`,
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${timeout}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'scripts/count-reporter.mjs')}`,
    `--test-reporter-destination=${counts}`,
    ...files,
  ];

  const elements =
    (...more) =>
    () => [join(root, 'node_modules/@web/test-runner/dist/bin.js'), ...more];
  const end2end = (file) => nodeTest([file], 1, 5 * MINUTE);
  const grouped = (name, files, { size, alone = () => false, limit }) => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    return groupTests(files, { root, folder, size, alone, limit });
  };
  /** Files that open a browser, so many processes of them at a time. */
  const endToEnd = (name, files, at, limit) =>
    stage(
      name,
      limit,
      nodeTest(grouped(name, files, { size: FEW_TOGETHER, limit: 5 * MINUTE }), at, 15 * MINUTE),
      end2end,
    );

  const tests = globSync('test/**/*.test.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const inFolder = (folder) => tests.filter((file) => file.startsWith(`test/${folder}/`));
  const unit = tests.filter((file) => !/^test\/(elements|e2e)\//.test(file));

  const needsBrowser =
    (wants('elements') && inFolder('elements').length) || (wants('e2e') && inFolder('e2e').length);
  const browser = needsBrowser ? ensureChromium() : true;
  if (needsBrowser) ensureFonts();
  const livekit = wants('unit') || wants('e2e') ? await ensureLivekit() : true;
  const widgets = wants('unit') || wants('e2e') ? buildWidgets() : true;
  if (!browser) missing('no browser');
  if (!livekit) missing('no LiveKit server');
  if (!widgets) missing('the widgets could not be built');

  if (wants('unit')) {
    const alone = (file) => ALONE.test(file);
    // Three for two cores: many a test waits for a clock.
    const groups = grouped('unit', unit, { size: TOGETHER, alone, limit: 2 * MINUTE });
    await stage('unit', 25 * MINUTE, nodeTest(groups, 3, 10 * MINUTE), (file) =>
      nodeTest([file], 1, 2 * MINUTE),
    );
  }
  await sweep('unit');
  // Desks and pages without a call leave a core to the elements beside them.
  const beside = [];
  if (wants('elements') && browser && inFolder('elements').length)
    beside.push(stage('elements', 35 * MINUTE, elements(), (file) => elements('--files', file)));
  if (wants('e2e') && browser && inFolder('e2e/pages').length)
    beside.push(endToEnd('pages', inFolder('e2e/pages'), 1, 35 * MINUTE));
  await Promise.all(beside);
  await sweep('elements or pages');
  const calls = inFolder('e2e').filter((file) => !file.startsWith('test/e2e/pages/'));
  // Two at a time, each a whole hospital and its browsers: by itself one leaves a third of two cores idle.
  const small = calls.filter((file) => !CROWD.test(file));
  const crowds = calls.filter((file) => CROWD.test(file));
  if (wants('e2e') && browser && small.length) await endToEnd('e2e', small, 2, 30 * MINUTE);
  if (wants('e2e') && browser && crowds.length) await endToEnd('e2e, one at a time', crowds, 1, 15 * MINUTE);
  await sweep('e2e');
  await tryAgain();
  await finish();
  for (const { file, name, error } of failures)
    console.log(`\n✖ ${name} (${relative(root, file ?? root)})\n${error.slice(0, 1500)}`);
  console.log(
    `\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
  );
  return total.failed || !total.passed ? 1 : 0;
}

function killGroup(child) {
  try {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended first.
  }
}
