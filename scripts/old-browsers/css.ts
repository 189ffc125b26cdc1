/** Owns the lint of style sheets inside scripts: what Chromium 90 and Safari 15 don't know needs a fallback before it, or `@supports` around it. */
import type { Node } from 'acorn';
import { full } from 'acorn-walk';
import postcss, { type Declaration, type Node as CssNode } from 'postcss';
import { newerStyles } from './data.ts';

/** Style sheets of a script: strings and templates that read like one. */
export function cssOf(tree: Node, code: string): { text: string; start: number }[] {
  const sheets: { text: string; start: number }[] = [];
  full(tree, (node) => {
    const { value, quasis } = node as unknown as {
      value?: unknown;
      quasis?: { value: { cooked: string } }[];
    };
    const text =
      node.type === 'Literal' && typeof value === 'string'
        ? value
        : node.type === 'TemplateLiteral'
          ? quasis!.map((part) => part.value.cooked).join('0')
          : '';
    if (/^\s*(@[\w-]+[^;{}<]*|[^<>{};=]+)\{[^{}]*[:}]/.test(text) && /\}\s*$/.test(text) && code)
      sheets.push({ text, start: node.start });
  });
  return sheets;
}

/** Values that are functions or units: `color-mix(`, `100dvh`. */
const FUNCTIONS =
  /(?<![\w-])(color-mix|oklch|oklab|lch|lab|hwb|light-dark|color|contrast-color|round|mod|rem|abs|sign|sin|cos|tan|pow|sqrt|anchor|linear)\(/g;
const UNITS = /\d(dvh|svh|lvh|dvw|svw|lvw|dvi|dvb|cqw|cqh|cqi|cqb|lh|rlh|cap|ric)\b/g;

/** Properties that an old browser passes over and nobody misses: how text breaks, what a scroll bar looks like. */
const GRACE =
  /^(text-wrap|text-wrap-style|text-autospace|text-spacing-trim|scrollbar-(color|width|gutter)|accent-color|overscroll-behavior(-.*)?|hyphenate-character|forced-color-adjust|print-color-adjust|-webkit-.*|field-sizing|interpolate-size|touch-action|content-visibility|contain-intrinsic-(size|block-size)|font-palette|appearance|color-scheme|user-select|text-size-adjust|view-transition-name|overflow-anchor|image-rendering|resize|line-break|ruby-position|text-underline-offset|text-emphasis(-.*)?|mask(-.*)?|clip-path|zoom)$/;

/** Asked for, or inside what an old browser passes over whole. */
const supported = (node: CssNode): boolean => {
  for (let up = node.parent; up && up.type !== 'document'; up = up.parent as typeof up)
    if (up.type === 'atrule' && /^(supports|container)$/.test((up as unknown as { name: string }).name))
      return true;
  return false;
};
/** `@supports not (…)` in the same sheet says the property in words that are known. */
const saidOtherwise = (node: Declaration): boolean => {
  let said = false;
  node.root().walkAtRules('supports', (rule) => {
    if (/^not/.test(rule.params))
      rule.walkDecls(node.prop, (other) => void (said ||= !valueFaults(other).length));
  });
  return said;
};
/** The same property with a plain value stands before it in the same rule; of a custom property the last one counts, whatever it says. */
const hasFallback = (node: Declaration): boolean =>
  !node.prop.startsWith('--') &&
  !!node.parent?.some(
    (other) =>
      other !== node &&
      other.type === 'decl' &&
      other.prop === node.prop &&
      other.parent!.index(other) < node.parent!.index(node) &&
      valueFaults(other).length === 0,
  );

const valueFaults = ({ value }: Declaration): string[] => [
  ...[...value.matchAll(FUNCTIONS)].map(([, name]) => `${name}()`),
  ...[...value.matchAll(UNITS)].map(([, unit]) => unit!),
];

/** `:has(> .talk)`: whole, because it is allowed or not by what it asks for. */
function hasOf(selector: string, from: number): string {
  let depth = 0;
  for (let at = from; at < selector.length; at++) {
    if (selector[at] === '(') depth++;
    if (selector[at] === ')' && --depth === 0) return tidy(selector.slice(from, at + 1));
  }
  return tidy(selector.slice(from));
}
const tidy = (selector: string): string =>
  selector
    .replace(/\s*([>+~,])\s*/g, '$1 ')
    .replace(/\s+/g, ' ')
    .replace(/\(\s+/g, '(')
    .replace(/\s+\)/g, ')');

export function cssFaults(text: string): string[] {
  const faults: string[] = [];
  let sheet;
  try {
    sheet = postcss.parse(text);
  } catch {
    return [];
  }
  const { properties, selectors, rules } = newerStyles();
  sheet.walk((node) => {
    if (supported(node)) return;
    if (node.type === 'decl') {
      if (properties.has(node.prop) && !GRACE.test(node.prop)) faults.push(node.prop);
      if (!hasFallback(node) && !saidOtherwise(node)) faults.push(...valueFaults(node));
    } else if (node.type === 'rule') {
      for (const { 1: name, index } of node.selector.matchAll(/::?([a-z-]+)/g))
        if (selectors.has(name!)) faults.push(name === 'has' ? hasOf(node.selector, index) : `:${name}`);
      if (node.selector.includes('&') || node.parent?.type === 'rule') faults.push('nesting');
    } else if (node.type === 'atrule' && rules.has(node.name)) faults.push(`@${node.name}`);
  });
  return [...new Set(faults)];
}
