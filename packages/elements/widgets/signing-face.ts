/** Owns how a signature is about to be made, and how it stands with the key: asked for, done, not confirmed, not to be had. Its tag, `care-signing-face`, is the desks' own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import type { SealVerdict } from '@care-elements/contract/prescription.ts';
import { createSigningStore, type SigningState } from '@care-elements/client/signing-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert, iconClock, iconDone } from '../controls/icons.ts';
import type { SigningWords } from '../locales/en/signing.ts';
import { surfaces } from '../theme/surfaces.ts';

export const signingWords: Catalog<SigningWords> = {
  'zh-CN': () => import('../locales/zh-CN/signing.ts'),
  en: () => import('../locales/en/signing.ts'),
  'zh-TW': () => import('../locales/zh-TW/signing.ts'),
  'zh-HK': () => import('../locales/zh-HK/signing.ts'),
};

const WAITING = ['asking', 'sending'];
const GOOD = ['done'];

/** A line in words; nothing while there is nothing to say. */
export function faceView({ face, purpose }: SigningState, t: SigningWords) {
  if (face === 'idle') return nothing;
  const adding = purpose === 'add';
  const name = adding && face === 'done' ? 'added' : adding && face === 'cancelled' ? 'notAdded' : face;
  const waiting = WAITING.includes(face);
  const good = GOOD.includes(face);
  return html`<p class="band ${waiting ? '' : good ? 'green' : 'amber'}" role=${waiting || good ? 'status' : 'alert'} part="face">
    ${waiting ? iconClock(18) : good ? iconDone(18) : iconAlert(18)}<span>${t.faces[name]}</span>
  </p>`;
}

/**
 * Stands beside the button that signs.
 *
 * @csspart how In whose hands the key is.
 * @csspart face What happens with the key.
 */
export class CareSigningFace extends CareElement {
  static override properties: PropertyDeclarations = { whole: { type: Boolean }, seal: { attribute: false } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    surfaces,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        font-size: 14px;
      }
      .how {
        color: var(--_muted);
        font-size: 13px;
      }
      .band {
        padding: 8px 12px;
        font-weight: 400;
      }
      .band svg {
        flex: none;
      }
    `,
  ];

  /** Says also what a seal of the server's is. */
  declare whole: boolean;
  /** A signature that was made: nothing is asked any more. */
  declare seal: Pick<SealVerdict, 'level' | 'verdict'> | undefined;
  override readonly words = new Words(signingWords);
  #state = new StoreController<SigningState>(this, () => this.care?.use(createSigningStore));
  #loaded: unknown;

  constructor() {
    super();
    this.whole = false;
  }

  protected override willUpdate(): void {
    const store = this.care?.use(createSigningStore);
    if (!store || this.seal || store === this.#loaded) return;
    this.#loaded = store;
    // What was said of another signature is over.
    if (!WAITING.includes(store.get().face)) store.rest();
    if (!store.get().keys) void store.load();
  }

  override render() {
    const state = this.#state.value;
    if (!state) return nothing;
    const { t } = this.words;
    if (this.seal)
      return this.seal.level === 'ceremony' && this.seal.verdict === 'valid'
        ? faceView({ ...state, purpose: 'sign', face: 'done' }, t)
        : nothing;
    const how = state.byKey ? t.byKey : this.whole ? t.seal : '';
    return html`${how ? html`<p class="how" part="how">${how}</p>` : nothing}
      ${state.purpose === 'sign' ? faceView(state, t) : nothing}`;
  }
}
define('care-signing-face', CareSigningFace);
