/** Owns how one message looks: whose, what, when, and how far it has come. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Message, MessageSide } from '@care-elements/contract/messages.ts';
import { standing, type MessageState, type Outgoing } from '@care-elements/client/message-state.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { iconSent, iconTwice, iconFile, iconSpeak, iconPhoto } from '../controls/icons-chat.ts';
import { iconAlert, iconClock } from '../controls/icons.ts';
import { localeOf } from '../controls/locale.ts';
import type { Tongue } from '../base/words.ts';
import type { ChatWords } from '../locales/en/chat.ts';

export interface Bubbles {
  t: ChatWords;
  lang: Tongue;
  /** The hospital's time zone. */
  zone: string | undefined;
  state: MessageState;
  store: MessageStore;
  /** The other side's name. */
  who: string;
  enlarge(message: Message): void;
  save(message: Message): void;
}

export function problemWords(t: ChatWords, { code, current }: Problem): string {
  return (code === 'file-refused' && t.refused[`${current}`]) || t.problems[code] || t.failed;
}

const clock = (lang: Tongue, at: string, timeZone: string | undefined) =>
  new Intl.DateTimeFormat(localeOf(lang), {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  }).format(new Date(at));

/** Made once a zone: a day is asked of each message that is drawn. */
const calendars = new Map<string | undefined, Intl.DateTimeFormat>();
function calendarOf(timeZone: string | undefined): Intl.DateTimeFormat {
  let calendar = calendars.get(timeZone);
  if (!calendar)
    calendars.set(timeZone, (calendar = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone })));
  return calendar;
}

/** The day in words, as the hospital's calendar has it. */
export function dayWords(t: ChatWords, lang: Tongue, at: string, timeZone?: string): string {
  const calendar = calendarOf(timeZone);
  const days = (date: Date) => Date.parse(calendar.format(date)) / 86_400_000;
  const day = new Date(at);
  const ago = days(new Date()) - days(day);
  if (ago === 0) return t.today;
  if (ago === 1) return t.yesterday;
  return new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'medium', timeZone }).format(day);
}

export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const from = (side: MessageSide, { t, state, who }: Bubbles): TemplateResult =>
  html`<span class="hidden">${t.says(side === state.side ? t.you : who)}</span>`;

/** What a message is in a word, for those that are a file. */
export function gist(t: ChatWords, { kind, text }: Pick<Message, 'kind' | 'text'>): string {
  return { text, image: t.picture, pdf: t.pdf, voice: t.voice }[kind];
}

function content(message: Message, { t, lang, store, enlarge, save }: Bubbles): TemplateResult {
  const file = message.attachment;
  if (!file) return html`<div class="bubble">${message.text}</div>`;
  if (file.kind === 'image')
    return html`<div class="bubble bare">
      <care-chat-picture
        .store=${store}
        .file=${file}
        .label=${t.pictureOf(file.name)}
        .again=${t.loadAgain}
        @click=${() => enlarge(message)}
      ></care-chat-picture>
    </div>`;
  if (file.kind === 'voice')
    return html`<div class="bubble bare"><care-chat-voice lang=${lang} .store=${store} .file=${file}></care-chat-voice></div>`;
  return html`<div class="bubble bare">
    <button type="button" class="file" @click=${() => save(message)}>
      ${iconFile()}<span><span class="hidden">${t.save}: </span>${file.name}<br /><span class="note">PDF · ${sizeWords(file.bytes)}</span></span>
    </button>
  </div>`;
}

/** The doctors' messages that need their name: where another one writes than before, in a visit that several had. */
export function named(messages: readonly Message[], lang: 'zh-CN' | 'en'): Map<string, string> {
  const found = new Map<string, string>();
  const authors = new Set(messages.map(({ author }) => author?.en).filter(Boolean));
  let before = '';
  for (const { messageId, author } of authors.size > 1 ? messages : []) {
    if (author && author.en !== before) found.set(messageId, author[lang]);
    before = author?.en ?? before;
  }
  return found;
}

/** `newest`: of the own ones the last, whose standing is said in words. `name`: of the doctor, where it has to be said. */
export function bubble(
  message: Message,
  newest: boolean,
  all: Bubbles,
  name: string | undefined,
): TemplateResult {
  const { t, lang, state, zone } = all;
  const own = message.from === state.side;
  const how = own ? standing(message, state) : null;
  return html`<li class="line ${own ? 'own' : ''}" data-seq=${message.seq}>
    ${name ? html`<b class="meta" part="author">${name}</b>` : from(message.from, all)}${content(message, all)}
    <span class="meta ${how ?? ''}">
      <time datetime=${message.sentAt}>${clock(lang, message.sentAt, zone)}</time>
      ${how ? html`${how === 'sent' ? iconSent(16) : iconTwice(16)}<span class=${newest ? '' : 'hidden'}>${t.standing[how]}</span>` : nothing}
    </span>
  </li>`;
}

const LOOKS = { text: iconFile, image: iconPhoto, pdf: iconFile, voice: iconSpeak };

/** One that is not stored: dashed, and never with a tick. */
export function outgoing(item: Outgoing, all: Bubbles): TemplateResult {
  const { t, store } = all;
  const { messageId, kind, text, name, seconds, state, problem } = item;
  const what =
    kind === 'text'
      ? text
      : kind === 'voice'
        ? `${t.voice} · ${t.seconds(seconds ?? 0)}`
        : name || gist(t, item);
  return html`<li class="line own away" data-out=${messageId}>
    ${from(all.state.side, all)}
    <div class="bubble">${kind === 'text' ? text : html`<span class="meta">${LOOKS[kind](18)}${what}</span>`}</div>
    ${
      state === 'failed'
        ? html`<span class="meta wrong" role="alert">${iconAlert(16)}${t.notSent}${problem ? ` · ${problemWords(t, problem)}` : nothing}</span>
            <span class="meta">
              <button type="button" class="link" @click=${() => store.resend(messageId)}>${t.sendAgain}</button>
              <button type="button" class="link" @click=${() => store.discard(messageId)}>${t.discard}</button>
            </span>`
        : html`<span class="meta">${iconClock(16)}${state === 'waiting' ? t.waiting : t.sending}</span>`
    }
  </li>`;
}
