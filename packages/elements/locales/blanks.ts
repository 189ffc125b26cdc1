/** Owns how a sentence of ours is shown with its blanks open: `{name}` where a value will stand. */

/** Null where it is no one sentence with all of these blanks. `names` are in the order of its parameters. */
export function withBlanks(sentence: unknown, names: readonly string[]): string | null {
  let said = sentence;
  if (typeof sentence === 'function') {
    // Counts are compared as a number, so that what is found is the sentence for many, and said as the blank.
    const marks = names.map((name) => ({ toString: () => `{${name}}`, valueOf: () => 5 }));
    try {
      said = (sentence as (...blanks: unknown[]) => unknown)(...marks);
      // A sentence that is its blank alone.
      if (marks.includes(said as never)) said = `${said as string}`;
    } catch {
      return null;
    }
  }
  return typeof said === 'string' && names.every((name) => said.includes(`{${name}}`)) ? said : null;
}
