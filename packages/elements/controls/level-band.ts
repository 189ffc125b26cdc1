/** Owns the band that says a triage level: colour, icon and words together, never colour alone. */
import { html, type TemplateResult } from 'lit';
import { iconAlert, iconClock, iconDone, iconInfo } from './icons.ts';
import type { SharedWords } from '../locales/en/shared.ts';

/** 1 emergency, 2 urgent, 3 routine, 4 self-care, as in the contract. Needs `surfaces`. */
export function levelBand(level: 1 | 2 | 3 | 4, words: SharedWords): TemplateResult {
  const tone = ['red', 'amber', '', 'green'][level - 1];
  const icon = [iconAlert, iconClock, iconInfo, iconDone][level - 1]!;
  return html`<p class="band lead ${tone}" part="level">${icon()}<span>${levelWords(level, words)}</span></p>`;
}

export const levelWords = (level: 1 | 2 | 3 | 4, words: SharedWords): string =>
  [words.levelEmergency, words.levelUrgent, words.levelRoutine, words.levelSelfCare][level - 1]!;
