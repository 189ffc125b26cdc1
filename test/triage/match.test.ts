import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { denied, matchComplaints } from '@care-elements/triage/match.ts';

const of = (zh: string, en: string, ...words: string[]) => ({
  name: { 'zh-CN': zh, en },
  synonyms: { 'zh-CN': words, en: [] },
});
const COMPLAINTS = [
  of('咳嗽', 'Cough'),
  of('头痛', 'Headache', '脑袋疼'),
  of('胸痛', 'Chest pain', '胸口闷'),
];
const first = (words: string) => matchComplaints(words, COMPLAINTS)[0]!.name['zh-CN'];

describe('complaints by words', () => {
  it('finds names, synonyms and halves, and leaves out what is denied', () => {
    assert.equal(first('昨天起脑袋疼'), '头痛');
    assert.equal(first('ＨＥＡＤＡＣＨＥ since yesterday'), '头痛');
    assert.equal(first('没有咳嗽，胸口闷'), '胸痛');
    assert.equal(first('no cough, but a headache'), '头痛');
    assert.equal(matchComplaints('xyz', COMPLAINTS).length, 3);
  });

  it('looks at no more than 500 characters, however few were typed', () => {
    // U+FDFA is eighteen characters once it is in the compatible form.
    assert.equal(first('\ufdfa'.repeat(20) + '头痛'), '头痛');
    assert.equal(first('\ufdfa'.repeat(40) + '头痛'), '咳嗽');
  });

  it('hears a denial right before, and none from far away', () => {
    const text = (between: string) => `no ${between}cough`;
    assert.equal(denied(text('real '), text('real ').indexOf('cough')), true);
    assert.equal(denied(text('x'.repeat(60)), text('x'.repeat(60)).indexOf('cough')), false);
    // A window that begins inside a word makes no word of its end.
    const piano = `piano ${'y'.repeat(36)} cough`;
    assert.equal(denied(piano, piano.indexOf('cough')), false);
  });
});
