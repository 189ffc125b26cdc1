/** Owns the pharmacy's left column: what waits, oldest first, and for how long. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReviewEntry, ReviewLease, ReviewList } from '@care-elements/contract/review.ts';
import type { PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import type { Lang } from '../base/words.ts';
import { iconUser } from '../controls/icons-work.ts';
import { iconAlert, iconClock, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import type { SharedWords } from '../locales/en/shared.ts';

/** Whole minutes, never less than none. `now` is the server's clock, ms. */
export const minutesSince = (at: string | null, now: number): number =>
  at === null ? 0 : Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));

export const waitTone = (
  minutes: number,
  { longMin, veryLongMin }: ReviewList['waits'],
): '' | 'amber' | 'red' => (minutes >= veryLongMin ? 'red' : minutes >= longMin ? 'amber' : '');

export function waitingList(
  state: PharmacyState,
  now: number,
  t: PharmacyWords & SharedWords,
  lang: Lang,
  ask: { open: (prescriptionId: string) => void; refresh: () => void; more: () => void },
): TemplateResult {
  const { waiting, problem, counts, more } = state;
  const stale = problem?.action === 'list';
  return html`
    <div class="list-head">
      <h2 id="waiting">${t.waitingTitle}</h2>
      <span class="num muted" role="status">${waiting ? t.waitingCount(counts.waiting) : ''}</span>
    </div>
    ${counts.held || counts.asked ? html`<p class="list-sub muted num">${t.inHandCount(counts.held, counts.asked)}</p>` : nothing}
    ${stale ? html`<div class="list-note"><button class="act quiet" @click=${ask.refresh}>${t.readAgain}</button></div>` : nothing}
    ${waiting?.length === 0 ? html`<p class="list-note muted narrow">${t.empty}</p>` : nothing}
    <ul aria-labelledby="waiting">
      ${repeat(
        waiting ?? [],
        ({ prescriptionId }) => prescriptionId,
        (rx) => row(rx, state, now, t, lang, ask.open),
      )}
    </ul>
    ${more ? html`<div class="list-note"><button class="act quiet" @click=${ask.more}>${t.showMore}</button></div>` : nothing}
  `;
}

function row(
  rx: ReviewEntry,
  { openId, clinician, waits }: PharmacyState,
  now: number,
  t: PharmacyWords,
  lang: Lang,
  open: (prescriptionId: string) => void,
): TemplateResult {
  const minutes = minutesSince(rx.signedAt, now);
  const tone = waitTone(minutes, waits);
  const current = rx.prescriptionId === openId;
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
      ${inHand(rx, clinician?.clinicianId, t, lang)}
    </button>
  </li>`;
}

/** Who has it in hand, or that the doctor was asked: also where it is the reader. */
function inHand(rx: ReviewEntry, own: string | undefined, t: PharmacyWords, lang: Lang) {
  const { lease } = rx;
  if (!lease) return nothing;
  const mine = lease.pharmacist.clinicianId === own;
  const words = lease.askedAt ? t.askedDoctor : mine ? t.inYourHand : t.inHandOf;
  if (rx.talk?.unread && mine)
    return html`<span class="mark amber" part="answered">${iconAlert(14)}${t.answered(rx.talk.unread)}</span>`;
  return html`<span class="hand" part="holder">${iconUser(14)}${words(nameOf(lease.pharmacist, lang))}</span>`;
}

/** As colleagues are spoken of: 高文静主管药师. */
export const nameOf = ({ name, title }: ReviewLease['pharmacist'], lang: Lang): string =>
  lang === 'en' ? name.en : `${name['zh-CN']}${title['zh-CN']}`;
