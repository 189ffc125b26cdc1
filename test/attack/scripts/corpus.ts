/** Texts that run where somebody takes them for markup, a style, an address or a template; each calls `__ran` with its number. */
const run = (n: number) => `__ran(${n})`;

export const CORPUS: readonly string[] = [
  (n: number) => `<img src=x onerror=${run(n)}>`,
  (n: number) => `<script>${run(n)}</script>`,
  (n: number) => `"><svg/onload=${run(n)}>`,
  (n: number) => `' autofocus onfocus=${run(n)} x='`,
  (n: number) => `</title><script>${run(n)}</script>`,
  (n: number) => `</textarea><img src=x onerror=${run(n)}>`,
  (n: number) => `</style><img src=x onerror=${run(n)}>`,
  (n: number) => `--><img src=x onerror=${run(n)}>`,
  (n: number) => `javascript:${run(n)}//`,
  (n: number) => `<a href="javascript:${run(n)}">x</a>`,
  (n: number) => `<iframe srcdoc="<script>parent.${run(n)}</script>">`,
  (n: number) => `<details open ontoggle=${run(n)}>`,
  (n: number) => `<input autofocus onfocus=${run(n)}>`,
  (n: number) => `<math><mtext></mtext><img src=x onerror=${run(n)}></math>`,
  (n: number) => `\${${run(n)}}{{${run(n)}}}`,
  (n: number) => `<svg><animate onbegin=${run(n)} attributeName=x dur=1s>`,
  (n: number) => `x:expression(${run(n)});}`,
  (n: number) => `<style onload=${run(n)}></style>`,
  (n: number) => `data:text/html,<script>${run(n)}</script>`,
  (n: number) => `&lt;img src=x onerror=${run(n)}&gt;`,
  (n: number) => `\\x3cimg src=x onerror=${run(n)}\\x3e`,
  (n: number) => `<video><source onerror=${run(n)}></video>`,
  (n: number) => `<template><img src=x onerror=${run(n)}></template>`,
  (n: number) => `<body onpageshow=${run(n)}>`,
].map((make, n) => make(n));
/** By which it is found again in what a page shows. */
export const MARK = '__ran(';

/** As many of the corpus as fit into so many characters, beginning with the `from`th; none where not even the shortest fits. */
export function payload(from: number, most: number): string | undefined {
  let text = '';
  for (let n = 0; n < CORPUS.length; n++) {
    const next = CORPUS[(from + n) % CORPUS.length]!;
    if (text.length + next.length <= Math.min(most, 400)) text += next;
  }
  return text || undefined;
}
