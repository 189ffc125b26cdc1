/** Owns how a part that is fetched later brings the look of what stands around it: into the root in which its tag stands. */
import type { CSSResult } from 'lit';

const sheets = new Map<CSSResult, CSSStyleSheet>();

/** Once a root; `look` is a constant. */
export function adoptAround(element: Element, look: CSSResult): void {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const text = `${look.cssText || look}`;
  if ('adoptedStyleSheets' in root) {
    let sheet = sheets.get(look);
    if (!sheet) {
      sheets.set(look, (sheet = new CSSStyleSheet()));
      sheet.replaceSync(text);
    }
    if (!root.adoptedStyleSheets.includes(sheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    // Safari before 16.4
  } else if (
    ![...(root as ShadowRoot).querySelectorAll('style')].some(({ textContent }) => textContent === text)
  )
    (root as ShadowRoot).appendChild(document.createElement('style')).textContent = text;
}
