/** Owns the pharmacy's counter: the code that is scanned or typed, the prescription in hand, the hand-over, the way to the patient. Its tag, `care-pharmacy-counter`, is ours alone. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Claim, CounterRow } from '@care-elements/contract/dispense.ts';
import type { DeclineReason, VoidRefusal } from '@care-elements/contract/dispense.terms.ts';
import { createCounterStore, type CounterState } from '@care-elements/client/counter-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { FocusSeen } from '../base/focus-seen.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconAlert, iconBack, iconDone } from '../controls/icons.ts';
import { sentences } from '../controls/locale.ts';
import { statusChip } from '../controls/status-chip.ts';
import type { CounterWords } from '../locales/en/counter.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import { draftsOf, linesOf, type Drafts, type Wrong } from './care-pharmacy-counter-amounts.ts';
import {
  voidBand,
  wayView,
  waysOut,
  whyForm,
  type Asking,
  type CounterHands,
} from './care-pharmacy-counter-asks.ts';
import { linesView, receiptsView } from './care-pharmacy-counter-lines.ts';
import { counterList } from './care-pharmacy-counter-list.ts';
import { counterStyles } from './care-pharmacy-counter-styles.ts';
import { pharmacyStyles } from './care-pharmacy-styles.ts';
import { herbListStyles } from './care-prescription-herbs.ts';
import { prescriptionWords } from './care-prescription-standing.ts';
import { clockOf, dayWords, lastDay } from './care-prescription-time.ts';

const counterWords: Catalog<CounterWords> = {
  'zh-CN': () => import('../locales/zh-CN/counter.ts'),
  en: () => import('../locales/en/counter.ts'),
  'zh-TW': () => import('../locales/zh-TW/counter.ts'),
  'zh-HK': () => import('../locales/zh-HK/counter.ts'),
};

/** @csspart entry A row of the list. @csspart receipt A receipt. @csspart way How it reaches the patient. */
export class CarePharmacyCounter extends CareElement {
  static override properties: PropertyDeclarations = {
    asking: { state: true },
    drafts: { state: true },
    errors: { state: true },
    wrong: { state: true },
    said: { state: true },
  };
  static override styles: CSSResultGroup = [
    herbListStyles,
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    staffFrame,
    pharmacyStyles,
    counterStyles,
  ];

  declare asking: Asking;
  declare drafts: Drafts;
  declare errors: FieldErrors;
  declare wrong: Record<number, Wrong>;
  /** What was done last, in words. */
  declare said: string;
  override readonly words = new Words(prescriptionWords, counterWords);
  #state = new StoreController<CounterState>(this, () => this.store);
  #loaded: unknown;
  #drafted = '';
  #openId: string | null = null;
  #wanted = false;

  constructor() {
    super();
    this.asking = null;
    this.drafts = this.errors = this.wrong = {};
    this.said = '';
    new FocusSeen(this, '.foot', '.sheet', '#code');
  }

  /** The hand at the code, as soon as that stands. */
  override focus(): void {
    this.#wanted = !this.#code();
    this.#code()?.focus();
  }

  private get store() {
    return this.care?.use(createCounterStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
  }

  /** A scanner types wherever the focus is: what it types into nothing goes into the code. */
  #key = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
    if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || !/^[\da-z]$/i.test(key)) return;
    const [target] = event.composedPath();
    if (target !== document.body && !(target instanceof Element && event.composedPath().includes(this)))
      return;
    if (target instanceof Element && target.matches('input, select, textarea')) return;
    this.#code()?.focus();
  };
  #code = () => this.renderRoot.querySelector<HTMLInputElement>('#code');

  protected override willUpdate(): void {
    const { store } = this;
    if (store && store !== this.#loaded) {
      this.#loaded = store;
      const { phase, busy } = store.get();
      if (phase !== 'ready' && !busy) void store.load();
    }
    const open = this.#state.value?.open ?? null;
    const openId = this.#state.value?.openId ?? null;
    if (openId !== this.#openId) {
      this.#openId = openId;
      this.asking = null;
      this.errors = {};
      if (openId) this.said = '';
    }
    // What was handed over meanwhile is no longer there to be given.
    const drafted = open ? `${open.claimId} ${open.lines.map(({ rest }) => rest).join(' ')}` : '';
    if (drafted !== this.#drafted) {
      this.#drafted = drafted;
      this.drafts = open ? draftsOf(open.lines) : {};
      this.wrong = {};
    }
    if (this.asking === 'keep' && !open?.voidRequest) this.asking = null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('asking') && this.asking)
      this.renderRoot.querySelector<HTMLElement>('.why input, #release-now')?.focus();
    if (this.#wanted && document.activeElement === document.body) this.focus();
  }

  #take = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = this.#code()!;
    const code = input.value.trim();
    this.said = '';
    this.errors = code ? {} : { code: this.words.t.noCode };
    if (!code) return input.focus();
    if (!(await this.store!.claim(code))) return input.select();
    input.value = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sheet')?.focus();
  };
  #open = (row: CounterRow) => {
    this.errors = {};
    this.said = '';
    if (row.claimId) void this.store!.open(row.claimId);
    else if (row.fulfilment) void this.store!.claimChosen(row.fulfilment.fulfilmentId);
  };

  /** Says what was done, and leaves the hand at the code. */
  async #done(doing: Promise<boolean>, what: string): Promise<void> {
    if (!(await doing)) return;
    this.asking = null;
    this.said = this.words.t.said[what] ?? '';
    await this.updateComplete;
    this.#code()?.focus();
  }

  #hands: CounterHands = {
    ask: (what) => {
      this.errors = {};
      this.asking = what;
    },
    send: (event) => void this.#send(event),
    release: () => void this.#done(this.store!.release(), 'release'),
    giveBack: () => void this.#done(this.store!.giveBack(), 'answer-void'),
    setAside: () => void this.store!.setAside(),
    courier: (event) => void this.#courier(event),
    outcome: (outcome) => void this.store!.settleDelivery(this.#fulfilmentId, outcome),
    recover: () => void this.store!.recover(),
  };
  get #fulfilmentId(): string {
    return this.#state.value!.open!.fulfilment!.fulfilmentId;
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { t } = this.words;
    const data = new FormData(event.target as HTMLFormElement);
    const reason = data.get('reason') as string | null;
    const note = `${data.get('note') as string}`.trim();
    this.errors = {
      ...(reason ? {} : { reason: t.missingReason }),
      ...(reason === 'other' && !note ? { note: t.missingNote } : {}),
    };
    if (this.#firstWrong() || !reason) return;
    if (this.asking === 'decline')
      await this.#done(this.store!.decline(reason as DeclineReason, note), 'decline');
    else if (await this.store!.keep(reason as VoidRefusal, note)) this.asking = null;
  }
  #firstWrong(): boolean {
    const [wrong] = Object.keys(this.errors);
    if (wrong)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>(`form [name='${wrong}']`)?.focus(),
      );
    return !!wrong;
  }

  async #courier(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { t } = this.words;
    const data = new FormData(event.target as HTMLFormElement);
    const [name, number] = ['courier', 'number'].map((of) => `${data.get(of) as string}`.trim());
    this.errors = {
      ...(name ? {} : { courier: t.missingCourier }),
      ...(number ? {} : { number: t.missingNumber }),
    };
    if (!this.#firstWrong()) await this.store!.handToCourier(this.#fulfilmentId, name!, number!);
  }

  #write = (line: number, change: Partial<Drafts[number]>) =>
    (this.drafts = { ...this.drafts, [line]: { ...this.drafts[line]!, ...change } });

  #handOver = async (event: SubmitEvent) => {
    event.preventDefault();
    const { t } = this.words;
    const { lines, wrong } = linesOf(this.#state.value!.open!, this.drafts);
    this.wrong = wrong;
    const [first] = Object.keys(wrong);
    this.errors = first || lines.length ? {} : { lines: t.nothingGiven };
    if (first || !lines.length) {
      await this.updateComplete;
      return this.renderRoot.querySelector<HTMLElement>(first ? `#now-${first}` : '[name=now]')?.focus();
    }
    if (await this.store!.dispense(lines)) {
      this.said = t.said['dispense']!;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.sheet')?.focus();
    }
  };

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.#state.value;
    if (!state || state.phase === 'loading') return html`<p class="empty" role="status">${t.loading}</p>`;
    if (state.phase === 'ready' && state.counter) return this.#work(state);
    if (state.problem?.problem.code === 'not-entitled')
      return html`<div class="empty"><h2>${t.notHere}</h2><p>${t.notHereMore}</p></div>`;
    return html`<div class="empty">
      <p>${t.unreachable}</p>
      <p><button class="act" @click=${() => this.store!.load()}>${t.retry}</button></p>
    </div>`;
  }

  #work(state: CounterState): TemplateResult {
    const { t } = this.words;
    const { open, counter, live } = state;
    return html`<div class="frame">
      <div class="cols ${open ? 'with-open' : ''}">
        <nav class="col list" aria-label=${t.counter}>
          <p class="list-sub muted">${counter!.pharmacy.name[this.language]}</p>
          ${live === 'reconnecting' ? statusChip('amber', t.reconnecting) : nothing}
          ${counterList(state, this.errors['code'], t, this.language, { take: this.#take, open: this.#open }, open ? nothing : this.#news(state))}
        </nav>
        ${
          open
            ? this.#table(open, state)
            : html`<div class="col sheet" tabindex="-1"><div class="empty"><p class="muted">${t.empty}</p></div></div><div class="col"></div>`
        }
      </div>
    </div>`;
  }

  /** What went wrong, or what was done. */
  #news({ problem }: CounterState) {
    const { t } = this.words;
    if (!problem)
      return html`<p class="line said-now" role="status">${this.said ? html`<span class="mark green">${iconDone(16)}${this.said}</span>` : nothing}</p>`;
    const { action } = problem;
    const { code, current } = problem.problem;
    const words =
      (action === 'claim' && code === 'not-found' && t.wrongCode) ||
      (action === 'claim' && typeof current === 'string' && t.refused[current as keyof typeof t.refused]) ||
      t.problems[code] ||
      t.failed;
    return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${words}</span></p>`;
  }

  #table(open: Claim, state: CounterState): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const { hasSecret, busy, hospital } = state;
    const { timeZone } = hospital!;
    const { prescription: rx, payment, voidRequest } = open;
    const { asking } = this;
    const held = rx.state === 'claimed' || rx.state === 'partially_dispensed';
    const sound = rx.seals.every(({ verdict }) => verdict === 'valid');
    const gives = held && hasSecret && sound && !voidRequest && payment !== 'due';
    return html`
      <div class="col sheet" tabindex="0" role="region" aria-label=${t.prescription}>
        <button class="link to-list" @click=${() => this.store!.close()}>${iconBack(20)}${t.back}</button>
        <form class="hand-over" novalidate @submit=${this.#handOver}>
          ${this.#head(open, sound, timeZone)}
          ${payment === 'due' ? html`<p class="band amber">${iconAlert(18)}<span>${t.pay.due}</span></p>` : nothing}
          <div>
            <h3>${t.medicines}</h3>
            ${linesView(open, this.drafts, this.wrong, gives ? this.#write : null, t, lang)}
          </div>
          ${
            gives
              ? html`<p class="note">${sentences(this.tongue, t.partHint, t.same)}</p>
                  ${this.errors['lines'] ? html`<p class="wrong" role="alert">${this.errors['lines']}</p>` : nothing}
                  <button class="act" id="hand-over" aria-disabled=${busy ? 'true' : 'false'}>${busy === 'dispense' ? t.handingOver : t.handOver}</button>`
              : nothing
          }
        </form>
      </div>
      <div class="col facts">
        <div class="scroll" tabindex="0" role="region" aria-label=${t.counter}>
          ${this.#news(state)}
          ${
            held && !hasSecret
              ? html`<section class="part">
                  <h3>${t.noSecret}</h3>
                  <p>${t.noSecretMore}</p>
                  <button class="act" id="recover" @click=${this.#hands.recover}>${t.recover}</button>
                </section>`
              : voidBand(open, asking, t, lang, this.#hands, !!busy)
          }
          ${asking === 'decline' || asking === 'keep' ? whyForm(asking, this.errors, state, t, lang, this.#hands) : nothing}
          ${wayView(open, this.errors, t, this.#hands, gives)}
          ${receiptsView(open, t, lang, timeZone)}
          ${rx.state === 'claimed' && hasSecret && !voidRequest && asking !== 'decline' ? waysOut(asking, t, this.#hands) : nothing}
        </div>
      </div>
    `;
  }

  #head({ prescription: rx, leaseUntil }: Claim, sound: boolean, timeZone: string): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const { patient } = rx;
    const { status, items } = patient.allergies;
    const allergies =
      status === 'some'
        ? items.join(lang === 'en' ? ', ' : '、')
        : status === 'none'
          ? t.noAllergies
          : t.allergiesUnknown;
    const { day, time } = lastDay(rx.validUntil, timeZone);
    return html`<header class="part">
      <div class="line">
        <h2>${patient.name}</h2><span class="muted num">${t.years(patient.ageYears)} ${t.sexes[patient.sex]}</span>
        <span class="mark">${t.states[rx.state] ?? ''}</span>
        ${leaseUntil && rx.state === 'claimed' ? html`<span class="muted num">${t.until(clockOf(new Date(leaseUntil), timeZone))}</span>` : nothing}
      </div>
      <p><b>${t.allergies}</b> ${allergies}</p>
      <p class="muted num">${t.number(rx.number)} · ${t.validUntil(dayWords(day, timeZone, lang), time)}</p>
      <p class="muted">
        ${t.writtenBy(rx.prescriber.name[lang], rx.department.name[lang])}${rx.pharmacist ? html`${' · '}${t.checkedBy(rx.pharmacist.name[lang])}` : nothing}
      </p>
      ${sound ? html`<p class="mark green">${iconDone(14)}${t.sealed}</p>` : html`<p class="band red" role="alert">${iconAlert(18)}<span>${t.unsealed}</span></p>`}
    </header>`;
  }
}
define('care-pharmacy-counter', CarePharmacyCounter);
