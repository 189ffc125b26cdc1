/** Owns the desk's look: dense type and rows for its parts, and the frame with its three columns. */
import { css } from 'lit';
import { chosen } from '../theme/chosen.ts';

/** For every part of the desk; after the theme's own sheets. */
export const dense = css`
  ${chosen}
  :host {
    --_tap: var(--care-target, 40px);
  }
  :host > * {
    font-size: 14px;
    line-height: 1.5;
  }
  h1 {
    font-size: 18px;
  }
  h2 {
    font-size: 16px;
  }
  p,
  dl,
  dd,
  figure {
    margin: 0;
  }
  .act,
  .act:not(.quiet) {
    width: auto;
    min-height: var(--_tap);
    padding: 6px 16px;
    font-size: inherit;
  }
  .act.quiet,
  .link {
    font-weight: 400;
  }
  .link {
    text-decoration: none;
  }
  .link:hover {
    text-decoration: underline;
  }
  .field label {
    font-weight: 400;
    font-size: 13px;
    color: var(--_muted);
  }
  .field :is(input, textarea, select) {
    min-height: var(--_tap);
    padding: 6px 10px;
    font-size: inherit;
  }
  .field textarea {
    line-height: 1.5;
    field-sizing: content;
    max-height: 50vh;
  }
  .save {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .band {
    padding: 8px 12px;
    gap: 8px;
    border-radius: var(--_round);
  }
  .stack {
    gap: 12px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    white-space: nowrap;
    font-weight: 600;
  }
  .mark.red,
  .mark.amber,
  .mark.green {
    background: none;
    color: var(--_tone);
  }
  .pre {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  kbd {
    padding: 0 5px;
    border: 1px solid currentColor;
    border-radius: 4px;
    font: inherit;
    font-size: 12px;
    line-height: 1.4;
  }
  .act kbd {
    opacity: 0.85;
  }
  .hush {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** The host's frame: alarms, head, three columns; below 860 px one column with a way to jump. */
export const frame = css`
  :host {
    container-type: inline-size;
    height: 100%;
    background: var(--_sunk);
  }
  .desk {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 560px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
    padding-inline: 16px;
    min-height: 48px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  header select {
    min-height: var(--_tap);
    padding: 4px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  header .icon {
    color: var(--_muted);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .cols {
    flex: 1;
    display: grid;
    grid-template-columns:
      clamp(200px, var(--_queue, 300px), 34vw) 9px clamp(260px, var(--_visit, 31vw), 46vw)
      9px minmax(0, 1fr);
    grid-template-columns:
      clamp(200px, var(--_queue, 300px), 34cqi) 9px clamp(260px, var(--_visit, 31cqi), 46cqi)
      9px minmax(0, 1fr);
    min-height: 0;
  }
  @container (max-width: 1100px) {
    .cols {
      grid-template-columns:
        clamp(200px, var(--_queue, 232px), 30cqi) 9px clamp(260px, var(--_visit, 31cqi), 42cqi)
        9px minmax(0, 1fr);
    }
  }
  .col {
    min-width: 0;
    min-height: 0;
    overflow: auto;
    background: var(--_surface);
  }
  /* What is scrolled to stays above the foot. */
  .col.work {
    scroll-padding-block-end: 84px;
  }
  .col.rest {
    background: var(--_sunk);
  }
  .split {
    position: relative;
    cursor: col-resize;
    touch-action: none;
    background: var(--_surface);
  }
  /* A border is seen with forced colours, too; a gradient is not. */
  .split::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 4px;
    border-inline-start: 1px solid var(--_line);
  }
  .split:focus-visible {
    outline: 0;
  }
  /* There the line has no colour of its own to show it by. */
  @media (forced-colors: active) {
    .split:focus-visible {
      outline: 2px solid;
      outline-offset: -2px;
    }
  }
  .split:is(:hover, :focus-visible)::before {
    inset-inline-start: 3px;
    border-inline-start: 3px solid var(--_brand);
  }
  nav {
    display: none;
  }
  .middle {
    flex: 1;
    display: grid;
    align-content: center;
    gap: 16px;
    width: min(100%, 400px);
    margin-inline: auto;
    padding: 24px 16px;
  }
  .middle .act {
    width: 100%;
  }
  .middle .row {
    min-height: 48px;
  }
  @container (max-width: 859px) {
    .desk {
      height: auto;
    }
    .cols {
      display: flex;
      flex-direction: column;
    }
    .split {
      display: none;
    }
    .col {
      overflow: visible;
      border-block-end: 8px solid var(--_sunk);
      scroll-margin-block-start: 48px;
    }
    .with-patient .queue {
      order: 3;
    }
    .alarms {
      position: sticky;
      inset-block-start: 0;
      z-index: 4;
    }
    nav {
      position: sticky;
      inset-block-start: 0;
      z-index: 3;
      display: flex;
      background: var(--_surface);
      border-block-end: 1px solid var(--_line);
    }
    nav .link {
      flex: 1;
    }
    header {
      padding: 4px 12px;
      gap: 0 8px;
    }
  }
  /* A window of few lines, as at 400 %. */
  @media (max-height: 480px) {
    .desk {
      min-height: 0;
    }
    .middle {
      align-content: start;
    }
  }
`;
