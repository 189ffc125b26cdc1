/** Owns the look of a sheet of herbs at the desk: herbs side by side, the sheet's fields in one row. */
import { css } from 'lit';

export const herbStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .herbs {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(250px, 1fr));
    gap: 8px;
    counter-reset: herb;
  }
  .herb {
    --_tone: var(--_line);
    display: grid;
    grid-template-columns: 1fr auto auto;
    align-items: center;
    gap: 4px 6px;
    padding: 6px 4px 6px 10px;
    border: 1px solid var(--_tone);
    border-radius: var(--_round);
    background: var(--_surface);
    counter-increment: herb;
  }
  .herb.red {
    --_tone: var(--_red);
  }
  .herb.amber {
    --_tone: var(--_amber);
  }
  .herb b {
    grid-column: 1 / 3;
    overflow-wrap: anywhere;
  }
  .herb b::before {
    content: counter(herb) '. ';
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }
  .herb button {
    grid-column: 3;
    grid-row: 1;
  }
  .herb .grams {
    grid-row: 2;
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .herb :is(input, select) {
    min-height: var(--_tap);
    padding: 4px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .herb input {
    width: 72px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .herb select {
    grid-column: 2 / 4;
    max-width: 136px;
  }
  .herb small {
    grid-column: 1 / -1;
    font-size: 12px;
  }
  .sheet {
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .fields .field {
    gap: 2px;
    white-space: nowrap;
  }
  .fields .packets input,
  .fields .portions input {
    width: 64px;
  }
  .fields .volumeMl input {
    width: 84px;
  }
  .fields .method select {
    max-width: 190px;
  }
`;
