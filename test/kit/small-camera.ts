/** A fake camera for calls of many on one machine: what costs there is not the network but every picture that is made, sent and painted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WIDTH = 160;
const HEIGHT = 120;

/** The argument that gives Chromium a camera of 160 × 120, five times a second, from a file (YUV4MPEG2) that is there until `remove`. */
export function smallCamera(): { argument: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'care-camera-'));
  const file = join(folder, 'small.y4m');
  const pictures = Array.from({ length: 10 }, (_, i) => {
    const gray = Buffer.from(Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at * 3 + i * 25) % 256));
    return Buffer.concat([Buffer.from('FRAME\n'), gray, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  });
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420mpeg2\n`);
  writeFileSync(file, Buffer.concat([head, ...pictures]));
  return {
    argument: `--use-file-for-fake-video-capture=${file}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
