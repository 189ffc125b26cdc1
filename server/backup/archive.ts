/** One file for a backup: a compressed tar of tables, attachments and what the data directory keeps of secrets, each with its SHA-256 in a manifest. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { DatabaseCopy } from './tables.ts';

export interface Manifest {
  format: 1;
  at: string;
  database: DatabaseCopy;
  /** Under the data directory. */
  files: { path: string; sha256: string }[];
}

const run = promisify(execFile);

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** What of a data directory goes along: attachments and recordings, and the demo's secrets. Half-written files don't. */
export async function listFiles(dataDir: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const attached = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1));
  const secrets = await stat(join(dataDir, 'demo-secrets.json')).catch(() => null);
  return [...attached, ...(secrets ? ['demo-secrets.json'] : [])].sort();
}

/** `stage` holds `tables/`; the file is there whole or not at all. */
export async function pack(file: string, stage: string, dataDir: string, manifest: Manifest): Promise<void> {
  const text = JSON.stringify(manifest, null, 1);
  await writeFile(join(stage, 'manifest.json'), text, { mode: 0o600 });
  const sum = createHash('sha256').update(text).digest('hex');
  await writeFile(join(stage, 'manifest.sha256'), `${sum}  manifest.json\n`, { mode: 0o600 });
  await writeFile(join(stage, 'list'), manifest.files.map((f) => `${f.path}\n`).join(''));
  const draft = `${file}.part`;
  // Made before tar writes into it, so that nobody else ever reads it.
  const out = await open(draft, 'w', 0o600);
  const tables = ['-C', stage, 'manifest.json', 'manifest.sha256', 'tables'];
  await run('tar', ['-czf', draft, ...tables, '-C', dataDir, '-T', join(stage, 'list')]);
  await out.sync();
  await out.close();
  await rename(draft, file);
}

/** Unpacks into `stage` and holds every file against its checksum; throws one line that says what is wrong with the archive. */
export async function unpack(file: string, stage: string): Promise<Manifest> {
  const broken = (what: string) => new Error(`${file} is not a whole backup: ${what}.`);
  await run('tar', ['-xzf', file, '-C', stage]).catch((error: { stderr?: string }) => {
    throw broken((error.stderr ?? '').trim().split('\n')[0] || 'tar can’t read it');
  });
  const text = await readFile(join(stage, 'manifest.json'), 'utf8').catch(() => '');
  const told = await readFile(join(stage, 'manifest.sha256'), 'utf8').catch(() => '');
  if (!text || createHash('sha256').update(text).digest('hex') !== told.split(' ')[0])
    throw broken('its manifest is missing or was changed');
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== 1) throw broken('a later version of the program made it');
  const tables = manifest.database.tables.map((t) => ({ path: join('tables', t.name), sha256: t.sha256 }));
  for (const { path, sha256: wanted } of [...tables, ...manifest.files]) {
    if (path.split(/[\\/]/).includes('..')) throw broken(`${path} leads elsewhere`);
    const found = await sha256(join(stage, path)).catch(() => 'nothing');
    if (found !== wanted) throw broken(`${path} is missing or was changed`);
  }
  return manifest;
}
