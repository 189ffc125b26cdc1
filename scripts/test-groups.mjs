/**
 * Test files that share a process. A server's test file takes more than a second and a half of CPU to load what it tests, and there are some
 * two hundred of them: the 20 of prescriptions and queue take 52 s of CPU together, and took 85 s each by itself. Each stays a suite of its own, under its own path, with its own hooks.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How a file's suite is called in a group; the reporter counts its failures by it. */
export const SUITE = /^test\/\S+\.test\.ts$/;

/**
 * Writes one module for each group of at most `size` files, in `folder`, and gives the modules and, as they are, the files that are `alone`.
 * `limit` in ms is what one file may take.
 */
export function groupTests(files, { root, folder, size, alone, limit }) {
  const together = files.filter((file) => !alone(file));
  const groups = [];
  for (let i = 0; i < together.length; i += size) groups.push(together.slice(i, i + size));
  return [
    ...files.filter(alone),
    ...groups.map((group, i) => {
      const path = join(folder, `group-${String(i + 1).padStart(2, '0')}.mjs`);
      writeFileSync(path, moduleOf(group, root, limit));
      return path;
    }),
  ];
}

/** One after the other, each from its own suite's async context: what a file declares at its top belongs to the suite that loads it. */
const moduleOf = (group, root, limit) => `import { AsyncResource } from 'node:async_hooks';
import { describe } from 'node:test';
let before = Promise.resolve();
const load = (url) => {
  const here = new AsyncResource('test file');
  const loaded = before.then(() => here.runInAsyncScope(() => import(url)));
  before = loaded.catch(() => {});
  return loaded;
};
${group
  .map(
    (file) =>
      `describe(${JSON.stringify(file)}, { timeout: ${limit} }, () => load(${JSON.stringify(pathToFileURL(join(root, file)).href)}));\n`,
  )
  .join('')}`;
