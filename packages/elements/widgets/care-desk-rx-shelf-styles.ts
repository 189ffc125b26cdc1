/** Owns the look of the shelf: one folded line, four tabs, rows that are pressed. */
import { css } from 'lit';

export const shelfStyles = css`
  :host {
    display: block;
  }
  .tabs {
    display: flex;
    padding-inline: 12px;
    border-block-end: 1px solid var(--_line);
  }
  .tabs button {
    min-height: 44px;
    padding: 4px 14px;
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .tabs button[aria-selected='true'] {
    border-color: var(--_brand);
    font-weight: 600;
  }
  .panel {
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-height: 420px;
    padding: 8px 12px 12px;
    overflow: auto;
  }
  .panel .mark {
    white-space: normal;
  }
  ul {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 4px;
    border-block-end: 1px solid var(--_line);
  }
  .pick,
  .dead {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    min-height: 44px;
    padding: 4px 8px;
    border: 1px solid transparent;
    border-radius: var(--_round);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }
  .dead {
    flex-direction: column;
    align-items: start;
    gap: 0;
    padding-inline-start: 32px;
  }
  .dead .grow {
    flex: none;
  }
  .pick {
    cursor: pointer;
  }
  .pick,
  .dead {
    position: relative;
  }
  .pick:hover {
    background: var(--_sunk);
  }
  .set .pick,
  .set .dead {
    padding-block: 2px;
  }
  .new {
    padding-block-start: 8px;
  }
  .new .field input {
    width: 200px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
  }
  .check input {
    width: 18px;
    height: 18px;
    accent-color: var(--_brand);
  }
`;
