/** Owns printing from inside any page: a document of our own in a hidden frame, made by DOM calls alone. */
import { render, type TemplateResult } from 'lit';
import { paperInPrint, paperStyles } from './care-prescription-paper-styles.ts';

/**
 * Puts the sheet into an empty document. Style sheets are constructed and markup comes from templates, so that a page with a
 * strict Content Security Policy and Trusted Types lets it through; nothing of the page's own rules reaches it.
 */
export function fillPrintDocument(
  page: Document,
  sheet: TemplateResult,
  title: string,
  lang: string,
  more = '',
): void {
  const text = paperInPrint.cssText + paperStyles.cssText + more;
  if ('adoptedStyleSheets' in page) {
    const { CSSStyleSheet: Sheet } = page.defaultView as Window & typeof globalThis;
    const styles = new Sheet();
    styles.replaceSync(text);
    page.adoptedStyleSheets = [styles];
    // Safari before 16.4
  } else (page as Document).head.appendChild((page as Document).createElement('style')).textContent = text;
  page.title = title;
  page.documentElement.lang = lang;
  render(sheet, page.body, { creationScope: page });
  fitOnePage(page);
}

/** 210 mm in CSS pixels, and a little for rounding. */
const A5_PX = (210 / 25.4) * 96 + 1;
/** Text in parts of its own size: the least is 8 points, still read without a glass. */
const SMALLER = [0.95, 0.9, 0.85, 0.8];

/** A prescription is one sheet: a long one is set smaller, and only then goes on to a second. */
function fitOnePage(page: Document): void {
  const paper = page.querySelector<HTMLElement>('.paper');
  for (const part of SMALLER) {
    if (!paper || paper.offsetHeight <= A5_PX) return;
    paper.style.setProperty('--t', `${part}mm`);
  }
}

/** Stays until the next print: not every browser says when it is done with it. */
let frame: HTMLIFrameElement | undefined;

/**
 * Opens the browser's print dialog for the sheet alone. `title` is the printed document's. False where the browser cannot print
 * (some apps' own browsers). `more`: style rules besides those of the paper.
 */
export async function printSheet(
  sheet: TemplateResult,
  title: string,
  lang: string,
  more = '',
): Promise<boolean> {
  frame?.remove();
  const made = (frame = document.createElement('iframe'));
  made.title = title;
  made.tabIndex = -1;
  made.setAttribute('aria-hidden', 'true');
  // A frame without size or display is not printed everywhere.
  Object.assign(made.style, {
    ...{ position: 'fixed', insetInlineStart: '-10000px', top: '0', border: '0', visibility: 'hidden' },
    ...{ width: '148mm', height: '210mm' },
  });
  // Firefox puts the frame's real document in place only with its load event.
  await new Promise((loaded) => {
    made.addEventListener('load', loaded, { once: true });
    document.body.append(made);
  });
  const page = made.contentWindow;
  if (!page || typeof page.print !== 'function') return false;
  fillPrintDocument(page.document, sheet, title, lang, more);
  page.focus();
  page.print();
  return true;
}
