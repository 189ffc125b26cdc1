/** Owns the call's way to its conversation: the button, the panel below or beside the picture, and writing where there is no call. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { Care } from '@care-elements/client/care.ts';
import { askPart } from './ask-part.ts';

const askChatButton = askPart(() => import('./chat-button.ts'));
const askChatView = askPart(() => import('./care-chat-view.ts'));

interface Talking {
  care: Care | undefined;
  visit: string;
  as: ConsultRole;
  other: string;
  tongue: string;
  talk: boolean;
}
type Part = TemplateResult | typeof nothing;

/** The conversation is between patient and doctor; guests come to the call alone. */
const talks = ({ care, as }: Talking): boolean => !!care && (as === 'patient' || as === 'doctor');

export function talkButton(call: Talking): Part {
  if (!talks(call)) return nothing;
  askChatButton();
  return html`<care-chat-button
    .care=${call.care}
    lang=${call.tongue}
    .visit=${call.visit}
    .as=${call.as}
    .open=${call.talk}
    @click=${() => (call.talk = !call.talk)}
  ></care-chat-button>`;
}

export function talkPanel(call: Talking): Part {
  if (!call.talk || !talks(call)) return nothing;
  askChatView();
  return html`<care-chat
    panel
    class="talk"
    .care=${call.care}
    lang=${call.tongue}
    .visit=${call.visit}
    .as=${call.as}
    .other=${call.other}
    .mode=${'video'}
    @care-chat-close=${() => (call.talk = false)}
  ></care-chat>`;
}

/** Where there is no call to be had: the visit goes on in writing, on both sides. Asked again by pressing again. */
export function writeInstead(call: Talking, words: string): Part {
  if (!talks(call)) return nothing;
  const ask = () => void call.care!.api.put(`/visits/${call.visit}/mode`, { mode: 'text' }).catch(() => {});
  return html`<button type="button" class="act plain" part="write" @click=${ask}>${words}</button>`;
}
