/**
 * A Node that runs TypeScript as it stands (22.18 or later), for machines whose own is older: `node scripts/with-node.mjs file [args]`.
 * Plain JavaScript for Node 20, with no import from node_modules.
 */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const EXE = process.platform === 'win32' ? '.exe' : '';
/** What npm brings where there is a package of it: for Linux. */
const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node${EXE}`);

export const isNewEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
};

function versionOf(file) {
  if (!existsSync(file)) return undefined;
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The path of a Node that is new enough; exits with one line when there is none. */
export function findNode() {
  // It is what everybody tests with, so it goes first, also before a newer one.
  const file = [packaged, process.execPath, ...otherNodes()].find((one) =>
    isNewEnough(versionOf(one) ?? 'v0.0'),
  );
  if (file) return file;
  console.error(
    `Node 22.18 or later is needed; this is ${process.version}. On Linux (x64, arm64) "npm ci" brings one, unless optional packages are left out; elsewhere install Node 24.`,
  );
  process.exit(1);
}

function otherNodes() {
  const under = (folder, rest) =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort()
          .reverse()
          .map((name) => join(folder, name, rest))
      : [];
  return [
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, `node${EXE}`)),
    ...under(join(process.env.NVM_DIR ?? join(homedir(), '.nvm'), 'versions/node'), 'bin/node'),
    ...under(join(homedir(), '.local/share/fnm/node-versions'), 'installation/bin/node'),
    ...under(join(homedir(), '.volta/tools/image/node'), 'bin/node'),
    '/usr/local/bin/node',
    '/opt/homebrew/bin/node',
  ];
}

/** Told through the IPC channel, which the kernel closes: a wrapper that is killed must not leave its program running. */
const FOLLOW = `data:text/javascript,${encodeURIComponent("process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'));process.channel?.unref()")}`;

/** Where Node keeps what it compiles, so that the next start is quicker: beside what server/main.ts keeps; nowhere where that is read-only. */
function compileCache() {
  try {
    accessSync(join(root, 'node_modules'), constants.W_OK);
    return { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/care-node') };
  } catch {
    return {};
  }
}

/** In MB. Scripts read much at once: where V8 begins with its 1 MB for what is new, a sixth of the time of `npm run triage -- --batch` goes into making room. */
const ROOM = '--min-semi-space-size=16';

/** Runs a script under such a Node with our terminal, hands signals on, and ends as it ends. */
export function runWithNode(script, args) {
  const child = spawn(findNode(), [ROOM, '--import', FOLLOW, script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...compileCache(), ...process.env },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A Ctrl-C in a terminal reaches the child by itself; a second one would mean "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** True when this process may go on; otherwise the script has been started again under a newer Node, and this one only waits for it. */
export function underNewNode(scriptUrl) {
  if (isNewEnough(process.version)) return true;
  runWithNode(fileURLToPath(scriptUrl), process.argv.slice(2));
  return false;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (!script) {
    console.error('Usage: node scripts/with-node.mjs file [args]');
    process.exit(2);
  }
  runWithNode(script, args);
}
