/** What doctors and nurses write, from words and measurements alone: ages, spans, lone complaints, normal measurements. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';
import { agesBlotted, ageIn, lastingIn } from '@care-elements/triage/understand/spans.ts';
import { protocols } from './interviews.ts';

const NORMAL = { sbp: 124, dbp: 76, hr: 80, rr: 18, temp: 36.7, spo2: 98, consciousness: 'alert' };
const level = (text: string, person: object = {}) => judgeWords(text, person, protocols).level;

describe('ages and spans of a clinical account', () => {
  it('takes the age that is said first', () => {
    assert.equal(ageIn('a 7-month-old girl, whose 4-year-old sister has a cold'), 7 / 12);
    assert.equal(ageIn('男，8个月，阵发性哭闹1天'), 8 / 12);
    assert.equal(ageIn('女，20天，发热半天'), 20 / 365);
    assert.equal(ageIn('男，72岁，排尿困难'), 72);
  });
  it('does not take an age for how long it lasts', () => {
    const text = 'a 37-year-old man with a cough';
    assert.equal(agesBlotted(text).length, text.length);
    assert.doesNotMatch(agesBlotted(text), /year/);
  });
  it('counts the complaint, not what was known for years, nor when the others had it', () => {
    assert.equal(lastingIn('高血压病史10年，胸痛2小时'), 2);
    assert.equal(lastingIn('反复咳嗽3年，加重2天'), 48);
    assert.equal(lastingIn('fever for two days. his wife had influenza last week'), 48);
  });
});

describe('words that could be pinyin', () => {
  it('are English where a part of them cannot be', () => {
    assert.equal(plain('mental change'), 'mental change');
    assert.equal(plain('fashao toutong'), '发烧头痛');
  });
});

describe('a lone complaint at the desk', () => {
  const adult = { age: 45, sex: 'male', vitals: NORMAL };
  it('is an emergency by its name', () => {
    for (const text of ['mental change', '意识改变2小时', 'facial palsy & arm weakness Rt', 'hanging'])
      assert.equal(level(text, adult), 1, text);
  });
  it('is urgent where something grave must be ruled out', () => {
    for (const text of ['palpitation', '心悸', 'hematochezia', 'dyspnea', 'diplopia, onset today', '气促'])
      assert.equal(level(text, adult), 2, text);
  });
  it('is routine where it is nonspecific and the measurements are normal', () => {
    for (const text of ['headache', '头痛', 'dizziness', 'ear pain'])
      assert.equal(level(text, adult), 3, text);
  });
  it('counts the measurements of the text', () => {
    assert.equal(level('male 70, weakness, BP 84/50, P 128, RR 30, SpO2 88'), 1);
    assert.equal(level('dizziness, HR 38', { age: 66 }), 1);
  });
});

describe('likely mistakes of an account', () => {
  it("tells Bell's palsy from a stroke", () => {
    const bell =
      'A 37-year-old man woke with one side of his face paralysed. He cannot close the eye or wrinkle the forehead. His limbs are normal.';
    assert.equal(level(bell), 2);
  });
  it('takes no scales for jaundice, no inhaler for a blue face, no normal vision for a lost one', () => {
    assert.ok(
      level('A 2-month-old girl has greasy yellow scales on her scalp. She is feeding and growing well.') > 1,
    );
    assert.equal(
      level(
        'A 12-year-old boy has had asthma symptoms since last night. He used his blue inhaler six times and speaks in sentences. Saturation 94 %.',
      ),
      2,
    );
    assert.ok(
      level(
        'A 30-year-old teacher woke with a painless red patch on the white of the eye. Vision is normal.',
      ) > 2,
    );
  });
});
