/** Owns how the parts of inner elements reach the page: from an element that hands on, all that stand in it, however deep and however late, do. */
import { LightElement } from '../base/light-element.ts';

const lists = new WeakMap<Element, string>();

// Whoever hands on has drawn what stands in it before that draws itself.
const { performUpdate } = LightElement.prototype as unknown as { performUpdate(): void };
Object.assign(LightElement.prototype, {
  performUpdate(this: LightElement) {
    performUpdate.call(this);
    const parts = lists.get(this);
    if (parts) handOn(this, parts);
  },
});

/** Whether it does already. */
export const handsOn = (host: Element): boolean => lists.has(host);

/** `parts` is a list by commas: `host::part(one)` is in the reach of whoever styles the host. */
export function handOn(host: Element, parts: string): void {
  lists.set(host, parts);
  for (const element of host.shadowRoot?.querySelectorAll('*') ?? [])
    if (element.localName.startsWith('care-') && element.getAttribute('exportparts') !== parts) {
      element.setAttribute('exportparts', parts);
      handOn(element, parts);
    }
}
