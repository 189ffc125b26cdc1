/** Owns the look of the row of places at the top of a staff page, of which one is open. */
import { css } from 'lit';
import { chosen } from './chosen.ts';

export const places = css`
  ${chosen}
  .places {
    display: flex;
    gap: 4px;
  }
  .place {
    min-height: max(44px, var(--_tap));
    padding: 4px 12px;
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  .place:hover {
    background: var(--_brand-soft);
  }
  .place[aria-current='page'] {
    border-block-end-color: var(--_brand);
    color: var(--_ink);
    font-weight: 600;
  }
`;
