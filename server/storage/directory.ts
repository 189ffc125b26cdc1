/** Files in a directory of this machine, readable by the server's own user alone. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey, type Storage } from './storage.ts';

const missing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

export function openDirectory(root: string): Storage {
  const pathOf = (key: string) => join(root, ...checkKey(key).split('/'));
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Under another name first: a crash half-way leaves no half file under the key.
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      // The name itself lies in the folder.
      const folder = await open(dirname(path), 'r');
      await folder.sync().catch(() => undefined);
      await folder.close();
    },
    get: (key) => readFile(pathOf(key)).catch(missing),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
