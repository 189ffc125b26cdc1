/** What a widget looks like, element by element, and what a page has that a script could leave behind. Both run in the page. */

/** Boxes relative to the widget's own frame, and the computed styles that are seen. */
export type Look = { name: string; box: number[]; style: Record<string, string> }[];

/** Of the first `care-visit` of the page, through shadow roots, also the page's own. */
export function lookOf(): Look {
  const SEEN = [
    'display visibility opacity position float direction writing-mode unicode-bidi',
    'font-family font-size font-style font-weight font-stretch font-variant-caps font-feature-settings line-height letter-spacing word-spacing',
    'text-align text-align-last text-indent text-transform text-shadow text-decoration-line white-space word-break overflow-wrap line-break tab-size',
    'color -webkit-text-fill-color -webkit-text-stroke-width paint-order background-color background-image box-shadow outline-style',
    'border-top-width border-top-style border-top-color border-left-width border-top-left-radius border-collapse',
    'padding-top padding-left margin-top cursor caret-color accent-color list-style-type list-style-position',
    'user-select pointer-events zoom transform filter fill stroke',
  ]
    .join(' ')
    .split(' ');
  const find = (root: ParentNode): Element | null => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'care-visit') return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const frame = find(document)!.shadowRoot!.firstElementChild!;
  const origin = frame.getBoundingClientRect();
  const look: { name: string; box: number[]; style: Record<string, string> }[] = [];
  const walk = (element: Element, path: string) => {
    const box = element.getBoundingClientRect();
    const computed = getComputedStyle(element);
    const name = `${path}${element.localName}${element.classList[0] ? `.${element.classList[0]}` : ''}`;
    // What has no box of its own (a slot) has no place either.
    const [x, y] = computed.display === 'contents' ? [origin.x, origin.y] : [box.x, box.y];
    look.push({
      name,
      box: [x - origin.x, y - origin.y, box.width, box.height],
      style: Object.fromEntries(SEEN.map((key) => [key, computed.getPropertyValue(key)])),
    });
    for (const child of (element.shadowRoot ?? element).children) walk(child, `${name} > `);
  };
  walk(frame, '');
  return look;
}

/** Where two looks differ; a box may be off by `tolerance` px. */
export function differences(now: Look, plain: Look, tolerance: number): string[] {
  const found: string[] = [];
  if (now.map(({ name }) => name).join() !== plain.map(({ name }) => name).join())
    return ['other elements stand there'];
  now.forEach(({ name, box, style }, i) => {
    box.forEach((value, side) => {
      const should = plain[i]!.box[side]!;
      if (Math.abs(value - should) > tolerance)
        found.push(`${name}: ${['x', 'y', 'width', 'height'][side]} ${value}, not ${should}`);
    });
    for (const key in style)
      if (style[key] !== plain[i]!.style[key])
        found.push(`${name}: ${key} ${style[key]}, not ${plain[i]!.style[key]}`);
  });
  return found;
}

/** All that a page shares with its scripts, and what its own elements look like: the same with us and without us. */
export function traces(): {
  globals: string[];
  natives: Record<string, string>;
  looks: string[];
  sheets: number;
} {
  // jQuery names one by chance.
  const globals = Object.getOwnPropertyNames(window).filter((name) => !/^(jQuery)?\d+$/.test(name));
  const natives: Record<string, string> = {};
  const describe = (object: object) =>
    Reflect.ownKeys(object)
      .map((key) => {
        const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key)!;
        const say = (part: unknown) =>
          typeof part === 'function' ? Function.prototype.toString.call(part) : typeof part;
        return `${String(key)} ${say(value)} ${say(get)} ${say(set)} ${Object.values(flags)}`;
      })
      // Firefox makes a native's keys when they are first asked for, in that order.
      .sort()
      .join('\n');
  for (const name of globals) {
    const native = Object.getOwnPropertyDescriptor(window, name)!.value;
    if (!/^[A-Z]/.test(name) || (typeof native !== 'object' && typeof native !== 'function') || !native)
      continue;
    natives[name] = describe(native) + (native.prototype ? describe(native.prototype) : '');
  }
  const looks = [...document.querySelectorAll('body, body *')]
    .filter((element) => !element.localName.includes('-') && !element.closest('script, iframe'))
    .map((element) => {
      const style = getComputedStyle(element);
      // What stands around us is as large as we are.
      return `${element.localName} ${[...style].filter((key) => !/^(--|(min-|max-)?(width|height|inline-size|block-size)|inset|top|left|right|bottom|perspective-origin|transform-origin)/.test(key)).map((key) => style.getPropertyValue(key))}`;
    });
  return {
    globals: globals.sort(),
    natives,
    looks,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  };
}
