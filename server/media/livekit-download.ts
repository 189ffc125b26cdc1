/** Fetches LiveKit's release archive for this machine, and keeps it only when it is the one that the release's checksums.txt names. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../child.ts';

export type DownloadOptions = {
  version: string;
  /** Where the release's files are, without a slash at the end. */
  releaseUrl: string;
  /** An empty folder to work in; the program is left there. */
  workDir: string;
  log: Log;
  signal: AbortSignal;
};

const GO_ARCH: Record<string, string> = { x64: 'amd64', arm64: 'arm64', arm: 'armv7' };
const CHECKSUMS_TIMEOUT = 20_000;
const ARCHIVE_TIMEOUT = 10 * 60_000;

/** The archive's name for this machine, or undefined where LiveKit publishes none (macOS: it is in Homebrew). */
export function archiveName(
  version: string,
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  const os = { linux: 'linux', win32: 'windows' }[platform];
  const cpu = GO_ARCH[arch];
  return os && cpu && `livekit_${version}_${os}_${cpu}.${os === 'windows' ? 'zip' : 'tar.gz'}`;
}

/** Resolves with the program's path. Rejects with one clear line: no archive, not reachable, or not the file that the release promised. */
export async function downloadLivekit({
  version,
  releaseUrl,
  workDir,
  log,
  signal,
}: DownloadOptions): Promise<string> {
  const name = archiveName(version);
  if (!name) throw new Error(`LiveKit publishes no program for ${process.platform} ${process.arch}`);
  const sums = (
    await get(
      `${releaseUrl}/checksums.txt`,
      AbortSignal.any([signal, AbortSignal.timeout(CHECKSUMS_TIMEOUT)]),
    )
  ).toString('utf8');
  const expected = sums
    .split('\n')
    .map((line) => line.trim().split(/\s+\*?/))
    .find(([, file]) => file === name)?.[0];
  if (!expected || !/^[0-9a-f]{64}$/i.test(expected))
    throw new Error(`${releaseUrl}/checksums.txt does not name ${name}`);
  log.info(`LiveKit: downloading ${name} …`);
  const archive = await get(
    `${releaseUrl}/${name}`,
    AbortSignal.any([signal, AbortSignal.timeout(ARCHIVE_TIMEOUT)]),
  );
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected.toLowerCase())
    throw new Error(`refused ${releaseUrl}/${name}: its SHA-256 is ${actual}, the release says ${expected}`);
  const program = process.platform === 'win32' ? 'livekit-server.exe' : 'livekit-server';
  const file = join(workDir, name);
  await writeFile(file, archive);
  await promisify(execFile)('tar', ['-xf', file, '-C', workDir, program]);
  return join(workDir, program);
}

async function get(url: string, signal: AbortSignal): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    const { message, cause: inner } = cause as Error & { cause?: Error };
    throw new Error(`${url} can't be fetched (${inner?.message || message})`, { cause });
  }
}
