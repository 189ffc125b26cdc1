/** What `<care-frame>` and the framed page say to each other. Types only. */

/** To the framed page: how `<care-frame>` stands in its page. The first one shows the visit. */
export interface ToFrame {
  care: 'dress';
  lang: string;
  /** The computed `color-scheme`. */
  scheme: string;
  /** Attributes for the visit; null takes one away. */
  attributes: Record<string, string | null>;
  /** `--care-*` tokens by name. */
  tokens: Record<string, string>;
}

export type FromFrame =
  /** It listens. */
  | { care: 'ready' }
  /** The visit's height in px. */
  | { care: 'size'; height: number }
  /** An event of the visit with its fields. */
  | { care: 'event'; type: string; fields: Record<string, unknown> };
