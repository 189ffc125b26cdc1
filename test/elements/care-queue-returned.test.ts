/** Who was with a doctor already and waits again: what each face says, in both languages, and the way on. */
import type { QueueReturn } from '@care-elements/contract/handover.ts';
import en from '../../packages/elements/locales/en/queue.ts';
import zh from '../../packages/elements/locales/zh-CN/queue.ts';
import {
  both,
  button,
  clean,
  clear,
  find,
  made,
  mount,
  place,
  reads,
  said,
  world,
} from './care-queue-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

const zhao = { name: both('赵启明', 'Zhao Qiming'), title: both('主任医师', 'Chief physician') };
const sun = { name: both('孙若兰', 'Sun Ruolan'), title: both('主治医师', 'Attending physician') };
const back = (more: Partial<QueueReturn>): QueueReturn => ({
  ...{ why: 'hold', from: zhao, to: zhao, reason: null },
  ...more,
});

describe('care-queue, sent back', () => {
  afterEach(clear);
  for (const [lang, t] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const) {
    const doctor = t.doctor(zhao.name[lang], zhao.title[lang]);
    for (const [what, returned, words] of [
      ['on hold', back({}), t.doctorPaused(doctor)],
      ['the line lost', back({ why: 'doctor-away' }), t.doctorLost(doctor)],
      ['the time reserved over', back({ to: null }), t.anyCallsBack],
    ] as const)
      it(`${what}, in ${lang}: the doctor calls back, the place is kept, one may leave`, async () => {
        const w = await world(place({ ahead: 0, returned }));
        const element = await mount(w.care, { lang, width: 320 });
        await reads(element, t.callsBack);
        const text = said(element);
        for (const part of [words, t.keptFirst, 'A017', t.leave])
          assert(text.includes(part), `no “${part}” in “${text}”`);
        assert(!text.includes(t.next), 'no number of people before');
        assert(element.scrollWidth <= 320, 'too wide');
        await clean(element);
        button(element, t.leave).click();
        await until(() => find(element, '.sure'), 'the question');
        equal(w.posts.length, 0);
      });

    it(`handed over, in ${lang}: to whom, by whom and why, and that nothing must be told again`, async () => {
      const reason = { code: 'second-opinion' as const, text: '皮疹请看一下 <b>' };
      const w = await world(place({ returned: back({ why: 'transfer', to: sun, reason }) }));
      const element = await mount(w.care, { lang });
      await reads(element, t.transferTitle(t.doctor(sun.name[lang], sun.title[lang])));
      const text = said(element);
      for (const part of [
        t.transferWhy(doctor, t.reasons['second-opinion']),
        t.doctorSays(reason.text),
        t.recordGoesAlong,
        t.ahead(3),
      ])
        assert(text.includes(part), `no “${part}” in “${text}”`);
      await clean(element);
      w.show(
        place({ returned: back({ why: 'transfer', to: null, reason: { code: 'speciality', text: '' } }) }),
      );
      await reads(element, t.transferTitle(place().department.name[lang]));
      assert(made.length === 1, 'one widget');
    });
  }
});
