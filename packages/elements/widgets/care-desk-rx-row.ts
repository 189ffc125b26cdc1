/** Owns one medicine while it is being written: dose, route, how often, days, what that amounts to, and what the checks say of it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Finding, Override } from '@care-elements/contract/prescription.ts';
import {
  FREQUENCIES,
  FREQUENCY_CODES,
  MEAL_CODES,
  MEALS,
  OVERRIDE_REASON_CODES,
  OVERRIDE_REASONS,
  ROUTE_CODES,
  ROUTES,
  UNITS,
  type Frequency,
  type Meal,
  type OverrideReason,
  type RouteCode,
} from '@care-elements/contract/prescription.terms.ts';
import { findingsOf, isUnfinished } from '@care-elements/client/findings.ts';
import { amountFor, unitsFor, wordsFor, type RxRow } from '@care-elements/client/rx-draft.ts';
import type { RxStore } from '@care-elements/client/rx-editor-store.ts';
import type { Lang } from '../base/words.ts';
import { iconInfo } from '../controls/icons.ts';
import { iconTrash } from '../controls/icons-work.ts';
import { findingView } from './care-desk-rx-parts.ts';
import { productLine, quantityWords, type T } from './care-desk-words.ts';

export interface RowContext {
  store: RxStore;
  t: T;
  language: Lang;
  overrides: readonly Override[];
  /** The doctor has tried to sign: what is not done yet speaks up. */
  tried: boolean;
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

export function rxRow(row: RxRow, findings: readonly Finding[], context: RowContext): TemplateResult {
  const { store, t, language, tried } = context;
  const { uid, drug } = row;
  const name = drug.name[language];
  const change = (part: Partial<RxRow>) => store.change(uid, part);
  const amount = amountFor(row);
  const units = unitsFor(drug);
  const said = wordsFor(row);
  const figure = (part: 'dose' | 'days' | 'maxPerDay' | 'packs', label: string, after = '') => html`
    <div class="field ${part}">
      <label for="${uid}-${part}">${label}</label>
      <span class="with"><input id="${uid}-${part}" inputmode=${part === 'dose' ? 'decimal' : 'numeric'} maxlength="10" autocomplete="off" .value=${live(row[part])} @input=${(e: Event) => change({ [part]: valueOf(e) })} />${after}</span>
    </div>`;
  return html`<li class="row-rx" id=${uid} part="item">
    <div class="line head"><b class="grow">${name} <span class="muted product">${productLine(drug, language)}</span></b>
      <button class="icon" aria-label=${t.removeDrug(name)} @click=${() => store.remove(uid)}>${iconTrash(18)}</button></div>
    <div class="parts">
      ${figure('dose', t.dose, units.length === 1 ? UNITS[drug.unit].short[language] : '')}
      ${
        units.length === 1
          ? nothing
          : select(
              `${uid}-unit`,
              'unit',
              t.unit,
              row.unit,
              units,
              (u) => UNITS[u].short[language],
              (unit) => change({ unit }),
            )
      }
      ${select<Frequency | ''>(
        `${uid}-frequency`,
        'frequency',
        t.frequency,
        row.frequency,
        ['', ...FREQUENCY_CODES],
        (f) => (f ? FREQUENCIES[f].name[language] : t.choose),
        (frequency) => change({ frequency }),
      )}
      ${row.frequency === 'prn' ? figure('maxPerDay', t.maxPerDay) : nothing}
      ${figure('days', t.days)}
      ${select<RouteCode>(
        `${uid}-route`,
        'route',
        t.route,
        row.route,
        ROUTE_CODES,
        (r) => ROUTES[r].name[language],
        (route) => change({ route }),
      )}
      ${
        row.route === 'oral'
          ? select<Meal | ''>(
              `${uid}-meal`,
              'meal',
              t.meal,
              row.meal,
              ['', ...MEAL_CODES],
              (m) => (m ? MEALS[m][language] : t.anyMeal),
              (meal) => change({ meal }),
            )
          : nothing
      }
      ${amount === 'typed' ? figure('packs', t.packs) : nothing}
    </div>
    <p class="line directions" part="directions">${said ? html`<span class="grow">${said[language]}</span>` : nothing}${
      amount && amount !== 'typed'
        ? html`<output class="num"><span class="muted">${t.amount}</span> <b>${quantityWords(amount.packs, amount.units, drug, t, language)}</b></output>`
        : nothing
    }</p>
    <div class="field"><input class="quiet" aria-label="${t.patientNote}, ${name}" placeholder=${t.patientNote} maxlength="200" autocomplete="off" .value=${live(row.note)} @input=${(e: Event) => change({ note: valueOf(e) })} /></div>
    ${findingList(findings, context, tried)}
  </li>`;
}

/** In order of danger. What only says "not done yet" is quiet until the doctor wants to sign. */
export const findingList = (findings: readonly Finding[], context: RowContext, tried: boolean) =>
  repeat(
    findings.filter((f) => tried || !isUnfinished(f)),
    ({ key }) => key,
    (f) => findingView(f, context.t, context.language, overrideOf(f, context)),
  );

/** What speaks of the whole order; what could not be looked at is one grey line that opens. */
export function generalFindings(findings: readonly Finding[], context: RowContext, tried: boolean) {
  const { t, language } = context;
  const unchecked = findings.filter((f) => f.severity === 'unable_to_check');
  const rest = findingList(
    findings.filter((f) => f.severity !== 'unable_to_check'),
    context,
    tried,
  );
  if (unchecked.length < 2) return [rest, findingList(unchecked, context, tried)];
  return [
    rest,
    html`<details class="finding" part="unchecked">
      <summary><span class="mark">${iconInfo(16)}<span>${t.severities.unable_to_check} · ${unchecked.length}</span></span></summary>
      <ul class="stack">${unchecked.map((f) => html`<li><p>${f.what[language]}</p><p class="muted">${f.instead[language]}</p></li>`)}</ul>
    </details>`,
  ];
}

/** Where a check allows a reason, the reason is coded; "other" needs its words. */
function overrideOf({ key, overridable, severity }: Finding, { store, t, language, overrides }: RowContext) {
  if (!overridable || severity !== 'block') return nothing;
  const given = overrides.find((one) => one.key === key);
  const id = `why-${key}`;
  return html`<div class="line">
    <label for=${id}>${t.override}</label>
    <select id=${id} .value=${live(given?.reason ?? '')} @change=${(e: Event) => {
      const reason = valueOf(e) as OverrideReason | '';
      store.override(reason ? { key, reason, text: given?.text ?? '' } : null, key);
    }}>
      <option value="">${t.choose}</option>
      ${OVERRIDE_REASON_CODES.map((code) => html`<option value=${code} ?selected=${code === given?.reason}>${OVERRIDE_REASONS[code][language]}</option>`)}
    </select>
    ${
      given
        ? html`<input class="grow" aria-label=${t.reasonText} placeholder=${t.reasonText} maxlength="300" .value=${live(given.text)} @input=${(e: Event) => store.override({ ...given, text: valueOf(e) }, key)} />`
        : nothing
    }
  </div>`;
}

function select<V extends string>(
  id: string,
  part: string,
  label: string,
  value: V,
  options: readonly V[],
  say: (option: V) => string,
  change: (value: V) => void,
) {
  return html`<div class="field ${part}">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(e: Event) => change(valueOf(e) as V)}>
      ${options.map((option) => html`<option value=${option} .selected=${live(option === value)}>${say(option)}</option>`)}
    </select>
  </div>`;
}

/** The findings that stand at a row, given which row each line stands for. */
export const findingsAt = (
  findings: readonly Finding[],
  lines: readonly string[],
  uid: string,
): Finding[] => {
  const at = lines.indexOf(uid);
  return at < 0 ? [] : findingsOf(findings, at + 1);
};

export const rowStyles = css`
  .row-rx {
    display: flex;
    flex-direction: column;
    gap: 6px;
    padding-block: 10px 12px;
    border-block-end: 1px solid var(--_line);
    counter-increment: rx;
  }
  .row-rx .head b::before {
    content: counter(rx) '. ';
    font-variant-numeric: tabular-nums;
  }
  .row-rx .head {
    margin-block: -6px -4px;
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
  }
  .parts .field {
    flex: 0 0 auto;
    gap: 2px;
    white-space: nowrap;
  }
  .parts .days,
  .parts .packs {
    width: 54px;
  }
  .parts .maxPerDay {
    width: 64px;
  }
  .parts .frequency {
    width: 136px;
  }
  .parts .route {
    max-width: 152px;
  }
  .with {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  /* A dose that is cut off is another dose: room for 23.75, 0.0625 and 1234.5. */
  .parts .dose input {
    width: 76px;
  }
  .parts .unit {
    margin-inline-start: -6px;
  }
  .directions .grow {
    flex: 1 1 260px;
  }
  .directions:not(:has(*)) {
    display: none;
  }
  .field input.quiet {
    min-height: 32px;
    padding: 2px 10px;
    border-color: var(--_line);
    font-size: 13px;
  }
  .finding select,
  .finding input {
    min-height: 32px;
    padding: 2px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
  }
`;
