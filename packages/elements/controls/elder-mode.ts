/** Owns who is in elder mode: a patient's widget whose `elder` is set gets the bar, and is left by it when that is taken off again. */
import type { CareElement } from '../base/care-element.ts';
import type { CareElder } from './elder-bar.ts';
import './elder-bar.ts';
import { tellers } from './elder-look.ts';

/** The patient's tags, as a page embeds them; a desk has no such mode. */
const PATIENT = /^care-(visit|triage|queue|consult|chat|prescription|guest|meeting)$/;
const bars = new WeakMap<Element, CareElder>();

/** What stands in a widget in the mode wears its look, and has no bar of its own. */
function stands(widget: Element): boolean {
  for (let up = hostOf(widget); up; up = hostOf(up)) if (bars.has(up)) return true;
  return false;
}
const hostOf = (node: Node): Element | undefined => (node.getRootNode() as ShadowRoot).host;

/** Where the bar belongs: of a visit's screen after the steps, which come with the hospital. */
function place(bar: CareElder, widget: CareElement): void {
  const root = widget.renderRoot;
  if (bar.alone) {
    if (root.firstChild !== bar) root.prepend(bar);
    return;
  }
  const steps = root.querySelector('.steps');
  if (steps && steps.nextSibling !== bar) steps.after(bar);
}

/** Called after each drawing. */
export function see(drawn: Element): void {
  const widget = drawn as CareElement;
  const bar = bars.get(widget);
  if (!widget.elder) {
    bars.delete(widget);
    bar?.remove();
  } else if (bar || (PATIENT.test(widget.localName) && widget.hasUpdated && !stands(widget))) {
    const its = bar ?? (document.createElement('care-elder') as CareElder);
    bars.set(widget, its);
    Object.assign(its, { widget, care: widget.care, lang: widget.tongue });
    place(its, widget);
  }
}
tellers.add(see);
