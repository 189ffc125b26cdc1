/** JPEG (ITU-T T.81), segment by segment: what draws is kept, what tells (EXIF, XMP, thumbnails, comments) is left out. */
import { broken, countParts, refuse } from './refuse.ts';
import { checkPixels, type Picture } from './pixels.ts';

const SOF = [0xc0, 0xc1, 0xc2];
/** DHT, DQT, DRI and the start of a scan; APP14 says how colours are coded. */
const KEPT = new Set([...SOF, 0xc4, 0xdb, 0xdd, 0xda, 0xee]);
/** One bit a block of 64 pixels is the least that any scan writes. */
const PIXELS_PER_BYTE = 64 * 8;

export function cleanJpeg(bytes: Buffer): Picture {
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let turned = 1;
  let drawn = 0;
  let at = 2;
  const count = countParts('JPEG');
  for (;;) {
    count();
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw broken('JPEG: no marker where one has to be.');
    if (marker === 0xd9) break;
    if (at + 4 > bytes.length) throw broken('JPEG: cut short.');
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw broken('JPEG: a segment longer than the file.');
    const segment = bytes.subarray(at, end);
    if (SOF.includes(marker)) {
      if (size || length < 8) throw broken('JPEG: two frames.');
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    } else if (marker === 0xe1) turned = orientation(segment) ?? turned;
    else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4)
      throw refuse('broken', 'JPEG: a coding that browsers don’t read.');
    const profile = marker === 0xe2 && segment.toString('latin1', 4, 16) === 'ICC_PROFILE\0';
    const jfif = marker === 0xe0 && segment.toString('latin1', 4, 9) === 'JFIF\0';
    // JFIF may carry a thumbnail: its header alone.
    if (jfif) parts.push(header(segment));
    else if (KEPT.has(marker) || profile) parts.push(segment);
    at = end;
    if (marker !== 0xda) continue;
    if (!size) throw broken('JPEG: a scan before its frame.');
    const stop = endOfScan(bytes, at);
    parts.push(bytes.subarray(at, stop));
    drawn += stop - at;
    at = stop;
  }
  if (!size || !drawn) throw broken('JPEG: nothing drawn.');
  if (at + 2 !== bytes.length) throw refuse('active', 'JPEG: something follows the picture.');
  checkPixels(size.width, size.height, drawn, PIXELS_PER_BYTE);
  // The one fact of EXIF that the picture is wrong without.
  if (turned > 1) parts.splice(1, 0, exifOf(turned));
  return { bytes: Buffer.concat([...parts, bytes.subarray(at)]), ...size };
}

/** Scanned data runs until a marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw broken('JPEG: a scan without end.');
}

function header(segment: Buffer): Buffer {
  if (segment.length < 18) throw broken('JPEG: a JFIF header cut short.');
  const head = Buffer.from(segment.subarray(0, 18));
  head.writeUInt16BE(16, 2);
  head.writeUInt16BE(0, 16);
  return head;
}

/** The orientation (1 to 8) that an APP1 segment's EXIF names; undefined where it has none or is nonsense. */
function orientation(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined;
  const tiff = segment.subarray(10);
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const u16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  try {
    const ifd = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let i = 0, count = u16(ifd); i < count; i++) {
      const entry = ifd + 2 + 12 * i;
      if (u16(entry) !== 0x0112) continue;
      const value = u16(entry + 8);
      return value >= 1 && value <= 8 ? value : undefined;
    }
  } catch {
    // Offsets that lead out of the segment.
  }
  return undefined;
}

/** EXIF with an orientation and nothing else. */
function exifOf(turned: number): Buffer {
  const exif = Buffer.alloc(36);
  exif.write(
    '\xff\xe1\x00\x22Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01',
    'latin1',
  );
  exif.writeUInt16BE(turned, 28);
  return exif;
}
