/** WebP (RFC 9649), chunk by chunk: the picture, its transparency and its colours are kept; EXIF and XMP are left out. */
import { checkPixels, type Picture } from './pixels.ts';
import { broken, countParts, refuse } from './refuse.ts';

/** VP8L codes a flat picture in a few bytes by copying far back; half a pixel a bit is beyond any real one. */
const PIXELS_PER_BYTE = 1 << 16;

export function cleanWebp(bytes: Buffer): Picture {
  if (bytes.readUInt32LE(4) + 8 !== bytes.length)
    throw refuse('active', 'WebP: something follows the picture.');
  const parts: Buffer[] = [];
  let canvas: { width: number; height: number } | undefined;
  let size: { width: number; height: number } | undefined;
  let drawn = 0;
  const count = countParts('WebP');
  for (let at = 12; at < bytes.length;) {
    count();
    if (at + 8 > bytes.length) throw broken('WebP: cut short.');
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length & 1);
    if (end > bytes.length) throw broken('WebP: a chunk longer than the file.');
    const chunk = Buffer.from(bytes.subarray(at, end));
    const name = chunk.toString('latin1', 0, 4);
    if (name === 'VP8X') {
      if (at !== 12 || length < 10) throw broken('WebP: a header out of place.');
      if (chunk[8]! & 0x02) throw broken('WebP: an animation.');
      // No EXIF, no XMP.
      chunk[8]! &= ~0x0c;
      canvas = { width: chunk.readUIntLE(12, 3) + 1, height: chunk.readUIntLE(15, 3) + 1 };
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (size) throw broken('WebP: two pictures.');
      size = name === 'VP8 ' ? lossy(chunk, length) : lossless(chunk, length);
      drawn = length;
    }
    if (/^(VP8X|VP8 |VP8L|ALPH|ICCP)$/.test(name)) parts.push(chunk);
    else if (/^AN(IM|MF)$/.test(name)) throw broken('WebP: an animation.');
    at = end;
  }
  if (!size) throw broken('WebP: nothing drawn.');
  if (canvas && (canvas.width !== size.width || canvas.height !== size.height))
    throw broken('WebP: two sizes.');
  checkPixels(size.width, size.height, drawn, PIXELS_PER_BYTE);
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return { bytes: Buffer.concat([head, body]), ...size };
}

function lossy(chunk: Buffer, length: number) {
  // RFC 6386: a key frame, its start code, 14 bits each.
  if (length < 10 || chunk[8]! & 1 || chunk.readUIntBE(11, 3) !== 0x9d012a)
    throw broken('WebP: no key frame.');
  return { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff };
}

function lossless(chunk: Buffer, length: number) {
  if (length < 5 || chunk[8] !== 0x2f) throw broken('WebP: no lossless picture.');
  const bits = chunk.readUInt32LE(9);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
