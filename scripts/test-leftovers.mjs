/**
 * Finds and ends what a test run left running, so that the test command leaves no process behind, whatever crashed, and touches nothing
 * of another run in the same checkout. Runs on Node 22.18 or later.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess, inspectProcess, listProcesses } from '../server/child.ts';
import { removeCluster } from '../server/db/cluster.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every process of a run carries this variable. PostgreSQL and LiveKit get no environment: they are known by their data directory. */
export const RUN_VARIABLE = 'CARE_TEST_RUN';

function isOfRun(pid, run) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${RUN_VARIABLE}=${run}`);
  } catch {
    return false; // It has gone, or belongs to another user.
  }
}

/** The data directories of tests (`data/test-*`) that no living process outside this run holds. */
function ownFolders(run) {
  return globSync('data/test-*/', { cwd: root })
    .map((folder) => join(root, folder))
    .filter((folder) => {
      const files = globSync('{,*/}server.pid', { cwd: folder }).map((file) =>
        readFileSync(join(folder, file), 'utf8'),
      );
      const named = /^test-\w+-(\d+)-/.exec(basename(folder))?.[1];
      const holders = [...files, named].filter(Boolean).map(Number);
      return !holders.some((pid) => pid !== process.pid && inspectProcess(pid) && !isOfRun(pid, run));
    });
}

/** A folder, and where its clusters really are when PostgreSQL's user could not enter it. */
function places(folder) {
  const links = globSync('{,*/}pgdata', { cwd: folder }).map((link) => join(folder, link));
  return [folder, ...links.filter((link) => existsSync(link)).map((link) => realpathSync(link))];
}

/** Small disks that a test made in a folder, the innermost first. */
const disksIn = (folder) =>
  (existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '')
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
    .filter((place) => place.startsWith(`${folder}/`))
    .reverse();

/** Resolves with a line for each process that had to be ended. */
export async function endLeftovers(run) {
  const ended = [];
  const end = async ({ pid, argv }) => {
    if (pid === process.pid || !inspectProcess(pid)) return;
    ended.push(`${pid} ${argv.join(' ').slice(0, 120)}`);
    try {
      // A test that died may have left it stopped: then it hears nothing else.
      process.kill(pid, 'SIGCONT');
    } catch {
      // It ended first.
    }
    await endProcess(pid, [
      ['SIGTERM', 3_000],
      ['SIGKILL', 3_000],
    ]).catch(() => {});
  };
  for (const found of listProcesses().filter(({ pid }) => isOfRun(pid, run))) await end(found);
  const orphaned = ownFolders(run).flatMap(places);
  const isInside = (word) => orphaned.some((place) => word === place || word.startsWith(`${place}/`));
  // PostgreSQL's children show no arguments of theirs: by the folder that they stand in.
  for (const found of listProcesses().filter(({ argv, cwd }) => [...argv, cwd ?? ''].some(isInside)))
    await end(found);
  return ended;
}

/** After the last stage: what is left on disk too. The keeper of the test cluster leaves by itself once no test needs it. */
export async function clearLeftovers(run) {
  const keeper = join(root, 'data/test-postgres/keeper.json');
  for (let tries = 0; existsSync(keeper) && tries < 50; tries++) await sleep(100);
  const ended = await endLeftovers(run);
  for (const folder of ownFolders(run)) {
    // The shared cluster stays for the next run, unless its files had to go outside the checkout.
    const kept =
      basename(folder) === 'test-postgres' && places(folder).every((place) => place.startsWith(folder));
    if (kept) continue;
    for (const disk of disksIn(folder)) spawnSync('umount', ['-l', disk]);
    for (const name of readdirSync(folder))
      if (existsSync(join(folder, name, 'pgdata'))) removeCluster(join(folder, name));
    removeCluster(folder);
  }
  return ended;
}
