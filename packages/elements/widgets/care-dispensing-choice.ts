/** Owns the form in which a patient chooses a pharmacy, the way, and where a parcel goes. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Pharmacy } from '@care-elements/contract/dispense.ts';
import { WAY_CODES, type Way } from '@care-elements/contract/dispense.terms.ts';
import type { Patient } from '@care-elements/contract/visit.ts';
import type { Lang } from '../base/words.ts';
import { field, radioRows, type FieldErrors } from '../controls/fields.ts';
import type { DispensingWords } from '../locales/en/dispensing.ts';

/** What is chosen in the form so far. */
export interface Picked {
  pharmacyId: string | null;
  way: Way | null;
}

export const waysOf = ({ pickup, delivers }: Pharmacy): Way[] =>
  WAY_CODES.filter((way) => (way === 'pickup' ? pickup : delivers));

export function choiceForm(
  pharmacies: readonly Pharmacy[],
  { pharmacyId, way }: Picked,
  errors: FieldErrors,
  patient: Patient,
  busy: boolean,
  t: DispensingWords,
  lang: Lang,
  ask: { pick(event: Event): void; send(event: SubmitEvent): void; cancel(): void },
): TemplateResult {
  const chosen = pharmacies.find((one) => one.pharmacyId === pharmacyId);
  const ways = chosen ? waysOf(chosen) : [];
  return html`<form class="stack" novalidate @change=${ask.pick} @submit=${ask.send}>
    <fieldset aria-describedby=${errors['pharmacy'] ? 'pharmacy-wrong' : nothing}>
      <legend>${t.pick}</legend>
      ${errors['pharmacy'] ? html`<p class="wrong" id="pharmacy-wrong">${errors['pharmacy']}</p>` : nothing}
      <div class="rows">${pharmacies.map((one) => row(one, one.pharmacyId === pharmacyId, t, lang))}</div>
    </fieldset>
    ${
      ways.length > 1
        ? radioRows({
            name: 'way',
            label: t.how,
            value: way ?? undefined,
            options: ways.map((one) => [one, t.ways[one]]),
          })
        : nothing
    }
    ${
      chosen && way === 'delivery'
        ? html`<fieldset class="stack to">
            <legend>${t.to}</legend>
            ${field({ name: 'recipient', label: t.recipient, value: patient.name, autocomplete: 'name', error: errors['recipient'] })}
            ${field({ name: 'phone', label: t.phone, value: patient.phone, type: 'tel', autocomplete: 'tel', error: errors['phone'] })}
            ${field({ name: 'address', label: t.address, hint: t.addressHint, lines: 2, autocomplete: 'street-address', error: errors['address'] })}
            <p class="note">${t.seenBy}</p>
          </fieldset>`
        : nothing
    }
    <button class="act" part="choose" aria-disabled=${busy ? 'true' : 'false'}>${busy ? t.sending : t.send}</button>
    <button class="act quiet" type="button" @click=${ask.cancel}>${t.cancel}</button>
  </form>`;
}

function row(one: Pharmacy, on: boolean, t: DispensingWords, lang: Lang): TemplateResult {
  const ways = waysOf(one);
  return html`<label class="row tall ${on ? 'on' : ''}">
    <input type="radio" name="pharmacy" value=${one.pharmacyId} ?checked=${on} />
    <span>
      <b>${one.name[lang]}</b> ${one.own ? html`<span class="note">${t.own}</span>` : nothing}<br />
      <span>${one.address[lang]}</span><br />
      <span class="note num">${t.hours(one.hours[lang])}</span><br />
      <span class="note">${ways.length > 1 ? t.offers.both : t.offers[ways[0]!]}</span>
    </span>
  </label>`;
}
