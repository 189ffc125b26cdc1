/** A rule of law that stops the doctor is said in its own words. */
import en from '../../packages/elements/locales/en/desk.ts';
import zh from '../../packages/elements/locales/zh-CN/desk.ts';
import { entry, fakeDesk, queueOf } from '../kit/desk-fakes.ts';
import { all, clean, press, says, show, takeDown, textOf } from './care-desk-kit.ts';
import { assert } from '../kit/expect.ts';

const BLOCKS = [
  {
    ruleId: 'cn.clinician.practice-years',
    objections: [
      {
        verdict: 'block',
        line: null,
        what: { 'zh-CN': '医师独立执业不足 3 年。', en: 'The doctor has practised for less than 3 years.' },
        instead: { 'zh-CN': '请由符合条件的医师接诊。', en: 'Let another doctor see the patient.' },
      },
      {
        verdict: 'unable',
        line: null,
        what: { 'zh-CN': '无法核对。', en: 'It could not be checked.' },
        instead: { 'zh-CN': '请自行核对。', en: 'Check it yourself.' },
      },
    ],
  },
];

describe('a rule of law at the desk', () => {
  afterEach(takeDown);
  for (const [lang, t, words] of [
    ['zh-CN', zh, '医师独立执业不足 3 年。请由符合条件的医师接诊。'],
    ['en', en, 'The doctor has practised for less than 3 years. Let another doctor see the patient.'],
  ] as const)
    it(`says in ${lang} which one stops a call, and what to do`, async () => {
      await show(fakeDesk({ queue: queueOf([entry(1)]), lawBlocks: BLOCKS }), lang);
      press('n');
      await says('[role=alert]', words);
      await says('[role=alert]', t.problems['law-blocked']!);
      assert(
        !all('[role=alert]').some((one) => /无法核对|could not be checked/.test(textOf(one))),
        'only what blocks',
      );
      await clean();
    });
});
