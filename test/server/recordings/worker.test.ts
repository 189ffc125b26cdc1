/** The recorder's own arithmetic: where pictures stand, how they are turned and scaled, how voices add up. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boxes,
  clear,
  draw,
  HEIGHT,
  PICTURE_BYTES,
  WIDTH,
} from '../../../server/recordings/worker/canvas.ts';
import { createMixer, SAMPLE_RATE } from '../../../server/recordings/worker/mixer.ts';

const canvas = () => {
  const made = new Uint8Array(PICTURE_BYTES);
  clear(made);
  return made;
};
const luma = (at: Uint8Array, x: number, y: number) => at[y * WIDTH + x];
/** 4 × 2 pixels whose brightness is their place in reading order, times ten. */
const frame = (rotation = 0, width = 4, height = 2) => ({
  data: Uint8Array.from({ length: (width * height * 3) / 2 }, (_, i) => (i < width * height ? i * 10 : 200)),
  ...{ width, height, rotation },
});

describe('the picture', () => {
  it('stands alone, side by side, in a grid; never over another and always on the canvas', () => {
    assert.deepEqual(boxes(1), [{ x: 0, y: 0, width: WIDTH, height: HEIGHT }]);
    assert.deepEqual(
      boxes(2).map(({ x, width, height }) => [x, width, height]),
      [
        [0, 640, 720],
        [640, 640, 720],
      ],
    );
    for (const count of [3, 4, 5, 6, 9, 16]) {
      const all = boxes(count);
      assert.equal(all.length, count);
      for (const { x, y, width, height } of all) {
        assert.ok(x >= 0 && y >= 0 && x + width <= WIDTH && y + height <= HEIGHT);
        for (const n of [x, y, width, height]) assert.equal(n % 2, 0, 'chroma has half the lines');
      }
      assert.equal(new Set(all.map(({ x, y }) => `${x} ${y}`)).size, count);
    }
  });

  it('is whole and in its own proportions, with black around it', () => {
    const to = canvas();
    draw(to, { x: 640, y: 0, width: 640, height: 720 }, frame());
    // 2:1 in 640 × 720 is 640 × 320, from line 200 on.
    assert.equal(luma(to, 640, 199), 16);
    assert.equal(luma(to, 640, 200), 0);
    assert.equal(luma(to, 1279, 200), 30);
    assert.equal(luma(to, 640, 519), 40);
    assert.equal(luma(to, 1279, 519), 70);
    assert.equal(luma(to, 1279, 520), 16);
    assert.equal(luma(to, 639, 300), 16, 'the neighbour’s box is not touched');
    assert.equal(to[WIDTH * HEIGHT + (300 / 2) * (WIDTH / 2) + 400], 200, 'its colour is there, too');
  });

  it('stands upright, however the phone was held', () => {
    const corners = (rotation: number) => {
      const to = canvas();
      const turned = rotation % 180 !== 0;
      const box = turned ? { x: 0, y: 0, width: 200, height: 400 } : { x: 0, y: 0, width: 400, height: 200 };
      draw(to, box, frame(rotation));
      const [right, bottom] = [box.width - 1, box.height - 1];
      return [luma(to, 0, 0), luma(to, right, 0), luma(to, 0, bottom), luma(to, right, bottom)];
    };
    // Top left, top right, bottom left, bottom right of 0 10 20 30 / 40 50 60 70.
    assert.deepEqual(corners(0), [0, 30, 40, 70]);
    assert.deepEqual(corners(90), [40, 0, 70, 30]);
    assert.deepEqual(corners(180), [70, 40, 30, 0]);
    assert.deepEqual(corners(270), [30, 70, 0, 40]);
  });

  it('may have an odd number of lines', () => {
    const odd = { data: new Uint8Array(5 * 3 + 2 * (3 * 2)).fill(99), width: 5, height: 3, rotation: 0 };
    const to = canvas();
    draw(to, { x: 0, y: 0, width: 640, height: 360 }, odd);
    assert.equal(luma(to, 300, 180), 99);
    assert.ok(to.every((value) => value === 99 || value === 16 || value === 128));
  });
});

describe('the sound', () => {
  const tone = (length: number, value: number) => new Int16Array(length).fill(value);

  it('adds voices up, without turning over where they are loud', () => {
    const mixer = createMixer();
    mixer.add('a', tone(SAMPLE_RATE / 10, 1000));
    mixer.add('b', tone(SAMPLE_RATE / 10, 500));
    assert.ok(mixer.take(100).every((sample) => sample === 1500));
    mixer.add('c', tone(SAMPLE_RATE / 10, 32_000));
    assert.ok(mixer.take(100).every((sample) => sample === 32_767));
    mixer.remove('c');
    mixer.remove('b');
    assert.ok(mixer.take(100).every((sample) => sample === 1000));
  });

  it('waits for a cushion, is silent where nothing comes, and never falls behind by more than a second', () => {
    const mixer = createMixer();
    mixer.add('a', tone(480, 7));
    assert.ok(mixer.take(480).every((sample) => sample === 0));
    mixer.add('a', tone(SAMPLE_RATE / 10, 7));
    assert.equal(mixer.take(SAMPLE_RATE).filter((sample) => sample === 7).length, SAMPLE_RATE / 10 + 480);
    for (let i = 0; i < 300; i++) mixer.add('a', tone(480, i));
    assert.ok(
      mixer.take(480).every((sample) => sample >= 200),
      'the oldest two seconds are gone',
    );
  });
});
