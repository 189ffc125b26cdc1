/** `npm run storybook:build`: without a network, with every story file in it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { STORY_FILES } from '../../stories/files.ts';

const root = join(import.meta.dirname, '../..');
const BIN = join(root, 'node_modules/storybook/dist/bin/dispatcher.js');

test('Storybook is built with every story file', { timeout: 300_000 }, async () => {
  const out = mkdtempSync(join(tmpdir(), 'storybook-'));
  try {
    const args = [BIN, 'build', '-c', 'stories/.storybook', '-o', out, '--disable-telemetry', '--quiet'];
    await promisify(execFile)(process.execPath, args, { cwd: root });
    const { entries } = JSON.parse(readFileSync(join(out, 'index.json'), 'utf8')) as {
      entries: Record<string, { importPath: string }>;
    };
    const built = new Set(Object.values(entries).map(({ importPath }) => importPath.split('/').at(-1)));
    assert.deepEqual(
      STORY_FILES.filter((file) => !built.has(`${file}.stories.ts`)),
      [],
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
