/** Owns what the parts of the formulary's screen share: its words, marks, dates, and a row as labelled lines. */
import { html, type TemplateResult } from 'lit';
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import type { FormularyVersion } from '@care-elements/contract/formulary.versions.ts';
import { FORMS, ROUTES, UNITS, CONTAINERS } from '@care-elements/contract/prescription.terms.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import type { FormularyWords } from '../locales/en/formulary.ts';
import type { SharedWords } from '../locales/en/shared.ts';

export type T = SharedWords & FormularyWords;
export interface Say {
  t: T;
  lang: Lang;
  /** The hospital's, IANA. */
  timeZone: string;
}

export const dateIn = ({ lang, timeZone }: Say, at: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));

export const isUnverified = ({ confidence, productConfidence }: Drug): boolean =>
  confidence === 'recall' || productConfidence === 'recall';

export const unverifiedMark = (t: T): TemplateResult =>
  html`<span class="mark amber" part="unverified">${iconAlert(14)}${t.notVerified}</span>`;

/** Whether a human stands for it, in words: never by colour alone. */
export const reviewMark = ({ review }: FormularyVersion, say: Say): TemplateResult =>
  review
    ? html`<span class="mark green">${iconDone(14)}${say.t.signedBy(review.by[say.lang], dateIn(say, review.at))}</span>`
    : html`<span class="mark amber">${iconAlert(14)}${say.t.unsigned}</span>`;

/** Why a file is none, by its code; the names behind the colon are the file's own. */
const whyNot = (code: string, message: string, t: T): string =>
  `${t.fileProblems[code] ?? ''}${code === 'columns' ? message.slice(message.indexOf(':') + 1) : ''}`;

export const problemLine = (problem: Problem, t: T): TemplateResult =>
  html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failed}${problem.code === 'file-refused' ? problem.fields.map(({ code, message }) => html`<br />${whyNot(code, message, t)}`) : ''}</span></p>`;

type Amount = { value: string; unit: keyof typeof UNITS } | null;
export const amountText = (amount: Amount, lang: Lang): string =>
  amount ? `${amount.value} ${UNITS[amount.unit].short[lang]}` : '';

/** As the row was written, else its figure; empty where neither is known. */
export const strengthText = (drug: Drug, lang: Lang): string =>
  drug.strengthText ?? amountText(drug.strength, lang);

/** The row's facts in words, in the order in which one reads them; null is not known. */
export function linesOf(drug: Drug, { t, lang }: Say): [field: string, value: string | null][] {
  const value = (code: string | null) => (code === null ? null : (t.values[code] ?? code));
  const number = (n: number | null) => (n === null ? null : String(n));
  const units = UNITS[drug.unit];
  const { size, container, text } = drug.pack;
  const pack =
    text ?? `${size} ${lang === 'en' ? units.many : units.short[lang]} / ${CONTAINERS[container].name[lang]}`;
  return [
    ['drugId', drug.drugId],
    ['inn', drug.inn.replaceAll('_', ' ')],
    ['atc', drug.atc],
    ['form', FORMS[drug.form].name[lang]],
    ['strength', strengthText(drug, lang) || null],
    ['pack', pack],
    ['route', ROUTES[drug.route].name[lang]],
    ['ingredients', drug.ingredients.join(', ')],
    ['classes', drug.classes.join(', ') || null],
    ['allergyGroups', drug.allergyGroups.join(', ') || null],
    ['adultMaxSingle', amountText(drug.adultMaxSingle, lang) || null],
    ['adultMaxDaily', amountText(drug.adultMaxDaily, lang) || null],
    ['otcDailyCap', amountText(drug.otcDailyCap, lang) || null],
    ['minAgeYears', number(drug.minAgeYears)],
    ['maxAgeYears', number(drug.maxAgeYears)],
    ['sex', value(drug.sex)],
    ['pregnancy', value(drug.pregnancy)],
    ['lactation', value(drug.lactation)],
    ['renalCautionEgfrBelow', number(drug.renalCautionEgfrBelow)],
    ['hepatic', value(drug.hepatic)],
    ['controlled', drug.controlled && `${drug.controlled.cn} (${drug.controlled.code})`],
    ['antimicrobial', value(drug.antimicrobial)],
    ['antimicrobialGrade', value(drug.antimicrobialGrade)],
    ['rx', value(drug.rx)],
    ['note', drug.note],
  ];
}
