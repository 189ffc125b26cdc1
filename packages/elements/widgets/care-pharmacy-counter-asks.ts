/** Owns the counter's right column: the doctor's request, the courier, letting go and giving back, each with its form. */
import { html, nothing, type TemplateResult } from 'lit';
import { FULFILMENT_MACHINE, OPEN_FULFILMENT_STATES } from '@care-elements/contract/fulfilment.machine.ts';
import { actions } from '@care-elements/contract/machine.ts';
import type { Claim } from '@care-elements/contract/dispense.ts';
import { DECLINE_REASONS, VOID_REFUSALS } from '@care-elements/contract/dispense.terms.ts';
import { VOID_REASONS } from '@care-elements/contract/prescription.terms.ts';
import type { CounterState, Outcome } from '@care-elements/client/counter-store.ts';
import type { Lang } from '../base/words.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import type { CounterWords } from '../locales/en/counter.ts';

/** What the right column asks for just now. */
export type Asking = 'decline' | 'keep' | 'release' | null;
export interface CounterHands {
  ask(what: Asking): void;
  /** Sends what the form on the right says. */
  send(event: SubmitEvent): void;
  release(): void;
  giveBack(): void;
  setAside(): void;
  courier(event: SubmitEvent): void;
  outcome(outcome: Outcome): void;
  recover(): void;
}

export function voidBand(
  claim: Claim,
  asking: Asking,
  t: CounterWords,
  lang: Lang,
  hands: CounterHands,
  busy: boolean,
) {
  const request = claim.voidRequest;
  if (!request) return nothing;
  return html`<section class="asked" role="alert" part="void-request">
    <h3>${iconAlert(18)}${t.voidTitle}</h3>
    <p>${t.voidReason(VOID_REASONS[request.reason][lang])}${request.note ? html`<br />${request.note}` : nothing}</p>
    <p>${t.voidMore}</p>
    ${
      asking === 'keep'
        ? nothing
        : html`<div class="pair">
            <button class="act" id="give-back" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.giveBack}>${t.giveBack}</button>
            <button class="act quiet" id="keep" @click=${() => hands.ask('keep')}>${t.keep}</button>
          </div>`
    }
  </section>`;
}

/** Why it is given back, or why it is too late for the doctor. */
export function whyForm(
  asking: 'decline' | 'keep',
  errors: FieldErrors,
  { busy }: CounterState,
  t: CounterWords,
  lang: Lang,
  hands: CounterHands,
): TemplateResult {
  const reasons = Object.entries(asking === 'decline' ? DECLINE_REASONS : VOID_REFUSALS);
  return html`<form class="part why" novalidate @submit=${hands.send}>
    <fieldset aria-describedby=${errors['reason'] ? 'reason-wrong' : nothing}>
      <legend>${asking === 'decline' ? t.declineTitle : t.keepTitle}</legend>
      <p class="note">${asking === 'decline' ? t.declineMore : t.keepMore}</p>
      ${errors['reason'] ? html`<p class="wrong" id="reason-wrong">${errors['reason']}</p>` : nothing}
      <div class="reasons-of">
        ${reasons.map(
          ([code, words]) =>
            html`<label class="choice"><input type="radio" name="reason" value=${code} /><span>${words[lang]}</span></label>`,
        )}
      </div>
    </fieldset>
    ${field({ name: 'note', label: t.note, hint: t.noteHint, error: errors['note'], lines: 2, optional: true })}
    <div class="pair">
      <button class="act" aria-disabled=${busy ? 'true' : 'false'}>${asking === 'decline' ? t.decline : t.sendKeep}</button>
      <button class="act quiet" type="button" @click=${() => hands.ask(null)}>${t.cancel}</button>
    </div>
  </form>`;
}

/** How it reaches the patient. */
export function wayView(
  { fulfilment, receipts, prescription }: Claim,
  errors: FieldErrors,
  t: CounterWords,
  hands: CounterHands,
  mayChange: boolean,
): TemplateResult | typeof nothing {
  if (!fulfilment) return nothing;
  const { way, state, delivery, courier } = fulfilment;
  if (way === 'pickup')
    return html`<section class="part" part="way">
      <h3>${t.pickup}</h3>
      ${
        state === 'ready'
          ? html`<p class="mark green">${iconDone(14)}${t.isAside}</p>`
          : state === 'chosen'
            ? html`<p>${t.pickupMore}</p>
                ${mayChange && prescription.state === 'claimed' ? html`<button class="act quiet" id="aside" @click=${hands.setAside}>${t.setAside}</button>` : nothing}`
            : html`<p class="mark green">${iconDone(14)}${t.parcels[state]}</p>`
      }
    </section>`;
  const can = actions(FULFILMENT_MACHINE, state, 'pharmacy');
  const sends = can.includes('hand_to_courier') && receipts.length > 0;
  const outcomes = (
    [
      ['delivered', 'deliver'],
      ['failed', 'fail'],
      ['returned', 'return'],
      ['picked_up', 'pick_up'],
    ] as const
  ).filter(
    ([, action]) =>
      // Fetched before it left: that is a hand-over, with its receipt.
      can.includes(action) && !OPEN_FULFILMENT_STATES.includes(state),
  );
  return html`<section class="part" part="way">
    <h3>${t.delivery} · ${t.parcels[state]}</h3>
    ${delivery ? html`<p><b>${delivery.recipient}</b> <span class="num">${delivery.phone}</span><br />${delivery.address}</p>` : nothing}
    ${courier ? html`<p class="num">${t.with(courier.name, courier.number)}</p>` : nothing}
    ${state === 'chosen' ? html`<p class="muted">${t.packFirst}</p>` : nothing}
    ${
      outcomes.length
        ? html`<div class="outcomes">
            ${outcomes.map(([outcome]) => html`<button class="act quiet" data-outcome=${outcome} @click=${() => hands.outcome(outcome)}>${t.outcomes[outcome]}</button>`)}
          </div>`
        : nothing
    }
    ${
      sends
        ? html`<form class="courier" novalidate @submit=${hands.courier}>
            ${field({ name: 'courier', label: t.courierName, error: errors['courier'] })}
            ${field({ name: 'number', label: t.courierNumber, error: errors['number'] })}
            <button class="act ${state === 'ready' ? '' : 'quiet'}">${state === 'ready' ? t.handToCourier : t.sendAgain}</button>
          </form>`
        : nothing
    }
  </section>`;
}

/** The ways out, while nothing was handed over. */
export const waysOut = (asking: Asking, t: CounterWords, hands: CounterHands): TemplateResult =>
  asking === 'release'
    ? html`<section class="part">
        <h3>${t.releaseAsk}</h3>
        <p class="note">${t.releaseMore}</p>
        <div class="pair">
          <button class="act" id="release-now" @click=${hands.release}>${t.release}</button>
          <button class="act quiet" @click=${() => hands.ask(null)}>${t.cancel}</button>
        </div>
      </section>`
    : html`<div class="pair">
        <button class="act quiet" id="release" @click=${() => hands.ask('release')}>${t.release}</button>
        <button class="act quiet" id="decline" @click=${() => hands.ask('decline')}>${t.decline}</button>
      </div>`;
