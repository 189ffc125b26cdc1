/**
 * A reporter for `node --test` that writes what the test command adds up, as JSON: the counts, how many failed in which file, what failed in words, and why what was skipped was.
 */
export default async function* counts(events) {
  const files = {};
  const failures = [];
  const reasons = {};
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.skip) {
      const why = data.skip === true ? data.name : data.skip;
      reasons[why] = (reasons[why] ?? 0) + 1;
    }
    if (type === 'test:fail' && data.details?.type !== 'suite') {
      const error = data.details?.error;
      // A test whose inner tests failed has nothing of its own to say.
      if (error?.failureType !== 'subtestsFailed')
        failures.push({ file: data.file, name: data.name, error: String(error?.cause?.stack ?? error) });
    }
    if (type !== 'test:summary') continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    if (data.file !== undefined) {
      if (failed + cancelled) files[data.file] = failed + cancelled;
      continue;
    }
    yield JSON.stringify({
      passed,
      failed: failed + cancelled,
      skipped: skipped + todo,
      files,
      failures,
      reasons,
    });
  }
}
