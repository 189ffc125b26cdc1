/** Owns the one shape in which facts reach the widgets, a value that can be read and watched, and the one in which they leave: JSON. */
export interface Readable<T> {
  get(): T;
  /** Calls `fn` after each change, not at once. Returns how to stop. */
  subscribe(fn: (value: T) => void): () => void;
}

export interface Store<T> extends Readable<T> {
  set(next: T): void;
}

export function createStore<T>(value: T): Store<T> {
  const watchers = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of [...watchers]) watcher(next);
    },
    subscribe(fn) {
      watchers.add(fn);
      return () => watchers.delete(fn);
    },
  };
}

/** As JSON, whatever `toJSON` the page's scripts have hung on arrays (Prototype.js 1.6). For plain data: no `Date`. */
export const json = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key];
  });
