/** Owns the look of `diagnose()`'s panel: over the page, in its light or dark, in colours of its own, since the theme may be what is wrong. */

/** In the light, in the dark: the values that `theme/tokens.ts` comes to with the default brand. */
const COLOURS: Record<string, [light: string, dark: string]> = {
  surface: ['#fff', '#0f1918'],
  ink: ['#16211f', '#e3edeb'],
  muted: ['#55625f', '#a6b4b1'],
  line: ['#dde3e1', '#2f3a39'],
  edge: ['#7e8c89', '#788583'],
  brand: ['#0b6b69', '#6ac3c0'],
  'on-brand': ['#fff', '#0f1918'],
  red: ['#b3261e', '#ff9d94'],
  amber: ['#8a5000', '#f5bf5c'],
  green: ['#1a6b3c', '#82d39d'],
  'red-soft': ['#fbeceb', '#3a2422'],
  'amber-soft': ['#fdf4e3', '#332a18'],
};
const own = (value: (both: [string, string]) => string): string =>
  Object.entries(COLOURS)
    .map(([name, both]) => `--_${name}: ${value(both)}`)
    .join('; ');

const CSS = `
/* None of its languages runs from the right, and 'all' leaves the page's direction. */
:host { all: initial; direction: ltr; color-scheme: inherit; ${own(([light]) => light)}; position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: rgb(0 0 0 / 45%) }
/* The page's own color-scheme decides, as for every widget. */
@supports (color: light-dark(red, red)) {
  :host { ${own(([light, dark]) => `light-dark(${light}, ${dark})`)} }
}
:host([inline]) { position: static; display: block; background: none }
* { box-sizing: border-box; margin: 0 }
section { max-width: 1100px; margin: 24px auto; padding: 24px; border: 1px solid var(--_line); border-radius: 12px; background: var(--_surface); color: var(--_ink);
  font: 16px/1.5 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif; text-align: start; overflow-wrap: anywhere }
h2 { font-size: 22px; line-height: 1.35 }
p { margin-block: 8px }
div { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 16px }
button, summary { min-height: 44px; font: inherit; cursor: pointer }
button { padding: 8px 16px; border: 1px solid var(--_edge); border-radius: 8px; background: var(--_surface); color: var(--_brand) }
button:first-child { border-color: var(--_brand); background: var(--_brand); color: var(--_on-brand); font-weight: 600 }
summary { display: flex; align-items: center; color: var(--_brand) }
summary::before { content: '▸'; margin-inline-end: 8px }
details[open] summary::before { content: '▾' }
:focus-visible { outline: 3px solid var(--_brand); outline-offset: 2px }
table { width: 100%; border-collapse: collapse }
th, td { padding: 10px 12px; border-block-start: 1px solid var(--_line); text-align: start; vertical-align: top; font-weight: 400 }
thead th { border: 0; color: var(--_muted); font-size: 13px }
tbody th { width: 20%; font-weight: 600 }
td:nth-child(2) { width: 9em; white-space: nowrap }
td:nth-child(4) { width: 36% }
td:nth-child(2), p:is(.ok, .bad) { font-weight: 600 }
:is(.ok, .look, .bad, .open) > td:nth-child(2)::before, p:is(.ok, .bad)::before { display: inline-block; width: 1.4em }
.ok > td:nth-child(2), p.ok { color: var(--_green) } .ok > td:nth-child(2)::before, p.ok::before { content: '✓' }
.look > td:nth-child(2) { color: var(--_amber) } .look > td:nth-child(2)::before { content: '!' }
.bad > td:nth-child(2), p.bad { color: var(--_red) } .bad > td:nth-child(2)::before, p.bad::before { content: '✕' }
.open > td:nth-child(2) { color: var(--_muted) } .open > td:nth-child(2)::before { content: '?' }
tr.bad { background: var(--_red-soft) } tr.look { background: var(--_amber-soft) }
a { color: var(--_brand) }
pre { padding: 12px; border: 1px solid var(--_line); border-radius: 8px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; user-select: text }
@media (max-width: 700px) {
  section { margin: 0; border-radius: 0; padding: 16px }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  button { padding-inline: 12px }
  table, tbody { display: block }
  tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 10px 12px; border-block-start: 1px solid var(--_line) }
  th, td, tbody th, td:nth-child(n) { width: auto; padding: 0; border: 0 }
  td:nth-child(n + 3) { grid-column: 1 / -1 }
  /* The head of its column is not seen. */
  td:nth-child(4) { padding-inline-start: 1.4em; text-indent: -1.4em }
  td:nth-child(4)::before { display: inline-block; width: 1.4em; content: '→'; text-indent: 0 }
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
