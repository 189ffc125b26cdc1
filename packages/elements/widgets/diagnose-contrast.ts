/** Owns the contrast check of `diagnose()`: the theme's pairs of colours as this page has them, by WCAG 2. */
import type { Found } from '@care-elements/client/diagnose.ts';

/** WCAG 2.2, 1.4.3 for text and 1.4.11 for the edges of controls. */
const TEXT = 4.5;
const EDGE = 3;
/** Private tokens of `theme/tokens.ts`: what stands on what. */
const PAIRS: [on: string, ground: string, least: number][] = [
  ['ink', 'surface', TEXT],
  ['muted', 'surface', TEXT],
  ['brand', 'surface', TEXT],
  ['on-brand', 'brand', TEXT],
  ['red', 'surface', TEXT],
  ['amber', 'surface', TEXT],
  ['green', 'surface', TEXT],
  ['edge', 'surface', EDGE],
];

export function contrast(element: Element | null): Found {
  const root = element?.shadowRoot;
  if (!root?.firstElementChild) return { mark: 'open', as: 'none' };
  const probe = root.appendChild(document.createElement('i'));
  // A canvas says any colour in sRGB.
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const light = (token: string): number => {
    probe.style.color = `var(--_${token})`;
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const measured = PAIRS.map(([on, ground, least]) => {
    const [low, high] = [light(on), light(ground)].sort((a, b) => a - b);
    return { name: `${on}/${ground}`, ratio: (high! + 0.05) / (low! + 0.05), least };
  });
  probe.remove();
  const say = (ratio: number) => (Math.floor(ratio * 10) / 10).toFixed(1);
  const low = measured.filter(({ ratio, least }) => ratio < least);
  if (low.length)
    return {
      mark: 'bad',
      as: 'low',
      facts: {
        pairs: low.map(({ name, ratio, least }) => `${name} ${say(ratio)} : 1 (${least})`).join(', '),
      },
    };
  const text = measured.filter(({ least }) => least === TEXT).map(({ ratio }) => ratio);
  return { mark: 'ok', as: 'enough', facts: { least: say(Math.min(...text)) } };
}
