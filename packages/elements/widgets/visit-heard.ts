/** Owns what was heard in the patient's words: each piece can be taken back, and a red flag leads straight to its question. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitState } from '@care-elements/client/visit-store.ts';
import { partWords } from '../base/part-words.ts';
import type { VisitHeardWords } from '../locales/en/visit-heard.ts';
import type { CareElement } from '../base/care-element.ts';

const wordsOf = partWords<VisitHeardWords>({
  'zh-CN': () => import('../locales/zh-CN/visit-heard.ts'),
  en: () => import('../locales/en/visit-heard.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-heard.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-heard.ts'),
  ar: () => import('../locales/ar/visit-heard.ts'),
});

export function heardView(
  { heard, complaints }: VisitState,
  shell: CareElement & { without: string[] },
  choose: (protocolId: string) => void,
  change: (without: string[]) => void,
): TemplateResult | typeof nothing {
  const t = wordsOf(shell);
  if (!heard.length || !t) return nothing;
  const { without } = shell;
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
