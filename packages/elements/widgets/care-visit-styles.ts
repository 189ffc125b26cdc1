/** Owns the frame of the patient's screens: head, steps, body, and the action that stays in reach. */
import { css } from '../base/light-element.ts';

export const frame = css`
  :host {
    width: 100%;
    max-width: 520px;
    /* A page's own reset ("* { margin: 0 }") would win without. */
    margin-inline: auto !important;
  }
  :host([elder]) {
    --_zoom: 1.3;
    --_tap: 47px;
  }
  .care,
  .screen {
    display: flex;
    flex-direction: column;
    gap: 24px;
  }
  .care {
    gap: 16px;
    /* Holds where the page unsets ours on the host ("* { all: unset !important }"). */
    max-width: 520px;
    margin-inline: auto;
    padding: 16px;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_card);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 8px;
    margin-block: -8px;
  }
  header div {
    margin-inline: -8px;
  }
  header b {
    flex: 1 0 auto;
    max-width: 100%;
    padding: 8px 0;
  }
  header .link {
    font-size: 13px;
    text-decoration: none;
  }
  .screen > .link:not(.end) {
    align-self: start;
    margin: -8px -8px -16px;
  }
  h1 + p {
    margin-block-start: 8px;
  }
  .foot {
    position: sticky;
    bottom: 0;
    padding: 12px 16px;
    margin: -12px -16px;
    background: var(--_surface);
  }
  /* What is gone to doesn't hide behind the foot. */
  .screen :is(input, textarea) {
    scroll-margin: 90px;
  }
  .consent {
    padding: 16px;
    border-radius: var(--_card);
    background: var(--_sunk);
    white-space: pre-line;
  }
`;
