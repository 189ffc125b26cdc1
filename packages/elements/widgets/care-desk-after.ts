/** Owns a signed prescription's way as its doctor sees it: who holds it, a longer validity, asking it back, and the sealed file. Its tag, `care-desk-after`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import type { DispensingRecord } from '@care-elements/contract/dispense.ts';
import { EXTENSION_REASONS, VOID_REFUSALS } from '@care-elements/contract/dispense.terms.ts';
import { actions } from '@care-elements/contract/machine.ts';
import { PRESCRIPTION_MACHINE } from '@care-elements/contract/prescription.machine.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import { VOID_REASONS, type VoidReason } from '@care-elements/contract/prescription.terms.ts';
import {
  createRxAfterStore,
  type AfterAction,
  type RxAfterState,
} from '@care-elements/client/rx-after-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClock, iconDone } from '../controls/icons.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { dayAndClock } from './care-desk-words.ts';
import { lawWords } from './law-words.ts';
import { afterWords } from './care-rx-export.ts';
import { endWords } from './care-prescription-time.ts';

const DAY_MS = 86_400_000;
/** The longest validity, in days with the day of signing; a hospital's rules may say less. */
const DAYS_AT_MOST = 3;

/** The days that an extension may name, with the instant at which each ends. */
function longer({ signedAt, validUntil }: Prescription, until = validUntil): { days: number; end: string }[] {
  if (!signedAt || !until) return [];
  const now = Math.ceil((Date.parse(until) - Date.parse(signedAt)) / DAY_MS);
  return Array.from({ length: Math.max(0, DAYS_AT_MOST - now) }, (_, i) => ({
    days: now + i + 1,
    end: new Date(Date.parse(until) + (i + 1) * DAY_MS).toISOString(),
  }));
}

/** @csspart after The whole section. @csspart extend The button of a longer validity. @csspart ask-back The button of asking it back. */
export class CareDeskAfter extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    rx: { attribute: false },
    timeZone: { attribute: false },
    asking: { state: true },
    days: { state: true },
    reason: { state: true },
    wrong: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    css`
      section,
      form {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      form {
        padding: 12px;
        border: 1px solid var(--_edge);
        border-radius: var(--_round);
      }
      .link {
        min-height: 44px;
      }
      .mark {
        white-space: normal;
      }
    `,
  ];

  declare rx: Prescription | null;
  declare timeZone: string | undefined;
  declare asking: AfterAction | null;
  /** What the form of a longer validity names just now. */
  declare days: number;
  declare reason: string;
  /** `other` was chosen and nothing was written. */
  declare wrong: boolean;
  override readonly words = new Words(afterWords);
  #state = new StoreController<RxAfterState>(this, () => this.#store);
  #shown = '';

  constructor() {
    super();
    this.rx = this.asking = null;
    this.timeZone = undefined;
    this.days = 0;
    this.reason = '';
    this.wrong = false;
  }

  get #store() {
    return this.care?.use(createRxAfterStore);
  }

  protected override willUpdate(): void {
    const { prescriptionId = null, state = '', validUntil = '' } = this.rx ?? {};
    const now = `${prescriptionId} ${state} ${validUntil}`;
    if (!this.#store || now === this.#shown) return;
    if (!this.#shown.startsWith(`${prescriptionId} ${state}`)) this.asking = null;
    this.#shown = now;
    void this.#store.show(prescriptionId);
  }

  #time = (iso: string) => dayAndClock(iso, this.language, this.timeZone);
  #end = (iso: string) => endWords(iso, this.timeZone ?? 'UTC', this.language);

  override render() {
    const { rx } = this;
    const state = this.#state.value;
    const record = state?.of === rx?.prescriptionId ? state?.record : null;
    if (!rx || !state || !record) return nothing;
    const { t } = this.words;
    const { pharmacy, extensions, voidRequest } = record;
    const can = actions(PRESCRIPTION_MACHINE, record.state, 'doctor');
    const days = can.includes('extend') ? longer(rx, record.validUntil) : [];
    const held = record.state === 'claimed' && pharmacy;
    const lasting = can.includes('extend');
    return html`<section part="after" aria-label=${t.title}>
      ${held || (record.state === 'partially_dispensed' && pharmacy) ? html`<p part="held">${t.heldBy(pharmacy.name[this.language], pharmacy.phone)}</p>` : nothing}
      ${lasting && record.state !== 'approved' ? html`<p class="note num" part="valid">${t.validUntil(this.#end(record.validUntil))}</p>` : nothing}
      ${extensions.map(({ at, reason }) => html`<p class="mark green" part="extended">${iconDone(16)}<span>${t.extended(this.#time(at), reason)}</span></p>`)}
      ${voidRequest ? this.#request(record) : nothing}
      ${this.#problem(state)}
      ${
        this.asking === 'extend' && days.length
          ? this.#extendForm(days, state)
          : this.asking === 'ask-back' && held
            ? this.#askForm(pharmacy.name[this.language], state)
            : html`<div class="line">
                ${days.length ? html`<button class="link" part="extend" @click=${() => this.#ask('extend', days[0]!.days)}>${t.extend}</button>` : nothing}
                ${held && voidRequest?.state !== 'open' ? html`<button class="link" part="ask-back" @click=${() => this.#ask('ask-back')}>${t.askBack}</button>` : nothing}
              </div>`
      }
      <care-rx-export .care=${this.care} lang=${this.tongue} .prescriptionId=${rx.prescriptionId} .number=${rx.number}></care-rx-export>
    </section>`;
  }

  #problem({ problem }: RxAfterState) {
    if (!problem) return nothing;
    const { t } = this.words;
    const said = problem.problem.code === 'invalid-input' ? t.extendLong : t.failed;
    return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${said} ${lawWords(problem.problem, this.language)}</span></p>`;
  }

  /** What the doctor asked of the counter, and what it said. */
  #request({ voidRequest }: DispensingRecord) {
    const { t } = this.words;
    const { state, reason, note, at, refusal } = voidRequest!;
    const why = [VOID_REASONS[reason][this.language], note].filter(Boolean).join(t.join);
    const no = refusal && [VOID_REFUSALS[refusal.reason][this.language], refusal.note].filter(Boolean);
    return html`<div class="band ${state === 'accepted' ? 'green' : 'amber'}" role="status" part="request">
      ${state === 'accepted' ? iconDone(18) : state === 'open' ? iconClock(18) : iconAlert(18)}
      <span>${t.asked(this.#time(at))}${t.join}${why}<br />${state === 'open' ? t.waits : state === 'accepted' ? t.accepted : t.refused(no!.join(t.join))}</span>
    </div>`;
  }

  #ask(what: AfterAction, days = 0): void {
    this.asking = what;
    this.days = days;
    this.reason = '';
    this.wrong = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('form select')?.focus());
  }
  #rest = () => {
    const back = this.asking === 'extend' ? '[part=extend]' : '[part=ask-back]';
    this.asking = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(back)?.focus());
  };

  #reasons(of: Record<string, { 'zh-CN': string; en: string }>) {
    const { t } = this.words;
    return html`<div class="field"><label for="after-reason">${t.reason}</label>
        <select id="after-reason" name="reason" required @change=${(e: Event) => (this.reason = (e.target as HTMLSelectElement).value)}>
          <option value="">${t.choose}</option>
          ${Object.entries(of).map(([code, words]) => html`<option value=${code}>${words[this.language]}</option>`)}
        </select></div>
      <div class="field"><label for="after-note">${t.note}</label>
        <input id="after-note" name="note" maxlength="400" autocomplete="off" aria-describedby=${this.wrong ? 'after-wrong' : nothing} />
        ${this.wrong ? html`<p class="wrong" id="after-wrong" role="alert">${t.noteNeeded}</p>` : nothing}</div>`;
  }

  #foot(words: string, { busy }: RxAfterState) {
    const { t } = this.words;
    return html`<div class="line">
      <button class="act ${this.asking === 'ask-back' ? 'danger' : ''}" part="send" aria-disabled=${busy ? 'true' : 'false'}>${busy ? t.sending : words}</button>
      <button class="act quiet" type="button" @click=${this.#rest}>${t.cancel}</button>
    </div>`;
  }

  #extendForm(days: { days: number; end: string }[], state: RxAfterState) {
    const { t } = this.words;
    const chosen = days.find((one) => one.days === this.days) ?? days[0]!;
    return html`<form part="extending" @submit=${this.#send}>
      <b>${t.extendTitle}</b>
      <div class="field"><label for="after-days">${t.until}</label>
        <select id="after-days" name="days" @change=${(e: Event) => (this.days = Number((e.target as HTMLSelectElement).value))}>
          ${days.map((one) => html`<option value=${one.days} ?selected=${one === chosen}>${this.#end(one.end)}</option>`)}
        </select></div>
      ${this.#reasons(EXTENSION_REASONS)}
      <p class="muted" part="sure">${t.sure(this.#end(chosen.end))}</p>
      ${this.#foot(t.extendNow, state)}
    </form>`;
  }

  #askForm(pharmacy: string, state: RxAfterState) {
    const { t } = this.words;
    return html`<form part="asking-back" @submit=${this.#send}>
      <b>${t.askTitle}</b>
      ${this.#reasons(VOID_REASONS)}
      <p class="muted" part="sure">${t.askMore(pharmacy)}</p>
      ${this.#foot(t.askNow, state)}
    </form>`;
  }

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const code = data.get('reason') as string;
    const note = (data.get('note') as string).trim();
    this.wrong = code === 'other' && !note;
    if (this.wrong) return void this.renderRoot.querySelector<HTMLElement>('#after-note')?.focus();
    const store = this.#store!;
    let done: boolean;
    if (this.asking === 'extend') {
      const named =
        code === 'other' ? '' : EXTENSION_REASONS[code as keyof typeof EXTENSION_REASONS][this.language];
      done = await store.extend(
        Number(data.get('days')),
        [named, note].filter(Boolean).join(this.words.t.join),
      );
    } else done = await store.askBack(code as VoidReason, note);
    if (done) this.#rest();
  };
}
define('care-desk-after', CareDeskAfter);
