/** Element tests: test/elements/**, TypeScript as it stands, in a real Chromium with a fake camera and microphone. */
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { launchOptions } from './test/kit/browser.ts';

/** Leaves the counts where the test command asks for them. */
function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      const walk = (suite) => {
        for (const test of suite?.tests ?? [])
          counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
        for (const inner of suite?.suites ?? []) walk(inner);
      };
      for (const session of sessions) {
        const before = counts.failed;
        walk(session.testResults);
        // A file that could not be loaded has no test to blame, and would pass for nothing.
        if (!session.passed && counts.failed === before) counts.failed += 1;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

const counts = process.env.CARE_TEST_COUNTS;

export default {
  rootDir: import.meta.dirname,
  files: ['test/elements/**/*.test.ts'],
  nodeResolve: {
    exportConditions: ['browser', 'production', 'default'],
    extensions: ['.ts', '.mjs', '.js', '.json'],
  },
  plugins: [esbuildPlugin({ ts: true, target: 'esnext', tsconfig: `${import.meta.dirname}/tsconfig.json` })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: launchOptions() })],
  concurrency: 2,
  testFramework: { config: { timeout: 15_000 } },
  testsFinishTimeout: 120_000,
  browserStartTimeout: 60_000,
  reporters: [
    process.stdout.isTTY ? defaultReporter() : summaryReporter({ flatten: true }),
    ...(counts ? [countReporter(counts)] : []),
  ],
};
