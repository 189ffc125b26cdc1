/** Owns what stands around the questions: what is wrong, where the page names no protocol; what was measured; the result. Fetched with the first answer, or where it comes first. */
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import { untilHere } from '@care-elements/client/until-here.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import { html, type TemplateResult } from 'lit';
import type { CareTriage } from './care-triage.ts';

export type Around = typeof around;

/** Undefined while a question is the screen, or nothing is there yet. */
export function around(
  host: CareTriage,
  back: TemplateResult,
  measures: boolean,
): TemplateResult | undefined {
  const { care, tongue, text, protocolId } = host;
  const { view, problem } = care!.use(createVisitStore).get();
  // Without its questions, taken out of use or signed by nobody, the result is a human.
  if (view!.triage || (protocolId && problem?.code === 'not-found')) {
    void untilHere(() => import('./triage-result.ts'));
    return html`<care-triage-result .care=${care} lang=${tongue} .text=${text}></care-triage-result>`;
  }
  if (!protocolId) {
    void untilHere(() => import('./triage-choice.ts'));
    return html`<care-triage-choice .care=${care} lang=${tongue} .of=${host}></care-triage-choice>`;
  }
  if (!measures) return undefined;
  // Without its screen the interview goes on without numbers.
  import('./triage-measures.ts').catch(() => care!.use(createTriageStore).measure());
  return html`<div class="screen">${back}<care-triage-measures .care=${care} lang=${tongue}></care-triage-measures></div>`;
}
