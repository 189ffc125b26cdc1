/** Voice messages as browsers record them (WebM, Ogg, MP4): the container walked to its last byte, and sound alone in it. */
import { broken, countParts, refuse } from './refuse.ts';

const noSound = () => refuse('other-type', 'There is more, or less, than sound in it.');

/** EBML (RFC 8794) ids of WebM: those that are walked into, those that are stepped over. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const MASTERS = new Set([SEGMENT, CLUSTER, TRACKS, ENTRY]);
const LEAVES = new Set([
  // Header, Void, CRC-32, SeekHead, Info, Tags, Cues
  ...[0x1a45dfa3, 0xec, 0xbf, 0x114d9b74, 0x1549a966, 0x1254c367, 0x1c53bb6b],
  // of a cluster: Timestamp, SimpleBlock, BlockGroup, Position, PrevSize
  ...[0xe7, 0xa3, 0xa0, 0xa7, 0xab],
  // of a track: its number, uid, type, flags, durations, names, codec, audio
  ...[
    0xd7,
    0x73c5,
    TRACK_TYPE,
    0xb9,
    0x88,
    0x55aa,
    0x9c,
    0x6de7,
    0x6df8,
    0x23e383,
    0x234e7a,
    0x23314f,
    0x55ee,
  ],
  ...[0x536e, 0x22b59c, 0x86, 0x63a2, 0x258688, 0xaa, 0x56aa, 0x56bb, 0xe1],
]);

/** A block a fiftieth of a second: more than an hour. */
const WEBM_PARTS = 200_000;

export function inspectWebm(bytes: Buffer): void {
  const count = countParts('WebM', WEBM_PARTS);
  let at = 0;
  let tracks = 0;
  /** An EBML number of 1 to 8 bytes; `keep` leaves the length mark in it, as ids are written. */
  const number = (keep: boolean): number => {
    const first = bytes[at] ?? 0;
    const length = Math.clz32(first) - 23;
    if (length > 8 || at + length > bytes.length) throw broken('WebM: cut short.');
    let value = keep ? first : first & (0xff >> length);
    let ones = (first & (0xff >> length)) === 0xff >> length;
    for (let i = 1; i < length; i++) {
      value = value * 256 + bytes[at + i]!;
      ones &&= bytes[at + i] === 0xff;
    }
    at += length;
    // All ones: the length was not known when it was written.
    return !keep && ones ? Infinity : value;
  };
  while (at < bytes.length) {
    count();
    const id = number(true);
    const length = number(false);
    if (MASTERS.has(id)) continue;
    if (!LEAVES.has(id)) throw broken(`WebM: 0x${id.toString(16)} is no part of a recording.`);
    if (at + length > bytes.length) throw broken('WebM: a part longer than the file.');
    if (id === TRACK_TYPE) {
      if (length !== 1 || bytes[at] !== 2) throw noSound();
      tracks++;
    }
    at += length;
  }
  if (tracks !== 1 || !bytes.includes('webm')) throw noSound();
}

/** Ogg (RFC 3533): pages of one stream, Opus or Vorbis. */
export function inspectOgg(bytes: Buffer): void {
  let serial: number | undefined;
  for (let at = 0; at < bytes.length;) {
    if (at + 27 > bytes.length || bytes.toString('latin1', at, at + 5) !== 'OggS\0')
      throw broken('Ogg: no page.');
    const segments = bytes[at + 26]!;
    const table = bytes.subarray(at + 27, at + 27 + segments);
    const body = at + 27 + segments;
    const end = body + table.reduce((sum, n) => sum + n, 0);
    if (table.length < segments || end > bytes.length) throw broken('Ogg: cut short.');
    const mine = bytes.readUInt32LE(at + 14);
    if (serial === undefined) {
      if (!['OpusHead', '\x01vorbis'].some((head) => bytes.indexOf(head, body, 'latin1') === body))
        throw noSound();
      serial = mine;
    } else if (serial !== mine) throw noSound();
    at = end;
  }
}

/** What is walked into, and where alone it stands: boxes in boxes without end would be walked without end. */
const INSIDE: Record<string, string> = { moov: '', trak: 'moov', mdia: 'trak' };

/** MP4 (ISO 14496-12): boxes of a recording, and every track's handler `soun`. */
export function inspectMp4(bytes: Buffer): void {
  const sounds = walk(bytes, 0, bytes.length, '', countParts('MP4'));
  if (sounds !== 1) throw noSound();
}

/** The sound tracks between two places of the file, in the box of that name; '' is the file itself. */
function walk(bytes: Buffer, from: number, to: number, within: string, count: () => void): number {
  let sounds = 0;
  for (let at = from; at < to;) {
    count();
    if (at + 8 > to) throw broken('MP4: cut short.');
    const name = bytes.toString('latin1', at + 4, at + 8);
    let head = 8;
    let length = bytes.readUInt32BE(at);
    if (length === 1 && at + 16 <= to) {
      head = 16;
      length = Number(bytes.readBigUInt64BE(at + 8));
    }
    if (length < head || at + length > to) throw broken('MP4: a box longer than what it is in.');
    if (!within && !/^(ftyp|styp|moov|moof|mdat|sidx|mfra|free|skip)$/.test(name))
      throw broken('MP4: an unknown box.');
    if (Object.hasOwn(INSIDE, name)) {
      if (INSIDE[name] !== within) throw broken('MP4: a box out of place.');
      sounds += walk(bytes, at + head, at + length, name, count);
    }
    if (name === 'hdlr' && within) {
      if (length < head + 12 || bytes.toString('latin1', at + head + 8, at + head + 12) !== 'soun')
        throw noSound();
      sounds++;
    }
    at += length;
  }
  return sounds;
}
