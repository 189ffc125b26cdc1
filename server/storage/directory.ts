/** Files in a directory of this machine, readable by the server's own user alone. */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { checkKey, StorageAway, type Storage } from './storage.ts';

const missing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** What a disk says that is full, over its quota, read-only or broken, or a system out of file handles. */
const PASSING = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);
const told = (error: NodeJS.ErrnoException): never => {
  throw PASSING.has(error.code ?? '') ? new StorageAway(`storage: ${error.code}`, error) : error;
};

export function openDirectory(root: string): Storage {
  const pathOf = (key: string) => join(root, ...checkKey(key).split('/'));
  async function write(key: string, fill: (file: FileHandle, draft: string) => Promise<void>): Promise<void> {
    const path = pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Under another name first: a crash half-way leaves no half file under the key.
    const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
    const file = await open(draft, 'wx', 0o600);
    try {
      await fill(file, draft);
      await file.sync();
      await file.close();
      await rename(draft, path);
    } catch (error) {
      await file.close().catch(() => undefined);
      // Half a file would fill a full disk further.
      await rm(draft, { force: true }).catch(() => undefined);
      throw error;
    }
    // The name itself lies in the folder.
    const folder = await open(dirname(path), 'r');
    await folder.sync().catch(() => undefined);
    await folder.close();
  }
  return {
    put: (key, bytes) => write(key, (file) => file.writeFile(bytes)).catch(told),
    putFile: (key, from) => write(key, (_, draft) => copyFile(from, draft)).catch(told),
    async read(key, start, end) {
      const file = await open(pathOf(key)).catch(missing).catch(told);
      if (!file) return null;
      return Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
    },
    get: (key) => readFile(pathOf(key)).catch(missing).catch(told),
    remove: (key) => rm(pathOf(key), { force: true }).catch(told),
  };
}
