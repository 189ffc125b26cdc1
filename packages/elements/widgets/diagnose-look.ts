/** Owns the look of `diagnose()`'s panel: over the page, in colours of its own, since the theme may be what is wrong. */

const CSS = `
:host { all: initial; color-scheme: light; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: rgb(0 0 0 / 45%) }
:host([inline]) { position: static; display: block; background: none }
* { box-sizing: border-box; margin: 0 }
section { max-width: 1100px; margin: 24px auto; padding: 24px; border: 1px solid #cdd5d3; border-radius: 12px; background: #fff; color: #16211f;
  font: 16px/1.5 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif; text-align: start; overflow-wrap: anywhere }
h2 { font-size: 22px; line-height: 1.35 }
p { margin-block: 8px }
div { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 16px }
button, summary { min-height: 44px; font: inherit; cursor: pointer }
button { padding: 8px 16px; border: 1px solid #7e8c89; border-radius: 8px; background: #fff; color: #0b6b69 }
button:first-child { border-color: #0b6b69; background: #0b6b69; color: #fff; font-weight: 600 }
summary { display: flex; align-items: center; color: #0b6b69 }
summary::before { content: '▸'; margin-inline-end: 8px }
details[open] summary::before { content: '▾' }
:focus-visible { outline: 3px solid #0b6b69; outline-offset: 2px }
table { width: 100%; border-collapse: collapse }
th, td { padding: 10px 12px; border-block-start: 1px solid #dde3e1; text-align: start; vertical-align: top; font-weight: 400 }
thead th { border: 0; color: #55625f; font-size: 13px }
tbody th { width: 20%; font-weight: 600 }
td:nth-child(2) { width: 7em; font-weight: 600 }
td:nth-child(3), td:nth-child(4) { width: 33% }
td:nth-child(2)::before { display: inline-block; width: 1.4em }
.ok td:nth-child(2) { color: #1a6b3c } .ok td:nth-child(2)::before { content: '✓' }
.look td:nth-child(2) { color: #8a5000 } .look td:nth-child(2)::before { content: '!' }
.bad td:nth-child(2) { color: #b3261e } .bad td:nth-child(2)::before { content: '✕' }
.open td:nth-child(2) { color: #55625f } .open td:nth-child(2)::before { content: '?' }
.bad { background: #fbeceb } .look { background: #fdf4e3 }
pre { padding: 12px; border: 1px solid #dde3e1; border-radius: 8px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; user-select: text }
@media (max-width: 700px) {
  section { margin: 0; border-radius: 0; padding: 16px }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  table, tbody, tr, th, td, tbody th, td:nth-child(n) { display: block; width: auto }
  tr { padding-block: 10px; border-block-start: 1px solid #dde3e1 }
  th, td { padding: 2px 12px; border: 0 }
  td:empty { display: none }
}
@media (forced-colors: active) { section { border: 2px solid } }
@media print { :host { position: static } }
`;

/** Dresses the root once: a sheet of the page's own policy is not needed for this one. */
export function look(root: ShadowRoot): void {
  if (root.adoptedStyleSheets?.length) return;
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    // Safari before 16.4
  } else (root as ShadowRoot).appendChild(document.createElement('style')).textContent = CSS;
}
