/**
 * A reporter for `node --test` that writes what the test command adds up, as JSON: the counts, how many failed in which file, what failed in words, and why what was skipped was.
 */
import { resolve } from 'node:path';
import { SUITE } from './test-groups.mjs';

export default async function* counts(events) {
  const files = {};
  /** What failed in the process whose events come now (they come whole, one after the other): since a file's suite ended, and in all of these. */
  let open = 0;
  let inSuites = 0;
  /** Suites that failed by themselves, such as of a file that could not be loaded: no test is counted for them. */
  let alone = 0;
  const failures = [];
  const reasons = {};
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.skip) {
      const why = data.skip === true ? data.name : data.skip;
      reasons[why] = (reasons[why] ?? 0) + 1;
    }
    if (type === 'test:fail' && data.details?.type !== 'suite') {
      const error = data.details?.error;
      open += 1;
      // A test whose inner tests failed has nothing of its own to say.
      if (error?.failureType !== 'subtestsFailed')
        failures.push({ file: data.file, name: data.name, error: wordsOf(error) });
    }
    if (data.nesting === 0 && SUITE.test(data.name) && (type === 'test:fail' || type === 'test:pass')) {
      if (type === 'test:fail' && open === 0) {
        open = 1;
        alone += 1;
        failures.push({ file: resolve(data.name), name: data.name, error: wordsOf(data.details?.error) });
      }
      if (open) files[resolve(data.name)] = open;
      inSuites += open;
      open = 0;
    }
    // A process that died is counted as one test, called as its file is.
    if (type === 'test:fail' && data.name === data.file) {
      files[data.file] = open;
      open = inSuites = 0;
    }
    if (type !== 'test:summary') continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    if (data.file !== undefined) {
      // A group's failures are its files'; what is over failed without a suite, such as a process that died.
      if (failed + cancelled > inSuites) files[data.file] = failed + cancelled - inSuites;
      open = inSuites = 0;
      continue;
    }
    yield JSON.stringify({
      passed,
      failed: failed + cancelled + alone,
      skipped: skipped + todo,
      files,
      failures,
      reasons,
    });
  }
}

const wordsOf = (error) => String(error?.cause?.stack ?? error?.cause ?? error);
