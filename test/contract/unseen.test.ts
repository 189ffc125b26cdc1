/** What nobody sees of a text, and what languages are written with. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isBlank, seenOf } from '../../packages/contract/unseen.ts';
import { sentenceFault } from '../../packages/contract/wording.faults.ts';

const UNSEEN = [
  '\u00ad',
  '\u115f',
  '\u180e',
  '\u200b',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u3164',
  '\ufeff',
  '\u{e0041}',
];
const WRITTEN = ['👩\u200d👧', 'سارة\u200cها', '\u200fسارة', '❤\ufe0f', '葛\u{e0100}', 'ᠠ\u180b'];

it('what is unseen is taken out of a line, and refused in a hospital’s sentence', () => {
  for (const sign of UNSEEN) {
    const code = sign.codePointAt(0)!.toString(16);
    assert.equal(seenOf(`王${sign}秀英`), '王秀英', code);
    assert.equal(sentenceFault([], `Your ${sign}place`)?.fault, 'markup', code);
  }
});

it('what languages, emoji and variants of characters are written with stays', () => {
  for (const text of WRITTEN) {
    assert.equal(seenOf(text), text);
    assert.equal(sentenceFault([], text), null, text);
  }
});

it('of which nothing is seen is blank, and empty', () => {
  for (const text of ['', ' \t', '\u200d', '\u00ad \u3164\ufe0f', ...UNSEEN]) {
    assert.ok(isBlank(text));
    assert.equal(seenOf(text), '');
    assert.equal(sentenceFault([], text)?.fault, 'empty');
  }
  assert.ok(!isBlank('·'));
});
