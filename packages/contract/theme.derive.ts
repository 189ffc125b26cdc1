/**
 * Owns the colours that one brand colour makes, by arithmetic: for browsers that cannot do it in CSS, and for the studio and the server,
 * which have to tell what a theme will look like. Pure. OKLCH after Björn Ottosson, https://bottosson.github.io/posts/oklab/ (public domain).
 */

export type Rgb = readonly [red: number, green: number, blue: number];

/** `#abc` or `#aabbcc`; each channel 0 to 1. */
export function rgbOf(hex: string): Rgb {
  const full = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex;
  return [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16) / 255) as unknown as Rgb;
}
const hexOf = (rgb: readonly number[]): string =>
  `#${rgb
    .map((one) =>
      Math.round(Math.min(1, Math.max(0, one)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

/** Lightness 0 to 1, chroma, hue in radians. */
export function oklchOf(hex: string): [lightness: number, chroma: number, hue: number] {
  const [r, g, b] = rgbOf(hex).map(linear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, bb), Math.atan2(bb, a)];
}

function linearOf(lightness: number, chroma: number, hue: number): number[] {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The nearest colour that a screen shows: of the same lightness and hue, with as much of the chroma as there is room for. */
export function hexOfOklch(lightness: number, chroma: number, hue: number): string {
  const fits = (c: number) => linearOf(lightness, c, hue).every((one) => one >= -1e-4 && one <= 1.0001);
  let [least, most] = [0, chroma];
  if (fits(chroma)) least = chroma;
  else
    for (let step = 0; step < 16; step++) {
      const middle = (least + most) / 2;
      if (fits(middle)) least = middle;
      else most = middle;
    }
  return hexOf(linearOf(lightness, least, hue).map((one) => gamma(Math.max(0, one))));
}

/** Channels below 0 and above 1, too: so browsers mix a colour that no screen shows, and cut it off when they paint. */
const uncut = (lightness: number, chroma: number, hue: number): number[] =>
  linearOf(lightness, chroma, hue).map((one) => Math.sign(one) * gamma(Math.abs(one)));
const clipped = (lightness: number, chroma: number, hue: number): string =>
  hexOf(uncut(lightness, chroma, hue));

const luminance = (hex: string): number => {
  const [r, g, b] = rgbOf(hex).map(linear) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2's ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of the first on the second, as `color-mix(in srgb, …)` does. */
export function mix(one: string | readonly number[], share: number, other: string): string {
  const under = rgbOf(other);
  return hexOf(
    (typeof one === 'string' ? rgbOf(one) : one).map((c, at) => c * share + under[at]! * (1 - share)),
  );
}

/** AA for text of any size. */
const LEGIBLE = 4.5;

/**
 * Every colour token by name; `given` are those that a theme sets itself, and the others are mixed from. `css`: as the style sheets of
 * today's browsers work them out, which know no ratio; otherwise as our script does for the older ones.
 */
export function derive(
  given: Readonly<Record<string, string>>,
  dark: boolean,
  strong = false,
  css = false,
): Record<string, string> {
  const shown = css ? clipped : hexOfOklch;
  const base = given['--care-color-brand'] ?? '#0b6b69';
  const [l, c, h] = oklchOf(base);
  const set = (name: string, value: () => string) => given[`--care-color-${name}`] ?? value();
  const tone = (light: [number, number], night: [number, number]) => () =>
    shown(...(dark ? night : light), h);
  const surface = set(
    'surface',
    strong ? () => (dark ? '#000000' : '#ffffff') : dark ? tone([0, 0], [0.21, 0.012]) : () => '#ffffff',
  );
  const ink = set('ink', strong ? () => (dark ? '#ffffff' : '#000000') : tone([0.24, 0.018], [0.94, 0.012]));
  const onBrand = set('on-brand', dark ? tone([0, 0], [0.21, 0.012]) : () => '#ffffff');
  let lightness = dark ? (strong ? 0.85 : 0.76) : Math.min(l, strong ? 0.36 : 0.48);
  let brand = shown(lightness, c, h);
  const mixed = () => (css ? uncut(lightness, c, h) : brand);
  const soft = () => mix(mixed(), 0.09, surface);
  // Lightness alone is no contrast: what still is too near goes further, to the end of the scale at most.
  for (let step = 0; step < 30 && !css; step++) {
    if (Math.min(contrast(brand, soft()), contrast(brand, onBrand)) >= LEGIBLE) break;
    lightness += dark ? 0.01 : -0.01;
    brand = shown(lightness, c, h);
  }
  const red = set('red', () => (dark ? '#ff9d94' : '#b3261e'));
  const amber = set('amber', () => (dark ? '#f5bf5c' : '#8a5000'));
  const green = set('green', () => (dark ? '#82d39d' : '#1a6b3c'));
  const all = {
    ...{ brand, 'on-brand': onBrand, surface, ink, red, amber, green },
    'brand-strong': set('brand-strong', () => mix(mixed(), 0.8, ink)),
    'brand-soft': set('brand-soft', soft),
    sunk: set('sunk', () => mix(ink, 0.04, surface)),
    muted: set('muted', tone(strong ? [0.3, 0.018] : [0.48, 0.018], strong ? [0.9, 0.01] : [0.76, 0.018])),
    line: set('line', () => mix(ink, strong ? 0.6 : 0.15, surface)),
    edge: set('edge', tone(strong ? [0.3, 0.018] : [0.61, 0.018], strong ? [0.9, 0.01] : [0.61, 0.018])),
    'red-soft': set('red-soft', () => mix(red, 0.09, surface)),
    'amber-soft': set('amber-soft', () => mix(amber, 0.09, surface)),
    'green-soft': set('green-soft', () => mix(green, 0.09, surface)),
    link: set('link', () => brand),
    focus: set('focus', () => brand),
    field: set('field', () => surface),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`--care-color-${name}`, value]));
}
