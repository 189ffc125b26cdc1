import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { judge } from '@care-elements/triage/outcome.ts';
import type { Protocol, Text } from '@care-elements/triage/protocol.ts';
import { asTopic, speakQuestion, speakText, voiceOf, type Voice } from '@care-elements/triage/speak.ts';
import { withCrisisLine } from '@care-elements/triage/crisis.ts';
import { protocol } from './interviews.ts';

const folder = new URL('../../packages/triage/protocols/', import.meta.url);
const protocols: Protocol[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

/** Here whoever answers is spoken to, and rightly: the parent, the daughter, the patient. */
const TO_THE_SPEAKER =
  /您觉得|谢谢您|帮到您|you feel|[Tt]hank you|you start|[Yy]ou can (?:start online|care for this|close this page)|where you are|drive yourself|tells you|Did you count|your local/g;

/** Instruments are read out as they were validated, and say that the patient answers best in person. */
const INSTRUMENTS = ['phq-9', 'gad-7'];

/** Every text that a patient can be shown, with its place. */
function* texts(
  { id, questions, rules, advice }: Protocol,
  voice: Voice,
): Generator<[place: string, text: Text]> {
  for (const { linkId, text, help, answerOption, enableWhen = [] } of questions) {
    // A grown-up is never asked what is asked of small children.
    const small = enableWhen.some(
      (when) => when.question === 'age' && when.operator === '<' && +when.answer <= 18,
    );
    if (voice !== 'child' && small) continue;
    yield [`${id} ${linkId}`, text];
    if (help) yield [`${id} ${linkId} help`, help];
    for (const { code, display } of answerOption) yield [`${id} ${linkId} ${code}`, display];
  }
  for (const rule of rules) yield [`${rule.id} why`, rule.why];
  for (const key in advice) yield [`${id} advice ${key}`, withCrisisLine(advice[key]!, '12356')];
}
const isFor = ({ who: { age: [from, below] = [0, 200] } }: Protocol, voice: Voice) =>
  voice === 'child' ? from < 18 : below > 18;

describe('who is speaking', () => {
  for (const voice of ['child', 'other', 'father'] as const)
    it(`${voice}: nobody is called "you" who is not there, and no place is left unfilled`, () => {
      const wrong: string[] = [];
      for (const one of protocols.filter((p) => isFor(p, voice) && !INSTRUMENTS.includes(p.id)))
        for (const [place, text] of texts(one, voice)) {
          const said = speakText(text, voice);
          // Of "your child", "your father" they are asked.
          const [zh, you] = [said['zh-CN'], said.en].map((words) =>
            words.replace(TO_THE_SPEAKER, '').replace(/\byour (?:child|father)\b|您父亲/gi, ''),
          );
          if (/[您你]/.test(zh!) || /\byou(?:r|rs|rself)?\b/i.test(you!))
            wrong.push(`${place}: ${zh} / ${you}`);
          if (/[{}]/.test(said['zh-CN'] + said.en)) wrong.push(`${place}: ${said.en}`);
        }
      assert.deepEqual(wrong, []);
    });

  it('the advice of a result says who is to do it', () => {
    const advised = (voice: Voice, age: number) =>
      judge(
        [protocol('fever')],
        { danger: ['none'], 'fever-now': ['mild'] },
        { age, sex: 'male' },
        {},
        null,
        undefined,
        voice,
      ).advice;
    const today = (voice: Voice, age = 70) => advised(voice, age).find(({ en }) => /today/.test(en));
    assert.match(today('self')!['zh-CN'], /^今天就去看医生/);
    assert.match(today('father')!['zh-CN'], /^今天就带您父亲去看医生/);
    assert.match(today('father')!.en, /^Take your father to a doctor today/);
    assert.match(today('child', 15)!.en, /^Take your child to a doctor today/);
  });

  it('in every sentence, and keeps no child alone in a room', () => {
    const wait = {
      'zh-CN': '等一等。请{单独}待着。',
      en: 'Wait. {stay alone}, and {do not} eat; {let you} sip.',
    };
    assert.deepEqual(speakText(wait, 'self'), {
      'zh-CN': '等一等。请单独待着。',
      en: 'Wait. Stay alone, and do not eat; sip.',
    });
    assert.deepEqual(speakText(wait, 'mother'), {
      'zh-CN': '等一等。请让您母亲单独待着。',
      en: 'Wait. Have your mother stay alone, and do not let your mother eat; have your mother sip.',
    });
    assert.deepEqual(speakText(wait, 'child'), {
      'zh-CN': '等一等。请由一个大人陪着孩子，单独待着。',
      en: 'Wait. Stay alone with your child, and do not let your child eat; have your child sip.',
    });
  });

  it('is known by what whoever answers is to the patient', () => {
    const said = (relation: string | undefined, age: number, sex: string) => voiceOf(relation, { age, sex });
    assert.equal(said(undefined, 70, 'male'), 'self');
    assert.equal(said('child', 70, 'male'), 'father');
    assert.equal(said('child', 70, 'female'), 'mother');
    assert.equal(said('child', 70, 'unknown'), 'other');
    assert.equal(said('spouse', 70, 'male'), 'partner');
    assert.equal(said('parent', 30, 'female'), 'daughter');
    assert.equal(said('parent', 3, 'female'), 'child');
    assert.equal(said('grandparent', 3, 'male'), 'grandchild');
    assert.equal(said('other', 3, 'male'), 'a-child');
    assert.equal(said('other', 40, 'male'), 'other');
  });

  it('reasons speak to nobody, for doctor and patient both read them', () => {
    for (const { rules } of protocols)
      for (const { id, why } of rules) assert.doesNotMatch(why['zh-CN'] + why.en, /[{}]/, id);
  });

  it('self: patients are spoken to themselves, and no place is left unfilled', () => {
    for (const one of protocols)
      for (const [place, text] of texts(one, 'self'))
        assert.doesNotMatch(JSON.stringify(speakText(text, 'self')).slice(1, -1), /[{}]/, place);
    const pregnant = speakQuestion(
      protocol('general').questions.find(({ linkId }) => linkId === 'pregnant')!,
      'self',
    );
    assert.match(pregnant.text['zh-CN'], /^您/);
    assert.match(pregnant.text.en, /^Are you/);
  });

  it('every question says in a line why it is asked', () => {
    for (const { id, questions } of protocols)
      for (const { linkId, help } of questions) {
        assert.ok(help, `${id} ${linkId}`);
        assert.ok(help['zh-CN'].length <= 40 && help.en.length <= 110, `${id} ${linkId}: ${help.en}`);
      }
  });

  it('what could not be said is a topic that doctor and patient both can read', () => {
    assert.deepEqual(asTopic({ 'zh-CN': '{您}现在安全吗？', en: '{are you} safe now?' }), {
      'zh-CN': '本人现在安全吗',
      en: 'safe now',
    });
    const reasons = (answers: Record<string, string[]>) =>
      judge([protocol('general')], answers, { age: 40, sex: 'male' }, {})
        .reasons.filter(({ unsure }) => unsure)
        .map(({ why }) => why);
    const [danger] = reasons({ danger: ['not-sure'] });
    assert.match(danger!['zh-CN'], /^不能确定有没有：喘不上气.*，等等$/);
    assert.match(danger!.en, /^Not sure about: Struggling for breath.*and others$/);
  });
});
