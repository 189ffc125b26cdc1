/** What tests in a browser claim and wait for, where Node's `assert` is not at hand. Touches no page. */

export function assert(truth: unknown, message: string): asserts truth {
  if (!truth) throw new Error(message);
}

/** The JSON of one element is that of any other. */
const isElement = (value: unknown): value is Element => value instanceof Object && 'outerHTML' in value;
const told = (value: unknown) => (isElement(value) ? value.outerHTML : JSON.stringify(value));

/** By their JSON; an element has to be the very same. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [a, b] = [told(actual), told(expected)];
  const same = isElement(actual) || isElement(expected) ? actual === expected : a === b;
  if (!same) throw new Error(`${what}: ${a} is not ${b}`);
}

/** A busy machine fetches a part of the page in seconds; below the 15 s that one test has. */
const PATIENCE_MS = 8000;

/** What `look` finds, once it finds anything; fails after eight seconds with `what`. */
export async function until<T>(
  look: () => T | undefined | null | false,
  what = String(look),
): Promise<NonNullable<T>> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`never: ${what}`);
}
