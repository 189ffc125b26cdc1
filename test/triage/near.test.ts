/** What no list of phrases holds: a part of the body and what happened to it close together, numbers as people say them, and the whole person's change. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { nearIn } from '@care-elements/triage/understand/near.ts';
import { measuresIn } from '@care-elements/triage/understand/measures.ts';
import { understand } from '@care-elements/triage/understand/signs.ts';
import { protocols } from './interviews.ts';

const level = (words: string, age = 50): number => judgeWords(words, { age }, protocols).level;
const said = (words: string): ReadonlyMap<string, unknown> => understand(words).atoms.said;

describe('a part and what happened to it', () => {
  it('make one sign in either order, with words between', () => {
    for (const words of [
      '胸骨后头像被人攥住',
      'an awful tightness across here',
      'a fist round my breastbone',
    ])
      assert.ok(said(words).has('chest-pressure'), words);
    for (const words of ['左手像面条一样往下坠', 'my left hand has gone useless'])
      assert.ok(said(words).has('stroke-sign'), words);
  });
  it('do not belong together across a comma, a denial or a contrast', () => {
    for (const words of ['胸口好好的，鞋子有点紧', '胸口不紧', '胸口还行但鞋紧'])
      assert.deepEqual(nearIn(words, true, false), [], words);
    for (const words of ['my chest is fine, my shoes are tight', 'chest not tight'])
      assert.deepEqual(nearIn(words, false, true), [], words);
    assert.ok(!said('骨头疼').has('headache'));
  });
});

describe('numbers as they are said', () => {
  it('hundreds and tens of a meter', () => {
    assert.equal(measuresIn('血压一百九').sbp, 190);
    assert.equal(measuresIn('高压两百三，低压一百一').sbp, 230);
    assert.equal(measuresIn('血压才八十几').sbp, 85);
    assert.equal(measuresIn('花了一百块').sbp, undefined);
  });
  it('an illness of years is no length of what is new', () => {
    assert.equal(measuresIn('肝硬化好几年，这几天肚子胀').lasting, 72);
    assert.equal(measuresIn('headaches most mornings, months').lasting, 2160);
  });
});

describe('the whole person', () => {
  it('who changes, or cannot what always went, is seen today', () => {
    assert.equal(level("He's not been himself all week, stumbling and dropping things, worse today", 68), 2);
    assert.equal(level('老爷子两天下不了床，不吃东西', 78), 2);
  });
  it('grey and quiet in the chair is an emergency', () => {
    assert.equal(level('went grey and quiet, now slumped in the chair', 71), 1);
  });
  it('what is asked for waits its turn, what is new with it does not', () => {
    assert.equal(level('travelling to India next month, which jabs?', 35), 3);
    assert.equal(
      level('want my inhaler renewed, and my chest has been like in a vice for half an hour', 58),
      1,
    );
  });
  it('a stop of the medicine is no end of the trouble', () => {
    assert.equal(level('overactive thyroid, stopped tablets, now fever 40, heart 160, shaking', 31), 1);
  });
});
