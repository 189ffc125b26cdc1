/** What a PDF hides, and what it is refused for; what programs write goes through. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { inspect } from '../../../server/attachments/inspect.ts';
import type { ProblemError } from '../../../server/problems.ts';
import * as f from '../../kit/files.ts';

const SCRIPT = '4 0 <</S/JavaScript/JS(app.alert\\(1\\))>>';
const zipped = deflateSync(SCRIPT);
const objects = (dictionary: string, bytes: Buffer = zipped) =>
  f.pdf({ objects: f.packedBy(dictionary, bytes) });
const catalog = (entry: string) => f.pdf({ catalog: entry });
/** Compressed bytes, the first of which stand in them as they are (RFC 1951, 3.2.4). */
function asItIs(first: string, then: string): Buffer {
  const head = Buffer.from([0x78, 0x9c, 0, first.length, 0, ~first.length & 255, 255]);
  const check = deflateSync(first + then).subarray(-4);
  return Buffer.concat([head, Buffer.from(first, 'latin1'), deflateRawSync(then), check]);
}
const OBJECTS = '/Type/ObjStm/N 1/First 4/Length 99';
const ZIPPED = '/Filter/FlateDecode';

const ACTIVE: [what: string, file: Buffer][] = [
  [
    'a pinned file that does not say what it is',
    catalog('/Annots[<</Subtype/FileAttachment/FS<</F(setup.exe)/EF<</F 5 0 R>>>>>>]'),
  ],
  ['a file that hangs on a link', catalog('/OpenAction<</S/GoTo/X<</F(a.exe)/EF<</F 5 0 R>>>>>>')],
  ['a way to another computer’s folder', catalog('/OpenAction<</S/GoToR/F(\\\\\\\\evil\\\\share)/D[0]>>')],
  ['a film', catalog('/AA<</O<</S/Movie>>>>')],
  ['a player', catalog('/OpenAction<</S/Rendition/OP 0>>')],
  ['a sound', catalog('/OpenAction<</S/Sound/Sound 5 0 R>>')],
  ['a solid', catalog('/Annots[<</Subtype/3D/3DD 5 0 R>>]')],
  ['a film, packed', f.pdf({ objects: f.packed('4 0 <</S/Movie>>') })],
  ['a film beside a link, packed', f.pdf({ objects: f.packed('4 0 <</URI(https://a.b/c)/S/Movie>>') })],
  ['a name in its string’s neighbour', catalog('/X(\\()/XFA 5 0 R/Y(\\))')],
  ['a script where an offset leads into a string', catalog('/X(9 0 obj<</S/X/#4aS 5 0 R>>endobj)')],
  ['a script in a trailer', f.pdf({ objects: 'trailer\n<</Root<</OpenAction<</JS 5 0 R>>>>>>' })],
  ['a script whose object has no name of its kind', objects(`/N 1/First 4${ZIPPED}`)],
  [
    'a script behind a string that looks like a stream',
    objects(`${OBJECTS}/X(>>stream\n${deflateSync('4 0 <<>>').toString('latin1')}\nendstream)${ZIPPED}`),
  ],
  [
    'a script behind a word that looks like an end',
    objects(`${OBJECTS}${ZIPPED}`, asItIs('4 0 (\nendstream\nendobj\n', `)${SCRIPT}`)),
  ],
];

const UNUSUAL: [what: string, file: Buffer][] = [
  ['changed by a predictor', objects(`${OBJECTS}${ZIPPED}/DecodeParms<</Predictor 12/Columns 8>>`)],
  ['changed by a predictor in short', objects(`${OBJECTS}${ZIPPED}/DP 9 0 R`)],
  [
    'in hex digits',
    objects(
      `${OBJECTS}/Filter[/FlateDecode/ASCIIHexDecode]`,
      deflateSync(`${Buffer.from(SCRIPT).toString('hex')}>`),
    ),
  ],
  ['twice', objects(`${OBJECTS}/Filter[/FlateDecode/FlateDecode]`, deflateSync(zipped))],
  ['by a filter that stands elsewhere', objects(`${OBJECTS}/Filter 9 0 R`)],
  ['with two filters to choose from', objects(`${OBJECTS}${ZIPPED}/Filter/ASCIIHexDecode`)],
  ['with a filter’s name written in digits', objects(`${OBJECTS}${ZIPPED}/#46ilter/ASCIIHexDecode`)],
  ['in another file', objects(`${OBJECTS}${ZIPPED}/F(\\\\evil\\share)`)],
  ['not at all', objects(OBJECTS, Buffer.from('4 0 <</JS(x)>>'))],
  [
    'behind brackets that readers count differently',
    objects(`/X[>> endobj]${OBJECTS}/Filter/ASCIIHexDecode`),
  ],
  ['behind a word that only ends an object elsewhere', objects(`/X obj${OBJECTS}${ZIPPED}`)],
];

const current = (reason: string) => (err: ProblemError) => {
  assert.equal(err.extra?.current, reason, String(err));
  return true;
};

describe('a PDF', () => {
  for (const [what, file] of ACTIVE)
    it(`with ${what} is refused`, () =>
      assert.throws(() => inspect(file, 'application/pdf'), current('active')));

  for (const [what, file] of UNUSUAL)
    it(`whose objects are packed ${what} is refused`, () =>
      assert.throws(() => inspect(file, 'application/pdf'), current('broken')));

  for (const [what, file] of [
    ['a browser prints', f.printed.plain()],
    ['Ghostscript packs', f.printed.packed()],
    ['has a list in one filter', objects(`${OBJECTS}/Filter[ /FlateDecode ]`, deflateSync('4 0 <<>>'))],
    ['has a link to any page', catalog('/A<</S/URI/URI(https://care.example/S/Movie/JS/EF)>>')],
    [
      'has such a link packed',
      f.pdf({ objects: f.packed('4 0 <</S/URI/URI(https://care.example/S/Movie/JS/EF)>>') }),
    ],
    [
      'tells its places by a predictor',
      f.pdf({ objects: f.packedBy(`/Type/XRef${ZIPPED}/DecodeParms<</Predictor 12>>`, zipped) }),
    ],
    ['speaks of an object', catalog('/Title(the 1 object /JS \\( >> ] stream)')],
  ] as const)
    it(`that ${what} is taken`, () => assert.doesNotThrow(() => inspect(file, 'application/pdf')));

  it('of objects within objects is given up', () => {
    const file = f.pdf({ objects: `1 0 obj<</X(`.repeat(20_000) });
    assert.throws(() => inspect(file, 'application/pdf'), current('broken'));
  });
});
