/**
 * Owns the look's ground: the public `--care-*` tokens, the private ones computed from them, and the reset that
 * holds against a host page's rules. Public tokens are only read here, so a value set on the page reaches every
 * element; private ones (`--_*`) are computed anew in each element.
 *
 * Public: `--care-font`, `--care-scale` (1 is 16 px text), `--care-radius` of cards, `--care-radius-field`,
 * `--care-target` (least height of a target), `--care-color-brand`, `-on-brand`, `-surface`, `-ink`. Everything else is mixed from
 * these.
 */
import { css } from '../base/light-element.ts';

export const tokens = css`
  :host {
    /* Nothing of the page's text is inherited; but whether we are seen, and light or dark, is its to say. */
    all: initial;
    visibility: inherit;
    color-scheme: inherit;
    --_font: var(--care-font, system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif);
    --_zoom: var(--care-scale, 1);
    --_tap: var(--care-target, 44px);
    --_card: var(--care-radius, 12px);
    --_round: var(--care-radius-field, 8px);
    --_b: var(--care-color-brand, #0b6b69);
    --_brand: var(--_b);
    --_on-brand: var(--care-color-on-brand, #fff);
    --_surface: var(--care-color-surface, #fff);
    --_ink: var(--care-color-ink, #16211f);
    --_muted: #55625f;
    --_edge: #7e8c89;
    --_red: #b3261e;
    --_amber: #8a5000;
    --_green: #1a6b3c;
    --_brand-strong: color-mix(in srgb, var(--_brand) 80%, var(--_ink));
    --_brand-soft: color-mix(in srgb, var(--_brand) 9%, var(--_surface));
    --_red-soft: color-mix(in srgb, var(--_red) 9%, var(--_surface));
    --_amber-soft: color-mix(in srgb, var(--_amber) 9%, var(--_surface));
    --_green-soft: color-mix(in srgb, var(--_green) 9%, var(--_surface));
    --_sunk: color-mix(in srgb, var(--_ink) 4%, var(--_surface));
    --_line: color-mix(in srgb, var(--_ink) 15%, var(--_surface));
    display: block;
  }
  /* Safari before 16.2 and Chromium before 111 mix no colours. */
  @supports not (color: color-mix(in srgb, red, red)) {
    :host {
      --_brand-strong: var(--_b);
      --_line: #ddd;
      --_sunk: #f6f6f6;
      --_brand-soft: var(--_sunk);
      --_red-soft: var(--_sunk);
      --_amber-soft: var(--_sunk);
      --_green-soft: var(--_sunk);
    }
  }
  /* One brand colour makes the scale, light and dark; the page's own color-scheme decides, not the device's. */
  @supports (color: light-dark(oklch(from red l c h), red)) {
    :host {
      --_brand: light-dark(oklch(from var(--_b) min(l, 0.48) c h), oklch(from var(--_b) 0.76 c h));
      --_on-brand: var(--care-color-on-brand, light-dark(#fff, oklch(from var(--_b) 0.21 0.012 h)));
      --_surface: var(--care-color-surface, light-dark(#fff, oklch(from var(--_b) 0.21 0.012 h)));
      --_ink: var(--care-color-ink, light-dark(oklch(from var(--_b) 0.24 0.018 h), oklch(from var(--_b) 0.94 0.012 h)));
      --_muted: light-dark(oklch(from var(--_b) 0.48 0.018 h), oklch(from var(--_b) 0.76 0.018 h));
      --_edge: oklch(from var(--_b) 0.61 0.018 h);
      --_red: light-dark(#b3261e, #ff9d94);
      --_amber: light-dark(#8a5000, #f5bf5c);
      --_green: light-dark(#1a6b3c, #82d39d);
    }
  }
  [hidden] {
    display: none !important;
  }
  /* The page's rules can reach the host (with !important) and be inherited, but not the shadow's own children. */
  :host > * {
    /* Elements inside us are enlarged with us: they must not do it once more. */
    zoom: var(--_zoom);
    --care-scale: 1;
    font: 16px/1.5 var(--_font);
    letter-spacing: normal;
    direction: ltr;
    word-break: normal;
    overflow-wrap: break-word;
    color: var(--_ink);
  }
  :host(:lang(zh)) > * {
    line-height: 1.6;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    min-width: 0;
  }
  fieldset,
  ul,
  ol,
  legend {
    padding: 0;
    border: 0;
    list-style: none;
  }
  h1,
  h2,
  h3,
  b,
  legend,
  label {
    font-size: inherit;
    font-weight: 600;
  }
  h1 {
    font-size: 22px;
    line-height: 1.35;
    text-wrap: balance;
  }
  h2 {
    font-size: 18px;
  }
  a {
    color: var(--_brand);
  }
  svg {
    flex: none;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 3px solid var(--_brand);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: 0;
  }
  .note {
    font-size: 13px;
    font-weight: 400;
  }
  .note,
  .muted {
    color: var(--_muted);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
