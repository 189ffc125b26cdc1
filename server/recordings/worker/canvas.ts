/** The picture of a recording: everybody's camera side by side on one canvas of planar YUV 4:2:0. Pure. */

export const WIDTH = 1280;
export const HEIGHT = 720;
/** Bytes of one picture. */
export const PICTURE_BYTES = (WIDTH * HEIGHT * 3) / 2;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** A frame in I420; `rotation` in degrees clockwise, as the camera was held. */
export interface Frame {
  data: Uint8Array;
  width: number;
  height: number;
  rotation: number;
}

const even = (n: number) => n & ~1;

/** Where each of `count` pictures stands: as near to square a grid as there is, in reading order. */
export function boxes(count: number): Box[] {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const [width, height] = [even(WIDTH / columns), even(HEIGHT / rows)];
  return Array.from({ length: count }, (_, i) => ({
    x: (i % columns) * width,
    y: Math.floor(i / columns) * height,
    ...{ width, height },
  }));
}

/** Black. */
export function clear(canvas: Uint8Array, box: Box = { x: 0, y: 0, width: WIDTH, height: HEIGHT }): void {
  for (const plane of planesOf(box))
    for (let row = 0; row < plane.height; row++) {
      const at = plane.offset + (plane.y + row) * plane.stride + plane.x;
      canvas.fill(plane.luma ? 16 : 128, at, at + plane.width);
    }
}

/** Draws the whole frame as large as the box allows, upright and in its own proportions; around it the box is black. */
export function draw(canvas: Uint8Array, box: Box, frame: Frame): void {
  const turned = frame.rotation % 180 !== 0;
  const [width, height] = turned ? [frame.height, frame.width] : [frame.width, frame.height];
  const scale = Math.min(box.width / width, box.height / height);
  const inner = { width: even(width * scale), height: even(height * scale) };
  const place = {
    x: box.x + even((box.width - inner.width) / 2),
    y: box.y + even((box.height - inner.height) / 2),
    ...inner,
  };
  if (place.width !== box.width || place.height !== box.height) clear(canvas, box);
  const [chromaWidth, chromaHeight] = [(frame.width + 1) >> 1, (frame.height + 1) >> 1];
  const luma = frame.width * frame.height;
  const chroma = chromaWidth * chromaHeight;
  const sources = [
    { offset: 0, width: frame.width, height: frame.height },
    { offset: luma, width: chromaWidth, height: chromaHeight },
    { offset: luma + chroma, width: chromaWidth, height: chromaHeight },
  ];
  planesOf(place).forEach((to, i) => scalePlane(canvas, to, frame.data, sources[i]!, frame.rotation));
}

interface Plane extends Box {
  offset: number;
  stride: number;
  luma: boolean;
}
/** A box on each of the canvas's three planes. */
function planesOf({ x, y, width, height }: Box): Plane[] {
  const half = { x: x >> 1, y: y >> 1, width: width >> 1, height: height >> 1, stride: WIDTH / 2 };
  return [
    { x, y, width, height, offset: 0, stride: WIDTH, luma: true },
    { ...half, offset: WIDTH * HEIGHT, luma: false },
    { ...half, offset: (WIDTH * HEIGHT * 5) / 4, luma: false },
  ];
}

/** Nearest neighbour: each sample of the box is looked up in the source, along its turned axes. */
function scalePlane(
  canvas: Uint8Array,
  to: Plane,
  data: Uint8Array,
  from: { offset: number; width: number; height: number },
  rotation: number,
): void {
  const turned = rotation % 180 !== 0;
  /** Source index along an axis of `length` samples for each of `count` samples of the box. */
  const axis = (count: number, length: number, back: boolean, step: number) =>
    Int32Array.from({ length: count }, (_, i) => {
      const at = Math.min(length - 1, Math.floor(((i + 0.5) * length) / count));
      return (back ? length - 1 - at : at) * step;
    });
  const columns = turned
    ? axis(to.width, from.height, rotation === 90, from.width)
    : axis(to.width, from.width, rotation === 180, 1);
  const rows = turned
    ? axis(to.height, from.width, rotation === 270, 1)
    : axis(to.height, from.height, rotation === 180, from.width);
  for (let row = 0; row < to.height; row++) {
    const start = from.offset + rows[row]!;
    let at = to.offset + (to.y + row) * to.stride + to.x;
    for (let column = 0; column < to.width; column++) canvas[at++] = data[start + columns[column]!]!;
  }
}
