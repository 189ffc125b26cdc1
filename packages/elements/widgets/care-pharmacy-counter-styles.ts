/** Owns the counter's look, on top of the pharmacy's: the code, the lines of a hand-over, the doctor's request. */
import { css } from 'lit';

export const counterStyles = css`
  :host {
    flex: 1;
    min-height: 0;
  }
  .frame {
    min-height: 0;
  }
  .cols {
    grid-template-columns: 300px minmax(0, 1fr) 360px;
  }
  .code {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 12px 16px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .code input {
    font-size: 18px;
    letter-spacing: 0.04em;
  }
  .entry .mark {
    margin-inline-start: auto;
  }
  .entry > .mark {
    margin-inline-start: 0;
  }
  .entry svg {
    vertical-align: -2px;
  }
  .hand-over {
    display: flex;
    flex-direction: column;
    gap: 16px;
    width: min(100%, 720px);
    margin-inline: auto;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: var(--_surface);
  }
  .hand-over header h2 {
    font-size: 18px;
  }
  .lines,
  .receipts,
  .outcomes,
  .courier,
  .asked {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .med {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding-block: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .med h3 {
    font-size: 16px;
  }
  .give {
    display: grid;
    grid-template-columns: 88px 112px minmax(0, 1fr);
    gap: 4px 12px;
    align-items: end;
    padding: 8px 12px 12px;
    border-radius: var(--_round);
    background: var(--_sunk);
  }
  .give .wrong {
    grid-column: 1 / -1;
  }
  .asked {
    padding: 12px 16px;
    border: 2px solid var(--_red);
    border-radius: var(--_card);
    background: var(--_red-soft);
  }
  .asked h3 {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--_red);
    font-size: 16px;
  }
  .part > .act,
  .pair > .act {
    min-height: 44px;
    font-size: 14px;
  }
  .part h3 {
    color: var(--_ink);
    font-weight: 600;
    font-size: 14px;
  }
  .mark.green svg,
  .mark.red svg {
    flex: none;
  }
  .list .said-now {
    padding: 8px 16px;
  }
  .said-now:empty {
    display: none;
  }
  .list > .band {
    margin: 8px 16px;
  }
  @container (max-width: 1100px) {
    .cols {
      grid-template-columns: 260px minmax(0, 1fr) 320px;
    }
  }
`;
