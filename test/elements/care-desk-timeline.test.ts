/** The call's timeline at the desk: fetched when opened, the newest first, in words, paged. */
import type { TimelineEvent } from '@care-elements/contract/timeline.ts';
import en from '../../packages/elements/locales/en/timeline.ts';
import zh from '../../packages/elements/locales/zh-CN/timeline.ts';
import desk from '../../packages/elements/locales/en/desk.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { idOf } from '../kit/prescription-fakes.ts';
import { encounter, fakeDesk } from '../kit/desk-fakes.ts';
import { all, clean, one, says, show, takeDown, textOf } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

let n = 100;
const event = (
  role: TimelineEvent['role'],
  kind: string,
  data: TimelineEvent['data'] = {},
): TimelineEvent => ({
  ...{ eventId: idOf(++n), at: '2026-11-28T02:10:00.000Z', role, kind, data },
});
const PATH = `GET /visits/${idOf(2)}/timeline`;

for (const [lang, t] of [
  ['zh-CN', zh],
  ['en', en],
] as const)
  describe(`care-desk-timeline, ${lang}`, () => {
    afterEach(takeDown);

    it('is fetched when it is opened, says what happened in words, and goes on to what is older', async () => {
      const care = await show(fakeDesk({ current: encounter() }), lang);
      const pages = [
        {
          events: [
            event('patient', 'quality', { rttMs: 80.4, lossIn: 0.05, fps: 19.6 }),
            event('patient', 'rung', { from: 'video', to: 'audio', cause: 'network' }),
          ],
          before: 'x',
        },
        {
          events: [
            event('patient', 'device', { device: 'camera', trouble: 'ended' }),
            event('doctor', 'joined'),
          ],
          before: null,
        },
      ];
      care.answers[PATH] = () => pages.shift();
      await until(() => all('[part~=timeline] summary').length, 'the summary');
      equal(care.count(PATH), 0, 'asked');
      one('[part~=timeline] summary').click();
      await until(() => all('[part~=event]').length === 2, 'the first page');
      const [first, second] = all('[part~=event]').map(textOf);
      for (const words of [t.roles['patient']!, t.delay(80), t.lossIn(0.05), t.fps(20)])
        assert(first!.includes(words), `no “${words}” in “${first}”`);
      assert(second!.includes(`${t.rungs['video']} → ${t.rungs['audio']} · ${t.causes['network']}`), second!);
      await clean();
      (all('[part~=timeline] button').find((b) => textOf(b).includes(t.older)) as HTMLElement).click();
      await until(() => all('[part~=event]').length === 4, 'the older ones');
      assert(
        textOf(all('[part~=event]')[2]!).includes(`${t.devices['camera']} · ${t.troubles['ended']}`),
        'device',
      );
      assert(!all('[part~=timeline] button').some((b) => textOf(b).includes(t.older)), 'no more');
    });

    it('says when it could not be fetched, and tries again', async () => {
      const care = await show(fakeDesk({ current: encounter() }), lang);
      care.answers[PATH] = () => {
        throw new Problem(0, {});
      };
      one('[part~=timeline] summary').click();
      await says('care-desk-timeline', t.failed);
      care.answers[PATH] = { events: [], before: null };
      (all('[part~=timeline] button')[0] as HTMLElement).click();
      await says('care-desk-timeline', t.none);
    });
  });

describe('care-desk, the patient’s line lost', () => {
  afterEach(takeDown);
  it('says since when, and what one can do', async () => {
    await show(
      fakeDesk({ current: encounter({ patientAway: { since: '2026-11-28T02:10:00.000Z' } }) }),
      'en',
    );
    await says('care-desk-visit', desk.patientAway('10:10'));
    await clean();
  });
});
