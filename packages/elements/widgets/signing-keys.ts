/** Owns a clinician's keys on the desk: which they have, adding one, calling one back, renewing the server's seal. Its tag, `care-signing-keys`, is the desks' own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import type { SigningKey } from '@care-elements/contract/signing.ts';
import {
  REVOKE_REASONS,
  REVOKE_REASON_CODES,
  type RevokeReason,
} from '@care-elements/contract/signing.terms.ts';
import { createSigningStore, worksHere, type SigningState } from '@care-elements/client/signing-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert } from '../controls/icons.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { CareDeskCloseEvent } from './care-desk-sheet-box.ts';
import { faceView, signingWords } from './signing-face.ts';

/** Those that a clinician chooses from here; the rest is the administrator's. */
const OWN_REASONS = REVOKE_REASON_CODES.filter((code) => code !== 'left');

/**
 * A dialog for as long as it stands in the page.
 *
 * @fires care-desk-close Closed.
 * @csspart key One key.
 */
export class CareSigningKeys extends CareElement {
  static override properties: PropertyDeclarations = {
    revoking: { state: true },
    wrong: { state: true },
    renewed: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    css`
      :host {
        display: contents;
      }
      .stack {
        gap: 12px;
      }
      h2 {
        font-size: 18px;
      }
      h3 {
        font-size: 14px;
      }
      .keys {
        border-block: 1px solid var(--_line);
      }
      .key {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 56px;
        padding-block: 8px;
      }
      .key + .key {
        border-block-start: 1px solid var(--_line);
      }
      .grow {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .muted,
      .note {
        color: var(--_muted);
        font-size: 13px;
      }
      .gone b {
        font-weight: 400;
        color: var(--_muted);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
      }
      .line .act {
        width: auto;
        margin: 0;
        padding-inline: 16px;
        min-height: 44px;
        font-size: 14px;
      }
      .link {
        min-height: 44px;
        min-width: 44px;
      }
      .band {
        padding: 8px 12px;
        font-weight: 400;
        font-size: 14px;
      }
      .band svg {
        flex: none;
      }
      select,
      input {
        width: 100%;
        min-height: 44px;
        font-size: 14px;
      }
    `,
  ];

  declare revoking: SigningKey | null;
  declare wrong: boolean;
  declare renewed: boolean;
  override readonly words = new Words(signingWords);
  #state = new StoreController<SigningState>(this, () => this.care?.use(createSigningStore));
  #loaded: unknown;

  constructor() {
    super();
    this.revoking = null;
    this.wrong = this.renewed = false;
  }

  get #store() {
    return this.care!.use(createSigningStore);
  }

  protected override willUpdate(): void {
    if (!this.care || this.#loaded === this.#store) return;
    this.#loaded = this.#store;
    this.#store.rest();
    void this.#store.load();
  }

  #close = () => {
    this.#store.rest();
    this.dispatchEvent(new CareDeskCloseEvent());
  };

  #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = `${new FormData(form).get('name') ?? ''}`.trim();
    this.wrong = !name;
    if (!name) return form.querySelector('input')!.focus();
    if (await this.#store.add(name)) form.reset();
  };

  #revoke = async (event: SubmitEvent) => {
    event.preventDefault();
    const reason = `${new FormData(event.target as HTMLFormElement).get('reason')}` as RevokeReason;
    if (await this.#store.revoke(this.revoking!.keyId, reason)) this.revoking = null;
  };

  #day = (iso: string) =>
    new Intl.DateTimeFormat(this.language === 'en' ? 'en-GB' : 'zh-CN', {
      ...{ year: 'numeric', month: 'short', day: 'numeric' },
    }).format(new Date(iso));

  override render() {
    const { t } = this.words;
    const state = this.#state.value;
    if (!state) return nothing;
    const title = this.revoking ? t.revokeTitle(this.revoking.name ?? '') : t.keysTitle;
    return html`<care-desk-sheet wide lang=${this.tongue} .label=${title} @care-desk-close=${this.#close}>
      ${this.revoking ? this.#ask(state, title) : this.#list(state)}
    </care-desk-sheet>`;
  }

  #list(state: SigningState) {
    const { t } = this.words;
    const { keys, required, busy, face, problem } = state;
    const own = keys?.filter(({ level }) => level !== 'seal') ?? [];
    const seal = keys?.find(({ level, retiredAt }) => level === 'seal' && !retiredAt);
    const adding = face === 'asking' || face === 'sending';
    return html`<div class="stack">
      <h2>${t.keysTitle}</h2>
      ${required ? html`<p>${t.asks[required]}</p>` : nothing}
      ${problem ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${keys ? t.failed : t.keysFailed}</span></p>` : nothing}
      ${keys ? nothing : problem ? nothing : html`<p class="muted" role="status">${t.reading}</p>`}
      ${keys && !own.length ? html`<p class="muted">${t.noKeys}</p>` : nothing}
      ${own.length ? html`<ul class="keys">${own.map((key) => this.#key(key))}</ul>` : nothing}
      ${
        keys && required !== 'ca'
          ? html`<form class="stack" novalidate @submit=${this.#add}>
            <h3>${t.addTitle}</h3>
            <p class="note">${t.addMore}</p>
            <div class="field">
              <label for="key-name">${t.name}</label>
              <span id="key-name-about" class=${this.wrong ? 'wrong' : 'note'}>${this.wrong ? t.nameMissing : t.nameHint}</span>
              <input id="key-name" name="name" maxlength="60" autocomplete="off" aria-describedby="key-name-about" aria-invalid=${this.wrong} />
            </div>
            ${state.purpose === 'add' ? faceView(state, t) : nothing}
            <div class="line">
              <button class="act" part="add" aria-disabled=${adding ? 'true' : 'false'}>${t.add}</button>
              <button type="button" class="act quiet" autofocus @click=${this.#close}>${t.close}</button>
            </div>
          </form>`
          : html`<div class="line"><button class="act quiet" autofocus @click=${this.#close}>${t.close}</button></div>`
      }
      ${
        seal
          ? html`<div class="key" part="seal"><span class="grow"><b>${t.serverSeal}</b> <span class="note">${t.serverSealSince(this.#day(seal.createdAt))}${this.renewed ? ` · ${t.rotated}` : ''}</span></span>
            <button class="link" aria-label=${t.rotateSeal} aria-disabled=${busy === 'rotate' ? 'true' : 'false'} @click=${() => this.#rotate(seal)}>${t.rotate}</button></div>`
          : nothing
      }
    </div>`;
  }

  async #rotate({ keyId }: SigningKey) {
    if (await this.#store.rotate(keyId)) this.renewed = true;
  }

  #key(key: SigningKey) {
    const { t } = this.words;
    const { name, rpId, createdAt, lastUsedAt, revokedAt, level } = key;
    const facts = [
      ...(rpId ? [t.site(rpId)] : []),
      t.added(this.#day(createdAt)),
      ...(revokedAt
        ? [t.revoked(this.#day(revokedAt))]
        : [
            lastUsedAt ? t.used(this.#day(lastUsedAt)) : t.neverUsed,
            ...(level === 'ceremony' && !worksHere(key) ? [t.elsewhere] : []),
          ]),
    ];
    return html`<li class="key ${revokedAt ? 'gone' : ''}" part="key">
      <span class="grow"><b>${name}</b><br /><span class="note">${facts.join(' · ')}</span></span>
      ${revokedAt ? nothing : html`<button class="link" aria-label=${t.revokeOf(name ?? '')} @click=${() => (this.revoking = key)}>${t.revoke}</button>`}
    </li>`;
  }

  #ask({ busy, problem }: SigningState, title: string) {
    const { t } = this.words;
    return html`<form class="stack" @submit=${this.#revoke}>
      <h2>${title}</h2>
      <p>${t.revokeMore}</p>
      ${problem ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.failed}</span></p>` : nothing}
      <div class="field">
        <label for="reason">${t.reason}</label>
        <select id="reason" name="reason">${OWN_REASONS.map((code) => html`<option value=${code}>${REVOKE_REASONS[code][this.language]}</option>`)}</select>
      </div>
      <div class="line">
        <button class="act danger" aria-disabled=${busy === 'revoke' ? 'true' : 'false'}>${t.revokeNow}</button>
        <button type="button" class="act quiet" @click=${() => (this.revoking = null)}>${t.back}</button>
      </div>
    </form>`;
  }
}
define('care-signing-keys', CareSigningKeys);
