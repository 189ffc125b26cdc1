/**
 * Texts that run, or ask for an address, where somebody takes them for markup, a style, an address or a template. Each has a number that
 * says which text it is and in which field it stood.
 */
const CANARY_HOST = 'canary.test';
/** Whatever is asked of it. */
export const CANARY = new RegExp(`^https?://${CANARY_HOST}/`);
/** A name that stays one where underscores are written as spaces, as in a substance's. */
const run = (n: number) => `itRan(${n})`;
const ask = (n: number) => `//${CANARY_HOST}/${n}`;

const TEXTS: readonly ((n: number) => string)[] = [
  (n) => `<img src=x onerror=${run(n)}>`,
  (n) => `<script>${run(n)}</script>`,
  (n) => `"><svg/onload=${run(n)}>`,
  (n) => `' autofocus onfocus=${run(n)} x='`,
  (n) => `</title><script>${run(n)}</script>`,
  (n) => `</textarea><img src=x onerror=${run(n)}>`,
  (n) => `</style><img src=x onerror=${run(n)}>`,
  (n) => `--><img src=x onerror=${run(n)}>`,
  (n) => `javascript:${run(n)}//`,
  (n) => `<a href="javascript:${run(n)}">x</a>`,
  (n) => `<iframe srcdoc="<script>parent.${run(n)}</script>">`,
  (n) => `<details open ontoggle=${run(n)}>`,
  (n) => `<input autofocus onfocus=${run(n)}>`,
  (n) => `<math><mtext></mtext><img src=x onerror=${run(n)}></math>`,
  (n) => `\${${run(n)}}`,
  (n) => `{{${run(n)}}}`,
  (n) => `<svg><animate onbegin=${run(n)} attributeName=x dur=1s>`,
  (n) => `x:expression(${run(n)});}`,
  (n) => `<style onload=${run(n)}></style>`,
  (n) => `data:text/html,<script>${run(n)}</script>`,
  (n) => `&lt;img src=x onerror=${run(n)}&gt;`,
  (n) => `\\x3cimg src=x onerror=${run(n)}\\x3e`,
  (n) => `<video><source onerror=${run(n)}></video>`,
  (n) => `<template><img src=x onerror=${run(n)}></template>`,
  (n) => `<body onpageshow=${run(n)}>`,
  (n) => `<svg/onload=alert(${n})>`,
  (n) => `<img src=${ask(n)}>`,
  (n) => `}*{background:url(${ask(n)})}`,
  (n) => `<style>@import '${ask(n)}';</style>`,
  (n) => `<link rel=stylesheet href=${ask(n)}>`,
  (n) => `<iframe src=${ask(n)}></iframe>`,
];
/** One more than the highest text's number. */
const FIELD = 100;
export const CORPUS_SIZE = TEXTS.length;
/** The `i`th text as it stands in field number `field`. */
export const textOf = (i: number, field: number): string => TEXTS[i % TEXTS.length]!(field * FIELD + i);
/** What a number says. */
export const told = (n: number): { text: string; field: number } => ({
  ...{ text: TEXTS[n % FIELD]?.(n) ?? String(n), field: Math.floor(n / FIELD) },
});
/** By which texts are found again in what a page shows, with their number: a whole one, as some texts are cut. */
export const NUMBERS = String.raw`(?:itRan\(|alert\(|canary\.test/)(\d+)[)>']`;

/** As many of the corpus as fit into so many characters, beginning with the `from`th; none where not even the shortest fits. `plain`: only those without a sign of markup. */
export function payload(
  from: number,
  most: number,
  { field, plain = false }: { field: number; plain?: boolean },
): string | undefined {
  let text = '';
  for (let i = 0; i < TEXTS.length; i++) {
    const next = textOf((from + i) % TEXTS.length, field);
    if (plain && /[<>&{}]/.test(next)) continue;
    if (text.length + next.length <= Math.min(most, 400)) text += next;
  }
  return text || undefined;
}
