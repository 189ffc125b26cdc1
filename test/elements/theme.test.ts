/** The look: any brand colour is legible, named themes and the hospital's theme are worn by the tag and what is within, the page's tokens win. */
import { html, render } from 'lit';
import { CareElement } from '../../packages/elements/base/care-element.ts';
import { define } from '../../packages/elements/base/define.ts';
import { contrast, derive } from '../../packages/contract/theme.derive.ts';
import { buttons, forms, surfaces } from '../../packages/elements/theme/common.ts';
import { hospitalTheme } from '../../packages/elements/theme/dress.ts';

class Inner extends CareElement {
  static override styles = [CareElement.styles, buttons, forms, surfaces];
  protected override render() {
    return html`<button class="act">A</button><div class="card">B</div>`;
  }
}
define('care-test-inner', Inner);
class Outer extends CareElement {
  protected override render() {
    return html`<care-test-inner></care-test-inner>`;
  }
}
define('care-test-outer', Outer);

const pad = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
/** Any colour of CSS as the screen shows it. */
function hex(color: string): string {
  pad.fillStyle = color;
  pad.fillRect(0, 0, 1, 1);
  return `#${[...pad.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}
const ok = (good: unknown, what: string) => {
  if (!good) throw new Error(what);
};

let box: HTMLElement;
async function show(
  view: unknown,
): Promise<{ outer: Outer; inner: Inner; act: HTMLElement; card: HTMLElement }> {
  render(view, box);
  const outer = box.querySelector<Outer>('care-test-outer')!;
  await outer.updateComplete;
  const inner = outer.renderRoot.querySelector<Inner>('care-test-inner')!;
  await inner.updateComplete;
  const find = (selector: string) => inner.renderRoot.querySelector<HTMLElement>(selector)!;
  return { outer, inner, act: find('.act'), card: find('.card') };
}
/** A private token as a colour, in the inner element. */
function colorOf(inner: Inner, name: string): string {
  const card = inner.renderRoot.querySelector<HTMLElement>('.card')!;
  card.style.color = `var(--_${name})`;
  const color = getComputedStyle(card).color;
  card.style.color = '';
  return hex(color);
}

/** Mulberry32. */
function numbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const random = numbers(7);
const BRANDS = [
  ...['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff', '#808080'],
  ...Array.from(
    { length: 300 },
    () =>
      `#${Math.floor(random() * 0x1000000)
        .toString(16)
        .padStart(6, '0')}`,
  ),
];
const PAIRS: [string, string, number][] = [
  ['on-brand', 'brand', 4.5],
  ['on-brand', 'brand-strong', 4.5],
  ['brand', 'surface', 4.5],
  ['brand', 'brand-soft', 4.5],
  ['ink', 'surface', 7],
  ['ink', 'sunk', 7],
  ['muted', 'surface', 4.5],
  ['muted', 'sunk', 4.5],
  ['edge', 'surface', 3],
  ['red', 'red-soft', 4.5],
  ['amber', 'amber-soft', 4.5],
  ['green', 'green-soft', 4.5],
];

describe('the theme', () => {
  beforeEach(() => document.body.append((box = document.createElement('div'))));
  afterEach(() => box.remove());

  for (const [name, theme] of [
    ['base look', undefined],
    ['light', 'light'],
    ['dark', 'dark'],
    ['high-contrast', 'high-contrast'],
  ] as const)
    it(`keeps AA for any brand colour: ${name}`, async () => {
      const { inner } = await show(html`<care-test-outer .theme=${theme}></care-test-outer>`);
      const bad: string[] = [];
      for (const brand of BRANDS) {
        box.style.setProperty('--care-color-brand', brand);
        for (const [over, under, least] of PAIRS) {
          const ratio = contrast(colorOf(inner, over), colorOf(inner, under));
          if (ratio < least) bad.push(`${brand}: ${over} on ${under} ${ratio.toFixed(2)}`);
        }
      }
      ok(!bad.length, `${bad.length}: ${bad.slice(0, 12).join('; ')}`);
    });

  it('keeps AA by arithmetic, too, for browsers that cannot mix', () => {
    const bad: string[] = [];
    for (const brand of BRANDS)
      for (const dark of [false, true])
        for (const strong of [false, true]) {
          const all = derive({ '--care-color-brand': brand }, dark, strong);
          const of = (name: string) => all[`--care-color-${name}`]!;
          for (const [over, under, least] of PAIRS) {
            const ratio = contrast(of(over), of(under));
            if (ratio < least)
              bad.push(`${brand} ${dark} ${strong}: ${over} on ${under} ${ratio.toFixed(2)}`);
          }
        }
    ok(!bad.length, `${bad.length}: ${bad.slice(0, 12).join('; ')}`);
  });

  it('is foretold by arithmetic as today’s browsers paint it', async () => {
    const { inner } = await show(html`<care-test-outer theme="light"></care-test-outer>`);
    const outer = box.querySelector<Outer>('care-test-outer')!;
    const bad: string[] = [];
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      outer.theme = theme;
      await outer.updateComplete;
      for (const brand of BRANDS.slice(0, 60)) {
        box.style.setProperty('--care-color-brand', brand);
        const foretold = derive(
          { '--care-color-brand': brand },
          theme === 'dark',
          theme === 'high-contrast',
          true,
        );
        for (const name of [
          'brand',
          'brand-strong',
          'brand-soft',
          'surface',
          'ink',
          'muted',
          'edge',
          'on-brand',
        ]) {
          const [painted, told] = [colorOf(inner, name), foretold[`--care-color-${name}`]!];
          const apart = Math.abs(contrast(painted, '#ffffff') / contrast(told, '#ffffff') - 1);
          if (apart > 0.03) bad.push(`${brand} ${theme}: ${name} ${painted}, not ${told}`);
        }
      }
    }
    ok(!bad.length, `${bad.length}: ${bad.slice(0, 12).join('; ')}`);
  });

  it('keeps a colour of the light out of the dark where it sets none for it', async () => {
    const care = { api: { base: 'https://care.example/v1/hospitals/field' } } as never;
    const { outer, inner } = await show(html`<care-test-outer .care=${care}></care-test-outer>`);
    inner.care = care;
    const link = inner.renderRoot.appendChild(document.createElement('a'));
    hospitalTheme(
      'https://care.example/v1/hospitals/field',
      { name: 'x', tokens: { '--care-color-link': '#123456' } },
      [outer, inner],
    );
    ok(hex(getComputedStyle(link).color) === '#123456', 'in the light');
    outer.style.colorScheme = 'dark';
    ok(hex(getComputedStyle(link).color) === colorOf(inner, 'brand'), 'in the dark it follows the brand');
  });

  it('named on the tag is worn by what is within, changes live, and is taken off', async () => {
    const plain = await show(html`<care-test-outer></care-test-outer>`);
    const before = colorOf(plain.inner, 'brand');
    plain.outer.setAttribute('theme', 'clinic');
    await plain.outer.updateComplete;
    ok(getComputedStyle(plain.card).borderRadius === '6px', 'clinic has small corners');
    ok(colorOf(plain.inner, 'brand') !== before, 'clinic has its brand');
    plain.outer.setAttribute('theme', 'dark');
    await plain.outer.updateComplete;
    ok(getComputedStyle(plain.inner).colorScheme === 'dark', 'dark is dark');
    ok(contrast(colorOf(plain.inner, 'surface'), '#000000') < 2, 'dark has a dark ground');
    plain.outer.removeAttribute('theme');
    await plain.outer.updateComplete;
    ok(colorOf(plain.inner, 'brand') === before, 'the base look is back');
  });

  it('gives way to the page’s own tokens, without !important', async () => {
    const { inner, card, act } = await show(html`
      <style>
        .ours { --care-color-surface: #102030; --care-radius: 3px; --care-shadow: 0 2px 8px #00000040; --care-height-button: 70px; font-family: Georgia; --care-font: page }
      </style>
      <div class="ours"><care-test-outer theme="warm"></care-test-outer></div>`);
    ok(colorOf(inner, 'surface') === '#102030', 'the surface');
    ok(getComputedStyle(card).borderRadius === '3px', 'the corner');
    ok(getComputedStyle(card).boxShadow !== 'none', 'the shadow');
    ok(getComputedStyle(act).minHeight === '70px', 'the height');
    ok(
      getComputedStyle(card).fontFamily === 'Georgia',
      `the page's font, not ${getComputedStyle(card).fontFamily}`,
    );
  });

  it('of the hospital is worn by what belongs to it, below the tag’s own, and nothing of it that is no value', async () => {
    const care = { api: { base: 'https://care.example/v1/hospitals/renhe' } } as never;
    const { outer, inner, card } = await show(html`<care-test-outer .care=${care}></care-test-outer>`);
    inner.care = care;
    const tokens = {
      '--care-radius': '27px',
      '--care-color-brand': '#7a1f3d',
      '--care-color-ink': 'red;}*{display:none',
    };
    hospitalTheme('https://care.example/v1/hospitals/renhe', { name: 'x', tokens }, [outer, inner]);
    ok(getComputedStyle(card).borderRadius === '27px', 'its corner');
    ok(getComputedStyle(card).display !== 'none', 'nothing more');
    outer.setAttribute('theme', 'clinic');
    await outer.updateComplete;
    ok(getComputedStyle(card).borderRadius === '6px', 'the tag’s own theme comes first');
    outer.setAttribute('theme', 'dark');
    await outer.updateComplete;
    ok(getComputedStyle(card).borderRadius === '27px', 'dark alone leaves the hospital’s');
  });
});
