/** The public tokens of the look, each with its grammar: one list for the elements, the studio and the server. No zod, so a page may read it. */

/** What may stand in the tags' `theme`. */
export const THEMES = ['light', 'dark', 'auto', 'clinic', 'warm', 'high-contrast'] as const;
export type ThemeName = (typeof THEMES)[number];

export type Kind =
  'color' | 'font' | 'weight' | 'shadow' | readonly [least: number, most: number, unit: 'px' | 'em' | ''];
const px = (least: number, most: number): Kind => [least, most, 'px'];

export const TOKENS = {
  '--care-color-brand': 'color',
  '--care-color-on-brand': 'color',
  '--care-color-brand-strong': 'color',
  '--care-color-brand-soft': 'color',
  '--care-color-surface': 'color',
  '--care-color-sunk': 'color',
  '--care-color-ink': 'color',
  '--care-color-muted': 'color',
  '--care-color-line': 'color',
  '--care-color-edge': 'color',
  '--care-color-red': 'color',
  '--care-color-red-soft': 'color',
  '--care-color-amber': 'color',
  '--care-color-amber-soft': 'color',
  '--care-color-green': 'color',
  '--care-color-green-soft': 'color',
  '--care-color-link': 'color',
  '--care-color-focus': 'color',
  '--care-color-field': 'color',
  '--care-font': 'font',
  '--care-font-heading': 'font',
  '--care-weight-heading': 'weight',
  '--care-weight-button': 'weight',
  '--care-letter-spacing': [0, 0.2, 'em'],
  '--care-line-height': [1.3, 2.2, ''],
  '--care-scale': [1, 2, ''],
  '--care-density': [0.75, 1.5, ''],
  '--care-radius': px(0, 32),
  '--care-radius-field': px(0, 32),
  '--care-radius-button': px(0, 99),
  '--care-radius-chip': px(0, 99),
  '--care-border-width': px(1, 4),
  '--care-focus-width': px(2, 6),
  '--care-focus-offset': px(0, 6),
  '--care-shadow': 'shadow',
  '--care-shadow-button': 'shadow',
  '--care-target': px(44, 96),
  '--care-height-button': px(44, 96),
  '--care-height-field': px(44, 96),
  '--care-height-row': px(44, 96),
  '--care-gap': px(4, 40),
  '--care-gap-rows': px(4, 24),
  '--care-padding-card': px(4, 40),
} as const satisfies Record<string, Kind>;
export type TokenName = keyof typeof TOKENS;
export type Tokens = Record<string, string>;

/** A theme as it is kept and exchanged: colours of `tokens` are those in the light but for the brand, which serves both. */
export interface ThemeData {
  name: string;
  /** What it starts from; the page's own light or dark where absent. */
  base?: ThemeName | undefined;
  tokens: Tokens;
  /** Colours in the dark; what is absent is derived from the brand. */
  dark?: Tokens | undefined;
}

const HEX = /^#(?:[\da-f]{3}|[\da-f]{6})$/i;
/** Families by name: nothing that could end a declaration, fetch or run. */
const FAMILY = /^(?:'[\p{L}\p{N} ._-]{1,60}'|[A-Za-z][A-Za-z0-9-]{0,59})$/u;
const WEIGHT = /^[1-9]00$/;
const SHADOW = /^(?:none|0 \d{1,2}px \d{1,2}px #[\da-f]{8})$/i;

/** Whether a token may have this value; a token that is not in the list may have none. */
export function fitsToken(name: string, value: string): boolean {
  const kind = (Object.hasOwn(TOKENS, name) ? TOKENS[name as TokenName] : undefined) as Kind | undefined;
  if (kind === undefined) return false;
  if (kind === 'color') return HEX.test(value);
  if (kind === 'weight') return WEIGHT.test(value);
  if (kind === 'shadow') return SHADOW.test(value);
  if (kind === 'font') {
    const families = value.split(', ');
    return value === 'page' || (families.length <= 12 && families.every((family) => FAMILY.test(family)));
  }
  const [least, most, unit] = kind;
  if (name.startsWith('--care-radius') && value === 'page') return true;
  const number = /^\d{1,3}(?:\.\d{1,3})?/.exec(value)?.[0];
  return number !== undefined && value === number + unit && +number >= least && +number <= most;
}

/** What is wrong with a file's content as a theme; empty for a good one. */
export function themeFaults(data: unknown): string[] {
  const isObject = (one: unknown): one is Record<string, unknown> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isObject(data)) return ['A theme is a JSON object.'];
  const { name, base, tokens, dark, ...rest } = data;
  const faults = Object.keys(rest).map((key) => `Unknown: ${key}`);
  if (typeof name !== 'string' || !name.trim() || name.length > 80) faults.push('name: 1 to 80 characters');
  if (base !== undefined && !THEMES.includes(base as ThemeName)) faults.push(`base: ${THEMES.join(', ')}`);
  for (const [of, values] of Object.entries({ tokens, dark })) {
    if (values === undefined && of === 'dark') continue;
    if (!isObject(values)) faults.push(`${of}: an object`);
    else
      for (const [token, value] of Object.entries(values))
        if (typeof value !== 'string' || !fitsToken(token, value))
          faults.push(`${of}: ${token}: ${`${value}`.slice(0, 60)}`);
        else if (of === 'dark' && TOKENS[token as TokenName] !== 'color')
          faults.push(`dark: ${token} is no colour`);
  }
  return faults.slice(0, 50);
}
