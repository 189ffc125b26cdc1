/** Owns the look of what else a call can do: a light panel above the dark bar, on a line of its own. */
import { css } from '../base/light-element.ts';

export const moreLook = css`
  /* The button stands among those of the bar; what opens takes a line above them. */
  :host {
    display: contents;
  }
  .panel {
    --_wide: min(100%, 560px);
    order: -1;
    flex: 0 0 var(--_wide);
    box-sizing: border-box;
    margin-inline: calc((100% - var(--_wide)) / 2);
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-height: calc(34vh / var(--_zoom, 1));
    max-height: calc(34svh / var(--_zoom, 1));
    padding: 8px 16px;
    overflow: auto;
    border-radius: var(--_card);
    background: var(--_surface);
    color: var(--_ink);
  }
  [aria-expanded='true'] .disc,
  [aria-expanded='true']:hover .disc {
    background: #fff;
    color: #16211f;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: var(--_tap);
  }
  .panel > * {
    flex-shrink: 0;
  }
  .panel.row {
    flex-direction: row;
  }
  .panel.row > p {
    flex-shrink: 1;
  }
  label.row {
    font-weight: 400;
  }
  .row > :first-child {
    flex: 1 1 10em;
  }
  .row .act {
    flex: 0 1 auto;
  }
  .act {
    width: auto;
    min-height: var(--_tap);
    padding-inline: 16px;
    font-size: 16px;
  }
  select {
    flex: 2 1 10em;
    min-width: 0;
    max-width: 100%;
    min-height: var(--_tap);
    padding-inline: 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
  }
  .note {
    margin: 0;
    font-size: 14px;
  }
  input[type='range'] {
    flex: 1 1 10em;
    min-width: 0;
    height: var(--_tap);
    margin: 0;
    accent-color: var(--_brand);
  }
  .said:empty {
    position: absolute;
  }
  ul {
    margin: 0;
    padding-inline-start: 20px;
  }
  .two {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .two .act {
    flex: 1 1 8em;
  }
`;
