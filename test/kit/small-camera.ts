/** A fake camera for calls of many on one machine: what costs there is not the network but every picture that is made, sent and painted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';

const WIDTH = 160;
const HEIGHT = 120;

/** The argument that gives Chromium a camera of 160 × 120, so many times a second, from a file (YUV4MPEG2) that is there until `remove`. */
export function smallCamera(fps = 5): { argument: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'care-camera-'));
  const file = join(folder, 'small.y4m');
  const pictures = Array.from({ length: 10 }, (_, i) => {
    const gray = Buffer.from(Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at * 3 + i * 25) % 256));
    return Buffer.concat([Buffer.from('FRAME\n'), gray, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  });
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${fps}:1 Ip A1:1 C420mpeg2\n`);
  writeFileSync(file, Buffer.concat([head, ...pictures]));
  return {
    argument: `--use-file-for-fake-video-capture=${file}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * A browser with such a camera, for calls of two in which pictures only have to come. Chromium's own gives the 720p that a call asks for,
 * in three sizes at once (simulcast): test/e2e/call-more.test.ts took 76 s of CPU with that, and takes 55 with this.
 */
export async function launchSmall(): Promise<Browser> {
  const { argument, remove } = smallCamera(10);
  const browser = await launchBrowser({ args: [argument] });
  browser.once('disconnected', remove);
  return browser;
}
