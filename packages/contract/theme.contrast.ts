/**
 * Owns what is legible: the pairs of colours that the tokens make, their ratio in a theme, light and dark, and what would mend one that
 * is too low. Pure; the studio shows it, the server refuses by it.
 */
import { contrast, derive, hexOfOklch, oklchOf } from './theme.derive.ts';
import { NAMED } from './theme.named.ts';
import type { ThemeData } from './theme.tokens.ts';

/** WCAG 2.2, 1.4.3 for text of any size, and 1.4.11 for the edges of controls. */
const TEXT = 4.5;
const EDGE = 3;

/** Names without `--care-color-`: what stands on what, and the least ratio. Lines that only divide need none. */
export const PAIRS = [
  ['ink', 'surface', TEXT],
  ['ink', 'sunk', TEXT],
  ['ink', 'field', TEXT],
  ['ink', 'brand-soft', TEXT],
  ['ink', 'red-soft', TEXT],
  ['ink', 'amber-soft', TEXT],
  ['ink', 'green-soft', TEXT],
  ['muted', 'surface', TEXT],
  ['muted', 'sunk', TEXT],
  ['muted', 'brand-soft', TEXT],
  ['on-brand', 'brand', TEXT],
  ['on-brand', 'brand-strong', TEXT],
  ['brand', 'surface', TEXT],
  ['brand', 'brand-soft', TEXT],
  ['link', 'surface', TEXT],
  ['red', 'surface', TEXT],
  ['red', 'red-soft', TEXT],
  ['amber', 'surface', TEXT],
  ['amber', 'amber-soft', TEXT],
  ['green', 'surface', TEXT],
  ['green', 'green-soft', TEXT],
  ['edge', 'surface', EDGE],
  ['focus', 'surface', EDGE],
] as const;
export type Colour = (typeof PAIRS)[number][0 | 1];

export interface Pair {
  on: Colour;
  ground: Colour;
  dark: boolean;
  least: number;
  /** WCAG's, 1 to 21. */
  ratio: number;
  /** Of what stands on it, and of the ground. */
  colours: readonly [string, string];
}

const nameOf = (colour: Colour): string => `--care-color-${colour}`;

/** What the theme and what it starts from set, in the light or in the dark. The brand serves both. */
function given({ base, tokens, dark }: ThemeData, night: boolean): Record<string, string> {
  const under = base && NAMED[base];
  const light = { ...under?.tokens, ...tokens };
  if (!night) return light;
  const brand = light['--care-color-brand'];
  return { ...under?.dark, ...dark, ...(brand && { '--care-color-brand': brand }) };
}

/** False for light, true for dark: those that the theme can be seen in. */
const schemesOf = ({ base }: ThemeData): readonly boolean[] =>
  base === 'light' ? [false] : base === 'dark' ? [true] : [false, true];

/**
 * Every pair, in the order of `PAIRS`, light first. Old browsers work the colours out in another way than new ones: the lower ratio
 * of the two counts.
 */
export function pairsOf(theme: ThemeData): Pair[] {
  const strong = theme.base === 'high-contrast';
  return schemesOf(theme).flatMap((dark) => {
    const set = given(theme, dark);
    const palettes = [derive(set, dark, strong, true), derive(set, dark, strong)];
    return PAIRS.map(([on, ground, least]): Pair => {
      const [low] = palettes
        .map((all) => [all[nameOf(on)]!, all[nameOf(ground)]!] as const)
        .map((colours) => ({ colours, ratio: contrast(...colours) }))
        .sort((a, b) => a.ratio - b.ratio);
      return { on, ground, dark, least, ...low! };
    });
  });
}

/** Those that are too low: a theme without any is legible. */
export const tooLow = (theme: ThemeData): Pair[] =>
  pairsOf(theme).filter(({ ratio, least }) => ratio < least);

/** A ratio is never said to be higher than it is. */
export const sayRatio = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

export interface Mending {
  token: string;
  value: string;
  dark: boolean;
}

/** The theme with it. */
export const mended = (theme: ThemeData, { token, value, dark }: Mending): ThemeData =>
  dark && token !== '--care-color-brand'
    ? { ...theme, dark: { ...theme.dark, [token]: value } }
    : { ...theme, tokens: { ...theme.tokens, [token]: value } };

/**
 * The smallest step of lightness, of either colour, that makes the pair legible and makes no other pair worse than it may be; where
 * there is none, the one that leaves the fewest too low.
 */
export function mend(theme: ThemeData, pair: Pair): Mending | undefined {
  const before = tooLow(theme).length;
  let best: (Mending & { left: number; step: number }) | undefined;
  for (const [at, colour] of [pair.on, pair.ground].entries()) {
    const [l, c, h] = oklchOf(pair.colours[at]!);
    for (const way of [-0.02, 0.02])
      for (let step = 1; l + way * step > -0.02 && l + way * step < 1.02; step++) {
        const value = hexOfOklch(Math.min(1, Math.max(0, l + way * step)), c, h);
        const mending = { token: nameOf(colour), value, dark: pair.dark };
        const low = tooLow(mended(theme, mending));
        if (
          low.some(({ on, ground, dark }) => on === pair.on && ground === pair.ground && dark === pair.dark)
        )
          continue;
        const left = low.length;
        if (left < before && (!best || left < best.left || (left === best.left && step < best.step)))
          best = { ...mending, left, step };
      }
  }
  return best && { token: best.token, value: best.value, dark: best.dark };
}
