/** Owns the invitations of a call, for its patient, before it, too, and its doctor: who was asked, who stands at the door, and the link. Its tag, `care-call-guests`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { GuestRole, Invitation } from '@care-elements/contract/invitation.ts';
import type { Scope } from '@care-elements/client/care.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import { createConsultStore } from '@care-elements/client/consult-store.ts';
import { createGuestsStore, type GuestsState } from '@care-elements/client/guests-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { field, radioRows } from '../controls/fields.ts';
import { iconAlert } from '../controls/icons.ts';
import '../controls/qr-code.ts';
import { fromTheRight } from '../locales/from-the-right.ts';
import type { GuestsWords } from '../locales/en/guests.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';

export const guestsWords: Catalog<GuestsWords> = {
  'zh-CN': () => import('../locales/zh-CN/guests.ts'),
  en: () => import('../locales/en/guests.ts'),
  'zh-TW': () => import('../locales/zh-TW/guests.ts'),
  'zh-HK': () => import('../locales/zh-HK/guests.ts'),
  ar: fromTheRight(() => import('../locales/ar/guests.ts')),
};

/**
 * @csspart guests The whole panel.
 * @csspart door A guest who waits for a decision.
 * @csspart link The link that was just made.
 */
export class CareCallGuests extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    as: {},
    error: { state: true },
    copied: { state: true },
    fresh: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    css`
      .stack {
        gap: 12px;
        padding-block: 12px;
      }
      summary {
        display: flex;
        align-items: center;
        min-height: var(--_tap);
        gap: 8px;
        cursor: pointer;
        font-weight: 600;
        color: var(--_brand);
      }
      /* The summary is no list item here, so it has no triangle of its own. */
      summary::after {
        content: '';
        inline-size: 8px;
        block-size: 8px;
        margin-block-start: -4px;
        border: solid;
        border-width: 0 2px 2px 0;
        transform: rotate(45deg);
      }
      details[open] > summary::after {
        margin-block-start: 4px;
        transform: rotate(225deg);
      }
      .pair {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .pair .act {
        width: auto;
        flex: 1 1 140px;
      }
      /* A sentence in Chinese breaks after its commas, not within a phrase. */
      p {
        word-break: keep-all;
        overflow-wrap: anywhere;
      }
      .url {
        user-select: all;
      }
      care-qr {
        max-width: 200px;
      }
    `,
  ];
  declare visit: string;
  declare as: 'patient' | 'doctor';
  declare error: string;
  declare copied: boolean;
  /** The invitation whose link is shown: the last that was made here. */
  declare fresh: string;
  override readonly words = new Words(guestsWords);
  private state = new StoreController<GuestsState>(this, () => this.store);
  private call = new StoreController<ConsultState>(this, () =>
    this.as === 'doctor' ? this.care?.use(createConsultStore) : undefined,
  );

  constructor() {
    super();
    this.visit = this.error = this.fresh = '';
    this.as = 'patient';
    this.copied = false;
    new KeepFocus(this, '[part=door] .act', 'summary');
  }

  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : super.scope;
  }

  private get store() {
    return this.care?.use(createGuestsStore);
  }

  protected override willUpdate(): void {
    if (this.visit) this.store?.follow(this.visit);
  }

  private make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const name = `${data.get('guest-name') ?? ''}`.trim();
    this.error = name ? '' : this.words.t.nameMissing;
    if (!name) return form.querySelector<HTMLElement>('#guest-name')?.focus();
    if (!(await this.store!.invite(data.get('guest-role') as GuestRole, name))) return;
    form.reset();
    this.copied = false;
    this.fresh = this.store!.get().invitations?.[0]?.invitationId ?? '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#link')?.focus();
  };

  private copy = async (link: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      this.copied = true;
    } catch {
      // Not allowed here: the text beside the button can be marked with one tap.
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('.url')!);
    }
  };

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state?.invitations) return nothing;
    const { t } = this.words;
    const { invitations, problem, busy } = state;
    const standing = invitations.filter((one) => one.state !== 'ended');
    const doors = standing.filter((one) => this.asks(one));
    const link = state.links[this.fresh];
    const shown = invitations.find((one) => one.invitationId === this.fresh && one.state === 'invited');
    return html`<section class="stack" part="guests">
      ${doors.map((one) => this.door(one))}
      ${problem ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failed}</span></p>` : nothing}
      <details>
        <summary>${t.invite}</summary>
        <div class="stack">
          <p class="muted">${t.inviteMore}</p>
          ${standing.filter((one) => !doors.includes(one)).map((one) => this.line(one))}
          ${shown && link ? this.link(shown, link) : nothing}
          ${shown && link ? html`<button class="act quiet" @click=${this.another}>${t.another}</button>` : this.form(busy)}
        </div>
      </details>
    </section>`;
  }

  private form(busy: GuestsState['busy']): TemplateResult {
    const { t } = this.words;
    return html`<form class="stack" novalidate @submit=${this.make}>
      ${radioRows({ name: 'guest-role', label: t.who, value: 'relative', options: this.roles.map((role): [string, string] => [role, t.roles[role]!]) })}
      ${field({ name: 'guest-name', label: t.name, error: this.error })}
      <button class="act quiet" aria-disabled=${busy}>${busy ? t.busy : t.make}</button>
    </form>`;
  }

  /** The link has been handed over: the form again, for the next one. */
  private another = async (): Promise<void> => {
    this.fresh = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#guest-name')?.focus();
  };

  private get roles(): GuestRole[] {
    return this.as === 'doctor' ? ['second_doctor', 'interpreter', 'relative'] : ['relative', 'interpreter'];
  }

  /** Waits for a word of this side. */
  private asks({ agreedAt, state }: Invitation): boolean {
    return this.as === 'patient' ? !agreedAt : state === 'arrived';
  }

  private door({ invitationId, name, role, agreedAt, state }: Invitation): TemplateResult {
    const { t } = this.words;
    const store = this.store!;
    const patient = this.as === 'patient';
    const yes = patient ? t.agree : t.admit(name);
    return html`<div class="card stack" part="door" role="alert">
      <p>
        ${
          patient
            ? t.askPatient(name, t.roles[role]!)
            : html`<b>${name}</b> · ${t.roles[role]} · ${t.states[state]}${agreedAt ? nothing : ` · ${t.waitsForPatient}`}`
        }
      </p>
      <div class="pair">
        ${
          patient || agreedAt
            ? html`<button class="act" @click=${() => (patient ? store.agree(invitationId) : store.admit(invitationId))}>${yes}</button>`
            : nothing
        }
        <button class="act quiet" @click=${() => store.end(invitationId)}>${patient ? t.disagree : t.refuse}</button>
      </div>
    </div>`;
  }

  private line({ invitationId, name, role, state, agreedAt }: Invitation): TemplateResult {
    const { t } = this.words;
    // In the call, and to be heard.
    const speaks =
      this.as === 'doctor' &&
      this.call.value?.others.find(
        (one) => one.name === name && one.role === role && one.microphone === 'on',
      );
    const more = !agreedAt ? t.waitsForPatient : state === 'arrived' ? t.waitsForDoctor : '';
    return html`<div class="line">
      <span><b>${name}</b> · ${t.roles[role]} · ${t.states[state]}${more ? html`<br />${more}` : nothing}</span>
      <span>
        ${speaks ? html`<button class="link" @click=${() => this.store!.mute(speaks.identity)}>${t.mute(name)}</button>` : nothing}
        <button class="link" @click=${() => this.store!.end(invitationId)}>${state === 'admitted' ? t.remove(name) : t.revoke}</button>
      </span>
    </div>`;
  }

  private link({ name }: Invitation, link: string): TemplateResult {
    const { t } = this.words;
    return html`<div class="card stack" part="link">
      <h2 id="link" tabindex="-1">${t.linkFor(name)}</h2>
      <p class="muted">${t.linkHow}</p>
      <care-qr .value=${link} .label=${t.qr}></care-qr>
      <p class="url">${link}</p>
      <div class="pair">
        <button class="act" @click=${() => this.copy(link)}>${this.copied ? t.copied : t.copy}</button>
        ${'share' in navigator ? html`<button class="act quiet" @click=${() => void navigator.share({ url: link }).catch(() => {})}>${t.share}</button>` : nothing}
      </div>
      <span class="hush" role="status">${this.copied ? t.copied : ''}</span>
    </div>`;
  }
}
define('care-call-guests', CareCallGuests);
