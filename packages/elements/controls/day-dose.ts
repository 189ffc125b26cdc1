/** Owns a medicine's day as a picture: how much in the morning, at noon, in the evening and at bedtime. */
import { css, html, type TemplateResult } from 'lit';

/** Amounts as they are shown (`1`, `½`, `10 mL`); an empty one is not taken then. */
export type DayDose = readonly [morning: string, noon: string, evening: string, bedtime: string];

/** `names` are the four times in the reader's language; `summary` says the same in one sentence. */
export const dayDose = (dose: DayDose, names: readonly string[], summary: string): TemplateResult => html`
  <div class="dose" part="dose" role="img" aria-label=${summary}>
    ${dose.map(
      (amount, i) =>
        html`<div class=${amount ? 'on' : ''}><span class="note">${names[i]}</span><b class="num">${amount || '–'}</b></div>`,
    )}
  </div>
`;

export const doseStyles = css`
  .dose {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    overflow: hidden;
  }
  .dose div {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 8px 4px;
    color: var(--_muted);
  }
  .dose div + div {
    border-inline-start: 1px solid var(--_line);
  }
  .dose .on {
    background: var(--_brand-soft);
    color: var(--_ink);
  }
  .dose b {
    font-size: 18px;
  }
`;
