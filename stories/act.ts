/** Owns what a story does to lead a widget into a state: waits, presses and types, through shadow roots, as a person would. */

/** Every element below, those in shadow roots included. */
export function* deep(root: ParentNode): Generator<HTMLElement> {
  if (root instanceof Element && root.shadowRoot) yield* deep(root.shadowRoot);
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

/** The first that fits, waited for: a widget fetches its words and its parts. */
export async function find(root: ParentNode, selector: string, words = ''): Promise<HTMLElement> {
  for (let tries = 0; tries < 160; tries++) {
    for (const element of deep(root))
      if (element.matches(selector) && (element.textContent ?? '').includes(words)) return element;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`There is no ${selector}${words && ` that says “${words}”`}.`);
}

export async function press(root: ParentNode, selector: string, words = ''): Promise<void> {
  (await find(root, selector, words)).click();
}

export async function type(root: ParentNode, selector: string, text: string): Promise<void> {
  const field = (await find(root, selector)) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
