/**
 * One server per data directory, held by the operating system: the lock of an open SQLite transaction is an fcntl lock,
 * which the kernel drops with the process however it dies, and which containers that share a volume see too.
 * Node has no flock of its own, and a file with a process id in it lies after kill -9.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/** Takes the lock or throws one clear line. The returned function gives it back. */
export function lockDataDir(dataDir: string): () => void {
  const holder = join(dataDir, 'server.pid');
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock?.close();
    const { errcode, message } = cause as Error & { errcode?: number };
    if (errcode !== SQLITE_BUSY)
      throw new Error(`The data in ${dataDir} can't be locked: ${message}. May this user write there?`, {
        cause,
      });
    throw new Error(
      `The data in ${dataDir} is in use by another server${describe(holder)}. Stop that one first, or give this one a data directory of its own.`,
      { cause },
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return () => {
    if (lock.isOpen) lock.close();
  };
}

function describe(holder: string): string {
  try {
    return ` (process ${readFileSync(holder, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
