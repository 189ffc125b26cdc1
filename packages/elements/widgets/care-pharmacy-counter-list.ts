/** Owns the counter's left column: the field for the code, what patients chose this pharmacy for, what it holds, what is on its way. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CounterRow } from '@care-elements/contract/dispense.ts';
import type { CounterState } from '@care-elements/client/counter-store.ts';
import type { Lang } from '../base/words.ts';
import { field } from '../controls/fields.ts';
import { iconAlert, iconClock } from '../controls/icons.ts';
import type { CounterWords } from '../locales/en/counter.ts';
import { clockOf } from './care-prescription-time.ts';

/** Where a row stands: chosen by its patient and free, in our hands, or left with a courier. */
function groupOf({ claimId, state, fulfilment }: CounterRow): 'chosen' | 'held' | 'way' {
  if (!claimId) return 'chosen';
  return state === 'dispensed' && fulfilment?.way === 'delivery' && fulfilment.state !== 'ready'
    ? 'way'
    : 'held';
}

export function counterList(
  state: CounterState,
  error: string | undefined,
  t: CounterWords,
  lang: Lang,
  ask: { take: (event: SubmitEvent) => void; open: (row: CounterRow) => void },
  /** What became of the code, below the code. */
  news: TemplateResult | typeof nothing,
): TemplateResult {
  const rows = state.counter?.rows ?? [];
  const groups = [
    ['chosen', t.chosenTitle],
    ['held', t.heldTitle],
    ['way', t.wayTitle],
  ] as const;
  return html`
    <form class="code" novalidate @submit=${ask.take}>
      ${field({ name: 'code', label: t.code, hint: t.codeHint, error })}
      <button class="act" aria-disabled=${state.busy === 'claim' ? 'true' : 'false'}>${state.busy === 'claim' ? t.taking : t.take}</button>
    </form>
    ${news} ${groups.map(([group, title]) => {
      const here = rows.filter((row) => groupOf(row) === group);
      return here.length
        ? html`<div class="list-head"><h2 id=${group}>${title}</h2><span class="num muted">${here.length}</span></div>
            <ul aria-labelledby=${group}>
              ${repeat(
                here,
                ({ prescriptionId }) => prescriptionId,
                (row) => entry(row, state, t, lang, ask.open),
              )}
            </ul>`
        : nothing;
    })}
    ${rows.length ? nothing : html`<p class="list-note muted">${t.nothing}</p>`}
  `;
}

function entry(
  row: CounterRow,
  { openId, hospital }: CounterState,
  t: CounterWords,
  lang: Lang,
  open: (row: CounterRow) => void,
): TemplateResult {
  const { fulfilment, claimId, leaseUntil, voidRequested, state } = row;
  const stands = !claimId
    ? ''
    : state === 'dispensed' && fulfilment
      ? t.parcels[fulfilment.state]
      : fulfilment?.state === 'ready' && state === 'claimed'
        ? t.parcels.ready
        : (t.states[state] ?? '');
  return html`<li>
    <button class="entry" part="entry" data-id=${row.prescriptionId} aria-current=${claimId && claimId === openId ? 'true' : 'false'} @click=${() => open(row)}>
      <span class="line"><b>${row.patientName}</b>${fulfilment ? html`<span class="mark">${t.ways[fulfilment.way]}</span>` : nothing}</span>
      <span class="drugs">${row.medicines.map((name) => name[lang]).join(lang === 'en' ? ', ' : '、')}</span>
      ${
        stands
          ? html`<span class="muted">${stands}${leaseUntil && state === 'claimed' ? html`${' · '}<span class="num">${iconClock(14)} ${t.until(clockOf(new Date(leaseUntil), hospital!.timeZone))}</span>` : nothing}</span>`
          : nothing
      }
      ${voidRequested ? html`<span class="mark red">${iconAlert(14)}${t.asksBack}</span>` : nothing}
    </button>
  </li>`;
}
