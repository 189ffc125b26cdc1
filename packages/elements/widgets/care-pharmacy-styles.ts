/** Owns the pharmacy's look: dense type, the frame with its three columns, one column on a phone. */
import { css } from 'lit';
import { places } from '../theme/places.ts';

export const pharmacyStyles = [
  places,
  css`
  .cols {
    flex: 1;
    display: grid;
    grid-template-columns: 280px minmax(0, 1fr) 380px;
    min-height: 0;
  }
  .sheet {
    padding: 16px;
    background: var(--_sunk);
    border-inline: 1px solid var(--_line);
  }
  .sheet:focus-visible,
  .scroll:focus-visible {
    outline-width: 2px;
    outline-offset: -2px;
  }
  .sheet .paper-frame {
    width: min(100%, 640px);
    margin-inline: auto;
    box-shadow: 0 1px 3px rgb(0 0 0 / 12%);
  }
  /* Read all day: never smaller than 13 px, whatever the column's width. */
  .sheet .paper {
    --t: max(var(--u), 3.7px);
  }
  @container (max-width: 520px) {
    .sheet .paper .paper-fields {
      grid-template-columns: 1.4fr 1fr;
    }
  }
  .facts,
  .reason-form {
    display: flex;
    flex-direction: column;
    overflow: hidden;
    height: 100%;
  }
  .scroll {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 16px;
    overflow: auto;
    padding: 12px 16px 16px;
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 16px;
    height: 100%;
    padding: 24px;
    text-align: center;
  }
  .list-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 40px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .list-note {
    padding: 12px 16px;
  }
  .entry {
    display: flex;
    flex-direction: column;
    gap: 2px;
    width: 100%;
    padding: 8px 16px;
    border: 0;
    border-block-end: 1px solid var(--_line);
    border-inline-start: 3px solid transparent;
    background: none;
    text-align: start;
    line-height: 1.45;
    cursor: pointer;
  }
  .entry .line > .mark {
    margin-inline-start: auto;
  }
  .list-sub {
    padding: 4px 16px;
    font-size: 13px;
  }
  .hand {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_brand);
  }
  .drugs {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-weight: 600;
  }
  .mark.amber,
  .mark.red,
  .mark.green {
    background: none;
    color: var(--_tone);
  }
  .entry .mark:not(.amber, .red) {
    color: var(--_muted);
    font-weight: 400;
  }
  .part {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .part h3 {
    color: var(--_muted);
    font-weight: 400;
    font-size: 13px;
  }
  .band span {
    color: var(--_ink);
  }
  .allergies {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
  }
  .step h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--_ink);
    font-weight: 600;
  }
  .step h3 .num {
    display: inline-grid;
    place-content: center;
    width: 20px;
    height: 20px;
    border: 1px solid var(--_line);
    border-radius: 50%;
    font-size: 12px;
  }
  .step h3 .mark {
    margin-inline-start: auto;
  }
  .step .here {
    color: var(--_brand);
  }
  .step.now {
    padding-inline-start: 10px;
    margin-inline-start: -13px;
    border-inline-start: 3px solid var(--_brand);
  }
  .quiet summary {
    color: var(--_muted);
    font-size: 13px;
  }
  .quiet summary svg {
    vertical-align: -3px;
  }
  .passed li {
    padding-block: 4px;
    border-block-start: 1px solid var(--_line);
    font-size: 13px;
  }
  .check.tick {
    padding: 4px 8px;
    min-height: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
  }
  .tick input {
    scroll-margin-block: 24px;
  }
  .tick.wanted {
    border-color: var(--_amber);
    background: var(--_amber-soft);
  }
  .findings {
    display: flex;
    flex-direction: column;
  }
  .finding {
    display: flex;
    flex-direction: column;
    gap: 2px;
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .note .mark {
    vertical-align: bottom;
  }
  .said {
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .reasons {
    list-style: disc;
    padding-inline-start: 18px;
  }
  summary {
    padding-block: 8px;
    cursor: pointer;
  }
  .answers div {
    padding-block: 4px;
  }
  .answers dt {
    color: var(--_muted);
  }
  .foot {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .act.quiet {
    font-size: 14px;
  }
  .foot > .act {
    min-height: 52px;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  kbd {
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 4px;
    font: inherit;
    font-size: 12px;
    font-weight: 400;
    line-height: 1.4;
  }
  .reasons-of {
    display: flex;
    flex-direction: column;
    margin-block-end: 8px;
  }
  .choice,
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    padding: 4px 8px;
    border-radius: var(--_round);
    cursor: pointer;
  }
  .choice:hover,
  .choice.on {
    background: var(--_brand-soft);
  }
  .check {
    padding-inline: 0;
  }
  .choice input,
  .check input {
    flex: none;
    width: 18px;
    height: 18px;
    accent-color: var(--_brand);
  }
  .field textarea {
    min-height: 72px;
    padding: 8px 10px;
  }
  .hush {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .to-list,
  .narrow {
    display: none;
  }
  @container (max-width: 1100px) {
    .cols {
      grid-template-columns: 230px minmax(0, 1fr) 330px;
    }
  }
  /* One column: the list, or one prescription with its checks below and the decision at hand. */
  @container (max-width: 859px) {
    .frame {
      height: auto;
      max-height: none;
    }
    .cols {
      display: flex;
      flex-direction: column;
    }
    .col,
    .scroll {
      overflow: visible;
    }
    .col {
      min-height: auto;
    }
    .with-open .list,
    .cols:not(.with-open) > :not(.list) {
      display: none;
    }
    .facts,
    .reason-form {
      height: auto;
    }
    .facts .foot {
      position: sticky;
      inset-block-end: 0;
      z-index: 2;
    }
    .sheet {
      padding: 8px;
      border: 0;
    }
    .narrow {
      display: block;
    }
    .to-list {
      display: inline-flex;
      align-self: start;
      margin-block-end: 4px;
    }
  }
`,
];
