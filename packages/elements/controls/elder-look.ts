/** Owns elder mode's layout: a style over every element of a widget, those that come later, too, for as long as the mode is on. */
import { adopt, css, LightElement } from '../base/light-element.ts';
import { callLook } from './elder-call.ts';

/** Text has one size, `--_text`; nothing is zoomed, so a phone keeps its width. A title is a quarter larger. */
const look = css`
  :host([elder]) {
    --_zoom: 1;
    --_tap: 60px;
    --_muted: var(--_ink);
    max-width: 640px;
  }
  /* These lay themselves out in the room there is; the bar takes its column in it. */
  :host(:is(care-consult, care-guest, care-meeting, care-meeting-room)[elder]) {
    max-width: none;
  }
  /* A sheet as it is printed stays as it is: what it says stands in large type before it. */
  :host([elder]) :where(:not(.paper, .paper *)) {
    font-size: inherit;
    /* In lines of a dozen characters a phrase that is kept whole leaves half a line empty. */
    word-break: normal;
    overflow-wrap: anywhere;
  }
  :host([elder]) > * {
    font-size: var(--_text, 20px);
  }
  :host([elder]) h1 {
    font-size: 1.25em;
  }
  /* What is largest without the mode is largest in it: the call to come in, the emergency's number, the ticket. */
  :host(care-called[elder]) h1 {
    font-size: 1.6em;
  }
  :host([elder]) a.act.danger {
    min-height: 80px;
    font-size: 1.4em;
  }
  :host([elder]) .ticket-no {
    font-size: 2.4em;
    font-size: min(3em, 28cqi);
  }
  :host([elder]) :is(button, a, summary, .row, select, textarea, input:not([type='radio'], [type='checkbox'])) {
    min-width: 60px;
    min-height: 60px;
  }
  :host([elder]) :is(a, .link) {
    display: inline-flex;
    align-items: center;
  }
  :host([elder]) .link {
    text-align: start;
    text-decoration: underline;
  }
  :host([elder]) summary {
    padding-inline: 16px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
  }
  :host([elder]) .row input {
    width: 28px;
    height: 28px;
  }
  :host([elder]) .two,
  :host(care-triage-measures[elder]) .all {
    grid-template-columns: 1fr;
  }
  /* Four columns would break the times of day: each has a line, where something is taken. */
  :host(care-medicine-plan[elder]) .plan :is(tbody, tr, th, td) {
    display: block;
  }
  :host(care-medicine-plan[elder]) .plan :is(thead, td:empty) {
    display: none;
  }
  :host(care-medicine-plan[elder]) .plan :is(th, td) {
    padding: 8px 12px;
    text-align: start;
  }
  :host(care-medicine-plan[elder]) .plan [data-when]::before {
    content: attr(data-when) ': ';
    font-weight: 600;
  }
  /* One thing a screen: of a page of the registration the one that is asked now. */
  :host([elder]) form > [data-later],
  :host([elder]) form[data-on] > .link,
  :host([elder]) [data-more] {
    display: none;
  }
  /* The bar has the number; the rest of the head is two buttons. */
  :host([elder]) header a.link {
    display: none;
  }
  :host([elder]) header :is(b, div) {
    margin: 0;
    padding: 0;
  }
  /* A long name breaks beside them rather than take a line of its own. */
  :host([elder]) header b {
    flex: 1 1 0;
    min-width: 6.5em;
    font-size: max(18px, 0.9em);
    line-height: 1.2;
  }
  :host([elder]) header div {
    margin-inline-end: -8px;
  }
  /* The call's buttons take two lines, and what opens above them is higher: there has to be room for a face. */
  @container (max-width: 559px) {
    :host(care-consult[elder]:not([fill])) .frame {
      height: min(88vh, 200vw);
      height: min(88svh, 200cqi);
    }
  }
  /* Beside it stands a button of 60 px. */
  :host([elder]) .tile .name {
    flex-wrap: wrap;
    gap: 0 6px;
    max-width: calc(100% - 80px);
    border-radius: 18px;
    line-height: 1.3;
  }
  /* Beside a screen that is shared the faces are small; their names and initials are not. */
  :host([elder]) {
    --_beside: 18px;
  }
  :host([elder]) .steps li {
    font-size: 18px;
  }
  :host([elder]) .consent {
    max-height: none;
  }
`;

type Drawn = LightElement & { renderRoot?: ShadowRoot };
const worn = new WeakSet<Element>();
/** Whom to tell of what was drawn. */
export const tellers = new Set<(drawn: Element) => void>();

const { performUpdate } = LightElement.prototype as unknown as { performUpdate(): void };
Object.assign(LightElement.prototype, {
  performUpdate(this: LightElement) {
    performUpdate.call(this);
    tellers.forEach((tell) => tell(this));
  },
});

const within = (node: Node, root: Node): boolean => {
  for (let up: Node | null = node; up; up = (up.getRootNode() as ShadowRoot).host)
    if (up === root) return true;
  return false;
};

function wear(element: Element, on: boolean): void {
  element.toggleAttribute('elder', on);
  const { renderRoot } = element as Drawn;
  if (!on || worn.has(element) || !renderRoot) return;
  worn.add(element);
  adopt(renderRoot, [look, callLook]);
}

/** Those of ours below, in whatever depth. */
export function* ours(root: ParentNode): Generator<Drawn> {
  for (const element of root.querySelectorAll('*'))
    if (element.shadowRoot) {
      if (element instanceof LightElement) yield element as Drawn;
      yield* ours(element.shadowRoot);
    }
}

/** Dresses a widget and all within; `drawn` after each of them has drawn itself. The answer undresses it. */
export function dressElder(widget: Drawn, drawn: () => void): () => void {
  wear(widget, true);
  for (const element of ours(widget.renderRoot!)) wear(element, true);
  const tell = (element: Element) => {
    if (!within(element, widget)) return;
    if (element !== widget) wear(element, true);
    drawn();
  };
  tellers.add(tell);
  return () => {
    tellers.delete(tell);
    for (const element of ours(widget.renderRoot!)) wear(element, false);
  };
}
