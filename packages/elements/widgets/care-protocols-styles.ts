/** Owns the look of the triage content desk: dense type, list, sheet and work side by side, one column on a phone. */
import { css } from 'lit';

export const protocolsStyles = css`
  .cols {
    flex: 1;
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr) 340px;
    min-height: 0;
  }
  .sheet {
    padding: 0 16px 24px;
    border-inline: 1px solid var(--_line);
  }
  .sheet:focus-visible,
  .work:focus-visible {
    outline-width: 2px;
    outline-offset: -2px;
  }
  .work,
  .part {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }
  .work {
    padding: 12px 16px 24px;
  }
  .part {
    gap: 8px;
  }
  .work > .part + .part {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_line);
  }
  .list-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .line > .end {
    margin-inline-start: auto;
  }
  .list-note,
  .empty {
    padding: 12px 16px;
  }
  .empty {
    display: grid;
    place-items: center;
    height: 100%;
    text-align: center;
  }
  .field :is(input, textarea, select) {
    min-height: 40px;
    padding: 6px 10px;
  }
  .source {
    min-height: 320px !important;
    font:
      13px/1.5 ui-monospace,
      'SFMono-Regular',
      Menlo,
      Consolas,
      monospace;
    tab-size: 2;
  }
  .filters {
    display: flex;
    gap: 4px;
  }
  .filters button {
    flex: 1;
    min-height: 32px;
    padding: 2px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: none;
    cursor: pointer;
  }
  .filters [aria-pressed='true'] {
    border-color: var(--_brand);
    background: var(--_brand-soft);
    color: var(--_brand);
    font-weight: 600;
  }
  .entry {
    display: flex;
    flex-direction: column;
    gap: 2px;
    width: 100%;
    min-height: 40px;
    padding: 6px 16px;
    border: 0;
    border-block-end: 1px solid var(--_line);
    border-inline-start: 3px solid transparent;
    background: none;
    text-align: start;
    line-height: 1.45;
    cursor: pointer;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .mark.red,
  .mark.amber,
  .mark.green {
    background: none;
    color: var(--_tone);
    font-weight: 600;
  }
  /* An icon stays beside its sentence. */
  p.line {
    flex-wrap: nowrap;
    align-items: baseline;
  }
  .sheet-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding-block: 12px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .sheet h3 {
    margin-block: 20px 4px;
    color: var(--_muted);
    font-size: 13px;
    font-weight: 400;
  }
  .lines > li {
    display: grid;
    grid-template-columns: 108px minmax(0, 1fr) 200px;
    gap: 2px 16px;
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .lines > li.plain {
    grid-template-columns: minmax(0, 1fr);
  }
  .lines > li > div {
    display: flex;
    flex-direction: column;
    gap: 2px;
    overflow-wrap: anywhere;
  }
  .key,
  code {
    font:
      12px/1.5 ui-monospace,
      'SFMono-Regular',
      Menlo,
      Consolas,
      monospace;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px 16px;
  }
  .lines > li > .pair {
    display: grid;
    gap: 8px 16px;
  }
  .was {
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--_line);
  }
  .was.now {
    border-inline-start-color: var(--_brand);
  }
  .signed-what {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_sunk);
  }
  .signed-what dt {
    color: var(--_muted);
  }
  .band > :not(svg) {
    color: var(--_ink);
  }
  .faults li {
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .act.quiet {
    min-height: 40px;
    font-size: 14px;
  }
  .row {
    min-height: 40px;
    padding: 6px 12px;
  }
  .rows {
    gap: 4px;
  }
  kbd {
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 4px;
    font: inherit;
    font-size: 12px;
  }
  .to-list {
    display: none;
  }
  /* Without a source beside it. */
  @container (min-width: 860px) {
    .lines > li:not(.plain) > div:nth-child(2):last-child {
      grid-column: 2 / -1;
    }
  }
  @container (max-width: 1100px) {
    .cols {
      grid-template-columns: 240px minmax(0, 1fr) 280px;
    }
    .lines > li {
      grid-template-columns: 108px minmax(0, 1fr);
    }
    .lines > li > :nth-child(3) {
      grid-column: 2;
    }
  }
  /* One column: the list, or one version with what to do below it. */
  @container (max-width: 859px) {
    .frame {
      height: auto;
      max-height: none;
    }
    .cols {
      display: flex;
      flex-direction: column;
    }
    .col {
      overflow: visible;
      min-height: auto;
    }
    .sheet {
      border: 0;
    }
    .sheet-head {
      position: static;
    }
    .with-open .list,
    .cols:not(.with-open) > :not(.list) {
      display: none;
    }
    .to-list {
      display: inline-flex;
      align-self: start;
    }
    .lines > li,
    .lines > li > .pair {
      grid-template-columns: minmax(0, 1fr);
    }
    .lines > li > :nth-child(3) {
      grid-column: 1;
    }
  }
`;
