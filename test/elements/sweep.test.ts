/** That the sweep over the stories finds what it looks for. */
import { executeServerCommand } from '@web/test-runner-commands';
import { faults } from './axe-lights.ts';
import { lostByForcedColors } from './forced-colors.ts';
import { inChromium } from './able.ts';
import { equal } from '../kit/expect.ts';

describe('a page of the tests', () => {
  it('comes with nothing that a file before this one has kept', async () => {
    const kept = async () =>
      [localStorage, sessionStorage, await caches.keys(), await indexedDB.databases()].map(
        ({ length }) => length,
      );
    equal(await kept(), [0, 0, 0, 0]);
    equal(document.cookie, '');
  });
});

describe('the sweep over the stories', () => {
  const box = document.createElement('div');
  before(() => document.body.append(box));
  after(() => box.remove());

  inChromium('tells what has no name', 'finds a control without a name', async () => {
    box.innerHTML = '<button></button><button aria-label="Named"></button><input><div></div>';
    box.lastElementChild!.attachShadow({ mode: 'open' }).innerHTML = '<a href="#"> </a><p></p>';
    const found = await executeServerCommand<{ role: string }[], never>('nameless');
    equal(found.map(({ role }) => role).sort(), ['button', 'link', 'textbox']);
  });

  it('finds what cannot be read in one of the lights, whichever the page has, and in a larger text', async () => {
    const page = document.documentElement;
    page.style.background = 'Canvas';
    // One passes over into its colour, one has it of what is around it.
    box.innerHTML = `<style>p, button { color: light-dark(#000, #fff); background: light-dark(#fff, #000); transition: color 9s }
        .faint { color: light-dark(#000, #333) } .pale { color: light-dark(#ccc, #fff) }
        div { color: light-dark(#000, #444); transition: color 9s } span { transition: color 9s }</style>
      <p>Clear</p><p class="faint">In the dark</p><p class="pale">In the light</p><div><span>Within</span></div>
      <button style="inline-size: 9px; block-size: 9px; padding: 0; border: 0">A</button><button style="inline-size: 60px; block-size: 60px">Large</button><input>`;
    const found = async (light: string, after?: 'other words' | 'other size') => {
      page.style.colorScheme = light;
      return (await faults(box, after)).map((one) => one.replace(/ style="[^"]*"/g, '')).sort();
    };
    const [here, there] = ['color-contrast', 'color-contrast-in-the-other-light'];
    const label = 'label: <input>';
    const target = 'target-size: <button></button>';
    const [pale, dark] = ['<p class="pale"></p>', '<p class="faint"></p> | <span></span>'];
    equal(await found('light'), [`${there}: ${dark}`, `${here}: ${pale}`, label, target]);
    equal(await found('dark'), [`${there}: ${pale}`, `${here}: ${dark}`, label, target]);
    equal(await found('light', 'other size'), [`${there}: ${dark}`, `${here}: ${pale}`, target]);
    equal(await found('light', 'other words'), [label, target]);
    equal(page.style.colorScheme, 'light');
    page.style.colorScheme = '';
  });

  it('finds a small target within a shadow, and none under a foot that can be scrolled away', async () => {
    box.innerHTML = '<div style="block-size: 200px; overflow: auto; position: relative"></div>';
    const button = (style: string, words: string) =>
      `<button style="position: absolute; ${style}">${words}</button>`;
    box.firstElementChild!.attachShadow({ mode: 'open' }).innerHTML = `
      ${button('inset-block-start: 140px; block-size: 40px; inline-size: 200px', 'Half under')}
      <p style="block-size: 900px"></p>
      <div style="position: sticky; inset-block-end: 0; background: white; z-index: 1"><button style="block-size: 40px; inline-size: 220px">Foot</button></div>`;
    equal(await faults(box), []);
    box.firstElementChild!.shadowRoot!.innerHTML += ['60px', '70px']
      .map((at) =>
        button(`inset-block-start: ${at}; block-size: 9px; inline-size: 9px; padding: 0; border: 0`, ''),
      )
      .join('');
    box.firstElementChild!.scrollTop = 0;
    equal((await faults(box)).map((one) => one.slice(0, 11)).sort(), ['button-name', 'target-size']);
  });

  inChromium('asks for less motion', 'finds what moves though less motion is asked for', async () => {
    box.innerHTML = `<style>@keyframes turn { to { rotate: 1turn } } .turns { animation: turn 1s infinite }
        @media (prefers-reduced-motion: reduce) { .still { animation: none } }</style>
        <p class="turns">moves</p><p class="turns still">stands</p>`;
    const found = await lostByForcedColors(box);
    equal(
      found.map((one) => one.replace(/\s+/g, ' ')),
      ['moves, though less motion is asked for: p.turns “moves”'],
    );
  });
});
