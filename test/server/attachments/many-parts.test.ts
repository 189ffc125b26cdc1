/** Files of more parts than anything writes: each is small, and all together would keep everybody else waiting. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttachmentType } from '@care-elements/contract/attachments.ts';
import { inspect } from '../../../server/attachments/inspect.ts';
import type { ProblemError } from '../../../server/problems.ts';
import * as f from '../../kit/files.ts';

const times = (unit: Buffer, count: number): Buffer => Buffer.alloc(unit.length * count, unit);
const within = (file: Buffer, at: number, parts: Buffer): Buffer =>
  Buffer.concat([file.subarray(0, at), parts, file.subarray(at)]);

function webp(parts: Buffer): Buffer {
  const file = Buffer.concat([f.webp(), parts]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

const COMMENT = Buffer.from('fffe0002', 'hex');
const FREE = Buffer.from('\0\0\0\x08free', 'latin1');
/** An element of WebM that is nothing. */
const VOID = Buffer.from('ec80', 'hex');
const TEXT = f.pngChunk('teXt', Buffer.alloc(0));
const CHUNK = Buffer.from('abcd\0\0\0\0', 'latin1');
type Make = (count: number) => Buffer;
const files: [string, AttachmentType, Make][] = [
  ['a PNG of text chunks', 'image/png', (n) => within(f.png(), 33, times(TEXT, n))],
  ['a JPEG of comments', 'image/jpeg', (n) => within(f.jpeg(), 2, times(COMMENT, n))],
  ['a WebP of chunks', 'image/webp', (n) => webp(times(CHUNK, n))],
  ['a WebM of voids', 'audio/webm', (n) => Buffer.concat([f.webm(), times(VOID, n * 10)])],
  ['an MP4 of boxes', 'audio/mp4', (n) => Buffer.concat([f.m4a(), times(FREE, n)])],
  ['a PDF of packed objects', 'application/pdf', (n) => f.pdf({ objects: `${f.packed('1')}\n`.repeat(n) })],
];

describe('a file of many parts', () => {
  for (const [what, type, make] of files)
    it(`${what} is taken with a thousand, and given up where there is no end of them`, () => {
      assert.doesNotThrow(() => inspect(make(1000), type));
      assert.throws(
        () => inspect(make(25_000), type),
        ({ extra }: ProblemError) => extra.current === 'broken' && /parts/.test(extra.detail!),
      );
    });
});
