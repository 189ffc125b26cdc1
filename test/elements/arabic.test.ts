/** The pages that have no visit on them, in Arabic: a file of its own, because the first Arabic words of any element turn all of them. */
import { render } from 'lit';
import type { Lang } from '../../packages/elements/base/words.ts';
import { GuestOpening } from '../../stories/guests.stories.ts';

describe('a guest’s page in Arabic', () => {
  it('runs from right to left without a visit beside it', async () => {
    const box = document.createElement('div');
    document.body.append(box);
    render(GuestOpening.render({}, { globals: { lang: 'ar' as Lang } }), box);
    let title: Element | null | undefined;
    for (let tries = 0; tries < 300 && !title; tries++) {
      await new Promise((done) => setTimeout(done, 10));
      title = box.querySelector('care-guest')?.shadowRoot?.querySelector('h1');
    }
    const { direction } = getComputedStyle(title!);
    if (direction !== 'rtl') throw new Error(`${title!.textContent} runs ${direction}`);
    box.remove();
  });
});
