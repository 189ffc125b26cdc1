/** Owns what Storybook's panels do with a story: controls set the tag's attributes, and its events are told as actions. */
import { action } from 'storybook/actions';
import manifest from 'virtual:custom-elements';
import { find } from './act.ts';

const declared = new Map(
  manifest.modules.flatMap(({ declarations }) => declarations.map((one) => [one.tagName, one] as const)),
);
const heard = new WeakSet<HTMLElement>();

/** What an event carries of its own. */
const fieldsOf = (event: Event): Record<string, unknown> =>
  Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));

/** On the tag that stands in the story, or will in a moment. Only what a control has set is set. */
export function apply(canvas: HTMLElement, tag: string, args: object): void {
  const about = declared.get(tag);
  if (!about) return;
  if (!heard.has(canvas)) {
    heard.add(canvas);
    const names = new Set([...declared.values()].flatMap(({ events }) => events.map(({ name }) => name)));
    for (const name of names) canvas.addEventListener(name, (event) => action(name)(fieldsOf(event)));
  }
  const set = Object.entries(args as Record<string, unknown>).filter(([name]) =>
    about.attributes.some((attribute) => attribute.name === name),
  );
  if (set.length)
    void find(canvas, tag).then((element) => {
      for (const [name, value] of set)
        if (typeof value === 'boolean') element.toggleAttribute(name, value);
        else if (value === undefined || value === '') element.removeAttribute(name);
        else element.setAttribute(name, String(value));
    });
}
