/** Owns what this browser remembers of a person at a hospital: the bearer token and what it was given for. */
import { createStore, json, type Store } from './store.ts';

export type Session = { token: string; [fact: string]: unknown };

/** Kept in localStorage; where that is refused (private mode, blocked third party), in memory for the life of the page. */
export function createSession(
  key: string,
  storage: () => Storage = () => localStorage,
): Store<Session | null> {
  let saved: Session | null = null;
  try {
    saved = JSON.parse(storage().getItem(key)!) as Session | null;
  } catch {
    // Unreadable is the same as absent.
  }
  const store = createStore(saved);
  store.subscribe((next) => {
    try {
      if (next) storage().setItem(key, json(next));
      else storage().removeItem(key);
    } catch {
      // The page goes on with what it has in memory.
    }
  });
  return store;
}
