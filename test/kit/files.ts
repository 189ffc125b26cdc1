/** Files to send: small real ones, made by a camera's, a browser's or a recorder's own code, and ways to spoil them. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { Answer, TestApp } from './open-test-app.ts';

const sample = (name: string): Buffer => readFileSync(new URL(`samples/${name}`, import.meta.url));
/** 16 × 12 pixels. */
export const jpeg = () => sample('picture.jpg');
export const png = () => sample('picture.png');
export const webp = () => sample('picture.webp');
/** A tenth of a second. */
export const ogg = () => sample('voice.ogg');
export const webm = () => sample('voice.webm');
export const m4a = () => sample('voice.m4a');
/** With a picture track, too. */
export const films = { webm: () => sample('film.webm'), mp4: () => sample('film.mp4') };

/** A page with a link, printed by Chromium; the same with its objects packed, by Ghostscript. */
export const printed = { plain: () => sample('page.pdf'), packed: () => sample('page-packed.pdf') };

/** An MP4 in which each box holds the next alone. */
export function boxesInBoxes(depth: number): Buffer {
  const bytes = Buffer.alloc(8 * depth);
  for (let at = 0; at < bytes.length; at += 8) {
    bytes.writeUInt32BE(bytes.length - at, at);
    bytes.write('moov', at + 4, 'latin1');
  }
  return Buffer.concat([Buffer.from('\0\0\0\x10ftypM4A \0\0\0\0', 'latin1'), bytes]);
}

/** One page, with `catalog` added to its root and `tail` after its end. */
export function pdf({ catalog = '', objects = '', head = '', tail = '' } = {}): Buffer {
  const body = [
    `${head}%PDF-1.7\n%\xe2\xe3\xcf\xd3`,
    `1 0 obj\n<</Type/Catalog/Pages 2 0 R${catalog}>>\nendobj`,
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj',
    '4 0 obj\n<</Length 15>>\nstream\n0 0 m 9 9 l S /JS\nendstream\nendobj',
    objects,
    'xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 5/Root 1 0 R>>\nstartxref\n9\n%%EOF',
  ];
  return Buffer.from(`${body.join('\n')}\n${tail}`, 'latin1');
}

/** Objects packed away where a search in the text does not see them. */
export const packed = (inner: string, padding = ''): string =>
  packedBy(`/Type/ObjStm/N 1/First 4/Filter/FlateDecode${padding}`, deflateSync(inner));
/** A stream of such a dictionary. */
export const packedBy = (dictionary: string, bytes: Buffer): string =>
  `5 0 obj\n<<${dictionary}>>\nstream\n${bytes.toString('latin1')}\nendstream\nendobj`;

export function pngChunk(name: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(name, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** A PNG whose header claims a size that its data need not have. */
export function claimedPng(width: number, height: number, data = deflateSync(Buffer.from([0, 0]))): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const parts = [pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([png().subarray(0, 8), ...parts]);
}

/** A JPEG of the sample whose frame claims another size. */
export function claimedJpeg(width: number, height: number): Buffer {
  const bytes = jpeg();
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** The sample as a phone would have taken it: turned, with a place, a maker and a comment. */
export function photo(turned = 6): Buffer {
  const bytes = jpeg();
  const tiff = Buffer.alloc(26 + 64);
  tiff.write('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0', 'latin1');
  tiff.writeUInt16LE(turned, 18);
  tiff.write('GPS 39.9042 N 116.4074 E, phone of Wang Xiuying', 26, 'latin1');
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
  const xmp = segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Wang Xiuying</x:xmpmeta>'));
  const comment = segment(0xfe, Buffer.from('Wang Xiuying, ward 3'));
  return Buffer.concat([bytes.subarray(0, 2), exif, xmp, comment, bytes.subarray(2)]);
}

/** The smallest archive: an end of central directory and nothing before. */
export const zipEnd = (): Buffer => Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a refusal has another shape
export type Uploaded = Answer<Attachment & Record<string, any>>;
/** `visit` is the path of the visit below /v1/hospitals. */
export async function upload(
  t: Pick<TestApp, 'app'>,
  visit: string,
  token: string,
  file: { bytes: Uint8Array; type?: string; name?: string; key?: string; query?: string; length?: boolean },
): Promise<Uploaded> {
  const { bytes, type = 'image/jpeg', name = '', key = randomBytes(16).toString('hex'), query = '' } = file;
  const answer = await t.app.request(
    `/v1/hospitals${visit}/attachments?name=${encodeURIComponent(name)}${query}`,
    {
      method: 'POST',
      headers: {
        ...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': type },
        ...(file.length ? { 'Content-Length': String(bytes.length) } : {}),
      },
      body: bytes as Uint8Array<ArrayBuffer>,
    },
  );
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Uploaded['body'] };
}
