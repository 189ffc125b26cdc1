/** For element tests: waits for what is looked for. */

/** What `look` finds, once it finds anything; fails after some three seconds with `what`. */
export async function until<T>(look: () => T | undefined | null | false, what: string): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`never: ${what}`);
}
