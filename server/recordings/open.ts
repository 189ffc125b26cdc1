/** Which recorder this server has: Egress where it is configured, else our own where this machine can; none says how to mend it. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Media } from '../deps.ts';
import { createEgress } from './egress.ts';
import { createEmbedded } from './embedded.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { Recorder } from './recorder.ts';
import { resolveRtc } from './worker/rtc.ts';

export interface RecorderOptions {
  media: Media | null;
  dataDir: string;
  /** The folder that LiveKit Egress writes into; without, the recorder is our own. */
  egressDir: string | undefined;
  log: Logger;
  say: (line: string) => void;
  find?: typeof findFfmpeg;
}

export async function openRecorder({
  media,
  dataDir,
  egressDir,
  log,
  say,
  find = findFfmpeg,
}: RecorderOptions): Promise<Recorder | null> {
  const off = (why: string) => {
    say(`Recording is off: ${why}`);
    return null;
  };
  if (!media) return off('there is no video.');
  if (egressDir) return told(createEgress({ media, dir: egressDir, log }), say);
  try {
    resolveRtc();
  } catch {
    return off('the package @livekit/rtc-node is not installed; run npm ci with optional packages.');
  }
  const ffmpeg = await find();
  if (!ffmpeg) {
    return off(
      'no ffmpeg with H.264 or VP8; install ffmpeg (Debian: apt-get install ffmpeg), or run npm ci with optional packages.',
    );
  }
  return told(createEmbedded({ media, ffmpeg, dir: join(dataDir, 'recordings'), log }), say);
}

function told(recorder: Recorder, say: (line: string) => void): Recorder {
  say(`Recording: ${recorder.detail}`);
  return recorder;
}
