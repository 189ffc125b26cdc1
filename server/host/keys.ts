/** Remembers hosts' public keys: fetched when they are old or a token names one that is not there yet, kept while the host is away. */
import type { PublicKeys } from '@care-elements/contract/host.ts';

/** A key that the host takes back counts this much longer. */
const FRESH_MS = 10 * 60_000;
/** A token with an invented key id makes us ask no more often. */
const AGAIN_MS = 30_000;
/** Longer than that a host that does not answer is not believed. */
const STALE_MS = 24 * 3600_000;
const MOST = 200;

export interface HostKeys {
  /** With `unknown`, the keys that we have lack the one that is wanted. Rejects where there are none. */
  of(url: string, unknown?: boolean): Promise<PublicKeys>;
}

export function createHostKeys({
  now,
  fetch,
}: {
  now: () => Date;
  fetch: (url: string) => Promise<PublicKeys>;
}): HostKeys {
  const kept = new Map<
    string,
    { keys?: PublicKeys; at: number; asked: number; under?: Promise<PublicKeys> }
  >();

  return {
    async of(url, unknown = false) {
      const time = now().getTime();
      let entry = kept.get(url);
      if (!entry) {
        if (kept.size >= MOST) kept.delete(kept.keys().next().value!);
        kept.set(url, (entry = { at: 0, asked: -Infinity }));
      }
      const { keys } = entry;
      if (keys && time - entry.at < FRESH_MS && !unknown) return keys;
      // One that has just failed is not asked for each patient.
      if (!entry.under && time - entry.asked < AGAIN_MS) {
        if (keys && time - entry.at < STALE_MS) return keys;
        throw new Error('The host’s keys can’t be had.');
      }
      entry.asked = time;
      const mine = entry;
      entry.under ??= fetch(url).finally(() => delete mine.under);
      try {
        mine.keys = await entry.under;
        mine.at = time;
        return mine.keys;
      } catch (cause) {
        if (keys && time - entry.at < STALE_MS) return keys;
        throw cause;
      }
    },
  };
}
