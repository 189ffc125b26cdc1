/** The wrapper that finds a newer Node: ends as its program ends, and never leaves it behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspectProcess, waitForExit } from '../../server/child.ts';
// @ts-expect-error plain JavaScript, for Node 20
import { isNewEnough as untyped } from '../../scripts/with-node.mjs';

const isNewEnough = untyped as (version: string) => boolean;
const wrapper = fileURLToPath(new URL('../../scripts/with-node.mjs', import.meta.url));
const kit = join(import.meta.dirname, 'with-node.program.mjs');
const run = (...args: string[]) => runIn(process.env, ...args);
const runIn = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  spawn(process.execPath, [wrapper, kit, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
const firstLine = async (child: ReturnType<typeof run>) =>
  String(((await once(child.stdout!, 'data')) as [Buffer])[0]).trim();

test('knows which Node is new enough', () => {
  const versions = ['v20.20.2', 'v22.17.1', 'v22.18.0', 'v23.0.0', 'v24.21.0'];
  assert.deepEqual(versions.map(isNewEnough), [false, false, true, true, true]);
});

test('ends with the exit code of its program, which ran on such a Node', async () => {
  const child = run('exit', '7');
  assert.ok(isNewEnough((await firstLine(child)).split(' ')[0]!));
  assert.deepEqual(await once(child, 'exit'), [7, null]);
});

test('hands a signal on, and the program may take its time', async () => {
  const child = run('wait');
  await firstLine(child);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [3, null]);
});

test('killed itself, it takes its program along', async () => {
  const child = run('wait');
  const pid = Number((await firstLine(child)).split(' ')[1]);
  assert.ok(inspectProcess(pid));
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(await waitForExit(pid, 5_000));
});

test('lets Node keep what it compiles, where nobody said otherwise', async () => {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const kept = async (more: NodeJS.ProcessEnv) =>
    (await firstLine(runIn({ ...env, ...more }, 'exit', '0'))).split(' ')[2];
  assert.equal(await kept({}), join(import.meta.dirname, '../../node_modules/.cache/care-node'));
  assert.equal(await kept({ NODE_COMPILE_CACHE: '/elsewhere' }), '/elsewhere');
});
