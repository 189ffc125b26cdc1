/** Owns the screen where the complaint is told: the patient's words, and what to choose from. */
import { html, type TemplateResult } from 'lit';
import type { VisitState } from '@care-elements/client/visit-store.ts';
import { untilHere } from '@care-elements/client/until-here.ts';
import { field } from '../controls/fields.ts';
import { iconNext } from '../controls/icons-first.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import type { VisitWords } from '../locales/en/visit.ts';
import type { CareVisit } from './care-visit.ts';

export function chooser(
  { complaints }: VisitState,
  host: CareVisit,
  t: VisitWords & SharedWords,
  /** What is wrong, and what was heard. */
  [trouble, heard]: unknown[],
  choose: (protocolId: string) => void,
  typed: (text: string) => void,
): TemplateResult {
  const { map, language } = host;
  if (map) void untilHere(() => import('./body-map.ts'));
  return html`<div class="screen">
    <h1 tabindex="-1">${t.complaintTitle}</h1>
    ${trouble}
    <div @input=${(event: InputEvent) => typed((event.target as HTMLTextAreaElement).value)}>${field({ name: 'complaint', label: t.complaintLabel, hint: t.complaintHint, value: host.draft['complaint'], lines: 2 })}</div>
    ${heard}
    ${
      map
        ? html`<care-body-map .care=${host.care} lang=${host.tongue} .choose=${choose}></care-body-map>`
        : html`<div class="rows">
            <b>${complaints ? complaints[0] && t.complaintPick : t.loading}</b>
            ${complaints
              ?.filter((_, i) => i < 8 || i === complaints.length - 1)
              .map(
                ({ name, protocolId }) =>
                  html`<button class="row" @click=${() => choose(protocolId)}><span>${name[language]}</span>${iconNext(20)}</button>`,
              )}
          </div>`
    }
    ${
      // Nothing is there for whom none of them fits: a human asks, then.
      complaints && complaints.at(-1)?.complaintId !== 'general'
        ? (host.later(),
          html`<care-triage-result .care=${host.care} lang=${host.tongue} .text=${host.draft['complaint']}></care-triage-result>`)
        : ''
    }
    <button class="link end" @click=${() => (host.map = !map)}>${map ? t.back : t.map}</button>
  </div>`;
}
