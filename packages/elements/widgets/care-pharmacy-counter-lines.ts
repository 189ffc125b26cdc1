/** Owns what is handed over: each medicine with the doctor's directions, how far it is, and what is given now; and the receipts. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Claim, LineRest, Receipt } from '@care-elements/contract/dispense.ts';
import { partsOf } from '@care-elements/contract/dispense.step.ts';
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import { decimal, over, text } from '@care-elements/contract/prescription.decimal.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import { UNITS } from '@care-elements/contract/prescription.terms.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import type { CounterWords } from '../locales/en/counter.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';
import {
  countWords,
  givenWords,
  type Draft,
  type Drafts,
  type Wrong,
} from './care-pharmacy-counter-amounts.ts';
import { herbList } from './care-prescription-herbs.ts';
import { productWords } from './care-prescription-dose.ts';
import { clockOf, dayWords } from './care-prescription-time.ts';

type T = CounterWords & PrescriptionWords;

export const linesView = (
  claim: Claim,
  drafts: Drafts,
  wrong: Record<number, Wrong>,
  /** Null where nothing can be handed over. */
  write: ((line: number, change: Partial<Draft>) => void) | null,
  t: T,
  lang: Lang,
): TemplateResult =>
  inPackets(claim)
    ? packetsView(claim, claim.prescription.herbal!, drafts, wrong, write, t, lang)
    : html`<ul class="lines">
  ${claim.prescription.items.map((item) => {
    const rest = claim.lines.find(({ line }) => line === item.line)!;
    return html`<li class="med">
      <div class="what">
        <h3>${item.drug.name[lang]}</h3>
        <p class="muted">${productWords(item, lang, t)}</p>
        <p>${item.directions?.[lang] ?? ''}</p>
        ${item.note ? html`<p class="said">${t.doctorsNote(item.note)}</p>` : nothing}
        ${stands(item, rest, t, lang)}
      </div>
      ${write && rest.rest !== '0' ? fields(item, rest, drafts[item.line]!, wrong[item.line], write, t, lang) : nothing}
    </li>`;
  })}
</ul>`;

/** A sheet of herbs of which every herb has as many packets left: they are handed over together. */
const inPackets = ({ prescription, lines }: Claim): boolean =>
  !!prescription.herbal &&
  new Set(lines.map(({ rest, packSize }) => text(over(decimal(rest), decimal(packSize))))).size === 1;

function packetsView(
  { prescription: { items }, lines }: Claim,
  { directions }: HerbalSheet,
  drafts: Drafts,
  wrong: Record<number, Wrong>,
  write: ((line: number, change: Partial<Draft>) => void) | null,
  t: T,
  lang: Lang,
): TemplateResult {
  const [first, rest] = [items[0]!, lines[0]!];
  const packet = { ...first, drug: { ...first.drug, name: t.herbs.name } };
  const all = (_: number, change: Partial<Draft>) => items.forEach(({ line }) => write!(line, change));
  return html`<ul class="lines"><li class="med" part="herbs">
    <div class="what">
      <h3>${t.herbs.name[lang]}</h3>
      <p>${directions?.[lang]}</p>
      ${herbList(items, lang)}
      ${items.map(({ drug, note }) => (note ? html`<p class="said">${drug.name[lang]}${t.herbs.colon}${t.doctorsNote(note)}</p>` : nothing))}
      ${stands(packet, rest, t, lang)}
    </div>
    ${write && rest.rest !== '0' ? fields(packet, rest, drafts[rest.line]!, wrong[rest.line], all, t, lang, ['pack']) : nothing}
  </li></ul>`;
}

function stands(item: Item, rest: LineRest, t: T, lang: Lang): TemplateResult {
  const say = (units: string) => countWords(units, rest, item.drug.pack.container, lang);
  if (rest.rest === '0') return html`<p class="mark green">${iconDone(14)}${t.allGiven}</p>`;
  return html`<p class="num">
    ${rest.given === '0' ? html`<b>${say(rest.prescribed)}</b>` : html`${t.of(say(rest.given), say(rest.prescribed))} · <b>${t.left(say(rest.rest))}</b>`}
  </p>`;
}

function fields(
  item: Item,
  rest: LineRest,
  draft: Draft,
  wrong: Wrong | undefined,
  write: (line: number, change: Partial<Draft>) => void,
  t: T,
  lang: Lang,
  units: readonly Draft['unit'][] = ['pack', rest.unit],
): TemplateResult {
  const { line, drug } = item;
  const name = drug.name[lang];
  const { container } = drug.pack;
  const of = (event: Event) => (event.target as HTMLInputElement).value;
  const left = countWords(rest.rest, rest, container, lang);
  const said = {
    amount: t.wrongAmount,
    steps: t.wrongSteps(String(1 / partsOf(draft.unit, drug.form))),
    'too-much': t.tooMuch(left),
  };
  return html`<div class="give">
    <div class="field">
      <label for="now-${line}" aria-label=${t.amountOf(name)}>${t.amount}</label>
      <input id="now-${line}" name="now" inputmode="decimal" autocomplete="off" .value=${draft.value} aria-invalid=${!!wrong} aria-describedby=${wrong ? `wrong-${line}` : nothing} @input=${(e: Event) => write(line, { value: of(e) })} />
    </div>
    <div class="field">
      <label for="unit-${line}" aria-label=${t.unitOf(name)}>${t.unit}</label>
      <select id="unit-${line}" @change=${(e: Event) => write(line, { unit: of(e) as Draft['unit'] })}>
        ${units.map(
          (unit) =>
            html`<option value=${unit} ?selected=${unit === draft.unit}>${unit === 'pack' ? packName(item, lang) : UNITS[unit].short[lang]}</option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label for="lot-${line}" aria-label=${t.lotOf(name)}>${t.lot} <span class="note">${t.optional}</span></label>
      <input id="lot-${line}" name="lot" maxlength="64" autocomplete="off" .value=${draft.lot} @input=${(e: Event) => write(line, { lot: of(e) })} />
    </div>
    ${wrong ? html`<p class="wrong" id="wrong-${line}">${said[wrong]}</p>` : nothing}
  </div>`;
}
const packName = (item: Item, lang: Lang): string =>
  givenWords({ value: '1', unit: 'pack' }, item.drug.pack.container, lang).slice(2);

export function receiptsView(
  { receipts, prescription }: Claim,
  t: CounterWords,
  lang: Lang,
  timeZone: string,
): TemplateResult | typeof nothing {
  if (!receipts.length) return nothing;
  const container = (line: number) =>
    prescription.items.find((item) => item.line === line)!.drug.pack.container;
  const one = ({ part, at, dispenser, lines, verdict }: Receipt) => {
    const when = new Date(at);
    const moment = `${dayWords(when, timeZone, lang)} ${clockOf(when, timeZone)}`;
    return html`<li part="receipt">
      <p class="line">
        <b class="num">${t.receipt(part, moment, dispenser.name[lang])}</b>
        ${verdict === 'valid' ? html`<span class="mark green">${iconDone(14)}${t.sealedReceipt}</span>` : html`<span class="mark red">${iconAlert(14)}${t.brokenReceipt}</span>`}
      </p>
      ${lines.map(
        ({ line, name, given, lot }) =>
          html`<p class="num">${name[lang]} · ${givenWords(given, container(line), lang)}${lot ? html`${' · '}<span class="muted">${t.batch(lot)}</span>` : nothing}</p>`,
      )}
    </li>`;
  };
  return html`<section class="part"><h3>${t.receipts}</h3><ul class="receipts">${receipts.map(one)}</ul></section>`;
}
