/** Owns the look that the staff desks of columns share: dense type, head, list, sheet, sign-in, help. */
import { css } from 'lit';
import { chosen } from './chosen.ts';

export const staffFrame = css`
  ${chosen}
  :host {
    --_tap: var(--care-target, 40px);
    container-type: inline-size;
    height: 100%;
  }
  .frame {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 560px;
    /* In a page that gives no height, the window's. */
    max-height: 100vh;
    max-height: 100dvh;
    background: var(--_sunk);
    font-size: 14px;
    line-height: 1.5;
  }
  h1,
  h2,
  h3 {
    font-size: 14px;
    line-height: 1.4;
  }
  h1 {
    font-size: 16px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
    min-height: 48px;
    padding-inline: 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .top .who {
    margin-inline-start: auto;
  }
  .col {
    min-height: 0;
    overflow: auto;
    background: var(--_surface);
  }
  .entry:hover {
    background: var(--_sunk);
  }
  .entry[aria-current='true'] {
    border-inline-start-color: var(--_brand);
    background: var(--_brand-soft);
  }
  .entry:focus-visible {
    outline-offset: -3px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
  }
  .band {
    gap: 8px;
    padding: 8px 12px;
    border-radius: var(--_round);
    font-weight: 400;
    align-items: start;
  }
  .band svg {
    margin-block-start: 2px;
  }
  .act {
    min-height: 44px;
    font-size: 16px;
  }
  .sign-in {
    flex: 1;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 16px;
    width: min(100%, 400px);
    margin-inline: auto;
    padding: 24px 16px;
  }
  .help {
    width: min(440px, calc(100% - 32px));
    margin: auto;
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: var(--_surface);
    color: var(--_ink);
  }
  .help::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .keys div {
    display: grid;
    grid-template-columns: 80px 1fr;
    gap: 12px;
    padding-block: 4px;
  }
  /* Its lines break on a phone: the first is not to touch the edge of the window. */
  @container (max-width: 859px) {
    .top {
      padding-block: 4px;
    }
    /* Where it begins a line, it begins where the others do. */
    .top .who {
      margin-inline: 0 auto;
    }
  }
  /* A window of few lines, as at 400 %: it scrolls as a whole, and begins at its beginning. */
  @media (max-height: 480px) {
    .frame {
      min-height: 0;
    }
    .sign-in {
      justify-content: start;
    }
    .frame .list-head,
    .frame .facts .foot {
      position: static;
    }
  }
`;
