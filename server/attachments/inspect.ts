/**
 * Looks through an uploaded file by its declared type, strictly: every byte has to belong to it, nothing in it may run, and a
 * picture is written anew without what describes its photographer.
 */
import type { AttachmentType } from '@care-elements/contract/attachments.ts';
import { inspectMp4, inspectOgg, inspectWebm } from './audio.ts';
import { cleanJpeg } from './jpeg.ts';
import { inspectPdf } from './pdf.ts';
import { cleanPng } from './png.ts';
import type { Picture } from './pixels.ts';
import { refuse } from './refuse.ts';
import { cleanWebp } from './webp.ts';

export interface Inspected {
  bytes: Uint8Array;
  width: number | null;
  height: number | null;
}
/** The bytes that each type has, and where. */
const MAGIC: Record<AttachmentType, [at: number, bytes: string][]> = {
  'image/jpeg': [[0, 'ffd8ff']],
  'image/png': [[0, '89504e470d0a1a0a']],
  'image/webp': [
    [0, hex('RIFF')],
    [8, hex('WEBP')],
  ],
  'application/pdf': [[0, hex('%PDF-')]],
  'audio/webm': [[0, '1a45dfa3']],
  'audio/ogg': [[0, hex('OggS\0')]],
  'audio/mp4': [[4, hex('ftyp')]],
};
function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}

const PICTURES: Partial<Record<AttachmentType, (bytes: Buffer) => Picture>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
};
const OTHERS: Partial<Record<AttachmentType, (bytes: Buffer) => void>> = {
  'application/pdf': inspectPdf,
  'audio/webm': inspectWebm,
  'audio/ogg': inspectOgg,
  'audio/mp4': inspectMp4,
};

/** Throws `file-refused` with the reason in `current`. */
export function inspect(file: Uint8Array, type: AttachmentType): Inspected {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!MAGIC[type].every(([at, magic]) => bytes.toString('hex', at, at + magic.length / 2) === magic))
    throw refuse('other-type', `The first bytes are not those of ${type}.`);
  if (endsAsZip(bytes)) throw refuse('active', 'The file is an archive as well.');
  const clean = PICTURES[type];
  if (!clean) {
    OTHERS[type]!(bytes);
    return { bytes, width: null, height: null };
  }
  return clean(bytes);
}

/** A ZIP (jar, docx, apk) is read from its end: any format's file with such an end is one too. */
function endsAsZip(bytes: Buffer): boolean {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.lastIndexOf('PK\x05\x06', bytes.length, 'latin1'); at >= earliest;) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    at = at === 0 ? -1 : bytes.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}
