/** Owns the look of the website setup: three steps, the first with its preview beside it. */
import { css } from '../base/light-element.ts';
import { places } from '../theme/places.ts';

export const setupStyles = [
  places,
  css`
  .frame {
    --_tap: 44px;
    height: auto;
    max-height: none;
    min-height: 100vh;
    min-height: 100dvh;
    font-size: 16px;
  }
  /* On a phone it stands in a line of its own, at the edge of the window. */
  .top h1 {
    padding-block: 8px;
  }
  .frame :is(h2, h3) {
    font-size: 18px;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    width: min(100%, 1240px);
    margin-inline: auto;
    padding: 16px;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .try {
    display: grid;
    /* As wide as a patient's widget is: the lines beside it stay whole. */
    grid-template-columns: minmax(0, 1fr) minmax(0, 480px);
    gap: 24px;
  }
  .try > div {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(260px, 1fr));
    gap: 12px 16px;
  }
  .field input[type='color'] {
    width: 72px;
    padding: 4px;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    font-weight: 400;
  }
  .tick input {
    width: 20px;
    height: 20px;
    accent-color: var(--_brand);
  }
  pre {
    overflow: auto;
    max-height: 420px;
    padding: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_sunk);
    font:
      14px/1.5 ui-monospace,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .copy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }
  .small {
    width: auto;
    min-height: 44px;
    padding-inline: 20px;
  }
  /* Whole: nobody can scroll in it, and a button that keeps to the edge would lie over a field. */
  .shown {
    overflow: auto;
    padding: 12px;
    border: 1px dashed var(--_edge);
    border-radius: var(--_card);
    /* As on the hospital's page, which seldom is dark. */
    color-scheme: light;
    background: #fff;
  }
  .origins {
    display: flex;
    flex-direction: column;
  }
  .origins > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding-block: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .origins code {
    flex: 1 1 280px;
    overflow-wrap: anywhere;
    font-family: ui-monospace, monospace;
  }
  .add {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 12px;
  }
  .steps-of {
    display: grid;
    gap: 16px;
    padding-inline-start: 24px;
    list-style: decimal;
  }
  .steps-of > li::marker {
    font-weight: 600;
  }
  .steps-of > li > * + * {
    margin-block-start: 8px;
  }
  @container (max-width: 859px) {
    .try,
    .add {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`,
];
