/** Owns a state said in a chip: icon and words, for the network, a device, a saved record. Needs `surfaces`. */
import { html, type TemplateResult } from 'lit';
import { iconAlert, iconClock, iconDone, iconInfo } from './icons.ts';

export type Tone = 'green' | 'amber' | 'red' | 'plain' | 'pending';

/** Announced politely when its words change. */
export const statusChip = (tone: Tone, words: string): TemplateResult => html`
  <span class="chip ${tone}" part="status" role="status"
    >${tone === 'green' ? iconDone(16) : tone === 'pending' ? iconClock(16) : tone === 'plain' ? iconInfo(16) : iconAlert(16)}<span>${words}</span></span
  >
`;
