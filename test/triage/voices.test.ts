import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { judge } from '@care-elements/triage/outcome.ts';
import type { Protocol, Text } from '@care-elements/triage/protocol.ts';
import { asTopic, speakQuestion, speakText, type Voice } from '@care-elements/triage/speak.ts';
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
    if (voice === 'other' && small) continue;
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
  for (const voice of ['child', 'other'] as const)
    it(`${voice}: nobody is called "you" who is not there, and no place is left unfilled`, () => {
      const wrong: string[] = [];
      for (const one of protocols.filter((p) => isFor(p, voice) && !INSTRUMENTS.includes(p.id)))
        for (const [place, text] of texts(one, voice)) {
          const said = speakText(text, voice);
          const [zh, en] = [said['zh-CN'], said.en].map((words) => words.replace(TO_THE_SPEAKER, ''));
          // A parent is asked about "your child".
          const you = voice === 'child' ? en!.replace(/\byour child\b/gi, '') : en!;
          if (/[您你]/.test(zh!) || /\byou(?:r|rs|rself)?\b/i.test(you))
            wrong.push(`${place}: ${zh} / ${en}`);
          if (/[{}]/.test(said['zh-CN'] + said.en)) wrong.push(`${place}: ${said.en}`);
        }
      assert.deepEqual(wrong, []);
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
