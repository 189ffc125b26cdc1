/** Owns the band that says a triage level: colour, icon and words together, never colour alone. Needs `surfaces`. */
import { html, type TemplateResult } from 'lit';
import { iconAlert, iconClock, iconDone, iconInfo } from './icons.ts';

/** `level`: 1 emergency, 2 urgent, 3 routine, 4 self-care, as in the contract; `words` says it. */
export const levelBand = (level: 1 | 2 | 3 | 4, words: string): TemplateResult => html`
  <p class="band lead ${['red', 'amber', '', 'green'][level - 1]}" part="level">
    ${[iconAlert, iconClock, iconInfo, iconDone][level - 1]!()}<span>${words}</span>
  </p>
`;
