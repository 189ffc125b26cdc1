/**
 * Owns the clarifications in this browser: at the pharmacy that of the open prescription, at the doctor's desk those of all
 * prescriptions that pharmacists ask about. Nothing is shown as said before the server has stored it.
 */
import type { PrescriptionSummary } from '@care-elements/contract/prescription.ts';
import type { ReviewThread, reviewThreadRoutes, ThreadSide } from '@care-elements/contract/review.thread.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface Talk {
  thread: ReviewThread;
  /** The doctor's: what it is about. */
  prescription: PrescriptionSummary | null;
}
export interface ReviewThreadState {
  /** Oldest prescription first. */
  talks: readonly Talk[];
  /** The prescription about which something is being sent. */
  sending: string | null;
  problem: { prescriptionId: string; problem: Problem } | null;
}
export interface ReviewThreadStore extends Readable<ReviewThreadState> {
  /** At the pharmacy: the prescription on the table, or none. Again after each change of it. */
  show(prescriptionId: string | null): Promise<void>;
  /** At the doctor's desk: reads what is asked, and again whenever the server says so. */
  watch(): Promise<void>;
  send(prescriptionId: string, text: string): Promise<boolean>;
  /** This side has seen all that is here of it. */
  seen(prescriptionId: string): void;
}

export const createPharmacyThreads = (care: Care): ReviewThreadStore => createThreads(care, 'pharmacist');
export const createDoctorThreads = (care: Care): ReviewThreadStore => createThreads(care, 'doctor');

function createThreads({ api, live, session }: Care, side: ThreadSide): ReviewThreadStore {
  const store = createStore<ReviewThreadState>({ talks: [], sending: null, problem: null });
  const set = (change: Partial<ReviewThreadState>) => store.set({ ...store.get(), ...change });
  const at = (id: string) => `/prescriptions/${id}/review/messages`;
  let shown: string | null = null;
  /** Counts what was asked: a slow answer never overtakes a newer one. */
  let reads = 0;
  let off: (() => void) | undefined;
  let trying: { prescriptionId: string; text: string; messageId: string } | null = null;
  const marking = new Map<string, number>();

  /** What failed is healed by the next word of the stream. */
  const quietly = async (read: () => Promise<void>) => {
    try {
      await read();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  };
  async function readShown(): Promise<void> {
    const mine = ++reads;
    const id = shown;
    const thread = id && (await api.get<ReviewThread>(at(id)));
    if (mine === reads) set({ talks: thread ? [{ thread, prescription: null }] : [] });
  }
  async function readAll(): Promise<void> {
    const mine = ++reads;
    const { questions } =
      await api.get<Answer<typeof reviewThreadRoutes.listQuestions>>('/prescriptions/questions');
    if (mine === reads) set({ talks: questions });
  }
  function put(thread: ReviewThread): void {
    reads++;
    const talks = store
      .get()
      .talks.map((talk) =>
        talk.thread.prescriptionId === thread.prescriptionId ? { ...talk, thread } : talk,
      );
    set({ talks });
  }

  // Whoever signs in next sees nothing of what was here.
  session.subscribe((now) => now || set({ talks: [], problem: null }));

  return {
    get: store.get,
    subscribe: store.subscribe,
    async show(prescriptionId) {
      if (prescriptionId !== shown) set({ talks: [], problem: null });
      shown = prescriptionId;
      if (!off && prescriptionId) off = live.on('reviews', { reviews: () => void quietly(readShown) });
      await quietly(readShown);
    },
    async watch() {
      off ??= live.on('desk', { desk: () => session.get() && void quietly(readAll) });
      await quietly(readAll);
    },
    async send(prescriptionId, text) {
      if (store.get().sending) return false;
      set({ sending: prescriptionId, problem: null });
      try {
        // Tried again after a lost answer it is the same message.
        if (trying?.prescriptionId !== prescriptionId || trying.text !== text)
          trying = { prescriptionId, text, messageId: idOf(crypto.getRandomValues(new Uint8Array(16))) };
        put(await api.post<ReviewThread>(at(prescriptionId), { messageId: trying.messageId, text }));
        trying = null;
        return true;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        set({ problem: { prescriptionId, problem } });
        return false;
      } finally {
        set({ sending: null });
      }
    },
    seen(prescriptionId) {
      const thread = store.get().talks.find((t) => t.thread.prescriptionId === prescriptionId)?.thread;
      if (!thread?.unread[side] || (marking.get(prescriptionId) ?? 0) >= thread.last) return;
      marking.set(prescriptionId, thread.last);
      void quietly(async () =>
        put(await api.put<ReviewThread>(`${at(prescriptionId)}/marks`, { read: thread.last })),
      );
    },
  };
}

/** A UUID of version 4; `randomUUID` is missing on pages served over plain http. */
function idOf(bytes: Uint8Array): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
