/** Owns the desk's prescriptions: those of the visit, those that came back, the one being written, and its signature. */
import type { FormularyItem, formularyRoutes } from '@care-elements/contract/formulary.ts';
import { OPEN_PRESCRIPTION_STATES } from '@care-elements/contract/prescription.machine.ts';
import type { Override, Prescription, PrescriptionSummary } from '@care-elements/contract/prescription.ts';
import type { prescriptionRoutes } from '@care-elements/contract/prescription.routes.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createAutosave, type Autosave, type Draft } from './desk-autosave.ts';
import { createDeskStore } from './desk-store.ts';
import { createNoteStore } from './note-store.ts';
import { Problem } from './problem.ts';
import { draftOf, rowFor, sentRx, type RxDraft, type RxRow } from './rx-draft.ts';
import { saysTheSame } from './same-text.ts';
import { createSigningStore } from './signing-store.ts';
import { createStore, type Readable } from './store.ts';

export type RxAction = 'list' | 'open' | 'create' | 'prepare' | 'sign' | 'void' | 'revise';
/** What is done to the prescription on screen. */
const OF_ONE: RxAction[] = ['prepare', 'sign', 'void', 'revise'];

export interface RxState {
  /** The visit that the list belongs to: the patient of the moment, or the one who was last here. */
  encounterId: string | null;
  /** The visit's prescriptions, newest first. */
  list: PrescriptionSummary[];
  /** What waits for this doctor in any visit: drafts, and returned ones that are not revised yet. */
  mine: PrescriptionSummary[];
  /** The one on screen, as the server has it. */
  open: Prescription | null;
  /** While the one on screen is a draft: as typed, and whether the server has it. */
  draft: Draft<RxDraft> | null;
  /** The rows that `open`'s lines stand for, by line: what a finding's line means on screen. */
  lines: string[];
  /** What the confirmation shows, word for word what is signed; null when nobody asked to sign. */
  signing: Prescription | null;
  /** `draft`: prescribed from though nobody signed it (the demo); `refused`: nothing can be prescribed; null: not known yet. */
  formulary: 'signed' | 'draft' | 'refused' | null;
  busy: RxAction | null;
  problem: { action: RxAction; problem: Problem } | null;
}
export interface RxStore extends Readable<RxState> {
  create(): Promise<boolean>;
  /** Shows another prescription, of another patient perhaps; null goes back to the visit's own. */
  show(prescriptionId: string | null): Promise<boolean>;
  add(drug: FormularyItem): string | undefined;
  change(uid: string, part: Partial<RxRow>): void;
  remove(uid: string): void;
  edit(part: Partial<RxDraft>): void;
  override(override: Override | null, key: string): void;
  flush(): Promise<boolean>;
  keep(which: 'mine' | 'theirs'): void;
  /** Saves everything, reads what the checks say now, and opens the confirmation unless something blocks. */
  prepare(): Promise<boolean>;
  cancelSigning(): void;
  /** Signs what the confirmation shows. */
  sign(): Promise<boolean>;
  /** Takes a signed one back, or gives a draft up. */
  void(reason: VoidReason, note: string): Promise<boolean>;
  /** Makes the next revision of the returned one on screen. */
  revise(): Promise<boolean>;
  find(q: string, signal: AbortSignal): Promise<FormularyItem[]>;
  /** Reads again what is on screen: another act has changed it. */
  reread(): Promise<void>;
  /** Asks the checks again: something that they read was saved. */
  recheck(): void;
  /** Something else has to be on the server, too, before anything is signed. */
  beforeSigning(flush: () => Promise<boolean>): void;
}

export function createRxStore(care: Care): RxStore {
  const { api } = care;
  const desk = care.use(createDeskStore);
  const note = care.use(createNoteStore);
  const signer = care.use(createSigningStore);
  const store = createStore<RxState>({
    encounterId: null,
    list: [],
    mine: [],
    open: null,
    draft: null,
    lines: [],
    signing: null,
    formulary: null,
    busy: null,
    problem: null,
  });
  const set = (change: Partial<RxState>) => store.set({ ...store.get(), ...change });
  let saver: Autosave<RxDraft> | undefined;
  const others: (() => Promise<boolean>)[] = [];
  let changedAt = '';
  let noteSavedAt: string | null = null;
  /** Grows with every change of what is on screen: an answer asked for before is dropped. */
  let era = 0;
  /** The list or a prescription, as long as it is on its way. */
  let reading: Promise<unknown> = Promise.resolve();
  const newUid = () => Math.random().toString(36).slice(2);

  const versioned = (rx: Prescription, rows?: RxRow[]) => {
    const draft = draftOf(rx, newUid);
    // The same medicines in the same order are the same rows: what is being typed keeps its place.
    if (
      rows?.length === draft.rows.length &&
      rows.every((r, i) => r.drug.drugId === draft.rows[i]!.drug.drugId)
    )
      draft.rows.forEach((row, i) => (row.uid = rows[i]!.uid));
    return { value: draft, rowVersion: rx.rowVersion, savedAt: rx.savedAt };
  };

  /** Puts a prescription on screen. */
  function open(rx: Prescription | null): void {
    era++;
    const old = saver;
    saver = undefined;
    // What was typed last still goes to its own prescription.
    void old?.flush().finally(() => old.stop());
    if (!rx || rx.state !== 'draft') return set({ open: rx, draft: null, lines: [], signing: null });
    const start = versioned(rx);
    const { prescriptionId } = rx;
    const mine: Autosave<RxDraft> = createAutosave<RxDraft>({
      start,
      clean: sentRx,
      async put(draft, rowVersion) {
        const saved = await api.put<Prescription>(`/prescriptions/${prescriptionId}`, {
          rowVersion,
          ...sentRx(draft),
        });
        if (mine === saver) set({ open: saved, lines: draft.rows.map(({ uid }) => uid) });
        return saved;
      },
      standing: ({ current }: Problem) => versioned(current as Prescription, mine.get().value.rows),
      backupKey: `care:rx:${care.hospitalId}:${desk.get().clinician!.clinicianId}:${prescriptionId}`,
      expired: desk.expired,
    });
    saver = mine;
    mine.subscribe((draft) => mine === saver && set({ draft }));
    set({ open: rx, draft: mine.get(), lines: start.value.rows.map(({ uid }) => uid), signing: null });
  }

  /** Reads again the one on screen; a draft that is being typed keeps what is typed. */
  async function reread(): Promise<Prescription | null> {
    const { open: shown } = store.get();
    if (!shown) return null;
    const mine = era;
    const rx = await api.get<Prescription>(`/prescriptions/${shown.prescriptionId}`);
    if (mine !== era) return null;
    if (rx.state !== 'draft' || !saver) open(rx);
    else {
      saver.accept(versioned(rx, saver.get().value.rows));
      if (saver.get().face === 'saved')
        set({ open: rx, lines: saver.get().value.rows.map(({ uid }) => uid) });
    }
    return rx;
  }

  const summaries = (path: string) =>
    api
      .get<Answer<typeof prescriptionRoutes.listMyPrescriptions>>(path)
      .then((answer) => answer.prescriptions);

  async function readLists(): Promise<void> {
    const { encounterId } = store.get();
    const [list, mine] = await Promise.all([
      encounterId ? summaries(`/encounters/${encounterId}/prescriptions`) : [],
      summaries('/prescriptions/mine'),
    ]);
    if (encounterId === store.get().encounterId) set({ list, mine });
  }

  /** The visit's own: the open one, else the newest that was signed; a discarded draft says nothing. */
  async function showOwn(): Promise<void> {
    const { list } = store.get();
    const own =
      list.find(({ state }) => OPEN_PRESCRIPTION_STATES.includes(state)) ??
      list.find(({ signedAt }) => signedAt);
    const mine = ++era;
    const rx = own ? await api.get<Prescription>(`/prescriptions/${own.prescriptionId}`) : null;
    if (mine === era) open(rx);
  }

  async function ask(action: RxAction, request: () => Promise<void>): Promise<boolean> {
    const shown = store.get().open?.prescriptionId;
    // On a slow line the button stands before all is read: a click on it waits, and is not lost.
    if (['list', 'open'].includes(store.get().busy!)) await reading;
    if (store.get().busy) return false;
    // Whatever was meant by it, it was not the one that has come in its place.
    if (OF_ONE.includes(action) && store.get().open?.prescriptionId !== shown) return false;
    set({ busy: action, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem: { action, problem } });
      if (problem.status === 401) desk.expired(problem);
      else if (problem.status === 409) {
        // What was about to be signed is no longer what stands.
        set({ signing: null });
        void refresh();
      }
      return false;
    } finally {
      set({ busy: null });
    }
  }

  const refresh = () => Promise.all([readLists(), reread()]).catch(() => {});

  function follow(): void {
    const { phase, current, clinician, changedAt: at } = desk.get();
    if (phase !== 'ready' || !clinician) {
      if (store.get().encounterId || store.get().mine.length) {
        open(null);
        set({ encounterId: null, list: [], mine: [], problem: null });
      }
      changedAt = '';
      return;
    }
    // The last patient's prescription stays in view until the next is called.
    const arrived = !!current && current.encounterId !== store.get().encounterId;
    if (arrived) {
      open(null);
      set({ encounterId: current.encounterId, list: [] });
      changedAt = at;
      reading = ask('list', async () => {
        await readLists();
        await showOwn();
        // Nothing is searched for: it says only whether the formulary is signed.
        void find('').catch(() => {});
      });
    } else if (at !== changedAt) {
      changedAt = at;
      void refresh();
    }
  }
  desk.subscribe(follow);
  follow();

  // The checks read the diagnoses: a saved note may change what they find.
  note.subscribe(({ note: text }) => {
    const savedAt = text?.savedAt ?? null;
    if (savedAt === noteSavedAt) return;
    noteSavedAt = savedAt;
    if (saver && savedAt) void reread().catch(() => {});
  });

  async function find(q: string, signal?: AbortSignal): Promise<FormularyItem[]> {
    try {
      const { drugs, formulary } = await api.get<Answer<typeof formularyRoutes.searchFormulary>>(
        '/formulary',
        {
          query: { q, limit: 20, kind: saver?.get().value.herbal ? 'herbs' : 'medicines' },
          ...(signal && { signal }),
        },
      );
      set({ formulary: formulary.signed ? 'signed' : 'draft' });
      return drugs;
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'formulary-unsigned') set({ formulary: 'refused' });
      throw problem;
    }
  }

  const at = (id: string, rest = '') => `/prescriptions/${id}${rest}`;
  const shownId = () => store.get().open!.prescriptionId;

  /** The lists follow by themselves: an act that waited for them would swallow the next one. */
  function accept(rx: Prescription): void {
    open(rx);
    void readLists().catch(() => {});
  }

  function edit(part: Partial<RxDraft>): void {
    saver?.edit({ ...saver.get().value, ...part });
  }
  const rows = () => saver?.get().value.rows ?? [];

  return {
    get: store.get,
    subscribe: store.subscribe,
    edit,
    create: () =>
      ask('create', async () => {
        const { open: own, encounterId } = store.get();
        // The list that the click waited for may have brought one to go on with.
        if (own && OPEN_PRESCRIPTION_STATES.includes(own.state)) return;
        accept(await api.post<Prescription>(`/encounters/${encounterId}/prescriptions`));
      }),
    show(prescriptionId) {
      const shown = ask('open', async () => {
        await saver?.flush();
        if (prescriptionId) open(await api.get<Prescription>(at(prescriptionId)));
        else await showOwn();
      });
      reading = shown;
      return shown;
    },
    add(drug) {
      if (!saver) return;
      const row = rowFor(drug, newUid());
      edit({ rows: [...rows(), row] });
      return row.uid;
    },
    change: (uid, part) => edit({ rows: rows().map((row) => (row.uid === uid ? { ...row, ...part } : row)) }),
    remove: (uid) => edit({ rows: rows().filter((row) => row.uid !== uid) }),
    override(override, key) {
      const others = (saver?.get().value.overrides ?? []).filter((one) => one.key !== key);
      edit({ overrides: override ? [...others, override] : others });
    },
    flush: () => saver?.flush() ?? Promise.resolve(true),
    keep(which) {
      const { value, theirs } = saver!.get();
      if (theirs) saver!.resolve(which === 'mine' ? value : theirs);
    },
    async prepare() {
      let ready = false;
      await ask('prepare', async () => {
        // The diagnoses that are signed come from the note.
        const saved = await Promise.all([note.flush(), saver!.flush(), ...others.map((flush) => flush())]);
        if (saved.includes(false)) return;
        const rx = await reread();
        ready = !!rx && rx.checks.signable;
        if (ready) set({ signing: rx });
      });
      return ready;
    },
    cancelSigning() {
      signer.rest();
      set({ signing: null });
    },
    sign: () =>
      ask('sign', async () => {
        const shown = store.get().signing!;
        const { prescriptionId, rowVersion, checks } = shown;
        const body = { rowVersion, alertSetHash: checks.alertSetHash };
        const signed = await signer.confirm<Prescription>({
          plain: [at(prescriptionId, '/sign'), body],
          begin: [at(prescriptionId, '/sign/begin'), body],
          complete: at(prescriptionId, '/sign/complete'),
          fits: (said) => saysTheSame(said, shown),
        });
        if (signed) accept(signed);
      }),
    void: (reason, why) =>
      ask('void', async () => {
        const rx = await api.post<Prescription>(at(shownId(), '/void'), { reason, note: why });
        // What was typed goes with it: nothing is left to save.
        saver?.stop(true);
        if (rx.signedAt) return accept(rx);
        open(null);
        await readLists().catch(() => {});
        await showOwn();
      }),
    revise: () => ask('revise', async () => accept(await api.post<Prescription>(at(shownId(), '/revise')))),
    reread: () =>
      reread().then(
        () => {},
        () => {},
      ),
    recheck: () => void reread().catch(() => {}),
    beforeSigning: (flush) => void others.push(flush),
    find,
  };
}
