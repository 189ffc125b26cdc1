/** That the sweep over the stories finds what it looks for. */
import { executeServerCommand } from '@web/test-runner-commands';
import { lostByForcedColors } from './forced-colors.ts';
import { equal } from '../kit/expect.ts';

/** No other engine is asked for its tree or for forced colours. */
const CHROMIUM = navigator.userAgent.includes('Chrome/');

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

  it('finds a control without a name', async () => {
    if (!CHROMIUM) return;
    box.innerHTML = '<button></button><button aria-label="Named"></button><input>';
    const found = await executeServerCommand<{ role: string }[], never>('nameless');
    equal(found.map(({ role }) => role).sort(), ['button', 'textbox']);
  });

  it('finds what moves though less motion is asked for', async () => {
    if (!CHROMIUM) return;
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
