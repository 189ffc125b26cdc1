/** The ffmpeg of one recording: raw pictures and sound go in on one clock, a file that plays at every moment comes out. */
import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Format } from '../ffmpeg.ts';
import { HEIGHT, PICTURE_BYTES, WIDTH } from './canvas.ts';
import { SAMPLE_RATE } from './mixer.ts';

export const FPS = 15;
/** Pictures that wait to be encoded: a machine that is this far behind will not catch up. */
const BACKLOG_BYTES = 60 * PICTURE_BYTES;

export interface Encoder {
  readonly pid: number;
  picture(canvas: Uint8Array): void;
  sound(samples: Int16Array): void;
  /** No more comes; resolves when the file is whole. */
  end(): Promise<void>;
  /** Ffmpeg ended before it was told to, or can't keep up. */
  broken: Promise<Error>;
}

export function startEncoder(path: string, { codecs, live, ending }: Format, file: string): Encoder {
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
    ...['-thread_queue_size', '256', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${WIDTH}x${HEIGHT}`],
    ...['-r', String(FPS), '-i', 'pipe:3'],
    ...['-thread_queue_size', '256', '-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', 'pipe:4'],
    ...['-map', '0:v', '-map', '1:a', ...codecs, '-threads', '2', '-g', String(FPS * 2)],
    ...[...live, '-f', ending, file],
  ];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'] });
  const [video, audio] = [child.stdio[3] as Writable, child.stdio[4] as Writable];
  let ending_ = false;
  let fail: (error: Error) => void;
  const broken = new Promise<Error>((done) => (fail = done));
  const exit = new Promise<number | null>((done) => {
    child.once('exit', (code) => done(code));
    child.once('error', () => done(null));
  });
  void exit.then((code) => ending_ || fail(new Error(`ffmpeg ended with ${code}`)));
  // Its end is told by its exit.
  for (const pipe of [video, audio]) pipe.on('error', () => {});
  return {
    get pid() {
      return child.pid ?? 0;
    },
    broken,
    picture(canvas) {
      if (video.writableLength > BACKLOG_BYTES) fail(new Error('this machine is too slow to record'));
      else video.write(Uint8Array.from(canvas));
    },
    sound: (samples) =>
      void audio.write(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)),
    async end() {
      ending_ = true;
      video.end();
      audio.end();
      const code = await exit;
      if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
    },
  };
}
