/** Owns what the tokens of shape do: corners, lines, heights, room, weights, shadows. A rule stands only where its token is set. */

type Rule = (value: string) => string;
const CONTROL = '.field :is(input,textarea,select)';

const RULES: Record<string, Rule> = {
  '--care-color-focus': (v) => `:focus-visible{outline-color:${v}}`,
  '--care-color-link': (v) => `a:not(.act){color:${v}}`,
  '--care-color-field': (v) => `${CONTROL}{background:${v}}`,
  '--care-font': (v) => (v === 'page' ? ':host{font-family:inherit}:host>*{font-family:inherit}' : ''),
  '--care-font-heading': (v) =>
    v === 'page' ? 'h1,h2,h3{font-family:inherit}' : `h1,h2,h3{font-family:${v}}`,
  '--care-weight-heading': (v) => `h1,h2,h3{font-weight:${v}}`,
  '--care-weight-button': (v) => `.act{font-weight:${v}}`,
  '--care-letter-spacing': (v) => `:host>*{letter-spacing:${v}}`,
  '--care-line-height': (v) => `:host>*,:host(:lang(zh))>*{line-height:${v}}`,
  '--care-density': (v) =>
    `.row{padding-block:calc(10px*${v});min-height:max(var(--_tap),calc(56px*${v}))}${CONTROL}{padding-block:calc(10px*${v});min-height:max(var(--_tap),calc(48px*${v}))}.act{min-height:max(var(--_tap),calc(52px*${v}))}.card{padding:calc(16px*${v})}.stack{gap:calc(16px*${v})}.rows{gap:calc(8px*${v})}`,
  '--care-radius-button': (v) => `.act,.link,.icon{border-radius:${v}}`,
  '--care-radius-chip': (v) => `.chip{border-radius:${v}}`,
  '--care-border-width': (v) => `.card,.row,.band,.act,${CONTROL}{border-width:${v}}`,
  '--care-focus-width': (v) => `:focus-visible{outline-width:${v}}`,
  '--care-focus-offset': (v) => `:focus-visible{outline-offset:${v}}`,
  '--care-shadow': (v) => `.card{box-shadow:${v}}`,
  '--care-shadow-button': (v) => `.act:not(.quiet){box-shadow:${v}}`,
  '--care-height-button': (v) => `.act{min-height:${v}}`,
  '--care-height-field': (v) => `${CONTROL}{min-height:${v}}`,
  '--care-height-row': (v) => `.row{min-height:${v}}`,
  '--care-gap': (v) => `.stack{gap:${v}}`,
  '--care-gap-rows': (v) => `.rows{gap:${v}}`,
  '--care-padding-card': (v) => `.card{padding:${v}}`,
};

/** The colours among them where a theme sets none for the light, or none for the dark. */
export const SHAPED: Record<string, string> = {
  '--care-color-focus': 'var(--_brand)',
  '--care-color-link': 'var(--_brand)',
  '--care-color-field': 'var(--_surface)',
};

/** Corners as the page rounds the tag itself. */
const PAGE_CORNERS: Record<string, Rule> = {
  '--care-radius': (v) => `:host{--_card:${v}}`,
  '--care-radius-field': (v) => `:host{--_round:${v}}`,
};

/**
 * `set` are the tokens that the page or the theme sets; the page's may change later, so a rule reads the token first. `corner` is
 * the tag's own.
 */
export const shapeRules = (
  set: Readonly<Record<string, string>>,
  dark: Readonly<Record<string, string>>,
  corner: string,
): string =>
  Object.entries(set)
    .map(([token, value]) => {
      const rule = RULES[token];
      // The page's corner, the page's font: a word of ours, which is no value in CSS.
      if (token === '--care-font' || token === '--care-font-heading') return rule!(value);
      if (value === 'page') return (PAGE_CORNERS[token] ?? rule)?.(corner) ?? '';
      const night = dark[token];
      return rule?.(`var(${token},${night ? `light-dark(${value},${night})` : value})`) ?? '';
    })
    .join('');
