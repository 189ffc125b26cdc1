/** Owns what the theme studio and its preview, a page of ours in a frame, say to each other by `postMessage`. */
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import type { Lang } from '../base/words.ts';

/** The one key of every message. */
export const PREVIEW = 'care-studio';

/** A widget with its states, each with the place of its story, and all its other stories by name; `wide` is made for a desk. */
export interface Shelf {
  tag: string;
  states: Record<string, string>;
  more: Record<string, string>;
  wide: boolean;
}
export interface Asked {
  at: string;
  lang: Lang;
  dark: boolean;
  theme: ThemeData;
}
export type Told = { ready: Shelf[] } | { shown: string };
