/** PDF (ISO 32000): begins and ends as one, has no password, and nothing in it runs, opens a program or carries another file. */
import { inflateSync } from 'node:zlib';
import { named, objectsOf } from './pdf-objects.ts';
import { broken, countParts, refuse } from './refuse.ts';

/**
 * Names of what acts. `/JS` and `/JavaScript` run, `/Launch` starts programs, `/XFA`, `/RichMedia`, `/Rendition` and the like bring
 * players of their own, `/EF` holds another file, `/GoToR` and `/GoToE` open one. A link to a page (`/URI`) stays.
 */
const LONG =
  'JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia\\w*|SubmitForm|ImportData|GoToE|GoTo3DView';
const ACTIVE = new RegExp(
  `/(?:${LONG}|JS|XFA|EF|GoToR|Movie|Sound|Rendition|3DD(?=\\s*(?:<<|\\d+\\s+\\d+\\s+R)))(?![A-Za-z0-9])`,
);
/** Too long to stand in compressed bytes by chance: refused there too, where a reader may be led by an offset. */
const ACTIVE_ANYWHERE = new RegExp(`/(?:${LONG})(?![A-Za-z0-9])`);
/** The address of a link may look like any name. */
const ADDRESS = /\/URI\s*\([^\s<>()[\]{}\\]*\)/g;
/** Some readers go by `/First`, whatever the type says: nothing but packed objects has it beside a stream. */
const PACKED = /\/(?:ObjStm|First)(?![A-Za-z0-9])/;
/** Filters in a row, or what changes one (a predictor), could say anything; no program packs objects so. */
const UNFOLDABLE = /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])\s*(?:\/|>>)/;
const CHANGED =
  /\/(?:DecodeParms|DP|FFilter|F)(?![A-Za-z0-9])|\/Filter[^A-Za-z0-9].*\/Filter(?![A-Za-z0-9])|#/s;
/** What compressed objects may unfold to, each and in all. */
const UNFOLDED_BYTES = 8 * 1024 * 1024;
const UNFOLDED_ALL = 16 * 1024 * 1024;
/** How many of them: a program packs a hundred objects into each. */
const FOLDED_AT_MOST = 5000;

export function inspectPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const last = text.lastIndexOf('%%EOF');
  if (last < 0 || !text.includes('startxref')) throw broken('PDF: cut short.');
  if (!/^[\s\0]*$/.test(text.slice(last + 5))) throw refuse('active', 'PDF: something follows the document.');
  refuseActive(text, ACTIVE_ANYWHERE);
  refuseActive(named(text), ACTIVE_ANYWHERE);
  let unfolded = 0;
  const count = countParts('PDF', FOLDED_AT_MOST);
  for (const { said, stream } of objectsOf(text)) {
    const plain = named(said);
    if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) throw refuse('locked', 'PDF: encrypted.');
    refuseActive(plain);
    if (stream === null || !PACKED.test(plain)) continue;
    count();
    if (!UNFOLDABLE.test(said) || CHANGED.test(said) || Number.isNaN(stream))
      throw broken('PDF: objects packed in an unusual way.');
    const inner = unfold(bytes.subarray(stream));
    if ((unfolded += inner.length) > UNFOLDED_ALL) throw broken('PDF: unfolds without end.');
    const inside = named(inner);
    refuseActive(inside, ACTIVE_ANYWHERE);
    refuseActive(inside.replace(ADDRESS, ' '));
  }
}

function refuseActive(names: string, which = ACTIVE): void {
  const name = which.exec(names)?.[0];
  if (name) throw refuse('active', `PDF: ${name}.`);
}

/** To where the compression itself ends: `endstream` may stand in its bytes. */
function unfold(rest: Buffer): string {
  try {
    return inflateSync(rest, { maxOutputLength: UNFOLDED_BYTES }).toString('latin1');
  } catch {
    throw broken('PDF: compressed objects that can’t be read.');
  }
}
