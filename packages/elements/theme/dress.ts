/**
 * Owns what an element wears beyond the base look: its named theme, its hospital's theme, and all public tokens. Fetched when a tag has
 * `theme` or its hospital has a theme; every other page never pays for it. Private tokens are set anew in each element, below
 * whatever the page's own rules say: `var(--care-…)` first, the theme's value second.
 */
import { fitsToken, TOKENS, type ThemeData, type ThemeName } from '@care-elements/contract/theme.tokens.ts';
import { derive } from '@care-elements/contract/theme.derive.ts';
import { NAMED } from '@care-elements/contract/theme.named.ts';
import type { CareElement } from '../base/care-element.ts';
import { shapeRules, SHAPED } from './shapes.ts';

const MODERN =
  CSS.supports('color', 'oklch(from red l c h)') && CSS.supports('color', 'light-dark(red, red)');

/** By the base of the hospital's routes. */
const hospitals = new Map<string, ThemeData>();

/** What stands in for a colour that nobody sets: in the light, in the dark. As in `tokens.ts`. */
const of = (l: string): string => `oklch(from var(--_b) ${l} h)`;
const soft = (name: string): string => `color-mix(in srgb, var(--_${name}) 9%, var(--_surface))`;
const DERIVED: Record<string, [light: string, dark: string]> = {
  'on-brand': ['#fff', of('.21 .012')],
  surface: ['#fff', of('.21 .012')],
  ink: [of('.24 .018'), of('.94 .012')],
  muted: [of('.48 .018'), of('.76 .018')],
  edge: [of('.61 .018'), of('.61 .018')],
  line: [
    'color-mix(in srgb, var(--_ink) 15%, var(--_surface))',
    'color-mix(in srgb, var(--_ink) 15%, var(--_surface))',
  ],
  sunk: [
    'color-mix(in srgb, var(--_ink) 4%, var(--_surface))',
    'color-mix(in srgb, var(--_ink) 4%, var(--_surface))',
  ],
  red: ['#b3261e', '#ff9d94'],
  amber: ['#8a5000', '#f5bf5c'],
  green: ['#1a6b3c', '#82d39d'],
  'brand-strong': [
    'color-mix(in srgb, var(--_brand) 80%, var(--_ink))',
    'color-mix(in srgb, var(--_brand) 80%, var(--_ink))',
  ],
  'brand-soft': [soft('brand'), soft('brand')],
  'red-soft': [soft('red'), soft('red')],
  'amber-soft': [soft('amber'), soft('amber')],
  'green-soft': [soft('green'), soft('green')],
};
const STRONG: typeof DERIVED = {
  surface: ['#fff', '#000'],
  ink: ['#000', '#fff'],
  muted: [of('.3 .018'), of('.9 .01')],
  edge: [of('.3 .018'), of('.9 .01')],
  line: [
    'color-mix(in srgb, var(--_ink) 60%, var(--_surface))',
    'color-mix(in srgb, var(--_ink) 60%, var(--_surface))',
  ],
};

interface Worn {
  tokens: Record<string, string>;
  dark: Record<string, string>;
  scheme: string | undefined;
  strong: boolean;
}

/** The tag's own theme over its hospital's; a named one with colours of its own takes the hospital's place. */
function wornBy(name: ThemeName | undefined, hospital: ThemeData | undefined): Worn {
  const base = name && NAMED[name];
  const own = hospital && (!base || base.scheme) ? hospital : undefined;
  const under = own?.base && (!base || NAMED[own.base].scheme === undefined) ? NAMED[own.base] : undefined;
  // What the server checked is checked once more: it becomes a style sheet here.
  const good = (tokens: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(tokens).filter(([token, value]) => fitsToken(token, value)));
  return {
    tokens: { ...under?.tokens, ...base?.tokens, ...good(own?.tokens) },
    dark: { ...under?.dark, ...base?.dark, ...good(own?.dark) },
    scheme: base?.scheme ?? under?.scheme,
    strong: (name ?? own?.base) === 'high-contrast',
  };
}

const privateOf: Record<string, string> = {
  '--care-font': '--_font',
  '--care-radius': '--_card',
  '--care-radius-field': '--_round',
  '--care-target': '--_tap',
  '--care-scale': '--_zoom',
};

/** The colours, as custom properties of the host. */
function ground({ tokens, dark, scheme, strong }: Worn, isTop: boolean, night: boolean, set: string): string {
  const lines: string[] = isTop && scheme ? [`color-scheme:${scheme}`] : [];
  const brand = tokens['--care-color-brand'];
  if (brand) lines.push(`--_b:var(--care-color-brand,${brand})`);
  for (const [token, name] of Object.entries(privateOf))
    if (tokens[token] && tokens[token] !== 'page') lines.push(`${name}:var(${token},${tokens[token]})`);
  if (MODERN) {
    if (strong)
      lines.push(`--_brand:light-dark(oklch(from var(--_b) min(l, .36) c h),oklch(from var(--_b) .85 c h))`);
    for (const [name, both] of Object.entries({ ...DERIVED, ...(strong && STRONG) })) {
      const token = `--care-color-${name}`;
      const [light, night] = [tokens[token] ?? both[0], dark[token] ?? both[1]];
      lines.push(`--_${name}:var(${token},${light === night ? light : `light-dark(${light},${night})`})`);
    }
  } else {
    const { '--care-color-brand': own, ...rest } = tokens;
    const from = fitsToken('--care-color-brand', set) ? set : own;
    const made = derive(
      { ...(night ? dark : rest), ...(from && { '--care-color-brand': from }) },
      night,
      strong,
    );
    for (const [token, value] of Object.entries(made)) {
      const name = token.replace('--care-color-', '--_');
      lines.push(token === '--care-color-brand' ? `${name}:${value}` : `${name}:var(${token},${value})`);
    }
  }
  return `:host{${lines.join(';')}}`;
}

/** Takes off what was put on. */
const undress = new WeakMap<ShadowRoot, { text: string; off: () => void }>();

function wear(root: ShadowRoot, under: string, over: string): void {
  const text = `${under}${over}`;
  const before = undress.get(root);
  if (before?.text === text) return;
  before?.off();
  if ('adoptedStyleSheets' in root) {
    const [first, ...rest] = root.adoptedStyleSheets;
    const mine = [under, over].map((one) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(one);
      return sheet;
    });
    root.adoptedStyleSheets = [first!, mine[0]!, ...rest, mine[1]!];
    const off = () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !mine.includes(sheet));
    };
    return void undress.set(root, { text, off });
  }
  // Safari before 16.4
  const styles = (root as ShadowRoot).querySelectorAll(':scope > style, :host > style');
  const mine = [under, over].map((one) => {
    const style = document.createElement('style');
    style.textContent = one;
    return style;
  });
  styles[0]!.after(mine[0]!);
  styles[styles.length - 1]!.after(mine[1]!);
  undress.set(root, { text, off: () => mine.forEach((style) => style.remove()) });
}

/** The nearest tag of ours upwards that names a theme, and what it names; else the outermost of ours. */
function themeOf(element: CareElement): [host: HTMLElement, name: ThemeName | undefined] {
  let top: HTMLElement = element;
  let node: Node | null = element;
  while (node) {
    if (node instanceof HTMLElement && node.localName.startsWith('care-')) {
      top = node;
      const name = ((node as CareElement).theme ?? node.getAttribute('theme')) as ThemeName;
      if (name && Object.hasOwn(NAMED, name)) return [node, name];
    }
    node = node.parentNode || (node as ShadowRoot).host;
  }
  return [top, undefined];
}

const named = new WeakMap<CareElement, string | undefined>();

/** Puts on an element what is its to wear, and, when its `theme` has changed, on those within. */
export function dress(element: CareElement): void {
  const changed = named.has(element) && named.get(element) !== element.theme;
  named.set(element, element.theme);
  put(element);
  if (changed) within(element.renderRoot);
}

function within(root: ShadowRoot): void {
  for (const one of root.querySelectorAll<CareElement>('*')) {
    if (!one.renderRoot) continue;
    if (named.has(one)) put(one);
    within(one.renderRoot);
  }
}

function put(element: CareElement): void {
  const root = element.renderRoot;
  if (!root) return;
  const [host, name] = themeOf(element);
  const hospital = hospitals.get((element.care ?? (host as CareElement).care)?.api.base ?? '');
  if (!name && !hospital) {
    undress.get(root)?.off();
    undress.delete(root);
    return;
  }
  const worn = wornBy(name, hospital);
  const style = getComputedStyle(host);
  const set: Record<string, string> = {};
  const night =
    /dark/.test(worn.scheme ?? '') &&
    (worn.scheme === 'dark' || matchMedia('(prefers-color-scheme: dark)').matches);
  for (const token of Object.keys(TOKENS)) {
    const page = style.getPropertyValue(token).trim();
    const value = page || (!MODERN && night && worn.dark[token]) || worn.tokens[token];
    if (value) set[token] = value;
    else if (worn.dark[token] && SHAPED[token]) set[token] = SHAPED[token];
  }
  const brand = style.getPropertyValue('--care-color-brand').trim();
  wear(
    root,
    ground(worn, host === element, night, brand),
    shapeRules(set, MODERN ? { ...SHAPED, ...worn.dark } : {}, style.borderTopLeftRadius),
  );
}

/** The hospital's own theme has come with the hospital: on everything that stands. */
export function hospitalTheme(base: string, theme: ThemeData, connected: Iterable<CareElement>): void {
  hospitals.set(base, theme);
  for (const element of connected) put(element);
}
