/** Owns the look of the waiting room. */
import { css } from '../base/light-element.ts';

export const queueStyles = css`
  :host {
    width: 100%;
    max-width: 520px;
    margin-inline: auto;
  }
  /* Alone on a page it brings its own card; inside a visit it stands in the visit's. */
  .alone {
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: var(--_surface);
  }
  .alone.called {
    border-color: transparent;
    background: var(--_brand);
  }
  .called .note {
    color: var(--_on-brand);
  }
  .stack {
    gap: 24px;
  }
  .place {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 24px 16px;
    border-radius: var(--_card);
    background: var(--_brand-soft);
    text-align: center;
  }
  .place b {
    display: block;
    font-size: 22px;
    line-height: 1.35;
    animation: appear 0.2s ease-out;
  }
  .place .chip {
    align-self: center;
    border-radius: var(--_card);
    background: var(--_surface);
    text-align: start;
  }
  h1 + p,
  b + p {
    margin-block-start: 8px;
  }
  .moved {
    margin-block-start: 8px;
    color: var(--_muted);
  }
  h1,
  p {
    overflow-wrap: anywhere;
  }
  p + .link {
    padding-inline: 0;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
