/** Owns what was heard in the patient's words: each piece can be taken back, and a red flag leads straight to its question. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitState } from '@care-elements/client/visit-store.ts';
import en from '../locales/en/visit-heard.ts';
import zh from '../locales/zh-CN/visit-heard.ts';

export function heardView(
  { heard, complaints }: VisitState,
  without: readonly string[],
  language: 'zh-CN' | 'en',
  choose: (protocolId: string) => void,
  change: (without: string[]) => void,
): TemplateResult | typeof nothing {
  if (!heard.length) return nothing;
  const t = language === 'en' ? en : zh;
  const urgent = heard.some(({ redFlag, words }) => redFlag && !without.includes(words));
  return html`<div class="rows" role="group" aria-labelledby="heard" aria-describedby="heard-how">
      <b id="heard">${t.heard}</b>
      <div class="rows two">
      ${heard.map(({ words }) => {
        const back = without.includes(words);
        return html`<button
          class="row ${back ? '' : 'on'}"
          aria-label=${back ? t.putBack(words) : t.takeBack(words)}
          @click=${() => change(back ? without.filter((one) => one !== words) : [...without, words])}
        >
          <span>${back ? html`<s>${words}</s>` : words}</span><b aria-hidden="true">${back ? '+' : '×'}</b>
        </button>`;
      })}
      </div>
      <p class="note" id="heard-how">${t.how}</p>
    </div>
    ${urgent && complaints ? html`<button class="act" @click=${() => choose(complaints[0]!.protocolId)}>${t.urgentFirst}</button>` : nothing}`;
}
