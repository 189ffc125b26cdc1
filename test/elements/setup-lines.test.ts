/** The choices of the setup's page: each language that the chosen tag speaks, in the lines and in the preview. */
import { render } from 'lit';
import type { CareSetup } from '../../packages/elements/widgets/care-setup.ts';
import type { CareVisit } from '../../packages/elements/widgets/care-visit.ts';
import { find } from '../../stories/act.ts';
import { Ready } from '../../stories/setup.stories.ts';
import { equal, until } from '../kit/expect.ts';

it('a patient’s tag may speak five languages, a desk four; the lines and the preview follow', async () => {
  const box = document.createElement('div');
  document.body.append(box);
  render(Ready.render({}, { globals: { lang: 'en' } }), box);
  const select = async (id: string) => (await find(box, `select#${id}`)) as HTMLSelectElement;
  const choose = async (id: string, value: string) => {
    const list = await select(id);
    list.value = value;
    list.dispatchEvent(new Event('change'));
    await box.querySelector<CareSetup>('care-setup')!.updateComplete;
  };
  const offered = async () => [...(await select('lang')).options].map(({ value, text }) => [value, text]);
  const lines = async () => (await find(box, '#code-snippet')).textContent!.split('\n')[1];
  const four = [
    ...[
      ['', 'As the page says'],
      ['zh-CN', '简体中文'],
      ['zh-TW', '繁體中文（台灣）'],
    ],
    ...[
      ['zh-HK', '繁體中文（香港）'],
      ['en', 'English'],
    ],
  ];
  equal(await offered(), [...four, ['ar', 'العربية']]);
  const preview = (await find(box, '.shown care-visit')) as CareVisit;
  for (const lang of ['zh-TW', 'zh-HK', 'ar'] as const) {
    await choose('lang', lang);
    equal(await lines(), `<care-visit hospital="lakeside" lang="${lang}"></care-visit>`);
    await until(() => preview.tongue === lang);
  }
  await until(() => preview.shadowRoot!.querySelector('[dir=rtl] h1'));

  await choose('tag', 'care-desk');
  equal(await offered(), four);
  equal([(await select('lang')).value, await lines()], ['', '<care-desk hospital="lakeside"></care-desk>']);
  await choose('tag', 'care-visit');
  equal((await select('lang')).value, 'ar', 'what was chosen is not lost');
  box.remove();
});
