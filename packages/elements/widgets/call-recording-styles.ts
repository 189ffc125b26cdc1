/** Owns the look of the recording within a call, on the call's dark ground. */
import { css } from '../base/light-element.ts';

export const recordingLook = css`
  :host([wide]) {
    flex: 1 0 100%;
    order: -1;
  }
  .recording {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    color: #fff;
  }
  :host([wide]) .recording {
    padding: 4px 4px 4px 12px;
    border: 1px solid rgb(255 255 255 / 30%);
    border-radius: var(--_round);
    background: #22302c;
  }
  .said {
    flex: 1 1 6em;
    padding-block: 6px;
  }
  /* It stands there for what is said next, and takes no room. */
  .said:empty {
    position: absolute;
  }
  .said h3 {
    font-size: 18px;
  }
  .on {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .dot {
    flex: none;
    width: 14px;
    height: 14px;
    border: 2px solid #fff;
    border-radius: 99px;
    background: #ff4337;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .act {
    width: auto;
    min-height: var(--_tap);
    padding-inline: 16px;
    border-color: rgb(255 255 255 / 60%);
    color: #fff;
    font-size: 16px;
  }
  .act:not(.quiet) {
    background: #fff;
    color: #16211f;
    font-size: 16px;
  }
  .act:hover,
  .act.quiet:hover {
    background: rgb(255 255 255 / 16%);
  }
  .act:not(.quiet):hover {
    background: #dfe8e6;
  }
  .act:focus-visible,
  .pre:focus-visible {
    outline-color: #fff;
  }
  .card {
    display: flex;
    flex: 1 0 100%;
    flex-direction: column;
    gap: 8px;
    padding-block: 4px 8px;
    padding-inline-end: 8px;
  }
  /* The patient goes on seeing the doctor while reading. */
  .pre {
    max-height: 30vh;
    max-height: 30svh;
    overflow: auto;
    white-space: pre-line;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
    gap: 8px;
  }
  .two .act {
    width: 100%;
    min-height: 52px;
  }
  .card .act.quiet {
    border-color: #fff;
  }
  .wrong {
    flex: 1 0 100%;
    color: #ffb4ab;
  }
  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
    }
  }
`;
