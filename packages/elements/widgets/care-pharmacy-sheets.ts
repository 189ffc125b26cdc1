/** Owns what opens rarely above the pharmacy and is fetched then: the pharmacist's keys, the lead's statistics. */
import { html, nothing } from 'lit';
import type { Care } from '@care-elements/client/care.ts';
import type { Language } from '@care-elements/contract/common.ts';

export type Sheet = 'keys' | 'statistics';

const PARTS: Record<Sheet, () => Promise<unknown>> = {
  keys: () => import('./signing-keys.ts'),
  statistics: () => import('./care-review-statistics.ts'),
};
/** Without the network the button does nothing, and may be pressed again. */
export const openSheet = (sheet: Sheet, then: () => void): void => void PARTS[sheet]().then(then, () => {});

export function sheetView(
  sheet: Sheet | null,
  care: Care | undefined,
  lang: Language,
  timeZone: string | undefined,
  close: () => void,
) {
  if (sheet === 'keys')
    return html`<care-signing-keys .care=${care} lang=${lang} @care-desk-close=${close}></care-signing-keys>`;
  return sheet === 'statistics'
    ? html`<care-review-statistics .care=${care} lang=${lang} .timeZone=${timeZone} @care-desk-close=${close}></care-review-statistics>`
    : nothing;
}
