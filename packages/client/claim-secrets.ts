/** Owns the secrets of the claims that this tab has taken: kept for the tab's life, over a reload, and nowhere else. */

/** In sessionStorage; where that is refused, in memory for the life of the page. */
export function keepSecrets(key: string, storage: () => Storage = () => sessionStorage) {
  let known: Record<string, string> = {};
  try {
    known = JSON.parse(storage().getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    // Unreadable is the same as absent: `recover` gives a new one.
  }
  const save = () => {
    try {
      storage().setItem(key, JSON.stringify(known));
    } catch {
      // The page goes on with what it has in memory.
    }
  };
  return {
    get: (claimId: string): string | undefined => known[claimId],
    has: (claimId: string): boolean => claimId in known,
    set(claimId: string, secret: string): void {
      known[claimId] = secret;
      save();
    },
    delete(claimId: string): void {
      delete known[claimId];
      save();
    },
    clear(): void {
      known = {};
      save();
    },
  };
}
