/** Owns what was written and is not stored yet: one after another, again until it is, and kept over a reload of the page. */
import type { Message, NewMessage } from '@care-elements/contract/messages.ts';
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { FileToSend } from './message-files.ts';
import type { Outgoing } from './message-state.ts';
import { Problem } from './problem.ts';
import { json } from './store.ts';

export interface OutboxDeps {
  /** Resolves with the message as stored. */
  post(message: NewMessage): Promise<Message>;
  upload(file: FileToSend, key: string): Promise<Attachment>;
  stored(message: Message): void;
  changed(outgoing: readonly Outgoing[]): void;
  /** Where it is kept; undefined where the browser keeps nothing. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  storageKey: string;
  sleep: (ms: number) => Promise<unknown>;
  random: () => number;
}
export interface Outbox {
  add(kind: Message['kind'], text: string, file?: FileToSend): void;
  /** Again what was refused; what waits goes out now. */
  resend(messageId: string): void;
  discard(messageId: string): void;
  /** The connection may be back: don't wait for the timer. */
  hurry(): void;
  /** Gives up all of it, here and where it is kept. */
  forget(): void;
  close(): void;
}

interface Item extends Outgoing {
  file?: FileToSend | undefined;
  attachmentId?: string | undefined;
}
/** As JSON: a small file's bytes with it, a large one only for the life of the page. */
interface Kept {
  messageId: string;
  kind: Message['kind'];
  text: string;
  name: string;
  seconds: number | null;
  type?: string | undefined;
  data?: string | undefined;
  attachmentId?: string | undefined;
}
const KEPT_BYTES = 1024 * 1024;
const LONGEST_PAUSE_MS = 15_000;

/** Not `randomUUID`: that one is missing on pages served over plain http. */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What may go through the next time: no answer, a server in trouble, too much at once. */
const passing = ({ status }: Problem) => status === 0 || status >= 500 || status === 429;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { storage, storageKey } = deps;
  let items: Item[] = restore();
  let closed = false;
  let running = false;
  let wake: (() => void) | undefined;

  function restore(): Item[] {
    try {
      const kept = JSON.parse(storage?.getItem(storageKey) ?? '[]') as Kept[];
      return kept.map(({ type, data, attachmentId, ...rest }) => ({
        ...{ ...rest, attachmentId, state: 'sending', problem: null },
        ...(data !== undefined && {
          file: { blob: fromBase64(data, type!), type: type!, name: rest.name, seconds: rest.seconds },
        }),
      }));
    } catch {
      return [];
    }
  }

  const data = new Map<string, string>();
  function keep(): void {
    const kept = items.flatMap(({ messageId, kind, text, name, seconds, file, attachmentId }): Kept[] => {
      if (kind !== 'text' && !attachmentId && !data.has(messageId)) return [];
      const bytes = attachmentId ? {} : { type: file?.type, data: data.get(messageId) };
      return [{ messageId, kind, text, name, seconds, attachmentId, ...bytes }];
    });
    try {
      if (kept.length) storage?.setItem(storageKey, json(kept));
      else storage?.removeItem(storageKey);
    } catch {
      // Full, or refused: it is sent all the same, while the page lives.
    }
  }

  function changed(): void {
    if (closed) return;
    keep();
    deps.changed(
      items.map(({ messageId, kind, text, name, seconds, state, problem }) => ({
        ...{ messageId, kind, text, name, seconds, state, problem },
      })),
    );
  }
  const set = (messageId: string, change: Partial<Item>) => {
    items = items.map((item) => (item.messageId === messageId ? { ...item, ...change } : item));
    changed();
  };

  async function send(item: Item): Promise<Message> {
    const { messageId, kind, text, file } = item;
    if (kind === 'text') return deps.post({ messageId, kind, text });
    let { attachmentId } = item;
    if (!attachmentId) {
      ({ attachmentId } = await deps.upload(file!, messageId));
      // A reload from here on does not upload it again.
      set(messageId, { attachmentId });
    }
    return deps.post({ messageId, kind, attachmentId });
  }

  /** In the order in which they were written: the next goes out when this one is stored, or refused. */
  async function run(): Promise<void> {
    if (running) return;
    running = true;
    let failures = 0;
    for (let item; !closed && (item = items.find(({ state }) => state !== 'failed'));) {
      const { messageId } = item;
      try {
        const message = await send(item);
        if (closed) break;
        failures = 0;
        data.delete(messageId);
        items = items.filter((one) => one.messageId !== messageId);
        // In one step for whoever looks: never in both, never in none.
        deps.stored(message);
        changed();
      } catch (cause) {
        if (!(cause instanceof Problem)) throw cause;
        if (closed) break;
        if (!passing(cause)) {
          set(messageId, { state: 'failed', problem: cause });
          continue;
        }
        if (item.state !== 'waiting') set(messageId, { state: 'waiting' });
        const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++) * (0.5 + deps.random() / 2);
        await Promise.race([deps.sleep(pause), new Promise<void>((done) => (wake = done))]);
      }
    }
    running = false;
  }

  queueMicrotask(() => {
    if (items.length) changed();
    void run();
  });

  return {
    add(kind, text, file) {
      const messageId = newUuid();
      const item: Item = {
        ...{ messageId, kind, text, file, name: file?.name ?? '', seconds: file?.seconds ?? null },
        ...{ state: 'sending', problem: null },
      };
      items = [...items, item];
      if (file && file.blob.size <= KEPT_BYTES) {
        void toBase64(file.blob).then((text) => {
          if (!items.some((one) => one.messageId === messageId)) return;
          data.set(messageId, text);
          keep();
        });
      }
      changed();
      void run();
    },
    resend(messageId) {
      set(messageId, { state: 'sending', problem: null });
      wake?.();
      void run();
    },
    discard(messageId) {
      // What is on its way may be stored already: only what was refused can be taken back.
      items = items.filter((item) => item.messageId !== messageId || item.state !== 'failed');
      data.delete(messageId);
      changed();
    },
    hurry: () => wake?.(),
    forget() {
      items = [];
      data.clear();
      changed();
    },
    close() {
      closed = true;
      wake?.();
    },
  };
}

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
const fromBase64 = (data: string, type: string): Blob =>
  new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type });
