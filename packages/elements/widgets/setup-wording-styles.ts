/** Owns the look of the page for a hospital's own words: what is looked for above, the sentences below, one of them open. */
import { css } from '../base/light-element.ts';

export const wordingStyles = css`
  .seek {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    align-items: end;
    gap: 12px 16px;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  h2,
  h3 {
    font-size: 18px;
  }
  h3 {
    font-size: 16px;
    padding-block: 16px 4px;
  }
  .muted,
  .note {
    color: var(--_muted);
    font-size: 14px;
  }
  .tick,
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .tick {
    min-height: 44px;
    flex-wrap: nowrap;
  }
  .tick input {
    width: 20px;
    height: 20px;
    accent-color: var(--_brand);
  }
  .line {
    align-items: start;
  }
  .line > .chip {
    margin-block-start: 8px;
  }
  .said {
    flex: 1 1 320px;
    padding-block: 8px 4px;
    overflow-wrap: anywhere;
  }
  .said > p {
    text-align: start;
  }
  .said code {
    color: var(--_muted);
  }
  code {
    font:
      13px/1.5 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }
  .sentence {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding-block: 2px;
    border-block-start: 1px solid var(--_line);
  }
  .sentence.open {
    margin-inline: -16px;
    padding: 12px 16px;
    border-inline-start: 4px solid var(--_brand);
    background: var(--_sunk);
  }
  dl {
    display: grid;
    grid-template-columns: minmax(64px, max-content) minmax(0, 1fr);
    gap: 2px 16px;
  }
  dt {
    color: var(--_muted);
    font-size: 14px;
  }
  dd {
    grid-column: 2;
    justify-self: start;
    overflow-wrap: anywhere;
    text-align: start;
  }
  dd.own {
    font-weight: 600;
  }
  .chip {
    padding-block: 2px;
  }
  .edit {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding-block-start: 8px;
  }
  .band {
    gap: 8px;
    padding: 8px 12px;
    font-weight: 400;
    align-items: start;
  }
  .band svg {
    flex: none;
    margin-block-start: 2px;
  }
  .small {
    width: auto;
    min-height: 44px;
    padding-inline: 20px;
    font-size: 16px;
  }
  .reads {
    padding: 12px;
    border: 1px dashed var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
    overflow-wrap: anywhere;
    text-align: start;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    border-block-start: 1px solid var(--_line);
    padding-block-start: 8px;
  }
`;
