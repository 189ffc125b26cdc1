/** Owns a theme as a file or an address: written as JSON or CSS, and read back from either with a clear fault where it is none. */
import { derive } from '@care-elements/contract/theme.derive.ts';
import { NAMED } from '@care-elements/contract/theme.named.ts';
import {
  fitsToken,
  THEMES,
  TOKENS,
  type ThemeData,
  type ThemeName,
  type TokenName,
} from '@care-elements/contract/theme.tokens.ts';

const isColour = (token: string): boolean => TOKENS[token as TokenName] === 'color';
const BRAND = '--care-color-brand';

/** As the server keeps it. */
export const themeAsJson = (theme: ThemeData): string => `${JSON.stringify(theme, null, 2)}\n`;

const block = (lines: string[], indent = ''): string =>
  `${indent}:root {\n${lines.map((line) => `${indent}  ${line};`).join('\n')}\n${indent}}\n`;

/**
 * For a page's own style sheet. What a page sets counts in the light and in the dark, so every colour but the brand is written for
 * both; browsers without `light-dark()` get those that they show.
 */
export function themeAsCss(theme: ThemeData): string {
  const { name, base, tokens, dark = {} } = theme;
  const about = JSON.stringify({ name, ...(base && { base }) }).replaceAll('*/', '*\\/');
  const colours = [...new Set([...Object.keys(tokens), ...Object.keys(dark)])].filter(
    (token) => isColour(token) && token !== BRAND,
  );
  const under = base && NAMED[base];
  const strong = base === 'high-contrast';
  const brand = tokens[BRAND] ?? under?.tokens[BRAND];
  const light = derive({ ...under?.tokens, ...tokens }, false, strong, true);
  const night = derive({ ...under?.dark, ...dark, ...(brand && { [BRAND]: brand }) }, true, strong, true);
  const shapes = Object.entries(tokens)
    .filter(([token]) => !colours.includes(token))
    .map(([token, value]) => `${token}: ${value}`);
  const plain = (of: Record<string, string>) => colours.map((token) => `${token}: ${of[token]}`);
  const follows = base === undefined || base === 'auto';
  return [
    `/* care-theme ${about}\n   Put theme="${base ?? 'auto'}" on the tag, as in <care-visit theme="${base ?? 'auto'}">. */\n`,
    shapes.length ? block(shapes) : '',
    ...(colours.length
      ? [
          `@supports (color: light-dark(red, red)) {\n${block(
            colours.map((token) => `${token}: light-dark(${light[token]}, ${night[token]})`),
            '  ',
          )}}\n`,
          `@supports not (color: light-dark(red, red)) {\n${block(plain(base === 'dark' ? night : light), '  ')}${
            follows ? `  @media (prefers-color-scheme: dark) {\n${block(plain(night), '    ')}  }\n` : ''
          }}\n`,
        ]
      : []),
  ].join('');
}

/** What is wrong with a file; `what` is the place or the value, in the file's own words. */
export interface FileFault {
  fault: 'large' | 'json' | 'css' | 'shape' | 'name' | 'base' | 'token' | 'value' | 'dark';
  what: string;
}
const LARGEST = 100_000;
const cut = (value: unknown): string =>
  `${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(0, 80);

function checked(data: unknown): ThemeData | FileFault {
  const isObject = (one: unknown): one is Record<string, unknown> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isObject(data)) return { fault: 'shape', what: cut(data) };
  const { name, base, tokens, dark, ...rest } = data;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return { fault: 'shape', what: cut(unknown) };
  if (typeof name !== 'string' || !name.trim() || name.length > 80)
    return { fault: 'name', what: cut(name ?? '') };
  if (base !== undefined && !THEMES.includes(base as ThemeName)) return { fault: 'base', what: cut(base) };
  for (const [of, values] of Object.entries({ tokens, dark })) {
    if (values === undefined && of === 'dark') continue;
    if (!isObject(values)) return { fault: 'shape', what: of };
    for (const [token, value] of Object.entries(values)) {
      if (!Object.hasOwn(TOKENS, token)) return { fault: 'token', what: cut(token) };
      if (of === 'dark' && !isColour(token)) return { fault: 'dark', what: token };
      if (typeof value !== 'string' || !fitsToken(token, value))
        return { fault: 'value', what: `${token}: ${cut(value)}` };
    }
  }
  return data as unknown as ThemeData;
}

const BOTH = /^light-dark\(([^,()]+),([^,()]+)\)$/;

function fromCss(text: string): ThemeData | FileFault {
  const head = /\/\*\s*care-theme\s([^]*?)\*\//.exec(text)?.[1]?.trim().split('\n')[0];
  let about: { name?: unknown; base?: unknown } = {};
  try {
    about = JSON.parse(head ?? '{}');
  } catch {
    // Somebody wrote into the comment: what counts are the declarations.
  }
  const tokens: Record<string, string> = {};
  const dark: Record<string, string> = {};
  const declarations = text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(--care-[\w-]+)\s*:\s*([^;{}]+)/g);
  for (const [, token, written] of declarations) {
    const value = written!.trim();
    const both = BOTH.exec(value);
    if (both) {
      tokens[token!] = both[1]!.trim();
      dark[token!] = both[2]!.trim();
      // For both: what was written for browsers that don't know it is the same once more.
    } else if (!(token! in dark)) tokens[token!] = value;
  }
  if (!Object.keys(tokens).length) return { fault: 'css', what: '' };
  return checked({
    name: about.name ?? 'CSS',
    ...(about.base !== undefined && { base: about.base }),
    tokens,
    ...(Object.keys(dark).length && { dark }),
  });
}

/** A file's text as a theme; JSON where it begins as an object, else CSS. */
export function readTheme(text: string): ThemeData | FileFault {
  if (text.length > LARGEST) return { fault: 'large', what: '' };
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (!/^[[{"]/.test(bare)) return fromCss(bare);
  let data: unknown;
  try {
    data = JSON.parse(bare);
  } catch {
    return { fault: 'json', what: '' };
  }
  return checked(data);
}

const HASH = '#theme=';

/** What stands behind the page's address for a theme; the bare address for none. */
export const addressOf = (theme: ThemeData | null): string =>
  theme ? `${HASH}${encodeURIComponent(JSON.stringify(theme))}` : location.pathname + location.search;

/** The theme in an address; a name is missing while nobody has given one. */
export function themeIn(hash: string): ThemeData | undefined {
  if (!hash.startsWith(HASH)) return undefined;
  try {
    const data = JSON.parse(decodeURIComponent(hash.slice(HASH.length))) as ThemeData;
    const read = checked({ ...data, name: data.name || '?' });
    return 'fault' in read ? undefined : { ...read, name: data.name };
  } catch {
    return undefined;
  }
}
