/** Ffmpeg as the recorder uses it, the system's and the package's, into each format: what is written plays, also after a kill. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFfmpeg, finishFile, FORMATS, type Ffmpeg } from '../../../server/recordings/ffmpeg.ts';
import { PICTURE_BYTES, WIDTH } from '../../../server/recordings/worker/canvas.ts';
import { FPS, startEncoder } from '../../../server/recordings/worker/encoder.ts';
import { SAMPLE_RATE } from '../../../server/recordings/worker/mixer.ts';

const dir = mkdtempSync(join(tmpdir(), 'care-encoder-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const shipped = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;

/** A bar that wanders, and a tone. */
function feed(encoder: ReturnType<typeof startEncoder>, from: number, count: number): void {
  for (let n = from; n < from + count; n++) {
    const canvas = new Uint8Array(PICTURE_BYTES).fill(128);
    canvas.fill(235, (n % 600) * WIDTH, ((n % 600) + 40) * WIDTH);
    encoder.picture(canvas);
    encoder.sound(
      Int16Array.from({ length: SAMPLE_RATE / FPS }, (_, i) => Math.round(8000 * Math.sin(i / 17))),
    );
  }
}

describe('the encoder', () => {
  for (const [name, path] of [
    ['the system’s or the package’s', undefined],
    ['the package’s', shipped],
  ] as const)
    for (const format of FORMATS) {
      it(`${name} ffmpeg, ${format.type}: a whole file, and one whose ffmpeg was killed`, async () => {
        const found = await findFfmpeg(path ? [path] : undefined);
        assert.ok(found, 'no ffmpeg');
        const ffmpeg: Ffmpeg = { ...found, format };
        const raw = join(dir, `raw.${format.ending}`);
        const whole = join(dir, `whole.${format.ending}`);
        const encoder = startEncoder(ffmpeg.path, format, raw);
        feed(encoder, 0, 3 * FPS);
        await encoder.end();
        const seconds = await finishFile(ffmpeg, raw, whole);
        assert.ok(Math.abs(seconds - 3) < 0.3, `${seconds} s`);

        rmSync(raw);
        const killed = startEncoder(ffmpeg.path, format, raw);
        // As slow as it likes, until several fragments are on disk.
        const written = () => statSync(raw, { throwIfNoEntry: false })?.size ?? 0;
        let fed = 0;
        for (; fed < 600 && written() < 50_000; fed++) {
          feed(killed, fed * FPS, FPS);
          await sleep(250);
        }
        process.kill(killed.pid, 'SIGKILL');
        assert.match((await killed.broken).message, /^ffmpeg ended/);
        const left = await finishFile(ffmpeg, raw, whole);
        assert.ok(left > 0.5 && left <= fed + 1, `${left} s of ${fed} are left`);
      });
    }

  it('is none where no ffmpeg can write what browsers play, and what is no film has no length', async () => {
    assert.equal(await findFfmpeg(['/nowhere/ffmpeg', process.execPath]), undefined);
    const ffmpeg = (await findFfmpeg())!;
    await assert.rejects(finishFile(ffmpeg, import.meta.filename, join(dir, 'none.mp4')));
  });
});
