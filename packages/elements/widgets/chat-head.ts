/** Owns the line above a conversation: with whom, the other way to meet, and the way out of the panel. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MessageSide } from '@care-elements/contract/messages.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconClose } from '../controls/icons.ts';
import type { ChatWords } from '../locales/en/chat.ts';

/** Fact: the person has closed the panel. */
export class CareChatCloseEvent extends Event {
  static readonly type = 'care-chat-close';
  constructor() {
    super(CareChatCloseEvent.type, { bubbles: true, composed: true });
  }
}

/** The conversation that it stands above. */
interface Chat extends EventTarget {
  readonly updateComplete: Promise<boolean>;
  readonly renderRoot: ParentNode;
  readonly words: { readonly t: ChatWords };
  readonly store: MessageStore | undefined;
  readonly as: MessageSide;
  readonly panel: boolean;
  readonly mode: VisitMode | undefined;
  changing: 'no' | 'sure' | 'asked' | 'failed';
}

export function chatHead(chat: Chat, who: string, writable: boolean): TemplateResult {
  const { t } = chat.words;
  const { leaveVideo } = t;
  const other = chat.mode === 'video' ? 'text' : 'video';
  const possible = other === 'text' || chat.as === 'doctor' || 'RTCPeerConnection' in globalThis;
  return html`<div class="head">
      <div>
        <h2>${who}</h2>
        ${
          chat.mode && writable && possible
            ? html`<button type="button" class="link" part="mode" aria-disabled=${chat.changing === 'asked'} @click=${() => void (other === 'text' ? turn(chat, 'sure', '.sure') : change(chat, other))}>
                ${t.change[other]}
              </button>`
            : nothing
        }
      </div>
      ${
        chat.panel
          ? html`<button type="button" class="icon" aria-label=${t.closeChat} @click=${() => chat.dispatchEvent(new CareChatCloseEvent())}>${iconClose()}</button>`
          : nothing
      }
    </div>
    ${
      chat.changing === 'sure'
        ? askOnce(
            leaveVideo.sure,
            leaveVideo.yes,
            leaveVideo.no,
            () => void change(chat, 'text'),
            () => void turn(chat, 'no', '[part=mode]'),
          )
        : nothing
    }
    ${chat.changing === 'failed' ? html`<p class="problem" role="alert"><span>${t.failed}</span></p>` : nothing}`;
}

/** Both lose the picture by going to text: asked before, once. */
async function turn(chat: Chat, to: 'sure' | 'no', focus: string): Promise<void> {
  if (chat.changing === 'asked') return;
  chat.changing = to;
  await chat.updateComplete;
  chat.renderRoot.querySelector<HTMLElement>(focus)?.focus();
}

/** Asked of the server; what then stands here follows from the visit. */
async function change(chat: Chat, mode: VisitMode): Promise<void> {
  if (chat.changing === 'asked') return;
  chat.changing = 'asked';
  chat.changing = await chat.store!.setMode(mode).then(
    () => 'no' as const,
    () => 'failed' as const,
  );
}
