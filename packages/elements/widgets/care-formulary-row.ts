/** Owns the middle of the formulary's screen while one row is read or changed: its facts with their source, and the form. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import { UNITS, type DoseUnit } from '@care-elements/contract/prescription.terms.ts';
import type { FormularyStoreState } from '@care-elements/client/formulary-store.ts';
import type { FieldErrors } from '../controls/fields.ts';
import {
  amountText,
  isUnverified,
  linesOf,
  problemLine,
  unverifiedMark,
  type Say,
} from './care-formulary-words.ts';

export interface RowHands {
  edit: () => void;
  save: (event: SubmitEvent) => void;
  cancel: () => void;
}

export function rowSheet(
  { formulary, busy, problem }: FormularyStoreState,
  drug: Drug,
  editing: boolean,
  errors: FieldErrors,
  say: Say,
  hands: RowHands,
): TemplateResult {
  const { t, lang } = say;
  return html`
    <div class="sheet-head">
      <div class="line"><h2 tabindex="-1" id="shown">${drug.name[lang]}</h2>${isUnverified(drug) ? unverifiedMark(t) : nothing}</div>
      <div class="muted">${drug.name[lang === 'en' ? 'zh-CN' : 'en']}${drug.brand ? ` · ${drug.brand[lang]}` : ''}</div>
    </div>
    ${problem?.action === 'edit' ? problemLine(problem.problem, t) : nothing}
    ${
      editing
        ? editForm(drug, busy === 'edit', errors, say, hands)
        : html`
            <dl class="facts" part="facts">
              ${linesOf(drug, say).map(
                ([field, value]) =>
                  html`<div><dt>${t.fields[field]}</dt><dd class=${value === null ? 'muted' : ''}>${value ?? t.unknownValue}</dd></div>`,
              )}
              <div><dt>${t.source}</dt><dd>${drug.source.join('; ')}<br /><span class=${drug.confidence === 'recall' ? 'mark amber' : 'muted'}>${t.confidences[drug.confidence]}</span></dd></div>
              <div><dt>${t.productSource}</dt><dd>${drug.productSource.join('; ')}<br /><span class=${drug.productConfidence === 'recall' ? 'mark amber' : 'muted'}>${t.confidences[drug.productConfidence]}</span></dd></div>
            </dl>
            ${formulary!.may.edit ? html`<p><button class="act quiet" id="edit" @click=${hands.edit}>${t.edit}</button></p>` : nothing}
          `
    }
  `;
}

const AMOUNTS = ['adultMaxSingle', 'adultMaxDaily', 'otcDailyCap'] as const;
const NUMBERS = ['minAgeYears', 'maxAgeYears', 'renalCautionEgfrBelow'] as const;
const LEVELS = ['', 'usually_acceptable', 'caution', 'contraindicated'];
const CHOICES = {
  lactation: LEVELS,
  hepatic: LEVELS,
  antimicrobialGrade: ['', 'unrestricted', 'restricted', 'special'],
} as const;

function editForm(drug: Drug, busy: boolean, errors: FieldErrors, { t, lang }: Say, hands: RowHands) {
  const text = (
    name: string,
    value: string,
    label = t.fields[name],
    mode = 'text',
  ) => html`<div class="field">
    <label for="e-${name}">${label}</label>
    ${errors[name] ? html`<span class="wrong" id="e-${name}-about">${errors[name]}</span>` : nothing}
    <input id="e-${name}" name=${name} inputmode=${mode} maxlength="400" autocomplete="off" .value=${value} aria-invalid=${errors[name] ? 'true' : 'false'} aria-describedby=${errors[name] ? `e-${name}-about` : nothing} />
  </div>`;
  const choice = (
    name: string,
    value: string,
    codes: readonly string[],
    say: (code: string) => string,
  ) => html`<div class="field">
    <label for="e-${name}">${t.fields[name]}</label>
    <select id="e-${name}" name=${name}>${codes.map((code) => html`<option value=${code} ?selected=${code === value}>${say(code)}</option>`)}</select>
  </div>`;
  const words = (code: string) => (code ? (t.values[code] ?? code) : t.unknownValue);
  return html`<form class="part edit" part="edit" novalidate @submit=${hands.save}>
    <p class="muted">${t.editHint}</p>
    <div class="two">
      ${AMOUNTS.map((name) => text(name, drug[name] ? amountText(drug[name], lang) : ''))}
      ${NUMBERS.map((name) => text(name, drug[name] === null ? '' : String(drug[name]), undefined, 'decimal'))}
      ${choice('lactation', drug.lactation ?? '', CHOICES.lactation, words)}
      ${choice('hepatic', drug.hepatic ?? '', CHOICES.hepatic, words)}
      ${drug.antimicrobial ? choice('antimicrobialGrade', drug.antimicrobialGrade ?? '', CHOICES.antimicrobialGrade, words) : nothing}
      ${choice('confidence', drug.confidence, ['label', 'literature', 'recall'], (code) => t.confidences[code as 'label'])}
    </div>
    ${text('source', drug.source.join('; '))}
    ${text('why', '', t.editNote)}
    <div class="line">
      <button class="act" aria-disabled=${busy ? 'true' : 'false'}>${busy ? t.loading : t.editSave}</button>
      <button type="button" class="link" @click=${hands.cancel}>${t.cancel}</button>
    </div>
  </form>`;
}

/** The row as the form has it, or what is wrong with it by field. */
export function readForm(
  form: HTMLFormElement,
  drug: Drug,
  { t, lang }: Say,
): { drug: Drug; note: string } | { errors: FieldErrors } {
  const data = new FormData(form);
  const said = (name: string) => `${data.get(name) ?? ''}`.trim();
  const errors: Record<string, string> = {};
  const next: Record<string, unknown> = { ...drug };
  for (const name of AMOUNTS) {
    const amount = amountOf(said(name), lang);
    if (amount === 'bad') errors[name] = t.badAmount;
    else next[name] = amount;
  }
  for (const name of NUMBERS) {
    const n = said(name);
    if (n && !/^\d{1,4}(\.\d{1,4})?$/.test(n)) errors[name] = t.badNumber;
    else next[name] = n ? Number(n) : null;
  }
  for (const name of Object.keys(CHOICES)) if (data.has(name)) next[name] = said(name) || null;
  next['confidence'] = said('confidence');
  const source = said('source')
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean);
  if (source.length === 0) errors['source'] = t.required;
  // A source that holds a semicolon stays whole while nobody touched it.
  else if (said('source') !== drug.source.join('; ')) next['source'] = source;
  const note = said('why');
  if (!note) errors['why'] = t.required;
  return Object.keys(errors).length ? { errors } : { drug: next as unknown as Drug, note };
}

function amountOf(said: string, lang: 'zh-CN' | 'en'): Drug['adultMaxSingle'] | 'bad' {
  if (!said) return null;
  const [, value, name = ''] = /^(\d{1,9}(?:\.\d{1,4})?)\s*(\S.*)$/u.exec(said) ?? [];
  const unit = (Object.keys(UNITS) as DoseUnit[]).find(
    (code) => code === name.toLowerCase() || UNITS[code].short[lang] === name,
  );
  return value && unit ? { value, unit } : 'bad';
}
