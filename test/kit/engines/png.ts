/** Cuts a piece out of a PNG as a screenshot is: eight bits a channel, not interlaced. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Bytes a pixel, by the colour type: RGB and RGBA. */
const CHANNELS: Record<number, number> = { 2: 3, 6: 4 };

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The box in whole pixels; it must lie within the picture. */
export function cutPng(png: Buffer, { x, y, width, height }: Box): Buffer {
  const parts = new Map<string, Buffer[]>();
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    parts.set(name, [...(parts.get(name) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  const head = Buffer.from(parts.get('IHDR')![0]!);
  const [wide, high, bytes] = [head.readUInt32BE(0), head.readUInt32BE(4), CHANNELS[head[9]!]];
  if (head[8] !== 8 || !bytes || head[12]) throw new Error('not a PNG as screenshots are');
  if (x < 0 || y < 0 || x + width > wide || y + height > high)
    throw new Error(`${width} × ${height} at ${x}, ${y} is not within ${wide} × ${high}`);
  const rows = unfilter(inflateSync(Buffer.concat(parts.get('IDAT')!)), wide * bytes, bytes);
  const cut = rows
    .slice(y, y + height)
    .map((row) => Buffer.concat([Buffer.alloc(1), row.subarray(x * bytes, (x + width) * bytes)]));
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const data = deflateSync(Buffer.concat(cut));
  return Buffer.concat([SIGNATURE, part('IHDR', head), part('IDAT', data), part('IEND', Buffer.alloc(0))]);
}

/** The rows as they are drawn; each was stored as what differs from its neighbours (PNG, 9.2). */
function unfilter(data: Buffer, length: number, bytes: number): Buffer[] {
  const rows: Buffer[] = [];
  for (let at = 0; at < data.length; at += length + 1) {
    const row = Buffer.from(data.subarray(at + 1, at + 1 + length));
    const above = rows.at(-1) ?? Buffer.alloc(length);
    const filter = data[at]!;
    for (let i = 0; filter && i < length; i++) {
      const left = i < bytes ? 0 : row[i - bytes]!;
      const corner = i < bytes ? 0 : above[i - bytes]!;
      row[i]! += [0, left, above[i]!, (left + above[i]!) >> 1, paeth(left, above[i]!, corner)][filter]!;
    }
    rows.push(row);
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((near) => Math.abs(guess - near)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

function part(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
