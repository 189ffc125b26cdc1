/**
 * Owns a visit's conversation in this browser: the part of it that is here, what is on its way, the marks of both sides, and
 * files. Nothing is in `messages` that the server has not stored.
 */
import type { Conversation, Message, MessageMarks, MessageSide } from '@care-elements/contract/messages.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { Care } from './care.ts';
import { createOutbox, type Outbox } from './message-outbox.ts';
import { downloadFile, prepareFile, uploadFile, type FileToSend } from './message-files.ts';
import { joined, otherSide, SILENT, type MessageState, type Outgoing } from './message-state.ts';
import type { Problem } from './problem.ts';
import { createStore, type Readable, type Store } from './store.ts';
import { createVoiceRecorder, type VoiceRecorder } from './voice-recorder.ts';

export interface MessageStore extends Readable<MessageState> {
  readonly voice: VoiceRecorder;
  /** What is being written: it outlives the panel in which it is. */
  readonly draft: Store<string>;
  /** Listens to a visit's conversation as one of its sides. Returns how to stop; the last to stop closes it. */
  open(visitId: string, side: MessageSide): () => void;
  send(text: string): void;
  /** Rejects with a `Problem` where the file can't be sent as it is; nothing is on its way then. */
  sendFile(file: File): Promise<void>;
  /** Ends the recording and sends it. */
  sendVoice(): Promise<void>;
  resend(messageId: string): void;
  discard(messageId: string): void;
  /** Fetches the page before the earliest message here. */
  fetchEarlier(): Promise<void>;
  /** The person has this message, and all before it, before their eyes. */
  seen(seq: number): void;
  /** The person is writing: the other side is told, at most every few seconds. */
  hint(): void;
  /** By video, or in writing: asked of the server; the visit itself says when it is so. Rejects with a `Problem`. */
  setMode(mode: VisitMode): Promise<void>;
  /** A file of this conversation; fetched once. Rejects with a `Problem`. */
  file(attachmentId: string): Promise<Blob>;
  /** Again after `unreachable`. */
  retry(): void;
}

/** What a test puts in place of the browser. */
export interface MessageDeps {
  fetch?: typeof fetch;
  storage?: OutboxStorage;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
  pageSize?: number;
}
type OutboxStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;

const PAGE = 50;
const HINT_MS = 3000;
/** A hint is renewed within HINT_MS while somebody writes. */
const HINT_LASTS_MS = 5000;
/** Among so many of the newest an own one is looked for: nobody writes more while an answer is on its way. */
const RECENT = 500;
/** Files that are kept for being looked at again. */
const FILES = 40;

function sessionStore(): OutboxStorage {
  try {
    return globalThis.sessionStorage;
  } catch {
    // Blocked third party, private mode.
    return undefined;
  }
}

export function createMessageStore(
  care: Pick<Care, 'api' | 'live' | 'session'>,
  deps: MessageDeps = {},
): MessageStore {
  const { api, live, session } = care;
  const { sleep = (ms: number) => new Promise((done) => setTimeout(done, ms)), random = Math.random } = deps;
  const storage = 'storage' in deps ? deps.storage : sessionStore();
  const limit = deps.pageSize ?? PAGE;
  const reach = { api, session, ...(deps.fetch ? { fetch: deps.fetch } : {}) };
  const store = createStore<MessageState>(SILENT);
  const set = (change: Partial<MessageState>) => store.set({ ...store.get(), ...change });
  const voice = createVoiceRecorder();
  const draft = createStore('');

  let outbox: Outbox | undefined;
  let offs: (() => void)[] = [];
  let users = 0;
  /** Grows with every conversation: what an older one still answers is dropped. */
  let era = 0;
  /** The newest `seq` that the server has named. */
  let last = 0;
  let fetching: Promise<void> | undefined;
  /** Up to where this side's person has read, in this page. */
  let read = 0;
  let marking = false;
  /** What the outbox holds, and what it has handed over before the messages in between were here. */
  let waiting: readonly Outgoing[] = [];
  let strays: Outgoing[] = [];
  let hintedAt = 0;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  const files = new Map<string, Promise<Blob>>();

  const path = () => `/visits/${store.get().visitId}/messages`;
  const newest = () => store.get().messages.at(-1)?.seq ?? 0;
  const page = (query: { before?: number; after?: number }) =>
    api.get<Conversation>(path(), { query: { ...query, limit } });

  /** One that comes late makes nothing smaller. */
  function noteMarks(marks: Conversation['marks']): void {
    const known = store.get().marks;
    const grown = (side: MessageSide) => ({
      delivered: Math.max(known[side].delivered, marks[side].delivered),
      read: Math.max(known[side].read, marks[side].read),
    });
    set({ marks: { patient: grown('patient'), doctor: grown('doctor') } });
  }

  /** Facts of the whole, from an answer or an event. */
  function note({ marks, unread, writable, last: told }: Conversation): void {
    last = Math.max(last, told);
    noteMarks(marks);
    set({ unread: read >= told ? 0 : unread[store.get().side], writable });
  }

  /**
   * A message is in `outgoing` until it is in `messages`: also where the stream was faster than the answer, and where what was
   * stored before it is not here yet.
   */
  function outgoingBeside(messages: readonly Message[]): readonly Outgoing[] {
    if (!strays.length && !waiting.length) return [];
    const here = new Set(messages.slice(-RECENT).map(({ messageId }) => messageId));
    const absent = ({ messageId }: Outgoing) => !here.has(messageId);
    strays = strays.filter(absent);
    return [...strays, ...waiting.filter(absent)];
  }

  /** True when they joined what is here. */
  function take(came: readonly Message[]): boolean {
    const messages = joined(store.get().messages, came);
    if (!messages) return false;
    const fromOther = came.some(({ from, seq }) => from !== store.get().side && seq > newest());
    if (messages === store.get().messages) return true;
    set({ messages, outgoing: outgoingBeside(messages), ...(fromOther ? { typing: false } : {}) });
    return true;
  }

  /** Fetches forward until everything that the server has named is here. */
  function catchUp(): void {
    const mine = era;
    fetching ??= (async () => {
      for (let failures = 0; mine === era && newest() < last;) {
        try {
          const came = await page({ after: newest() });
          if (mine !== era) return;
          note(came);
          if (!take(came.messages) || came.messages.length === 0) return;
          failures = 0;
        } catch (problem) {
          if (mine !== era || (problem as Problem).status) return;
          await sleep(Math.min(15_000, 500 * 2 ** failures++) * (0.5 + random() / 2));
        }
      }
    })().finally(() => {
      fetching = undefined;
      if (mine === era) void mark();
    });
  }

  function heard(conversation: Conversation): void {
    note(conversation);
    // Before the first page is here, the event only says that there is more.
    if (store.get().phase !== 'ready') return;
    take(conversation.messages);
    if (newest() < last) catchUp();
    else void mark();
  }

  async function load(): Promise<void> {
    const mine = era;
    set({ phase: 'loading' });
    try {
      const first = await page({});
      if (mine !== era) return;
      note(first);
      take(first.messages);
      set({ phase: 'ready', earlier: (store.get().messages[0]?.seq ?? 1) > 1 });
      if (newest() < last) catchUp();
      else void mark();
    } catch {
      if (mine === era) set({ phase: 'unreachable' });
    }
  }

  /** What the server has not been told of this side. */
  function owed(): MessageMarks | undefined {
    const { side, marks, messages } = store.get();
    const told = marks[side];
    let at = messages.length - 1;
    while (at >= 0 && messages[at]!.seq > told.delivered && messages[at]!.from === side) at--;
    const arrived = at >= 0 && messages[at]!.seq > told.delivered;
    if (!arrived && read <= told.read) return undefined;
    return { delivered: newest(), read: Math.max(read, told.read) };
  }

  /** Tells it; one at a time, the newest facts each time. */
  async function mark(): Promise<void> {
    if (marking) return;
    const mine = era;
    marking = true;
    let before = '';
    try {
      for (let asked; (asked = owed()) && JSON.stringify(asked) !== before;) {
        before = JSON.stringify(asked);
        const marks = await api.put<Conversation['marks']>(`${path()}/marks`, asked);
        if (mine !== era) return;
        noteMarks(marks);
      }
    } catch {
      // With the next message, or the next look, it is told again.
    } finally {
      if (mine === era) marking = false;
    }
  }

  function begin(visitId: string, side: MessageSide): void {
    era++;
    last = read = 0;
    marking = false;
    waiting = strays = [];
    files.clear();
    store.set({ ...SILENT, visitId, side, phase: 'loading' });
    outbox = createOutbox({
      ...{ storage, storageKey: `care-outgoing:${api.base}:${visitId}:${side}`, sleep, random },
      post: (message) => api.post<Message>(path(), message),
      upload: (file, key) => uploadFile(reach, visitId, file, key),
      stored(message) {
        last = Math.max(last, message.seq);
        const { phase, outgoing } = store.get();
        strays.push(...outgoing.filter(({ messageId }) => messageId === message.messageId));
        if (phase !== 'ready') return;
        take([message]);
        if (newest() < last) catchUp();
      },
      changed(outgoing) {
        waiting = outgoing;
        set({ outgoing: outgoingBeside(store.get().messages) });
      },
    });
    const hurry = () => outbox?.hurry();
    globalThis.addEventListener?.('online', hurry);
    offs = [
      live.on(`messages:${visitId}`, {
        messages: ({ conversation }) => heard(conversation),
        typing({ from }) {
          if (from !== otherSide(store.get().side)) return;
          clearTimeout(typingTimer);
          typingTimer = setTimeout(() => set({ typing: false }), HINT_LASTS_MS);
          set({ typing: true });
        },
      }),
      live.state.subscribe((state) => {
        if (state === 'live') hurry();
      }),
      () => globalThis.removeEventListener?.('online', hurry),
      // Whoever signs out leaves nothing unsent behind in the browser.
      session.subscribe((now) => {
        if (!now) outbox?.forget();
      }),
    ];
    void load();
  }

  function end(): void {
    era++;
    for (const off of offs) off();
    offs = [];
    clearTimeout(typingTimer);
    outbox?.close();
    outbox = undefined;
    voice.cancel();
    draft.set('');
    files.clear();
    store.set(SILENT);
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    voice,
    draft,
    open(visitId, side) {
      const now = store.get();
      if (now.visitId !== visitId || now.side !== side) {
        if (now.visitId) end();
        users = 0;
        begin(visitId, side);
      }
      users++;
      const mine = era;
      let closed = false;
      return () => {
        if (closed || mine !== era) return;
        closed = true;
        if (--users === 0) end();
      };
    },
    send(text) {
      const trimmed = text.trim();
      if (trimmed) outbox?.add('text', trimmed);
    },
    async sendFile(file) {
      const mine = era;
      const ready = await prepareFile(file);
      if (mine === era) outbox?.add(ready.type === 'application/pdf' ? 'pdf' : 'image', '', ready);
    },
    async sendVoice() {
      const file: FileToSend | null = await voice.finish();
      if (file?.blob.size) outbox?.add('voice', '', file);
    },
    resend: (messageId) => outbox?.resend(messageId),
    discard: (messageId) => outbox?.discard(messageId),
    async fetchEarlier() {
      const { earlier, fetchingEarlier, messages } = store.get();
      if (!earlier || fetchingEarlier) return;
      const mine = era;
      set({ fetchingEarlier: true });
      try {
        const came = await page({ before: messages[0]!.seq });
        if (mine !== era) return;
        note(came);
        take(came.messages);
      } catch {
        // The person scrolls again.
      } finally {
        if (mine === era) set({ fetchingEarlier: false, earlier: (store.get().messages[0]?.seq ?? 1) > 1 });
      }
    },
    seen(seq) {
      if (seq <= read) return;
      read = Math.min(seq, newest());
      if (read >= last) set({ unread: 0 });
      void mark();
    },
    hint() {
      const now = Date.now();
      if (now - hintedAt < HINT_MS || !store.get().writable) return;
      hintedAt = now;
      api.post(`${path()}/typing`).catch(() => {});
    },
    async setMode(mode) {
      await api.put(`/visits/${store.get().visitId}/mode`, { mode });
    },
    file(attachmentId) {
      let file = files.get(attachmentId);
      if (!file) {
        files.set(attachmentId, (file = downloadFile(reach, store.get().visitId!, attachmentId)));
        file.catch(() => files.delete(attachmentId));
        if (files.size > FILES) files.delete(files.keys().next().value!);
      }
      return file;
    },
    retry() {
      if (store.get().phase === 'unreachable') void load();
      outbox?.hurry();
    },
  };
}
