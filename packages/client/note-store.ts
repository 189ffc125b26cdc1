/** Owns the note of the doctor's patient: what is typed, whether the server has it, and the search for diagnoses. */
import type { Diagnosis, EncounterView, Note, encounterRoutes } from '@care-elements/contract/encounter.ts';
import type { Icd10Code, terminologyRoutes } from '@care-elements/contract/terminology.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createAutosave, type Autosave, type Draft } from './desk-autosave.ts';
import { createDeskStore } from './desk-store.ts';
import type { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

/** What a note needs before it can be signed, in the order of the form. */
export type MissingPart = 'complaint' | 'diagnoses' | 'advice';

/** What a form of a note shows and does, whoever's patient it is. */
export interface NoteFormState {
  note: Draft<Note> | null;
}
export interface NoteFormStore<State extends NoteFormState = NoteFormState> extends Readable<State> {
  edit(change: Partial<Note>): void;
  /** Ends a conflict. `both` puts ours below theirs. */
  keep(which: 'mine' | 'theirs' | 'both'): void;
  findDiagnoses(q: string, signal: AbortSignal): Promise<Icd10Code[]>;
}
export interface NoteState extends NoteFormState {
  encounterId: string | null;
  /** Text of a visit that ended before it was saved: shown until the doctor has taken it. */
  left: { name: string; note: Note } | null;
}
export interface NoteStore extends NoteFormStore<NoteState> {
  flush(): Promise<boolean>;
  rowVersion(): number;
  forgetLeft(): void;
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Word processors paste control characters that no record can hold. */
export const plain = (text: string): string => text.replace(CONTROL, '');

const sentDiagnosis = ({ code, name }: Diagnosis) => ({
  code,
  name: { 'zh-CN': name['zh-CN'], en: name.en },
});
/** The note as it is sent, in one order of keys. */
const sentNote = ({ complaint, findings, diagnoses, advice }: Note): Note => ({
  complaint: plain(complaint).trim(),
  findings: plain(findings).trim(),
  diagnoses: diagnoses.map(sentDiagnosis),
  advice: plain(advice).trim(),
});

/** The same rule as the server's, so that the form can say it before it is asked. */
export const missingParts = (note: Note): MissingPart[] => {
  const { complaint, diagnoses, advice } = sentNote(note);
  const parts: MissingPart[] = [];
  if (!complaint) parts.push('complaint');
  if (!diagnoses.length) parts.push('diagnoses');
  if (!advice) parts.push('advice');
  return parts;
};

/** Both texts, theirs first; one of them where they say the same. */
export function mergeNotes(theirs: Note, mine: Note): Note {
  const join = (a: string, b: string) => (!b || a.includes(b) ? a : !a || b.includes(a) ? b : `${a}\n${b}`);
  const codes = new Set(theirs.diagnoses.map(({ code }) => code));
  return {
    complaint: join(theirs.complaint, mine.complaint),
    findings: join(theirs.findings, mine.findings),
    diagnoses: [...theirs.diagnoses, ...mine.diagnoses.filter(({ code }) => !codes.has(code))],
    advice: join(theirs.advice, mine.advice),
  };
}

type Kept = Pick<EncounterView, 'note' | 'rowVersion' | 'savedAt'>;
const versioned = ({ note, rowVersion, savedAt }: Kept) => ({ value: note, rowVersion, savedAt });

/** Saves the note of one encounter as it is typed. */
export const noteSaver = (
  { api, hospitalId }: Pick<Care, 'api' | 'hospitalId'>,
  { encounterId, ...start }: EncounterView,
  clinicianId: string,
  expired: (problem: Problem) => void,
): Autosave<Note> =>
  createAutosave<Note>({
    start: versioned(start),
    clean: sentNote,
    put: (note, rowVersion) =>
      api.put<Answer<typeof encounterRoutes.saveNote>>(`/encounters/${encounterId}/note`, {
        rowVersion,
        note: sentNote(note),
      }),
    standing: ({ current }: Problem) => versioned(current as Kept),
    backupKey: `care:note:${hospitalId}:${clinicianId}:${encounterId}`,
    expired,
  });

/** Ends a conflict of two windows. */
export function keepIn(saver: Autosave<Note>, which: 'mine' | 'theirs' | 'both'): void {
  const { value, theirs } = saver.get();
  if (!theirs) return;
  saver.resolve(which === 'mine' ? value : which === 'theirs' ? theirs : mergeNotes(theirs, value));
}

export function createNoteStore(care: Care): NoteStore {
  const { api } = care;
  const desk = care.use(createDeskStore);
  const store = createStore<NoteState>({ encounterId: null, note: null, left: null });
  const set = (change: Partial<NoteState>) => store.set({ ...store.get(), ...change });
  let saver: Autosave<Note> | undefined;
  let name = '';

  function open(encounter: EncounterView, clinicianId: string): void {
    const { encounterId } = encounter;
    name = encounter.patient.name;
    saver = noteSaver(care, encounter, clinicianId, desk.expired);
    const mine = saver;
    mine.subscribe((note) => mine === saver && set({ note }));
    set({ encounterId, note: mine.get() });
  }

  function close(ended: boolean): void {
    const { note } = store.get();
    const unsaved = ended && note && note.face !== 'saved' ? { name, note: note.value } : store.get().left;
    saver?.stop(ended);
    saver = undefined;
    set({ encounterId: null, note: null, left: unsaved });
  }

  function follow(): void {
    const { phase, current, clinician } = desk.get();
    const { encounterId } = store.get();
    if (encounterId && encounterId !== current?.encounterId) close(phase === 'ready');
    if (!current) return;
    if (current.encounterId === store.get().encounterId) saver?.accept(versioned(current));
    else if (clinician) open(current, clinician.clinicianId);
  }
  desk.subscribe(follow);
  follow();

  return {
    get: store.get,
    subscribe: store.subscribe,
    edit: (change) => saver?.edit({ ...saver.get().value, ...change }),
    flush: () => saver?.flush() ?? Promise.resolve(true),
    keep: (which) => keepIn(saver!, which),
    rowVersion: () => saver?.rowVersion() ?? 0,
    forgetLeft: () => set({ left: null }),
    async findDiagnoses(q, signal) {
      const { codes } = await api.get<Answer<typeof terminologyRoutes.searchIcd10>>('/terminology/icd10', {
        query: { q, limit: 12 },
        signal,
      });
      return codes;
    },
  };
}
