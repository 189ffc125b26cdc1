/**
 * Owns what a language from right to left needs beside its words: the direction of each screen, arrows that point the other way, and
 * what stands in it in another language marked as that. Fetched with the first such words.
 */
import { html, render, type ReactiveController } from 'lit';
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import words from '../locales/ar/untranslated.ts';
import { attendants, type CareElement } from './care-element.ts';
import { adopt, css } from './light-element.ts';

const look = css`
  :host > [dir='rtl'] {
    direction: rtl;
  }
  [lang][dir='ltr'] {
    direction: ltr;
    unicode-bidi: isolate;
  }
  .muted > [lang='ar'] {
    display: block;
  }
  :host > [dir='rtl'] :is(path[d='m15 18-6-6 6-6'], path[d='m9 18 6-6-6-6']) {
    transform: scaleX(-1);
    transform-origin: 12px 12px;
  }
  textarea[readonly] {
    direction: ltr;
  }
  .untranslated {
    display: grid;
    gap: 8px;
    padding: 12px 16px;
    margin-block-end: 16px;
    border-inline-start: 4px solid var(--_amber);
    border-radius: var(--_round);
    background: var(--_amber-soft);
    font-size: 14px;
  }
  .untranslated a {
    display: inline-block;
    align-content: center;
    min-height: 44px;
  }
`;

/** Elements that hold text and nothing that is drawn apart. */
const TEXT =
  'h1,h2,h3,p,b,span,strong,dt,dd,li,td,th,label,legend,button,a,time,output,s,i,figcaption,summary,div';
const FOREIGN = /[\p{Script=Latin}\p{Script=Han}\p{N}]/u;
const ARABIC = /\p{Script=Arabic}/u;
/** What was marked here, so that it can be taken back. */
const marked = new WeakSet<Element>();

/** Names of places, medicines and people, medical texts, numbers and codes: in their own direction, and said by a screen reader in their own language. */
function mark(root: ParentNode, rtl: boolean): void {
  for (const one of root.querySelectorAll<HTMLElement>(TEXT)) {
    const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const text = own.map((node) => node.nodeValue).join('');
    const within = [...one.children].map((part) => (part as HTMLElement).lang || part.textContent);
    const foreign = rtl && FOREIGN.test(text) && !ARABIC.test(text + within.join(''));
    if (foreign && (marked.has(one) || !(one.lang || one.dir))) {
      marked.add(one);
      // What is placed by the ends of a line stays at the end that it has in Arabic.
      if (getComputedStyle(one).position !== 'absolute') one.dir = 'ltr';
      one.lang = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
    } else if (!foreign && marked.delete(one)) {
      one.removeAttribute('dir');
      one.removeAttribute('lang');
    }
  }
}

/** What a patient is told above medical texts that are not there in Arabic: the choice of the complaint, a question, the result. */
function notice(element: CareElement): unknown {
  const { care, localName } = element;
  const { hospital, view } = care?.use(createVisitStore).get() ?? {};
  if (element.tongue !== 'ar' || !hospital) return '';
  const asking =
    localName === 'care-triage'
      ? !view?.triage && care!.use(createTriageStore).get().question
      : localName === 'care-visit' &&
        view?.status === 'open' &&
        !view.triage &&
        !view.queue &&
        !(element as CareElement & { complaint?: unknown }).complaint;
  const result = localName === 'care-triage-result' && view?.triage;
  return asking || result
    ? html`<div class="untranslated" role="note" dir="rtl" lang="ar">
        <p>${asking ? words.questions : words.result}</p>
        ${asking ? html`<p><b>${words.danger(hospital.emergencyNumber)}</b></p>` : ''}
        <a href="tel:${hospital.phone}">${words.call(hospital.phone)}</a>
      </div>`
    : '';
}
/** Turns an element after each drawing, and back when it speaks another language again. */
class Direction implements ReactiveController {
  private element: CareElement;
  /** Where the notice stands: above everything. */
  private above: HTMLElement | undefined;

  constructor(element: CareElement) {
    this.element = element;
    adopt(element.renderRoot, look);
  }

  hostUpdated(): void {
    const { renderRoot: root, tongue, localName } = this.element;
    if (/^care-(visit|triage|triage-result)$/.test(localName)) {
      if (!this.above) root.prepend((this.above = document.createElement('div')));
      render(notice(this.element), this.above);
    }
    const rtl = tongue === 'ar';
    for (const one of root.children)
      if (rtl) one.setAttribute('dir', 'rtl');
      else one.removeAttribute('dir');
    mark(root, rtl);
  }
}
const turned = new WeakSet<CareElement>();

/** What we say in the line of a question's help, which is in English: in a line of its own. */
function apart(element: CareElement): void {
  if (element.localName !== 'care-triage') return;
  const t = element.words!.t as { several: unknown };
  if (typeof t.several === 'string') t.several = html`<span lang="ar" dir="rtl">${t.several}</span>`;
}

let ready = false;
/** From now on each element stands as its language runs. */
export function fromTheRight(): void {
  if (ready) return;
  ready = true;
  attendants.push((element) => {
    if (element.tongue !== 'ar') return;
    if (!turned.has(element)) element.addController(new Direction(element));
    turned.add(element);
    apart(element);
  });
}
