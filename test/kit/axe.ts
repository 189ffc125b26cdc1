/** axe over an element, its shadow roots with it. */
import type { AxeResults } from 'axe-core';
// It has no exports in a browser: it puts itself on the window.
import 'axe-core';
import { equal } from './expect.ts';

export async function clean(element: Element): Promise<void> {
  const { axe } = globalThis as unknown as {
    axe: { run(element: Element, options: object): Promise<AxeResults> };
  };
  // Where all that passes is to be found is the dearest to say.
  const { violations } = await axe.run(element, { resultTypes: ['violations'], selectors: false });
  equal(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    [],
    'axe',
  );
}
