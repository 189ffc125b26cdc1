/** Owns how a staff page shows what is chosen where colours are forced: there a ground of ours is no sign, and every border is seen. */
import { css } from 'lit';

export const chosen = css`
  @media (forced-colors: active) {
    :is([aria-current='true'], [aria-current='page'], [aria-selected='true'], button[aria-pressed='true'], .taken.own) {
      forced-color-adjust: none;
      background: Highlight !important;
      color: HighlightText !important;
    }
    :is([aria-current='true'], [aria-current='page'], [aria-selected='true'], button[aria-pressed='true'], .taken.own) * {
      background: none !important;
      color: HighlightText !important;
    }
    :is([aria-current='page'], [aria-selected='true'], button[aria-pressed='true']):focus-visible {
      outline-color: CanvasText;
    }
    .entry[aria-current='true']:focus-visible {
      outline-color: HighlightText;
    }
  }
`;
