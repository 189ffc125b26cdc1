/** `<care-triage>` where two answers can't both be true: the question comes again with its answer and the word why. */
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';
import { answersIn, button, fake, labels, made, mount, realFetch, root, rows, title } from './triage-page.ts';

/** Of `pregnancy`: 37 weeks or more, and then contractions before 37 weeks. */
const SAID: Record<string, string> = {
  weeks: 'w-late',
  'preg-urgent': 'contractions',
  movements: 'moves-well',
};

describe('care-triage, answers that contradict each other', () => {
  afterEach(() => {
    made.splice(0).forEach((element) => element.remove());
    window.fetch = realFetch;
  });

  for (const [lang, none, next, why, late, mid] of [
    [
      ...(['zh-CN', '以上都没有', '继续', '前面选了“不到 37 周就规律宫缩”，请再看一下孕周。'] as const),
      ...(['37 周以上', '20–36 周'] as const),
    ],
    [
      ...(['en', 'None of these', 'Continue'] as const),
      'Earlier you chose contractions before 37 weeks: please look at the weeks again.',
      ...(['37 or more', '20 to 36'] as const),
    ],
  ] as const)
    it(`the question comes again with the word why, and what is said then is sent (${lang})`, async () => {
      const { care, posts } = await fake({ sex: 'female' });
      const element = await mount(care, { protocol: 'pregnancy', lang });
      const now = () => care.use(createTriageStore).get().question!;
      const help = () => root(element).querySelector('.muted')!.textContent!;
      const seen: string[] = [];
      let weeks = '';
      while (!help().includes(why)) {
        const { linkId, answerOption } = now();
        const code = linkId === 'pregnant' ? 'pregnant' : SAID[linkId];
        seen.push(linkId);
        if (linkId === 'weeks') weeks = title(element);
        const option = answerOption.find((one) => one.code === code)?.display[lang];
        button(element, option ?? none).click();
        await element.updateComplete;
        if (option && now().repeats) button(element, next).click();
        await until(() => now().linkId !== linkId && title(element) === now().text[lang]);
      }
      assert(seen.includes('weeks') && seen.at(-1) === 'preg-urgent', seen.join(' '));
      equal(title(element), weeks);
      assert(root(element).activeElement?.tagName === 'H1', 'it is read from its title on');
      const chosen = rows(element).filter((row) => row.getAttribute('aria-pressed') === 'true');
      equal(
        chosen.map((row) => row.textContent!.trim()),
        [late],
        'with the answer of before',
      );
      equal(posts.length, 0, 'nothing is sent with both');
      await clean(element);
      assert(labels(element).includes(mid), labels(element).join());
      button(element, mid).click();
      await until(() => posts.length > 0);
      equal(answersIn(posts[0]!)['weeks'], ['w-mid', 'sure']);
    });
});
