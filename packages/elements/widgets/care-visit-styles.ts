/** Owns the frame of the patient's screens: head, steps, body, and the action that stays in reach. */
import { css } from '../base/light-element.ts';

export const frame = css`
  :host {
    max-width: 520px;
    margin-inline: auto;
  }
  :host([elder]) {
    --_zoom: 1.3;
    --_tap: 47px;
    max-width: 640px;
  }
  .care,
  .screen {
    display: flex;
    flex-direction: column;
    gap: 24px;
    background: var(--_surface);
  }
  .care {
    gap: 16px;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
  }
  .care.called {
    --_surface: var(--_brand);
    --_line: transparent;
    --_muted: var(--_on-brand);
  }
  .called :is(b, .link, .done, [aria-current='step']) {
    color: var(--_on-brand);
    border-color: var(--_on-brand);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-block: -8px;
  }
  header b {
    flex: 1;
    min-width: 40%;
    line-height: 1.3;
  }
  header .link {
    font-size: 13px;
    text-decoration: none;
  }
  .screen > .link {
    align-self: start;
    margin: -8px -8px -16px;
  }
  h1 + p {
    margin-block-start: 8px;
  }
  .foot {
    position: sticky;
    bottom: 0;
    padding-block: 12px;
    margin-block: -12px;
    background: var(--_surface);
  }
  .consent {
    max-height: 300px;
    overflow: auto;
    padding: 16px;
    border-radius: var(--_card);
    background: var(--_sunk);
    white-space: pre-line;
  }
`;
