/** The looks of the evidence of a revisit and of the referral in person, at the desk. */
import { css } from 'lit';

export const revisitStyles = css`
  section {
    padding: 12px 16px;
    border-block-start: 1px solid var(--_line);
  }
  .parts {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 4px 12px 12px;
  }
  .part {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  .part.line {
    flex-flow: row wrap;
    align-items: center;
    gap: 8px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  ul {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 10px;
    border-radius: var(--_round);
    background: var(--_sunk);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 36px;
    overflow-wrap: anywhere;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 12px;
  }
  select {
    max-width: 220px;
    min-height: 44px;
    padding: 4px 10px;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
  }
`;
