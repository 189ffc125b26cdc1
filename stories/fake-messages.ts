/** Owns the fake conversation: a store whose other side says nothing more, and whose pictures are drawings. */
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { Message, MessageSide } from '@care-elements/contract/messages.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { SILENT, type MessageState } from '@care-elements/client/message-state.ts';
import { createStore } from '@care-elements/client/store.ts';
import type { VoiceState } from '@care-elements/client/voice-recorder.ts';
import { idOf } from './facts.ts';
import { VISIT_ID } from './visit-facts.ts';

type Said = [from: MessageSide, text: string | Partial<Attachment>, minutesAgo: number];

/** Messages in order, numbered from `first`. */
export const messagesOf = (said: readonly Said[], first = 1): Message[] =>
  said.map(([from, what, ago], i): Message => {
    const attachment = typeof what === 'string' ? null : fileOf(i, what);
    return {
      ...{ messageId: idOf(5000 + first + i), seq: first + i, from, attachment },
      author: from === 'doctor' ? { 'zh-CN': '赵敏', en: 'Zhao Min' } : null,
      kind: attachment?.kind ?? 'text',
      text: typeof what === 'string' ? what : '',
      sentAt: new Date(Date.now() - ago * 60_000).toISOString(),
    };
  });

const fileOf = (i: number, file: Partial<Attachment>): Attachment => ({
  ...{ attachmentId: idOf(6000 + i), kind: 'image', type: 'image/jpeg', name: 'report.jpg', bytes: 412_000 },
  ...{ sha256: '0'.repeat(64), width: 1200, height: 1600, seconds: null },
  ...file,
});

/** A page of a report, as somebody would photograph it. */
function report(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = 1600;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#f4f1ea';
  pen.fillRect(0, 0, 1200, 1600);
  pen.fillStyle = '#3a4a48';
  pen.fillRect(120, 120, 620, 44);
  for (let i = 0; i < 22; i++) pen.fillRect(120, 260 + i * 54, 560 + ((i * 173) % 400), 14);
  return new Promise((done) => canvas.toBlob((blob) => done(blob!), 'image/jpeg', 0.8));
}

export function fakeMessages(
  first: Partial<MessageState> = {},
  { draft = '', voice = {} }: { draft?: string; voice?: Partial<VoiceState> } = {},
): MessageStore & { asked: unknown[][]; set(change: Partial<MessageState>): void } {
  const state = createStore<MessageState>({
    ...{ ...SILENT, phase: 'ready', visitId: VISIT_ID, writable: true },
    ...first,
  });
  const recording = createStore<VoiceState>({ phase: 'idle', seconds: 0, problem: null, ...voice });
  const asked: unknown[][] = [];
  const ask =
    (name: string) =>
    (...args: unknown[]) =>
      void asked.push([name, ...args]);
  return {
    get: state.get,
    subscribe: state.subscribe,
    asked,
    set: (change) => state.set({ ...state.get(), ...change }),
    draft: createStore(draft),
    voice: {
      get: recording.get,
      subscribe: recording.subscribe,
      able: true,
      start: async () => recording.set({ phase: 'recording', seconds: 0, problem: null }),
      finish: async () => null,
      cancel: () => recording.set({ phase: 'idle', seconds: 0, problem: null }),
    },
    open: (...args) => (ask('open')(...args), () => ask('close')()),
    send: ask('send'),
    sendFile: async (file) => ask('sendFile')(file.name),
    sendVoice: async () => ask('sendVoice')(),
    resend: ask('resend'),
    discard: ask('discard'),
    fetchEarlier: async () => ask('fetchEarlier')(),
    seen: ask('seen'),
    hint: ask('hint'),
    setMode: async (mode) => ask('setMode')(mode),
    file: report,
    retry: ask('retry'),
  };
}
