/** Builds the widgets (`dist/cdn`) when they are missing or older than what they are made of. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

/** Dates say in milliseconds that all is as it was; only when they don't is the build asked, which compares contents. */
function mayBeStale() {
  const built = statSync(join(root, 'dist/cdn/manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['rollup.config.ts', 'package-lock.json', 'scripts/build.ts', 'scripts/build-names.ts'].map(
    (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(newest(join(root, 'packages')), ...sources) >= built;
}

/** Where a service runs them, the program's files are another's. */
function mayWrite() {
  const dist = join(root, 'dist');
  try {
    accessSync(existsSync(dist) ? dist : root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** True when dist/cdn is there and up to date afterwards. In a process of its own: the bundler's memory is not for a server to keep. */
export function buildWidgets() {
  if (!mayBeStale()) return true;
  const source = `import { build, freshManifest } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/build.ts')).href)};
    if (!freshManifest()) {
      if (!${mayWrite()}) {
        console.error('The widgets are missing or older than their sources, and this user may not write them: run "npm run build" as the owner of the program.');
        process.exit(1);
      }
      console.log('Widgets: building …');
      await build();
    }`;
  return (
    spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    }).status === 0
  );
}
