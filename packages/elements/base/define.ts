/** Owns registration: a page may load us twice, and a second `define` of a tag throws. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
