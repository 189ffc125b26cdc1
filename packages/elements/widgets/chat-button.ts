/** Owns the call's way to its conversation: a button that says how many messages are unread. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MessageSide } from '@care-elements/contract/messages.ts';
import type { MessageState } from '@care-elements/client/message-state.ts';
import { createMessageStore } from '@care-elements/client/message-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { callControls } from '../controls/call-controls.ts';
import { iconChat } from '../controls/icons-chat.ts';
import { adoptAround } from './call-adopt.ts';
import { talkFrame } from './call-talk-styles.ts';
import { chatWords } from './chat-words.ts';

export class ChatButton extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    as: {},
    open: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    callControls,
    css`
      .unread {
        position: absolute;
        inset-block-start: -6px;
        inset-inline-end: -6px;
        min-width: 24px;
        padding-inline: 5px;
        border: 2px solid #101817;
        border-radius: 99px;
        background: #ffd7d2;
        color: #7d120b;
        font-size: 13px;
        font-weight: 600;
        line-height: 20px;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      [aria-expanded='true'] .disc,
      [aria-expanded='true']:hover .disc {
        background: #fff;
        color: #16211f;
      }
    `,
  ];
  declare visit: string;
  declare as: MessageSide;
  declare open: boolean;
  override readonly words = new Words(chatWords);
  #state = new StoreController<MessageState>(this, () => this.care?.use(createMessageStore));
  #opened: { visit: string; close(): void } | undefined;

  constructor() {
    super();
    this.visit = '';
    this.as = 'patient';
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptAround(this, talkFrame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#opened?.close();
    this.#opened = undefined;
  }

  /** Listens from the beginning of the call, so that it knows what is unread. */
  protected override willUpdate(): void {
    const { care, visit } = this;
    if (!this.isConnected || !care || !visit || this.#opened?.visit === visit) return;
    const close = care.use(createMessageStore).open(visit, this.as);
    this.#opened?.close();
    this.#opened = { visit, close };
  }

  protected override updated(changed: Map<string, unknown>): void {
    // The panel is gone, and with it the button that closed it.
    if (changed.get('open') && document.activeElement === document.body)
      this.renderRoot.querySelector('button')!.focus();
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const unread = this.#state.value?.unread ?? 0;
    return html`<button type="button" class="call" part="control chat" aria-expanded=${this.open ? 'true' : 'false'}>
      <span class="disc"
        >${iconChat()}${unread ? html`<span class="unread" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}</span
      ><span class="label">${t.chat}${unread ? html`<span class="hidden">, ${t.newest(unread)}</span>` : nothing}</span>
    </button>`;
  }
}
define('care-chat-button', ChatButton);
