/**
 * Owns how axe looks at a story: by all its rules, and in the same run at the colours in the other light. What is dear is to find out what
 * lies on what, and that is the same in both.
 */
import type { AxeResults, Spec } from 'axe-core';
// It has no exports in a browser: it puts itself on the window.
import 'axe-core';
import { still } from './still.ts';

/** A node as axe holds it while it runs. */
interface Held {
  children: Held[];
  _stackingContext?: unknown;
  _cache: Record<string, unknown>;
}
const { axe } = globalThis as unknown as {
  axe: {
    configure(spec: Spec): void;
    run(element: Element, options: object): Promise<AxeResults>;
    /** Its rules, and while it runs its tree. */
    _audit: { rules: { id: string; matches(...of: unknown[]): boolean }[] };
    _tree: Held[];
  };
};

export type Light = 'light' | 'dark';
const OTHER: Record<Light, Light> = { light: 'dark', dark: 'light' };
const OTHER_LIGHT = 'color-contrast-in-the-other-light';
/** What a larger text can change where all stands as it stood: the rest reads the elements, their names and their words alone. */
const BY_SIZE = [
  'color-contrast',
  OTHER_LIGHT,
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
];
/** Off by itself: targets of 24 px, which is what a desk owes. */
const ALL = { 'target-size': { enabled: true } };
const OFF = { enabled: false };
const WITHOUT_COLOURS = { ...ALL, 'color-contrast': OFF, [OTHER_LIGHT]: OFF, 'link-in-text-block': OFF };

const page = document.documentElement;
let root: Element = page;
let turned = false;
/** Colours alone are read anew; a colour may pass over into the other one, and what is within it then. */
function turn(): void {
  turned = true;
  page.style.colorScheme = OTHER[page.style.colorScheme as Light];
  still(root);
  still(root);
  const forget = (held: Held) => {
    delete held._stackingContext;
    delete held._cache['getBackgroundColor'];
    delete held._cache['computedStyle_background-color'];
    held.children.forEach(forget);
  };
  axe._tree.forEach(forget);
}

const { matches } = axe._audit.rules.find(({ id }) => id === 'color-contrast')!;
axe.configure({
  // The source of all that passes is dear; an element that fails is at hand.
  noHtml: true,
  rules: [
    {
      ...{ id: OTHER_LIGHT, selector: '*', excludeHidden: false, any: ['color-contrast'] },
      // The last of the rules: all others are through when its first element is asked for.
      matches: ((...of: unknown[]) => {
        if (!turned) turn();
        return matches(...of);
      }) as never,
    },
  ],
});

const TOLD = { resultTypes: ['violations'], iframes: false, elementRef: true, selectors: false };

/** Whether a target is too small where it can be seen whole, too: half of it may lie under a foot that stays while the rest is scrolled. */
async function stillSmall(target: Element): Promise<boolean> {
  target.scrollIntoView({ block: 'center' });
  return (await axe.run(target, { ...TOLD, runOnly: ['target-size'] })).violations.length > 0;
}

/**
 * What axe finds below `box` in the page's light, and of its colours in the other one. `after`: it was looked at before, in
 * other words (colours are the same) or in another size (where nothing else has changed).
 */
export async function faults(box: Element, after?: 'other words' | 'other size'): Promise<string[]> {
  root = box;
  turned = false;
  const here = page.style.colorScheme;
  // Something may have come into sight since all stood.
  still(box);
  const told: string[] = [];
  try {
    const { violations } = await axe.run(box, {
      ...TOLD,
      ...(after === 'other size' ? { runOnly: BY_SIZE } : { rules: after ? WITHOUT_COLOURS : ALL }),
    });
    if (!turned && after !== 'other words') throw new Error('axe has not looked at the other light.');
    for (const { id, nodes } of violations) {
      const found: string[] = [];
      for (const { element } of nodes)
        if (id !== 'target-size' || (await stillSmall(element!)))
          found.push((element!.cloneNode() as Element).outerHTML.slice(0, 160));
      if (found.length) told.push(`${id}: ${found.join(' | ')}`);
    }
  } finally {
    page.style.colorScheme = here;
    still(box);
  }
  return told;
}
