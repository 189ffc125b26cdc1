/** Elder mode in a call on a phone: the conversation can be read and written in, with a warning, too. */
import { setViewport } from '@web/test-runner-commands';
import { render } from 'lit';
import { deep } from '../../stories/act.ts';
import * as stories from '../../stories/call-talk.stories.ts';
import type { Story } from '../../stories/story.ts';
import { clean } from '../kit/axe.ts';
import { itWhere } from './able.ts';
import { assert, equal, until } from '../kit/expect.ts';

let box: HTMLElement;
async function talk({ render: draw, play }: Story, lang: 'zh-CN' | 'en', elder = true): Promise<void> {
  const globals = { lang, elder: elder ? 'on' : 'off' } as const;
  render(draw({}, { globals }), box);
  await play!({ canvasElement: box, globals });
}
const one = (selector: string) => [...deep(box)].find((element) => element.matches(selector))!;
const boxOf = (selector: string) => one(selector).getBoundingClientRect();

/** WebKit's driver can't give the page a phone's size. */
const SIZED = /Chrome\/|Firefox\//.test(navigator.userAgent);
const inPhone = (name: string, body: () => Promise<void>): void =>
  itWhere(SIZED, 'its driver sets no size of the page', name, body);

describe('elder mode in a call', () => {
  const usual = { width: innerWidth, height: innerHeight };
  before(() => (SIZED ? setViewport({ width: 390, height: 844 }) : undefined));
  after(() => (SIZED ? setViewport(usual) : undefined));
  beforeEach(() => {
    box = document.body.appendChild(document.createElement('div'));
    // A card on a phone of 390 px.
    box.style.width = '332px';
  });
  afterEach(() => {
    render('', box);
    box.remove();
  });

  for (const lang of ['zh-CN', 'en'] as const)
    for (const [name, story] of [
      ['', stories.Open],
      [' beside a warning', stories.OpenBothDenied],
    ] as const)
      inPhone(`leaves the conversation its height${name}, ${lang}`, async () => {
        await talk(story, lang);
        await until(
          () => Math.abs(boxOf('.frame').height - (innerHeight - 90)) < 2,
          'nearly all of the phone',
        );
        await until(() => getComputedStyle(one('textarea')).fontSize === '20px', 'large text');
        await until(() => boxOf('.scroll').height > 200, 'six lines of messages');
        assert(boxOf('.stage').height <= 120, 'a strip of the picture');
        assert(boxOf('textarea').width > 240, 'a whole line in the field');
        equal(getComputedStyle(one('[part~=chat] .label')).position, 'absolute', 'the buttons take a row');
      });

  inPhone('says what is wrong in a line, with its button, and axe finds nothing', async () => {
    await talk(stories.OpenBothDenied, 'en');
    await until(() => one('.problem') && one('.retry') && boxOf('.stage').height <= 120, 'the warning');
    await until(() => boxOf('.problem').height <= 80, 'a line');
    await until(() => {
      const [warning, button] = [boxOf('.problem'), boxOf('.retry')];
      return button.left >= warning.right && button.top < warning.bottom;
    }, 'the button beside it');
    assert(!one('care-device-help').checkVisibility(), 'the steps wait');
    await clean(one('care-consult'));
  });

  inPhone('leaves a call without the mode as it was', async () => {
    await talk(stories.Open, 'en', false);
    await until(() => boxOf('.scroll').height > 0, 'the conversation');
    equal(getComputedStyle(one('[part~=chat] .label')).position, 'static');
  });
});
