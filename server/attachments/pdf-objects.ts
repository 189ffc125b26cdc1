/** Finds a PDF's objects as its readers do: wherever one may begin, also where an offset leads into a string or a stream. */
import { broken } from './refuse.ts';

export interface PdfObject {
  /** Its names, numbers and brackets as they stand there; strings and comments are left out. */
  said: string;
  /** Where its stream's bytes begin; null where it has none, NaN where they begin as no program writes. */
  stream: number | null;
}

/** An object is read once; one that begins within another's string is read with both. */
const READ_AT_MOST = 4;
/** `1 0 obj`, also with a comment before the word. */
const BEGINS = /obj(?![A-Za-z])(?<=(?:\d[\s\0]*|[\r\n][\s\0]*)obj)|trailer/g;
/** What is not read as it stands, opens, closes, or ends an object. */
const SPECIAL = /<<|>>|[(<%[\]]|endobj|obj|startxref|trailer|stream/g;
const CLOSES: Record<string, string> = { '>>': '<<', ']': '[' };

export function* objectsOf(text: string): Generator<PdfObject> {
  let left = READ_AT_MOST * text.length;
  for (const { index, 0: word } of text.matchAll(BEGINS)) {
    const { end, ...object } = objectAt(text, index + word.length);
    if ((left -= end - index) < 0) throw broken('PDF: objects within objects.');
    yield object;
  }
}

function objectAt(text: string, from: number): PdfObject & { end: number } {
  const parts: string[] = [];
  const open: string[] = [];
  for (let at = from; ;) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(text);
    const stop = found?.index ?? text.length;
    parts.push(text.slice(at, stop));
    const mark = found?.[0] ?? '';
    at = stop + mark.length;
    if (mark === '(') at = endOfString(text, stop);
    else if (mark === '%') at = endOf(text, /[\r\n]/g, stop);
    else if (mark === '<') at = endOf(text, />/g, stop);
    else if (mark === '<<' || mark === '[') open.push(mark);
    else if (Object.hasOwn(CLOSES, mark)) {
      // Where they don't match, each reader goes on in its own way.
      if (open.length && open.pop() !== CLOSES[mark]) throw broken('PDF: brackets that don’t match.');
    } else if (!mark || !/[A-Za-z0-9#/._-]/.test(text[stop - 1]!)) {
      if (mark && open.length) throw broken('PDF: an object without end.');
      return { said: parts.join(''), stream: mark === 'stream' ? beginOfStream(text, at) : null, end: stop };
    }
    parts.push('(%<'.includes(mark) ? ' ' : mark);
  }
}

const beginOfStream = (text: string, at: number): number =>
  text[at] === '\n' ? at + 1 : text.startsWith('\r\n', at) ? at + 2 : NaN;

function endOf(text: string, mark: RegExp, from: number): number {
  mark.lastIndex = from;
  return (mark.exec(text)?.index ?? text.length) + 1;
}

/** Brackets may stand in a string in pairs, or behind a backslash. */
function endOfString(text: string, from: number): number {
  const mark = /\\|[()]/g;
  mark.lastIndex = from;
  for (let depth = 0, found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '\\') mark.lastIndex++;
    else if ((depth += found[0] === '(' ? 1 : -1) === 0) return mark.lastIndex;
  }
  return text.length;
}

/** The value of a hex digit's byte; NaN for any other. */
const digit = (byte = 0): number => Number.parseInt(String.fromCharCode(byte), 16);
const DIGITS = Array.from({ length: 256 }, (_, byte) => digit(byte));

/** A name may write any of its letters as `#` and two digits. In place, byte by byte: a file may be nothing but such letters. */
export function named(objects: string): string {
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
