/** Owns the doctor's notes of patients who went on before they were signed: the list, and the one that is being finished. */
import type { EncounterView, Note, encounterRoutes } from '@care-elements/contract/encounter.ts';
import type { UnsignedNote, unsignedRoutes } from '@care-elements/contract/encounter.unsigned.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import type { Autosave } from './desk-autosave.ts';
import { createDeskStore } from './desk-store.ts';
import { createNoteStore, keepIn, noteSaver, type NoteFormState, type NoteFormStore } from './note-store.ts';
import { Problem } from './problem.ts';
import { createStore } from './store.ts';

export interface UnsignedState extends NoteFormState {
  notes: readonly UnsignedNote[];
  /** The one before the doctor. */
  open: EncounterView | null;
  busy: 'open' | 'sign' | null;
  problem: Problem | null;
}
export interface UnsignedStore extends NoteFormStore<UnsignedState> {
  /** Reads the list, and again whenever the server says that something of this doctor's changed. */
  watch(): Promise<void>;
  /** Opens one; null closes it, and what is unsaved is sent. */
  show(encounterId: string | null): Promise<void>;
  /** Signs what is written; true once the server has it. */
  sign(): Promise<boolean>;
}

const NOTHING: UnsignedState = { notes: [], open: null, note: null, busy: null, problem: null };

export function createUnsignedStore(care: Care): UnsignedStore {
  const { api, live, session } = care;
  const desk = care.use(createDeskStore);
  const store = createStore<UnsignedState>(NOTHING);
  const set = (change: Partial<UnsignedState>) => store.set({ ...store.get(), ...change });
  let saver: Autosave<Note> | undefined;
  let off: (() => void) | undefined;
  let reads = 0;

  async function read(): Promise<void> {
    const mine = ++reads;
    try {
      const { notes } = await api.get<Answer<typeof unsignedRoutes.listUnsignedNotes>>('/unsigned-notes');
      if (mine === reads) set({ notes });
    } catch {
      // The next word of the stream heals it.
    }
  }

  function close(): void {
    saver?.stop();
    saver = undefined;
    set({ open: null, note: null, problem: null });
  }

  async function ask(busy: 'open' | 'sign', request: () => Promise<void>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
      if (problem.status === 401) desk.expired(problem);
      return false;
    } finally {
      set({ busy: null });
    }
  }

  function open(encounter: EncounterView): void {
    const { clinician } = desk.get();
    if (!clinician) return;
    const mine = (saver = noteSaver(care, encounter, clinician.clinicianId, desk.expired));
    mine.subscribe((note) => mine === saver && set({ note }));
    set({ open: encounter, note: mine.get() });
  }

  session.subscribe((now) => {
    if (now) return;
    close();
    set({ notes: [] });
  });

  return {
    get: store.get,
    subscribe: store.subscribe,
    async watch() {
      off ??= live.on('desk', { desk: () => void (session.get() && read()) });
      await read();
    },
    async show(encounterId) {
      const { open: now } = store.get();
      if (now && now.encounterId !== encounterId) {
        // Sent before it is put away; what does not get through stays in this tab, and is sent when it is opened again.
        await saver?.flush();
        close();
      }
      if (!encounterId || store.get().open) return;
      await ask('open', async () => {
        const path = `/encounters/${encounterId}`;
        open(await api.get<Answer<typeof encounterRoutes.getEncounter>>(path));
      });
    },
    async sign() {
      const mine = saver;
      const { open: now } = store.get();
      if (!mine || !now) return false;
      if (!(await mine.flush())) return false;
      const signed = await ask('sign', async () => {
        await api.post(`/encounters/${now.encounterId}/sign`, { rowVersion: mine.rowVersion() });
      });
      if (!signed) return false;
      mine.stop(true);
      close();
      await read();
      return true;
    },
    edit: (change) => saver?.edit({ ...saver.get().value, ...change }),
    keep: (which) => keepIn(saver!, which),
    findDiagnoses: (q, signal) => care.use(createNoteStore).findDiagnoses(q, signal),
  };
}
