/** Owns the page of somebody who was invited into a call: the door, the wait, the call itself. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createGuestStore, type GuestState } from '@care-elements/client/guest-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { guestsWords } from './call-guests.ts';
import { FetchPart } from './fetch-part.ts';
import { linkPage, takeLink } from './link-page.ts';

const LINK = /^#?([a-z0-9][a-z0-9-]{1,39})\.([A-Za-z0-9_-]{43})$/;

/**
 * A guest's page: `<care-guest></care-guest>` takes hospital and secret from the link, `#renhe.SECRET`; a page of the hospital's
 * own may hand over `hospital` and `secret` instead.
 *
 * @attr {boolean} whole It is all of its page, and covers it.
 * @csspart guest The whole page.
 * @csspart person, read, smaller, larger In elder mode: its buttons.
 */
export class CareGuest extends CareElement {
  static override scope = 'guest' as const;
  static override properties: PropertyDeclarations = { secret: {}, leaving: { state: true } };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, surfaces, linkPage];
  /** The link's secret. */
  declare secret: string | undefined;
  /** Whether they would leave is being asked. */
  declare leaving: boolean;
  override readonly words = new Words(guestsWords);
  private state = new StoreController<GuestState>(this, () => this.store);
  private callPart = new FetchPart(this, () => import('./care-consult.ts'));
  private opened = '';

  constructor() {
    super();
    this.leaving = false;
  }

  private get store() {
    return this.care?.use(createGuestStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    takeLink(this, LINK);
  }

  protected override willUpdate(): void {
    const { store, secret } = this;
    if (!store || !secret || this.opened === secret) return;
    this.opened = secret;
    void store.open(secret);
  }

  protected override updated(): void {
    if (this.state.value?.guest?.state === 'admitted') this.callPart.ask();
  }

  /** The call stands on the page. */
  private get inside(): boolean {
    const { phase, guest } = this.state.value ?? {};
    return phase === 'inside' && guest?.state === 'admitted' && guest.open;
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    const dead = !this.secret || state?.phase === 'unknown' || state?.phase === 'used';
    return html`<main class="screen ${this.inside ? 'inside' : ''}" part="guest">
      ${state?.hospital ? html`<p class="muted">${state.hospital.name[this.language]}</p>` : nothing}
      <h1>${dead ? t.deadTitle : state?.guest ? t.hello(state.guest.name) : t.guestTitle}</h1>
      ${state && this.secret ? this.body(state) : html`<p class="lead" role="status">${t.unknown}</p>`}
    </main>`;
  }

  private body({ phase, guest }: GuestState): TemplateResult {
    const { t } = this.words;
    if (phase !== 'inside' || !guest)
      return html`<p class="lead" role="status">${phase === 'inside' ? t.opening : t[phase]}</p>
        ${phase === 'unreachable' ? html`<button class="act" @click=${() => this.store!.open(this.secret!)}>${t.retry}</button>` : nothing}`;
    const { state, open, visitId, role } = guest;
    if (state === 'ended') return html`<p class="lead" role="status">${t.ended}</p>`;
    const wait = state === 'admitted' ? (open ? t.enter : t.admittedWait) : t.arrived;
    return html`
      <p class="lead" role="status">${wait}</p>
      ${this.callPart.late ? html`<p class="band amber" role="alert">${t.callLate}</p>` : nothing}
      ${
        this.inside
          ? html`<care-consult .care=${this.care} lang=${this.tongue} as=${role} visit=${visitId}></care-consult>`
          : nothing
      }
      ${
        this.leaving
          ? askOnce(
              t.goAwaySure,
              t.goAway,
              t.stay,
              () => ((this.leaving = false), void this.store!.leave()),
              () => void this.ask(false),
            )
          : html`<button class="link" @click=${() => this.ask(true)}>${t.goAway}</button>`
      }
    `;
  }

  private async ask(leaving: boolean): Promise<void> {
    this.leaving = leaving;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(leaving ? '.sure' : '.link')?.focus();
  }
}
define('care-guest', CareGuest);
