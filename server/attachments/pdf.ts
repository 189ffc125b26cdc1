/** PDF (ISO 32000): begins and ends as one, has no password, and nothing in it runs, opens a program or carries another file. */
import { inflateSync } from 'node:zlib';
import { broken, countParts, refuse } from './refuse.ts';

/** Names of what acts. `/JS` and `/JavaScript` run, `/Launch` starts programs, `/XFA` and `/RichMedia` bring players of their own. */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/;
/** Too long to stand in compressed bytes by chance: refused there too, where a reader may be led by an offset. */
const ACTIVE_ANYWHERE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/;
/** What compressed objects may unfold to, each and in all. */
const UNFOLDED_BYTES = 8 * 1024 * 1024;
const UNFOLDED_ALL = 64 * 1024 * 1024;
/** How many of them: a program packs a hundred objects into each. */
const FOLDED_AT_MOST = 5000;

export function inspectPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const last = text.lastIndexOf('%%EOF');
  if (last < 0 || !text.includes('startxref')) throw broken('PDF: cut short.');
  if (!/^[\s\0]*$/.test(text.slice(last + 5))) throw refuse('active', 'PDF: something follows the document.');
  const anywhere = ACTIVE_ANYWHERE.exec(text) ?? ACTIVE_ANYWHERE.exec(named(text));
  if (anywhere) throw refuse('active', `PDF: ${anywhere[0]}.`);
  let unfolded = 0;
  const count = countParts('PDF', FOLDED_AT_MOST);
  for (const { objects, stream } of sections(text)) {
    const said = named(objects);
    if (/\/Encrypt(?![A-Za-z0-9])/.test(said)) throw refuse('locked', 'PDF: encrypted.');
    if (ACTIVE.test(said)) throw refuse('active', `PDF: ${ACTIVE.exec(said)![0]}.`);
    // Its dictionary may be padded to any length.
    if (!stream || !/\/ObjStm(?![A-Za-z0-9])/.test(said)) continue;
    count();
    const inner = unfold(Buffer.from(stream, 'latin1'));
    if ((unfolded += inner.length) > UNFOLDED_ALL) throw broken('PDF: unfolds without end.');
    const inside = named(inner);
    if (ACTIVE.test(inside)) throw refuse('active', `PDF: ${ACTIVE.exec(inside)![0]}.`);
  }
}

/** Objects are text; between them lie streams, whose bytes may look like anything. */
function* sections(text: string): Generator<{ objects: string; stream: string }> {
  let from = 0;
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at)) {
    const begins =
      />>\s*$/.test(text.slice(Math.max(0, at - 64), at)) && /^stream\r?\n/.test(text.slice(at, at + 8));
    if (!begins) {
      at += 6;
      continue;
    }
    const end = text.indexOf('endstream', at);
    if (end < 0) throw broken('PDF: a stream without end.');
    const body = text.indexOf('\n', at) + 1;
    yield { objects: text.slice(from, at), stream: text.slice(body, end) };
    at = from = end + 9;
  }
  yield { objects: text.slice(from), stream: '' };
}

/** The value of a hex digit's byte; NaN for any other. */
const digit = (byte = 0): number => Number.parseInt(String.fromCharCode(byte), 16);
const DIGITS = Array.from({ length: 256 }, (_, byte) => digit(byte));

/** A name may write any of its letters as `#` and two digits. In place, byte by byte: a file may be nothing but such letters. */
function named(objects: string): string {
  if (!objects.includes('#')) return objects;
  const bytes = Buffer.from(objects, 'latin1');
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const letter = bytes[at] === 0x23 ? DIGITS[bytes[at + 1] ?? 0]! * 16 + DIGITS[bytes[at + 2] ?? 0]! : NaN;
    if (!Number.isNaN(letter)) at += 2;
    bytes[to++] = Number.isNaN(letter) ? bytes[at]! : letter;
  }
  return bytes.toString('latin1', 0, to);
}

function unfold(stream: Buffer): string {
  try {
    // The line's end before `endstream` is no part of it.
    return inflateSync(stream, { maxOutputLength: UNFOLDED_BYTES, finishFlush: 2 }).toString('latin1');
  } catch {
    throw broken('PDF: compressed objects that can’t be read.');
  }
}
