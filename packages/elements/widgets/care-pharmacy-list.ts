/** Owns the pharmacy's left column: what waits, oldest first, and for how long. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PrescriptionSummary } from '@care-elements/contract/prescription.ts';
import type { PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconClock, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import type { SharedWords } from '../locales/en/shared.ts';

/** Minutes from which a wait is shown amber, then red. The desk's own: no rule sets a time for a review. */
const LONG_MIN = 10;
const VERY_LONG_MIN = 30;

/** Whole minutes, never less than none. `now` is the server's clock, ms. */
export const minutesSince = (at: string | null, now: number): number =>
  at === null ? 0 : Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));

export const waitTone = (minutes: number): '' | 'amber' | 'red' =>
  minutes >= VERY_LONG_MIN ? 'red' : minutes >= LONG_MIN ? 'amber' : '';

export function waitingList(
  { waiting, openId, problem }: PharmacyState,
  now: number,
  t: PharmacyWords & SharedWords,
  lang: Lang,
  ask: { open: (prescriptionId: string) => void; refresh: () => void },
): TemplateResult {
  const stale = problem?.action === 'list';
  return html`
    <div class="list-head">
      <h2 id="waiting">${t.waitingTitle}</h2>
      <span class="num muted" role="status">${waiting ? t.waitingCount(waiting.length) : ''}</span>
    </div>
    ${stale ? html`<div class="list-note"><button class="act quiet" @click=${ask.refresh}>${t.readAgain}</button></div>` : nothing}
    ${waiting?.length === 0 ? html`<p class="list-note muted narrow">${t.empty}</p>` : nothing}
    <ul aria-labelledby="waiting">
      ${repeat(
        waiting ?? [],
        ({ prescriptionId }) => prescriptionId,
        (rx) => row(rx, rx.prescriptionId === openId, now, t, lang, ask.open),
      )}
    </ul>
  `;
}

function row(
  rx: PrescriptionSummary,
  current: boolean,
  now: number,
  t: PharmacyWords,
  lang: Lang,
  open: (prescriptionId: string) => void,
): TemplateResult {
  const minutes = minutesSince(rx.signedAt, now);
  const tone = waitTone(minutes);
  const { worst } = rx;
  const danger = worst && { block: 'red', warn: 'amber', unable_to_check: 'amber', info: '' }[worst];
  return html`<li>
    <button class="entry" part="entry" aria-current=${current ? 'true' : 'false'} data-id=${rx.prescriptionId} @click=${() => open(rx.prescriptionId)}>
      <span class="line">
        <b>${rx.patientName}</b><span class="muted num">${t.years(rx.ageYears)} ${t.sexes[rx.sex]}</span>
        <span class="mark num ${tone}" part="wait"
          >${tone ? iconAlert(14) : iconClock(14)}<span aria-hidden="true">${t.waited(minutes)}</span><span class="hush">${t.waitedLabel(minutes)}</span></span
        >
      </span>
      <span class="muted">${rx.department.name[lang]} · ${rx.prescriberName[lang]}</span>
      <span class="drugs">${rx.medicines.map((name) => name[lang]).join(lang === 'en' ? ', ' : '、')}</span>
      ${rx.revision > 1 ? html`<span class="muted">${t.revised(rx.revision)}</span>` : nothing}
      ${worst ? html`<span class="mark ${danger}">${danger ? iconAlert(14) : iconInfo(14)}${t.worst[worst]}</span>` : nothing}
    </button>
  </li>`;
}
