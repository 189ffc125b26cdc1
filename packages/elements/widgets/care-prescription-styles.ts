/** Owns the look of the patient's prescription. */
import { css } from 'lit';

export const prescriptionStyles = css`
  :host {
    max-width: 520px;
    margin-inline: auto;
  }
  .rx {
    display: flex;
    flex-direction: column;
    gap: 24px;
  }
  /* Alone on a page it brings its own card; inside a visit it stands in the visit's. */
  .rx.alone {
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: var(--_surface);
  }
  .top,
  .meds,
  .part {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .top {
    gap: 16px;
  }
  .meds {
    gap: 12px;
  }
  /* Three in a row, whatever the language: a long one takes two lines. */
  .top .steps {
    flex-wrap: nowrap;
  }
  .top .steps li {
    flex: 1 1 0;
  }
  .top .until {
    display: inline-block;
    font-weight: 600;
  }
  .qr {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    padding: 8px 16px 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: #fff;
    color: #16211f;
    color-scheme: light;
    text-align: center;
  }
  .qr care-qr {
    width: min(100%, 260px);
  }
  .qr b {
    font-size: 16px;
    line-height: 1.4;
    text-wrap: balance;
  }
  .qr .note {
    color: #55625f;
  }
  .med {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .med h3 {
    font-size: 18px;
    line-height: 1.4;
  }
  .med .lead span {
    display: inline-block;
  }
  .med .pack {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
    color: var(--_muted);
  }
  .med .chip {
    align-self: start;
  }
  .warn {
    display: flex;
    gap: 8px;
    align-items: start;
    font-weight: 600;
  }
  .warn svg {
    margin-block-start: 2px;
    color: var(--_amber);
  }
  .seals {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
    gap: 12px;
  }
  .seals > div {
    display: flex;
    flex-direction: column;
    gap: 4px;
    align-items: start;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
  }
  .seals b {
    max-width: 100%;
  }
  .top .link {
    align-self: start;
    margin-inline: -8px;
  }
  .band span {
    font-weight: 400;
    color: var(--_ink);
  }
  summary {
    min-height: var(--_tap);
    padding-block: 8px;
    color: var(--_muted);
    cursor: pointer;
  }
  .advice {
    white-space: pre-line;
  }
  .warn span,
  h1,
  h3,
  p {
    overflow-wrap: anywhere;
  }
`;
