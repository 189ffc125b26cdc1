/** Owns the look of the theme studio: the controls beside the preview, the contrast below it. */
import { css } from '../base/light-element.ts';

export const studioStyles = css`
  .frame {
    --_tap: 44px;
    height: auto;
    max-height: none;
    min-height: 100vh;
    min-height: 100dvh;
    font-size: 16px;
  }
  .frame :is(h2, h3) {
    font-size: 18px;
  }
  .top {
    padding-block: 4px;
  }
  .top .link {
    margin-inline-start: auto;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 360px) minmax(0, 1fr);
    grid-template-areas: 'look preview' 'look contrast' 'look rest';
    grid-template-rows: auto auto 1fr;
    align-items: start;
    gap: 16px;
    width: min(100%, 1480px);
    margin-inline: auto;
    padding: 16px;
  }
  .side {
    grid-area: look;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .preview {
    grid-area: preview;
  }
  .contrast {
    grid-area: contrast;
  }
  .small {
    width: auto;
    min-height: 44px;
    padding-inline: 20px;
    font-size: 16px;
  }
  .code {
    font-family: ui-monospace, monospace;
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .two-in-line {
    display: flex;
    gap: 8px;
  }
  input[type='color'] {
    flex: none;
    width: 64px;
    min-height: 44px;
    padding: 4px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  .range input {
    padding-inline: 0;
    accent-color: var(--_brand);
  }
  .range label {
    display: flex;
    justify-content: space-between;
  }
  .range output {
    font-weight: 400;
  }
  summary {
    display: flex;
    align-items: center;
    min-height: 44px;
    color: var(--_brand);
    font-weight: 600;
    cursor: pointer;
  }
  summary::before {
    content: '▸';
    width: 20px;
  }
  details[open] > summary::before {
    content: '▾';
  }
  .tokens {
    display: grid;
    gap: 12px;
    margin-block-start: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 8px;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--_muted);
    font-size: 13px;
  }
  .pairs {
    min-width: 520px;
  }
  .colours :is(th, td) {
    padding-inline: 0 8px;
  }
  .colours td {
    width: 96px;
  }
  .colours .link {
    padding-inline: 0;
  }
  .scroll {
    overflow: auto;
    max-height: 480px;
  }
  .scroll thead {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
  }
  .sample {
    display: block;
    width: 64px;
    height: 28px;
    border: 1px solid var(--_line);
    border-radius: 4px;
    font-size: 15px;
  }
  td.wrong svg {
    margin-inline-end: 4px;
    vertical-align: -2px;
  }
  .low {
    display: grid;
    gap: 8px;
  }
  .low > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 16px;
    padding-block: 8px;
    border-block-end: 1px solid var(--_line);
  }
  .pairs-of {
    flex: 1 1 300px;
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    align-items: center;
    gap: 8px 12px;
  }
  .choose {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: 12px 16px;
  }
  .stage {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 24px;
  }
  figure {
    flex: 0 1 390px;
  }
  figcaption {
    margin-block-end: 8px;
    color: var(--_muted);
  }
  .window {
    overflow: hidden;
    border: 1px solid var(--_edge);
    border-radius: var(--_card);
  }
  .window > * {
    display: block;
    width: 100%;
    height: 760px;
    border: 0;
  }
  /* A desk is made for 1280 px: shown whole, smaller. */
  .wide figure {
    flex: 1 0 100%;
  }
  .wide .window {
    height: calc(800px * var(--_small));
  }
  .wide .window > * {
    width: 1280px;
    height: 800px;
    transform: scale(var(--_small));
    transform-origin: 0 0;
  }
  .take {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  /* As wide as each other, side by side or one below the other. */
  .take > * {
    flex: 1 1 auto;
  }
  [aria-disabled='true'] {
    cursor: not-allowed;
  }
  @container (max-width: 859px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'preview' 'look' 'contrast' 'rest';
      grid-template-rows: auto;
    }
    .stage:not(.wide) .window > * {
      height: 480px;
    }
  }
`;
