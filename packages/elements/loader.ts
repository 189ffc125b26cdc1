/**
 * Owns `care.js`, the one script of a page: sees a Care tag appear and fetches its chunk, which defines it.
 * Built as a plain ASCII script, so that it runs as a classic or a module script in a page of any encoding.
 */

/** Tag -> file. Filled in by the build. */
declare const __CHUNKS__: Record<string, string>;
declare global {
  interface Window {
    CareElements: { diagnose(): Promise<unknown> };
  }
}

// A module script has no `currentScript`.
const base = (
  (document.currentScript as HTMLScriptElement | null) ||
  document.querySelector<HTMLScriptElement>('script[src^="care.js"],script[src*="/care.js"]')!
).src;
const asked = new Set<string>();

function load(tag: string, tries = 5): void {
  import(new URL(__CHUNKS__[tag]!, base).href).catch((cause) => {
    if (tries) setTimeout(load, 3000, tag, tries - 1);
    else console.error(`<${tag}> failed`, cause);
  });
}

function see(element: Element): void {
  const tag = element.localName;
  if (__CHUNKS__[tag] && !asked.has(tag)) {
    asked.add(tag);
    load(tag);
  }
  if (element.shadowRoot) watch(element.shadowRoot);
  // The page's own component may get its shadow root, with a Care tag inside, when it is defined.
  else if (tag.includes('-') && !__CHUNKS__[tag])
    void customElements.whenDefined(tag).then(() => element.shadowRoot && watch(element.shadowRoot));
}

const roots = new WeakSet<Node>();

function scan(root: ParentNode): void {
  root.querySelectorAll('*').forEach(see);
}

function watch(root: Document | ShadowRoot): void {
  if (roots.has(root)) return;
  roots.add(root);
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node instanceof Element) {
          see(node);
          scan(node);
        }
  }).observe(root, { childList: true, subtree: true });
  scan(root);
}

const tag = 'care-diagnose';
// The page's one global of ours; the chunk puts the real one in its place.
window.CareElements = {
  diagnose: () => import(new URL(__CHUNKS__[tag]!, base).href).then(() => window.CareElements.diagnose()),
};
// Its panel shows itself.
if (location.href.includes(tag)) load(tag);

watch(document);
export {};
