/** Owns how a sheet of herbs reads to whoever takes, reviews or hands it over: the herbs of one packet with their footnotes, and what is drunk. Pure. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import { HANDLING_CODES, HANDLINGS, PACES } from '@care-elements/contract/herbal.terms.ts';
import { decimal, plus, text, whole } from '@care-elements/contract/prescription.decimal.ts';
import type { Frequency } from '@care-elements/contract/prescription.terms.ts';
import type { Item, PatientPrescription } from '@care-elements/contract/prescription.ts';
import type { Lang } from '../base/words.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';

/** "黄芪 15 g" with its footnote at the upper right, as on every 饮片 sheet. */
export const herbList = (items: readonly Item[], lang: Lang): TemplateResult =>
  html`<ol class="herb-list">${items.map(
    ({ drug, dose, handling }) =>
      html`<li><span>${drug.name[lang]}${handling ? html`<sup>${HANDLINGS[handling][lang]}</sup>` : nothing}</span> <b>${dose ? `${dose.value} ${dose.unit}` : ''}</b></li>`,
  )}</ol>`;

/** Grams of all herbs in one packet. */
export const gramsEach = (items: readonly Item[]): string =>
  text(
    items.reduce((sum, { dose }) => (dose?.unit === 'g' ? plus(sum, decimal(dose.value)) : sum), whole(0)),
  );

const TIMES: readonly (Frequency | null)[] = [null, 'qd', 'bid', 'tid', 'qid'];
/** How often a portion is drunk, where a schedule has a name for it. */
function often({ pace, portions }: HerbalSheet): Frequency | null {
  if (pace === null || portions === null) return null;
  const { packets, days } = PACES[pace];
  const times = (packets * portions) / days;
  if (times === 0.5) return 'qod';
  return TIMES[times] ?? null;
}

/** What is drunk, as one medicine: a portion in ml where the sheet says what a packet is boiled down to. */
export function decoction(items: readonly Item[], sheet: HerbalSheet, name: Item['drug']['name']): Item {
  const { volumeMl, portions, directions, days, meal } = sheet;
  const ml = volumeMl !== null && portions !== null && volumeMl % portions === 0 ? volumeMl / portions : null;
  const [first] = items;
  return {
    ...first!,
    ...{ line: 1, note: null, handling: null, maxPerDay: null, quantity: null, directions, days, meal },
    frequency: often(sheet),
    dose: ml === null ? null : { value: `${ml}`, unit: 'ml' },
    drug: { ...first!.drug, name, unit: 'ml', strength: null },
  };
}

/** The lines of a plan or a list: a sheet of herbs is one medicine. */
export const taken = (
  { items, herbal }: Pick<PatientPrescription, 'items' | 'herbal'>,
  t: PrescriptionWords,
) => (herbal ? [decoction(items, herbal, t.herbs.name)] : items);

/** What the footnotes mean, for who boils at home. */
export function footnotes(items: readonly Item[], { method }: HerbalSheet, t: PrescriptionWords, lang: Lang) {
  if (method === 'pharmacy') return nothing;
  const used = HANDLING_CODES.filter((code) => items.some(({ handling }) => handling === code));
  return used.length
    ? html`<ul class="footnotes">${used.map((code) => html`<li><b>${HANDLINGS[code][lang]}</b>${t.herbs.colon}${t.herbs.footnotes[code]}</li>`)}</ul>`
    : nothing;
}

export const herbListStyles = css`
  .herb-list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5em), 1fr));
    gap: 6px 16px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .herb-list:lang(en) {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr));
  }
  .herb-list li {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    break-inside: avoid;
  }
  .herb-list span {
    min-width: 0;
  }
  .herb-list b {
    flex: none;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .herb-list sup {
    margin-inline-start: 2px;
    font-size: 0.75em;
    line-height: 1;
  }
  .footnotes {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
