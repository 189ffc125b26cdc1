/**
 * Looks at what stands in the page as it is with forced colours (Windows' contrast themes), where no ground and no shadow of
 * ours is left: a state, a mark without words, and the edge of a button have to be told by what is.
 */
import { emulateMedia } from '@web/test-runner-commands';
import { deep } from '../../stories/act.ts';
import { CHROMIUM } from './able.ts';
const STATES: Record<string, string> = {
  'aria-pressed': 'true',
  'aria-selected': 'true',
  'aria-checked': 'true',
  'aria-current': '',
};
/** A summary has its triangle, as a link its line. */
const CONTROLS = 'button, [role=button], [role=tab], [role=switch], select, textarea, input';
const SIDES = ['top', 'right', 'bottom', 'left'] as const;

const seen = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
};
const name = (of: Element) =>
  `${(of.getRootNode() as ShadowRoot).host?.localName ?? ''} ${of.localName}.${of.getAttribute('class') ?? ''} “${of.textContent?.trim().slice(0, 30)}”`;
const bordered = (style: CSSStyleDeclaration) =>
  SIDES.some(
    (side) =>
      style.getPropertyValue(`border-${side}-style`) !== 'none' &&
      parseFloat(style.getPropertyValue(`border-${side}-width`)),
  ) ||
  (style.outlineStyle !== 'none' && !!parseFloat(style.outlineWidth));
const grounded = (style: CSSStyleDeclaration) => !/[,/] 0\)$|^transparent$/.test(style.backgroundColor);

const above = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
/** The colour that an element lies on. A box of that colour is no mark. */
function ground(of: Element | null): string {
  for (let up = of; up; up = above(up))
    if (grounded(getComputedStyle(up))) return getComputedStyle(up).backgroundColor;
  return '';
}

/** Transparent and the page's own ground are the same to look at. */
const surface = (style: CSSStyleDeclaration): string =>
  style.backgroundColor === canvas || !grounded(style) ? '' : style.backgroundColor;
let canvas = '';
async function force(forcedColors: 'active' | 'none', reducedMotion = 'reduce'): Promise<void> {
  // Its types know no forced colours; Playwright, which does it, does.
  await emulateMedia({ forcedColors, reducedMotion } as never);
  const page = document.body.appendChild(document.createElement('i'));
  page.style.background = 'Canvas';
  canvas = getComputedStyle(page).backgroundColor;
  page.remove();
}

/** All of an element's look but the weight of its letters, which is too little to tell a state by. */
function look(of: Element): string {
  const parts: string[] = [];
  for (const element of [of, ...of.querySelectorAll('*')])
    for (const pseudo of ['', '::before', '::after']) {
      const style = getComputedStyle(element, pseudo || null);
      if (pseudo && style.content === 'none') continue;
      parts.push(
        [
          ...SIDES.map((side) =>
            ['style', 'width', 'color'].map((what) => style.getPropertyValue(`border-${side}-${what}`)),
          ),
          style.outlineStyle !== 'none' && [style.outlineStyle, style.outlineColor, style.outlineWidth],
          ...[surface(style), style.backgroundImage, style.boxShadow, style.color, style.fill, style.stroke],
          ...[
            style.textDecorationLine,
            style.content,
            style.marginInlineStart,
            style.transform,
            style.display,
          ],
        ].join(),
      );
    }
  return parts.join('\n');
}

/** Whether it looks another way while the state is said of it than while it is not. */
function tells(element: Element, state: string): boolean {
  const value = element.getAttribute(state)!;
  const with_ = look(element);
  const on = element.classList.contains('on');
  element.setAttribute(state, 'false');
  element.classList.remove('on');
  const without = look(element);
  element.setAttribute(state, value);
  if (on) element.classList.add('on');
  return with_ !== without;
}

function* stated(root: Element): Generator<[Element, string]> {
  for (const element of deep(root))
    for (const [state, value] of Object.entries(STATES)) {
      const has = element.getAttribute(state);
      if (has && has !== 'false' && (!value || has === value) && seen(element)) yield [element, state];
    }
}

/** Boxes without words that are seen by their ground alone. */
function* marks(root: Element): Generator<[Element, string]> {
  for (const element of deep(root)) {
    if (
      !seen(element) ||
      element.matches('svg *, svg, input, textarea, select, option, video, canvas, img, iframe, dialog')
    )
      continue;
    if (
      ['::before', '::after'].some(
        (pseudo) =>
          getComputedStyle(element, pseudo).content !== 'none' && bordered(getComputedStyle(element, pseudo)),
      )
    )
      continue;
    for (const pseudo of ['', '::before', '::after']) {
      const style = getComputedStyle(element, pseudo || null);
      const bare = pseudo
        ? style.content === '""' && style.display !== 'none'
        : !element.childNodes.length ||
          (!element.textContent?.trim() && !element.childElementCount && !element.shadowRoot);
      const { width, height } = element.getBoundingClientRect();
      const large = !pseudo && Math.min(width, height) > 48;
      if (
        bare &&
        !large &&
        style.backgroundImage === 'none' &&
        grounded(style) &&
        style.forcedColorAdjust !== 'none' &&
        !bordered(style)
      )
        yield [element, pseudo];
    }
  }
}

/** What is lost below `root` with forced colours, and what moves there though less motion is asked for. */
export async function lostByForcedColors(root: Element): Promise<string[]> {
  if (!CHROMIUM) return [];
  const faults: string[] = [];
  await force('active');
  try {
    if (!matchMedia('(forced-colors: active)').matches) throw new Error('The colours are not forced.');
    for (const element of deep(root))
      if (element.matches(CONTROLS) && seen(element)) {
        const style = getComputedStyle(element);
        const own = element.matches('[type=radio], [type=checkbox], [type=range], [type=file]');
        const edged = [element, ...deep(element)].some(
          (one) => one.matches('canvas, img, video') || bordered(getComputedStyle(one)),
        );
        if (!own && !edged && !style.textDecorationLine.includes('underline'))
          faults.push(`no edge: ${name(element)}`);
      }
    // It asks for less motion, too: nothing of ours moves then.
    for (const element of deep(root))
      for (const animation of element.getAnimations({ subtree: true }))
        if (animation.playState === 'running' && animation.effect!.getComputedTiming().activeDuration)
          faults.push(`moves, though less motion is asked for: ${name(element)}`);
    const same = [...stated(root)].filter(([element, state]) => !tells(element, state));
    const gone = [...marks(root)];
    if (same.length + gone.length) await force('none');
    for (const [element, state] of same)
      if (tells(element, state)) faults.push(`${state} is not seen: ${name(element)}`);
    for (const [element, pseudo] of gone) {
      const { backgroundColor } = getComputedStyle(element, pseudo || null);
      if (backgroundColor !== ground(pseudo ? element : above(element)))
        faults.push(`a mark is gone: ${name(element)}${pseudo} ${backgroundColor}`);
    }
  } finally {
    await force('none', 'no-preference');
  }
  return faults;
}
