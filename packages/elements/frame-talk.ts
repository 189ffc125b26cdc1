/** What `<care-frame>` and the framed page say to each other. */

/** Attributes of `<care-frame>` that are the visit's, and no others: the server, and the hospital whose pages may frame this one, are not the framing page's to change. */
export const HANDED: readonly string[] = ['theme', 'elder', 'start-at', 'token', 'prefill'];

/** To the framed page: how `<care-frame>` stands in its page. The first one shows the visit. */
export interface ToFrame {
  care: 'dress';
  lang: string;
  /** The computed `color-scheme`. */
  scheme: string;
  /** Attributes of HANDED for the visit; null takes one away. */
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
