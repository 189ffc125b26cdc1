/** PNG (W3C), chunk by chunk with its checks: what draws is kept; text, time, EXIF, animation and profiles are left out. */
import { crc32 } from 'node:zlib';
import { checkPixels, type Picture } from './pixels.ts';
import { broken, countParts, refuse } from './refuse.ts';

const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND']);
/** Deflate makes at most 1032 bytes of one, and a byte is eight pixels at most. */
const DEFLATE_AT_MOST = 1032;
const DEPTHS: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export function cleanPng(bytes: Buffer): Picture {
  const parts: Buffer[] = [bytes.subarray(0, 8)];
  let size: { width: number; height: number } | undefined;
  let bits = 0;
  let drawn = 0;
  let at = 8;
  const count = countParts('PNG');
  for (let name = ''; name !== 'IEND';) {
    count();
    if (at + 12 > bytes.length) throw broken('PNG: cut short.');
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw broken('PNG: a chunk longer than the file.');
    const chunk = bytes.subarray(at, end);
    name = chunk.toString('latin1', 4, 8);
    if (crc32(chunk.subarray(4, 8 + length)) !== chunk.readUInt32BE(8 + length))
      throw broken('PNG: a chunk whose check fails.');
    if ((name === 'IHDR') !== (at === 8)) throw broken('PNG: the header is not first.');
    if (name === 'IHDR') {
      const depth = chunk[16] ?? 0;
      const colour = chunk[17] ?? -1;
      if (length !== 13 || !DEPTHS[colour]?.includes(depth)) throw broken('PNG: a header of no kind.');
      size = { width: chunk.readUInt32BE(8), height: chunk.readUInt32BE(12) };
      bits = depth * CHANNELS[colour]!;
    }
    if (name === 'IDAT') drawn += length;
    // An unknown chunk that must not be skipped (its first letter is a capital) makes it another format.
    if (KEPT.has(name)) parts.push(chunk);
    else if (/^[A-Z]/.test(name)) throw broken('PNG: an unknown chunk.');
    at = end;
  }
  if (!size || !drawn) throw broken('PNG: nothing drawn.');
  if (at !== bytes.length) throw refuse('active', 'PNG: something follows the picture.');
  checkPixels(size.width, size.height, drawn, (DEFLATE_AT_MOST * 8) / bits);
  return { bytes: Buffer.concat(parts), ...size };
}
