/** Element tests: test/elements/**, TypeScript as it stands, in a real Chromium with a fake camera and microphone; `npm run browsers` runs them in the others. */
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { pages } from './test/elements/pages.mjs';
import { engine, launchOptions } from './test/kit/browser.ts';
import { namesCommand } from './test/kit/engines/names-command.mjs';

/** Leaves the counts, and what failed where, for the test command to add up. */
function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, files: {}, failures: [], reasons: {} };
      const fail = (session, name, error) => {
        counts.failed += 1;
        counts.files[session.testFile] = (counts.files[session.testFile] ?? 0) + 1;
        counts.failures.push({
          file: session.testFile,
          name,
          error: `${error?.message ?? ''}\n${error?.stack ?? ''}`,
        });
      };
      const walk = (session, suite) => {
        for (const test of suite?.tests ?? [])
          if (test.skipped) {
            counts.skipped += 1;
            // Why stands in brackets behind the name.
            const why = /\(([^()]+)\)$/.exec(test.name)?.[1] ?? test.name;
            counts.reasons[why] = (counts.reasons[why] ?? 0) + 1;
          } else if (test.passed) counts.passed += 1;
          else fail(session, test.name, test.error);
        for (const inner of suite?.suites ?? []) walk(session, inner);
      };
      for (const session of sessions) {
        const before = counts.failed;
        walk(session, session.testResults);
        // A file that could not be loaded has no test to blame, and would pass for nothing.
        if (!session.passed && counts.failed === before) fail(session, 'the file itself', session.errors[0]);
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

const counts = process.env.CARE_TEST_COUNTS;

/** What opens the pages of the tests. */
const launcher = {
  chromium: () => playwrightLauncher({ product: 'chromium', launchOptions: launchOptions(), ...pages }),
  firefox: async () => {
    const { firefoxOptions } = await import('./test/kit/engines/firefox.ts');
    // Of two windows one alone has the focus there, and nothing in the other is `:focus`.
    return playwrightLauncher({ product: 'firefox', launchOptions: firefoxOptions(), concurrency: 1 });
  },
  webkit: async () => (await import('./test/kit/engines/webkit-launcher.ts')).webkitLauncher(),
};

export default {
  rootDir: import.meta.dirname,
  // The longest first, so that at the end none of them runs while the other page stands idle.
  files: [
    ...['stories', 'stories-desks', 'stories-extremes'].map((name) => `test/elements/${name}.test.ts`),
    'test/elements/**/*.test.ts',
  ],
  nodeResolve: {
    exportConditions: ['browser', 'production', 'default'],
    extensions: ['.ts', '.mjs', '.js', '.json'],
  },
  plugins: [
    esbuildPlugin({ ts: true, target: 'esnext', tsconfig: `${import.meta.dirname}/tsconfig.json` }),
    namesCommand(),
  ],
  browsers: [await launcher[engine]()],
  concurrency: 2,
  testFramework: { config: { timeout: 15_000 } },
  // The stories of the desks take three minutes of a machine of two cores, and a busy one longer.
  testsFinishTimeout: 900_000,
  browserStartTimeout: 60_000,
  reporters: [
    process.stdout.isTTY ? defaultReporter() : summaryReporter({ flatten: true }),
    ...(counts ? [countReporter(counts)] : []),
  ],
};
