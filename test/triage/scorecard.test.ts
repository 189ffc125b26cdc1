/** The scorecard: what it learns, when it may change a level, and that the card in the house is of the cases in the house. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { rankWanted } from '@care-elements/triage/departments.ts';
import { fit, type Example, type Points } from '@care-elements/triage/scorecard/fit.ts';
import { judgeCase } from '@care-elements/triage/scorecard/judge.ts';
import { readCard, weigh } from '@care-elements/triage/scorecard/weigh.ts';
import { hashOf, learningFiles } from '../../scripts/triage-learn.ts';
import { score } from '../../scripts/triage-score.ts';
import { readLibrary } from '../../server/triage/library.ts';

const protocols = readLibrary().all;
const folder = join(import.meta.dirname, 'cases');
/** Points that make the level next to certain for any text with one of the words. */
const speaks = (level: number, words: string[], points = 5000): Points =>
  new Map(
    words.map((word) => [
      `"${word}"`,
      [1, 2, 3, 4].map((k) => (k === level ? points : 0)) as [number, number, number, number],
    ]),
  );
const COLD = 'a runny nose and a cough since yesterday';
const WORDS = ['a', 'runny', 'nose', 'and', 'cough', 'since', 'yesterday'];

describe('the scorecard', () => {
  it('is fitted to the cases in the house, and to none that is kept apart', () => {
    const files = learningFiles();
    assert.ok(files.length > 9);
    assert.deepEqual(
      files.filter((name) => name.startsWith('kept')),
      [],
    );
    assert.equal(readCard().cases, hashOf(files), 'cases have changed: npm run triage:learn');
  });

  it('makes what it was made for: right and safe on the third kept apart, more than the rules alone', () => {
    const kept = readdirSync(folder).filter((name) => name.startsWith('kept-'));
    const files = kept.map((name) => join(folder, name));
    const scoredBy = (judge: typeof judgeCase | typeof judgeWords) => score(files, judge).scored;
    const shareOf = (scored: ReturnType<typeof scoredBy>, verdicts: string[]) =>
      scored.filter(({ verdict }) => verdicts.includes(verdict)).length / scored.length;
    const weighed = scoredBy(judgeCase);
    const right = shareOf(weighed, ['right']);
    assert.ok(right >= 0.8, `right: ${right}`);
    assert.ok(right > shareOf(scoredBy(judgeWords), ['right']));
    assert.equal(shareOf(weighed, ['missed']), 0);
    const safe = shareOf(weighed, ['right', 'over']);
    assert.ok(safe >= 0.97, `safe: ${safe}`);
  });

  it('learns what parts the levels, takes either of two, and learns the same again', () => {
    const case_ = (feature: string, accepted: number[]): Example => ({
      ...{ features: [feature, 'in all'], accepted, weight: 1 },
    });
    const examples = Array.from({ length: 8 }, () => [
      case_('grave', [1]),
      case_('mild', [4]),
      case_('between', [2, 3]),
    ]).flat();
    const fitting = { rounds: 30, pace: 0.1, decay: 1e-4, least: 2 };
    const points = fit(examples, fitting);
    const best = (feature: string) => {
      const of = points.get(feature)!;
      return of.indexOf(Math.max(...of)) + 1;
    };
    assert.equal(best('grave'), 1);
    assert.equal(best('mild'), 4);
    const [grave, , , mild] = points.get('between')!;
    const [, today, later] = points.get('between')!;
    assert.ok(Math.min(today, later) > Math.max(grave, mild));
    assert.deepEqual(fit(examples, fitting), points);
    assert.equal(fit([...examples, case_('once', [1])], fitting).has('once'), false);
  });

  it('raises a level, says why, and sends an emergency to the emergency department', () => {
    const judged = judgeWords(COLD, { age: 30 }, protocols);
    assert.ok(judged.level > 2);
    const weighed = weigh(COLD, { age: 30 }, judged, speaks(1, WORDS));
    assert.equal(weighed.level, 1);
    assert.ok(weighed.because.includes('"runny"'));
    assert.equal(rankWanted(judged.wantedAt(1), 30)[0]!.code, '20');
    assert.deepEqual(weigh(COLD, { age: 30 }, judged, speaks(judged.level, WORDS)).because, []);
  });

  it('says more rather than less: one chance in five of an emergency is one', () => {
    const judged = judgeWords(COLD, { age: 30 }, protocols);
    const doubtful: Points = new Map(
      WORDS.map((word) => [`"${word}"`, [-53, -2000, -2000, 0] as [number, number, number, number]]),
    );
    const { shares, level } = weigh(COLD, { age: 30 }, judged, doubtful);
    assert.ok(shares[0]! > 0.17 && shares[0]! < 0.25, `${shares[0]}`);
    assert.equal(level, 1);
  });

  it('lowers nothing where the rules alone decide: measurements, self-harm, few words, an emergency in doubt', () => {
    const lowered = (text: string, person = {}, points = speaks(4, text.toLowerCase().match(/[a-z]+/g)!)) => {
      const judged = judgeWords(text, person, protocols);
      assert.ok(judged.level < 3, `${text}: ${judged.level}`);
      return weigh(text, person, judged, points).level > judged.level;
    };
    const pain = 'crushing chest pain and sweating for an hour now';
    assert.equal(lowered(pain), true, 'all words speak for self-care');
    assert.equal(lowered(pain, {}, speaks(4, ['crushing', 'chest', 'pain', 'hour'], 150)), false, 'in doubt');
    assert.equal(lowered('crushing chest pain'), false, 'too few words');
    assert.equal(lowered(`${COLD}, that is all`, { age: 40, vitals: { spo2: 84 } }), false, 'measured');
    assert.equal(lowered('two weeks old and she will not drink any more', { age: 0.04 }), false, 'an infant');
    assert.equal(lowered('i want to die and i have the pills here with me'), false, 'self-harm');
  });

  it('of few words lowers nothing, and raises only to what more than half need', () => {
    const text = 'my wrist hurts';
    const judged = judgeWords(text, { age: 30 }, protocols);
    assert.equal(judged.level, 3);
    const to = (...logits: [number, number, number, number]) =>
      weigh(text, { age: 30 }, judged, new Map([['"wrist"', logits]])).level;
    assert.equal(to(5100, 0, 0, 5000), 1, 'more than half');
    assert.equal(to(5000, 4990, 0, 5000), 2, 'two thirds, one of them graver');
    assert.equal(to(5000, 0, 0, 5100), 3, 'less than half');
    assert.equal(to(0, 0, 0, 5000), 3);
  });

  it('takes bare complaints for what they are', () => {
    const { scored } = score([join(import.meta.dirname, 'bare-complaints.jsonl')]);
    const shareOf = (verdicts: string[]) =>
      scored.filter(({ verdict }) => verdicts.includes(verdict)).length / scored.length;
    assert.ok(shareOf(['right']) > 0.7 && shareOf(['right', 'over']) >= 0.97);
    assert.equal(shareOf(['missed']), 0);
  });

  it('is silent where there are no words, and names itself where it changed a level', () => {
    const silent = judgeCase('', { age: 60, vitals: { sbp: 80, hr: 135 } }, protocols);
    assert.equal(silent.weighed, undefined);
    assert.equal(silent.level, 1);
    const { scored } = score([join(folder, 'learn-a.jsonl')]);
    const changed = scored.filter(({ judged }) => judged.rules[0]?.startsWith('scorecard.'));
    assert.ok(changed.length > 20);
    for (const { judged } of changed) {
      const { from, level } = (judged as ReturnType<typeof judgeCase>).weighed!;
      assert.equal(judged.rules[0], level < from ? 'scorecard.raised' : 'scorecard.lowered');
      assert.equal(judged.level, level);
    }
  });
});
