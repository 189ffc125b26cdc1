/** Owns the patient's way to the medicine: the choice of a pharmacy, where it is in words, what is left. Its tag, `care-dispensing`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Choice, Fulfilment, PatientDispensing } from '@care-elements/contract/dispense.ts';
import type { Way } from '@care-elements/contract/dispense.terms.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createDispensingStore, type DispensingState } from '@care-elements/client/dispensing-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconAlert, iconDone, iconInfo, iconPhone } from '../controls/icons.ts';
import type { DispensingWords } from '../locales/en/dispensing.ts';
import { buttons, forms } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { choiceForm, waysOf, type Picked } from './care-dispensing-choice.ts';
import { countWords } from './care-pharmacy-counter-amounts.ts';

const dispensingWords: Catalog<DispensingWords> = {
  'zh-CN': () => import('../locales/zh-CN/dispensing.ts'),
  en: () => import('../locales/en/dispensing.ts'),
  'zh-TW': () => import('../locales/zh-TW/dispensing.ts'),
  'zh-HK': () => import('../locales/zh-HK/dispensing.ts'),
  ar: () => import('../locales/ar/dispensing.ts'),
};

/** @csspart dispensing The whole part. @csspart stands Where the medicine is. @csspart choose The button that sends the choice. */
export class CareDispensing extends CareElement {
  static override properties: PropertyDeclarations = {
    view: { attribute: false },
    at: { attribute: false },
    choosing: { state: true },
    picked: { state: true },
    errors: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    css`
      .stack {
        gap: 12px;
      }
      .place {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      .band {
        align-items: start;
      }
      .band span {
        color: var(--_ink);
        font-weight: 400;
      }
      .band b {
        display: block;
      }
      .row {
        line-height: 1.5;
      }
      /* Beside the first line of a pharmacy's four. */
      .row.tall {
        align-items: start;
      }
      .row.tall input {
        margin-block-start: 2px;
      }
      .row b + .note {
        margin-inline-start: 8px;
        white-space: nowrap;
      }
      .left {
        padding-inline-start: 18px;
        list-style: disc;
      }
      p,
      li,
      span {
        overflow-wrap: anywhere;
      }
      .link {
        align-self: start;
        margin-inline: -8px;
      }
    `,
  ];

  declare view: VisitView;
  /** The hospital, for its telephone. */
  declare at: Hospital;
  /** The form is open. */
  declare choosing: boolean;
  declare picked: Picked;
  declare errors: FieldErrors;
  override readonly words = new Words(dispensingWords);
  #state = new StoreController<DispensingState>(this, () => this.care?.use(createDispensingStore));

  constructor() {
    super();
    this.choosing = false;
    this.picked = { pharmacyId: null, way: null };
    this.errors = {};
  }

  get #store() {
    return this.care!.use(createDispensingStore);
  }

  protected override willUpdate(): void {
    // A pharmacy has it now: there is nothing left to choose.
    if (this.choosing && this.view?.prescription?.state !== 'approved') this.choosing = false;
  }

  #find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);

  #open = async (): Promise<void> => {
    const now = this.view.dispensing?.fulfilment;
    this.picked = now
      ? { pharmacyId: now.pharmacy.pharmacyId, way: now.way }
      : { pharmacyId: null, way: null };
    this.errors = {};
    this.choosing = true;
    if (!this.#store.get().pharmacies) await this.#store.list();
    await this.updateComplete;
    this.#find('input:checked, input')?.focus();
  };
  #close = async (): Promise<void> => {
    this.choosing = false;
    await this.updateComplete;
    this.#find('h2')?.focus();
  };

  #pick = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    // What was missing is there now.
    const { [name]: _given, ...errors } = this.errors;
    this.errors = errors;
    if (name === 'way') this.picked = { ...this.picked, way: value as Way };
    if (name !== 'pharmacy') return;
    const ways = waysOf(this.#state.value!.pharmacies!.find((one) => one.pharmacyId === value)!);
    const { way } = this.picked;
    this.picked = { pharmacyId: value, way: way && ways.includes(way) ? way : ways[0]! };
  };

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { t } = this.words;
    const { pharmacyId, way } = this.picked;
    const data = new FormData(event.target as HTMLFormElement);
    const of = (name: string) => `${(data.get(name) as string | null) ?? ''}`.trim();
    const wanted = way === 'delivery' ? ['recipient', 'phone', 'address'] : [];
    this.errors = {
      ...(pharmacyId ? {} : { pharmacy: t.missing['pharmacy']! }),
      ...Object.fromEntries(wanted.filter((name) => !of(name)).map((name) => [name, t.missing[name]!])),
    };
    if (Object.keys(this.errors).length || !pharmacyId || !way) return this.#toWrong();
    const delivery =
      way === 'delivery' ? { recipient: of('recipient'), phone: of('phone'), address: of('address') } : null;
    const { prescriptionId } = this.view.prescription!;
    const choice: Choice = { prescriptionId, pharmacyId, way, delivery };
    if (await this.#store.choose(choice)) return this.#close();
    if (this.#store.get().problem?.fields.some(({ pointer }) => pointer === '/delivery/phone')) {
      this.errors = { phone: t.wrongPhone };
      await this.#toWrong();
    }
  };
  async #toWrong(): Promise<void> {
    await this.updateComplete;
    const [wrong] = Object.keys(this.errors);
    if (wrong) this.#find(`[name='${wrong}']`)?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { view, at } = this;
    const d = view?.dispensing;
    if (!d || !at || !this.#state.value) return nothing;
    const { t } = this.words;
    const { problem } = this.#state.value;
    return html`<section class="stack" part="dispensing" aria-labelledby="way-title">
      <h2 id="way-title" tabindex="-1">${t.title}</h2>
      ${problem ? html`<p class="band amber" role="alert">${iconAlert()}<span>${t.problems[problem.code] ?? t.failedToSend}</span></p>` : nothing}
      ${this.choosing ? this.#form() : this.#stands(d)}
    </section>`;
  }

  #form(): TemplateResult {
    const { t } = this.words;
    const { pharmacies, busy, problem } = this.#state.value!;
    if (!pharmacies)
      return problem
        ? html`<button class="act quiet" @click=${this.#open}>${t.retry}</button>`
        : html`<p class="note" role="status">${t.loading}</p>`;
    return choiceForm(
      pharmacies,
      this.picked,
      this.errors,
      this.view.patient,
      busy === 'choose',
      t,
      this.language,
      { pick: this.#pick, send: this.#send, cancel: this.#close },
    );
  }

  #stands(d: PatientDispensing): TemplateResult {
    const { t } = this.words;
    const { state } = this.view.prescription!;
    const free = state === 'approved' && !d.held;
    const { fulfilment } = d;
    return html`
      ${free && d.declined && !fulfilment ? this.#declined(d.declined) : nothing}
      ${d.payment === 'due' ? html`<p class="band amber">${iconInfo()}<span>${t.pay}</span></p>` : nothing}
      ${fulfilment ? this.#where(fulfilment) : nothing}
      ${this.#left(d)}
      ${
        free
          ? fulfilment
            ? html`<button class="act quiet" @click=${this.#open}>${t.change}</button>
                <button class="link" @click=${() => this.#store.cancel()}>${t.takeBack}</button>`
            : html`${d.declined ? nothing : html`<p>${t.anyPharmacy}</p>`}
                <button class="act ${d.declined ? '' : 'quiet'}" id="choose" @click=${this.#open}>${t.choose}</button>`
          : nothing
      }
    `;
  }

  #declined({ pharmacy, reason }: NonNullable<PatientDispensing['declined']>): TemplateResult {
    const { t } = this.words;
    return html`<div class="band amber" role="alert">
      ${iconAlert()}<span
        ><b>${t.declined(pharmacy[this.language])}</b>${t.declinedWhy[reason]}
        ${reason === 'ask-the-doctor' ? t.declinedAsk(this.at.phone) : nothing} ${t.declinedNext}</span
      >
    </div>`;
  }

  /** Title and what happens next; `tone` where it went well or needs the patient. */
  #say({ way, state, courier }: Fulfilment): [title: string, next: string, tone: '' | 'green' | 'amber'] {
    const { t } = this.words;
    const rx = this.view.prescription!.state;
    if (state === 'handed_to_courier') return [t.sent, t.sentNext(courier!.name, courier!.number), 'green'];
    if (state === 'delivered') return [t.delivered, t.deliveredNext, 'green'];
    if (state === 'failed') return [t.failed, t.failedNext, 'amber'];
    if (state === 'returned') return [t.returned, t.returnedNext, 'amber'];
    if (rx === 'approved') return [t.chosen[way], t.chosenNext[way], ''];
    if (way === 'delivery' && state === 'ready') return [t.packed, t.packedNext, ''];
    if (rx === 'dispensed') return [t.done, '', 'green'];
    if (rx === 'partially_dispensed') return [t.part, t.partNext, ''];
    return state === 'ready' ? [t.aside, t.asideNext, 'green'] : [t.preparing, t.preparingNext, ''];
  }

  #where(f: Fulfilment): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const [title, next, tone] = this.#say(f);
    const { name, address, hours, phone } = f.pharmacy;
    return html`
      <div class="band ${tone}" part="stands" role="status" data-state=${f.state}>
        ${tone === 'green' ? iconDone() : tone === 'amber' ? iconAlert() : iconInfo()}<span class="num"><b>${title}</b>${next}</span>
      </div>
      <div class="place">
        <p><b>${name[lang]}</b><br />${address[lang]}</p>
        <p class="note num">${t.hours(hours[lang])}</p>
        ${f.delivery ? html`<p>${t.recipientIs(f.delivery.recipient, f.delivery.address)}</p>` : nothing}
        <a class="link num" href="tel:${phone.replaceAll(/[^\d+]/g, '')}">${iconPhone(20)}${t.call(phone)}</a>
      </div>
    `;
  }

  /** Once a part was handed over. */
  #left({ lines }: PatientDispensing) {
    const { t } = this.words;
    const lang = this.language;
    const items = this.view.prescription!.items;
    const open = lines.filter(({ rest }) => rest !== '0');
    if (this.view.prescription!.state !== 'partially_dispensed' || !open.length) return nothing;
    return html`<div class="place" part="left">
      <h3>${t.leftTitle}</h3>
      <ul class="left">
        ${open.map((line) => {
          const { drug } = items.find((item) => item.line === line.line)!;
          return html`<li class="num">${t.left(drug.name[lang], countWords(line.rest, line, drug.pack.container, lang))}</li>`;
        })}
      </ul>
    </div>`;
  }
}
define('care-dispensing', CareDispensing);
