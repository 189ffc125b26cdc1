/** Owns the words of what is drawn inside another's screen: a catalog in that screen's language. */
import type { CareElement } from './care-element.ts';
import { Words, type Catalog } from './words.ts';

/** Where a hospital has words of its own, they are put in here: `own-words.ts`. */
export const hooks: { reword?: (element: CareElement, words: { t?: unknown }) => void } = {};

/** Gives a screen the words of a part, or undefined while they are fetched: it is drawn again when they are there. */
export function partWords<T extends object>(catalog: Catalog<T>): (shell: CareElement) => T | undefined {
  const all = new WeakMap<CareElement, Words<[Catalog<T>]>>();
  return (shell) => {
    let words = all.get(shell);
    if (!words) all.set(shell, (words = new Words(catalog)));
    void words.load(shell.tongue)?.then(() => shell.requestUpdate());
    hooks.reword?.(shell, words);
    return words.t as T | undefined;
  };
}
