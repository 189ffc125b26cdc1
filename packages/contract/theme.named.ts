/** Owns the named themes: what `theme="…"` on a tag puts on. Data; `elements/theme/dress.ts` puts it on. */
import type { ThemeData, ThemeName } from './theme.tokens.ts';

type Named = Pick<ThemeData, 'tokens' | 'dark'> & { scheme?: 'light' | 'dark' | 'light dark' };

export const NAMED: Record<ThemeName, Named> = {
  light: { scheme: 'light', tokens: {} },
  dark: { scheme: 'dark', tokens: {} },
  auto: { scheme: 'light dark', tokens: {} },
  /** Cool, small corners, thin shadows: a clinic's form. */
  clinic: {
    tokens: {
      '--care-color-brand': '#0b5cad',
      '--care-color-sunk': '#f1f6fb',
      '--care-color-line': '#d3dee9',
      '--care-radius': '6px',
      '--care-radius-field': '4px',
      '--care-radius-button': '4px',
    },
  },
  /** Paper instead of white, round. */
  warm: {
    tokens: {
      '--care-color-brand': '#96452a',
      '--care-color-surface': '#fffaf4',
      '--care-color-sunk': '#f8efe4',
      '--care-color-line': '#e7d9c8',
      '--care-radius': '20px',
      '--care-radius-field': '14px',
      '--care-radius-button': '26px',
      '--care-line-height': '1.65',
    },
    dark: {
      '--care-color-surface': '#211a15',
      '--care-color-sunk': '#2a221c',
      '--care-color-line': '#463a31',
    },
  },
  /** 7:1 and more for text; lines and edges that are seen. */
  'high-contrast': {
    tokens: { '--care-border-width': '2px', '--care-focus-width': '4px', '--care-color-focus': '#000000' },
    dark: { '--care-color-focus': '#ffffff' },
  },
};
