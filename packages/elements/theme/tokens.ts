/**
 * Owns the look's ground: the public `--care-*` tokens, the private ones computed from them, and the reset that
 * holds against a host page's rules. Public tokens are only read here, so a value set on the page reaches every
 * element; private ones (`--_*`) are computed anew in each element.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    --_px: 1px;
    --_zoom: var(--care-scale, 1);
    --_font: var(
      --care-font,
      system-ui, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif
    );
    --_tap: var(--care-target, 44px);
    --_card: var(--care-radius, 12px);
    --_round: var(--care-radius-field, 8px);
    --_b: var(--care-color-brand, #0b6b69);
    --_brand: var(--_b);
    --_brand-strong: var(--care-color-brand-strong, #07504f);
    --_brand-soft: var(--care-color-brand-soft, #e8f3f2);
    --_on-brand: var(--care-color-on-brand, #fff);
    --_surface: var(--care-color-surface, #fff);
    --_sunk: var(--care-color-sunk, #f4f7f7);
    --_ink: var(--care-color-ink, #16211f);
    --_muted: var(--care-color-muted, #55625f);
    --_line: var(--care-color-line, #d9e1df);
    --_edge: var(--care-color-edge, #7e8c89);
    --_red: var(--care-color-red, #b3261e);
    --_red-soft: var(--care-color-red-soft, #fdeeec);
    --_amber: var(--care-color-amber, #8a5000);
    --_amber-soft: var(--care-color-amber-soft, #fff4de);
    --_green: var(--care-color-green, #1a6b3c);
    --_green-soft: var(--care-color-green-soft, #e9f6ee);
    --_shadow: 0 1px 3px rgb(0 0 0 / 8%), 0 6px 24px rgb(0 0 0 / 6%);
    display: block;
    box-sizing: border-box;
    max-width: 100%;
    color: var(--_ink);
    color-scheme: inherit;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  /* One brand colour makes the scale, light and dark; the page's own color-scheme decides, not the device's. */
  @supports (color: oklch(from red l c h)) and (color: light-dark(red, red)) {
    :host {
      --_brand: var(--care-color-brand-action, light-dark(oklch(from var(--_b) min(l, 0.5) c h), oklch(from var(--_b) 0.76 c h)));
      --_brand-strong: var(--care-color-brand-strong, light-dark(oklch(from var(--_b) calc(min(l, 0.5) - 0.09) c h), oklch(from var(--_b) 0.84 c h)));
      --_brand-soft: var(--care-color-brand-soft, light-dark(oklch(from var(--_b) 0.96 min(c, 0.018) h), oklch(from var(--_b) 0.3 min(c, 0.035) h)));
      --_on-brand: var(--care-color-on-brand, light-dark(#fff, oklch(from var(--_b) 0.2 min(c, 0.03) h)));
      --_surface: var(--care-color-surface, light-dark(#fff, oklch(from var(--_b) 0.21 min(c, 0.012) h)));
      --_sunk: var(--care-color-sunk, light-dark(oklch(from var(--_b) 0.975 min(c, 0.005) h), oklch(from var(--_b) 0.25 min(c, 0.014) h)));
      --_ink: var(--care-color-ink, light-dark(oklch(from var(--_b) 0.24 min(c, 0.018) h), oklch(from var(--_b) 0.94 min(c, 0.008) h)));
      --_muted: var(--care-color-muted, light-dark(oklch(from var(--_b) 0.48 min(c, 0.016) h), oklch(from var(--_b) 0.75 min(c, 0.014) h)));
      --_line: var(--care-color-line, light-dark(oklch(from var(--_b) 0.905 min(c, 0.01) h), oklch(from var(--_b) 0.35 min(c, 0.014) h)));
      --_edge: var(--care-color-edge, light-dark(oklch(from var(--_b) 0.62 min(c, 0.014) h), oklch(from var(--_b) 0.58 min(c, 0.014) h)));
      --_red: var(--care-color-red, light-dark(#b3261e, #ff9d94));
      --_red-soft: var(--care-color-red-soft, light-dark(#fdeeec, #47211e));
      --_amber: var(--care-color-amber, light-dark(#8a5000, #f5bf5c));
      --_amber-soft: var(--care-color-amber-soft, light-dark(#fff4de, #3d2f14));
      --_green: var(--care-color-green, light-dark(#1a6b3c, #82d39d));
      --_green-soft: var(--care-color-green-soft, light-dark(#e9f6ee, #183524));
    }
  }
  /* The page's rules can reach the host (with !important) and be inherited, but not the shadow's own children. */
  :host > * {
    /* Elements inside us are enlarged with us: they must not do it once more. */
    zoom: var(--_zoom);
    --care-scale: 1;
    font: 400 16px / 1.5 var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    text-autospace: normal;
    color: var(--_ink);
    cursor: auto;
    -webkit-text-size-adjust: 100%;
  }
  :host(:lang(zh)) > * {
    line-height: 1.6;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  figure {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 22px;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: balance;
  }
  h2 {
    font-size: 18px;
    font-weight: 600;
    line-height: 1.4;
  }
  h3,
  b,
  strong {
    font-weight: 600;
  }
  a {
    color: var(--_brand);
  }
  svg {
    flex: none;
    display: block;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  :focus-visible {
    outline: 3px solid var(--_brand);
    outline-offset: 2px;
  }
  h1:focus,
  [tabindex='-1']:focus {
    outline: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
