import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchComplaints } from '@care-elements/triage/understand/search.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { protocols } from './interviews.ts';

const at = (age: number, sex = 'female') => protocols.filter((p) => isFor(p, age, sex));
const first = (words: string, age = 40) =>
  searchComplaints(words, at(age), { age, sex: 'female' })[0]!.complaint;

describe('complaints by free words', () => {
  it('finds them in the patients’ words, in both languages', () => {
    assert.equal(first('胸口闷，左手发麻'), 'chest-pain');
    assert.equal(first('昨天开始嗓子眼疼'), 'sore-throat');
    assert.equal(first('脑壳痛得很'), 'headache');
    assert.equal(first('I’ve been throwing up all night'), 'vomit-diarrhoea');
    assert.equal(first('my waterworks sting'), 'urinary');
    assert.equal(first('my kid has a fever and won’t stop crying', 3), 'fever');
  });

  it('honours denials', () => {
    assert.notEqual(first('没有胸痛，就是咳嗽'), 'chest-pain');
    assert.equal(first('没有胸痛，就是咳嗽'), 'cough');
    assert.equal(first('no chest pain, no fever, just a cough'), 'cough');
  });

  it('forgives typing errors, traditional characters and pinyin', () => {
    assert.equal(first('喉嚨痛'), 'sore-throat');
    assert.equal(first('頭暈'), 'dizziness');
    assert.equal(first('wo tou teng fa shao', 30), 'headache');
    assert.equal(first('stomache headach since monday'), 'headache');
    assert.equal(first('发骚了'), 'fever');
  });

  it('goes on from half a word, and offers all when it understands nothing', () => {
    assert.equal(first('nosebl'), 'nosebleed');
    const all = at(40);
    assert.equal(searchComplaints('xyzzy', all, { age: 40 }).length, all.length);
  });
});
