/** The ffmpeg in use: the system's, else the one that a package brought; what it can write, and what it is asked to do. */
import { execFile, type ExecFileException } from 'node:child_process';
import { createRequire } from 'node:module';
import type { RECORDING_TYPES } from '@care-elements/contract/recording.ts';

export interface Format {
  type: (typeof RECORDING_TYPES)[number];
  ending: 'mp4' | 'webm';
  /** Encoder settings. */
  codecs: string[];
  /** While it is written: whole after every fragment, whatever happens to the writer. */
  live: string[];
  /** The finished file: it plays and seeks over HTTP. */
  done: string[];
}
export interface Ffmpeg {
  path: string;
  version: string;
  format: Format;
}

const MP4: Format = {
  type: 'video/mp4',
  ending: 'mp4',
  codecs: [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-crf', '26', '-maxrate', '1500k'],
    ...['-bufsize', '3000k', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '64k'],
  ],
  live: ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-flush_packets', '1'],
  done: ['-movflags', '+faststart'],
};
const WEBM: Format = {
  type: 'video/webm',
  ending: 'webm',
  codecs: [
    ...['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1200k'],
    ...['-c:a', 'libopus', '-b:a', '48k'],
  ],
  live: ['-cluster_time_limit', '2000', '-flush_packets', '1'],
  // Its index stands at the end, and the head says where.
  done: [],
};

/** The one that plays everywhere, then the one that needs no licence. */
export const FORMATS = [MP4, WEBM] as const;

/** The output of a program that ended well. */
const run = (path: string, args: string[], timeout = 10_000): Promise<{ out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const options = { timeout, maxBuffer: 8 * 1024 * 1024, killSignal: 'SIGKILL' as const };
    execFile(path, args, options, (error: ExecFileException | null, out, err) =>
      error ? reject(new Error(err.trim().split('\n').at(-1) || error.message)) : resolve({ out, err }),
    );
  });

/** The system's first: it is newer, and kept safe by whoever keeps the system. */
export async function findFfmpeg(candidates = ['ffmpeg', shipped()]): Promise<Ffmpeg | undefined> {
  for (const path of candidates) {
    if (!path) continue;
    try {
      const { out } = await run(path, ['-hide_banner', '-encoders']);
      const can = (...names: string[]) => names.every((name) => new RegExp(` ${name} `).test(out));
      const format = can('libx264', 'aac') ? MP4 : can('libvpx', 'libopus') ? WEBM : undefined;
      if (!format) continue;
      const version = (await run(path, ['-version'])).out.split('\n')[0]!;
      return { path, version, format };
    } catch {
      // Not there, or not for this machine.
    }
  }
  return undefined;
}

/** The optional package's binary: GPL-3.0, a program of its own that we run and do not link. */
function shipped(): string | undefined {
  try {
    const found = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string };
    return found.path;
  } catch {
    return undefined;
  }
}

/** Writes what there is of a recording anew, with an index; resolves with its length in seconds, rejects where nothing plays. */
export async function finishFile({ path, format }: Ffmpeg, from: string, to: string): Promise<number> {
  const copy = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-i', from, '-c', 'copy'];
  const { out } = await run(
    path,
    [...copy, ...format.done, '-progress', 'pipe:1', '-nostats', '-f', format.ending, to],
    10 * 60_000,
  );
  const micros = [...out.matchAll(/^out_time_us=(\d+)$/gm)].at(-1)?.[1];
  const older = [...out.matchAll(/^out_time_ms=(\d+)$/gm)].at(-1)?.[1];
  const seconds = Number(micros ?? older ?? 0) / 1e6;
  if (!(seconds > 0)) throw new Error('nothing that plays');
  return seconds;
}
