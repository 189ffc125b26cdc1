/** Owns a medicine's day as a picture: how much in the morning, at noon, in the evening and at bedtime; or on which days. */
import { css, html, type TemplateResult } from 'lit';

/** Amounts as they are shown (`1 片`, `½ tablet`, `10 mL`), four for a day; an empty one is not taken then. */
export type DayDose = readonly string[];

/** `names` are the times in the reader's language; `summary` says the same in one sentence. */
export const dayDose = (dose: DayDose, names: readonly string[], summary: string): TemplateResult => html`
  <div class="dose" part="dose" role="img" aria-label=${summary}>
    ${dose.map((amount, i) => {
      const [value, ...unit] = amount.split(' ');
      return html`<div class=${amount ? 'on' : ''}>
        <span class="note">${names[i]}</span><b class="num">${value || '–'} <small>${unit.join(' ')}</small></b>
      </div>`;
    })}
  </div>
`;

export const doseStyles = css`
  .dose {
    display: grid;
    /* All beside each other where each has 56 px, otherwise two and two. */
    grid-template-columns: repeat(auto-fit, minmax(clamp(25%, (56px - 25%) * 999, 50%), 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    overflow: hidden;
  }
  .dose div {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 8px 6px;
    text-align: center;
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
    line-height: 1.3;
  }
  .dose small {
    display: inline-block;
    font-size: 13px;
    font-weight: 400;
  }
`;
