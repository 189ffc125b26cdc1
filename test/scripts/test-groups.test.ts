/** Test files that share a process: each keeps its hooks to itself, and what fails is counted to the file that it failed in. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const scripts = join(import.meta.dirname, '../../scripts');
const { groupTests } = (await import(pathToFileURL(join(scripts, 'test-groups.mjs')).href)) as {
  groupTests(files: string[], options: object): string[];
};
const root = realpathSync(mkdtempSync(join(tmpdir(), 'care-groups-')));
after(() => rmSync(root, { recursive: true, force: true }));

const FILES = {
  hooks: `before(() => heard.push('before')); afterEach(() => heard.push('after one')); after(() => heard.push('after'));
    test('one', () => {}); describe('more', () => { test('two', () => {}); });`,
  later: `test('heard no hook of another file’s', () => assert.deepEqual(heard, ['before', 'after one', 'after one', 'after']));`,
  fails: `test('right', () => {}); describe('deep', () => { test('wrong', () => assert.fail('on purpose')); });`,
  broken: `throw new Error('cannot be loaded');`,
  hook: `test('fine', () => {}); after(() => { throw new Error('left something'); });`,
  dies: `test('dies', () => process.exit(3));`,
};
type Name = keyof typeof FILES;
const pathOf = (name: Name) => `test/${name}.test.ts`;

mkdirSync(join(root, 'test'));
for (const [name, body] of Object.entries(FILES))
  writeFileSync(
    join(root, pathOf(name as Name)),
    `import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
const heard: string[] = ((globalThis as { heard?: string[] }).heard ??= []);
${body}`,
  );

/** What the reporter wrote of a run of these files, in groups of four. */
function run(names: Name[], alone: Name[] = []) {
  const isAlone = (file: string) => alone.map(pathOf).includes(file);
  const options = { root, folder: root, size: 4, alone: isAlone, limit: 10_000 };
  const groups = groupTests(names.map(pathOf), options);
  const counts = join(root, 'counts.json');
  const args = [
    `--test-reporter=${join(scripts, 'count-reporter.mjs')}`,
    `--test-reporter-destination=${counts}`,
  ];
  // A test that runs in a test would be told to report to it.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status } = spawnSync(process.execPath, ['--test', ...args, ...groups], { cwd: root, env });
  const found = JSON.parse(readFileSync(counts, 'utf8')) as {
    passed: number;
    failed: number;
    files: Record<string, number>;
    failures: { file: string; name: string; error: string }[];
  };
  const files = Object.fromEntries(
    Object.entries(found.files).map(([file, failed]) => [file.slice(root.length + 1), failed]),
  );
  return { ...found, files, groups, status };
}

test('hooks are their file’s, and all is counted', () => {
  const { status, passed, failed, groups } = run(['hooks', 'later']);
  assert.deepEqual([status, passed, failed, groups.length], [0, 3, 0, 1]);
});

test('a failure is its file’s, also of a file that cannot be loaded or whose hook fails; the others are run', () => {
  const { passed, failed, files, failures } = run(['broken', 'fails', 'hook', 'hooks', 'later']);
  // The last is in another process, and heard nothing.
  assert.deepEqual([passed, failed], [4, 4]);
  assert.deepEqual(files, {
    [pathOf('broken')]: 1,
    [pathOf('fails')]: 1,
    [pathOf('hook')]: 1,
    [pathOf('later')]: 1,
  });
  const told = failures.map(({ error }) => error).join('\n');
  for (const words of ['cannot be loaded', 'on purpose', 'left something'])
    assert.ok(told.includes(words), told);
});

test('a group whose process died is named itself, and its failures are no other’s', () => {
  const { files, failed } = run(['dies', 'hooks', 'fails'], ['fails']);
  assert.deepEqual(files, { [pathOf('fails')]: 1, 'group-01.mjs': 1 });
  assert.equal(failed, 2);
});
