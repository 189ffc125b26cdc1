/** Owns the pharmacy in this browser: who is signed in, what waits for review, the prescription on the table, the decision. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Prescription, PrescriptionSummary } from '@care-elements/contract/prescription.ts';
import type { prescriptionRoutes } from '@care-elements/contract/prescription.routes.ts';
import type { ReviewReason } from '@care-elements/contract/prescription.terms.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care, LiveState } from './care.ts';
import { Problem } from './problem.ts';
import { watchSession, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

export type Decision = 'approve' | 'return' | 'reject';
/** What is being asked of the server. */
export type PharmacyAction = 'load' | 'sign-in' | 'sign-out' | 'open' | 'list' | Decision;

export interface PharmacyState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** What waits, oldest first; null until it was read. */
  waiting: PrescriptionSummary[] | null;
  /** The prescription asked for; `open` follows when it is here. */
  openId: string | null;
  open: Prescription | null;
  live: LiveState;
  /** Server's clock minus ours, in ms: what a waiting time must add. */
  skewMs: number;
  busy: PharmacyAction | null;
  /** Why the last request failed; a decision that came too late leaves the prescription as it now stands in `open`. */
  problem: { action: PharmacyAction; problem: Problem } | null;
}

export interface PharmacyStore extends Readable<PharmacyState> {
  /** Fetches the hospital and, with a remembered token, pharmacist and list. Again after `unreachable`. */
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  open(prescriptionId: string): Promise<void>;
  /** Puts the open prescription away. */
  close(): void;
  /** Reads the list again. */
  refresh(): Promise<void>;
  /** Passes the open prescription, as it was shown. */
  approve(): Promise<boolean>;
  /** Gives the open prescription back to its doctor (`return`) or ends it (`reject`). */
  refuse(decision: 'return' | 'reject', reason: ReviewReason, note: string): Promise<boolean>;
}

const SIGNED_OUT = { clinician: null, waiting: null, openId: null, open: null };

export function createPharmacyStore(care: Care): PharmacyStore {
  const { api, session, live } = care;
  const store = createStore<PharmacyState>({
    ...{ phase: 'loading', hospital: null, ...SIGNED_OUT },
    ...{ live: live.state.get(), skewMs: 0, busy: null, problem: null },
  });
  const set = (change: Partial<PharmacyState>) => store.set({ ...store.get(), ...change });
  let offReviews: (() => void) | undefined;
  /** Counts what was asked, so that a slow answer never overtakes a newer one. */
  let lists = 0;
  let opens = 0;

  function leave(problem: PharmacyState['problem'] = null): void {
    offReviews?.();
    offReviews = undefined;
    lists++;
    opens++;
    session.set(null);
    set({ phase: 'signed-out', ...SIGNED_OUT, problem });
  }

  function failed(action: PharmacyAction, problem: unknown): void {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 401 && action !== 'sign-in') leave({ action: 'sign-in', problem });
    else set({ problem: { action, problem } });
  }

  async function readList(): Promise<void> {
    const mine = ++lists;
    const { prescriptions } =
      await api.get<Answer<typeof prescriptionRoutes.listReviews>>('/prescriptions/reviews');
    if (mine !== lists) return;
    set({ waiting: prescriptions });
    const { open } = store.get();
    // Gone from the list under our eyes: a colleague decided, the doctor took it back, or its day has ended.
    const here = open && prescriptions.some(({ prescriptionId }) => prescriptionId === open.prescriptionId);
    if (open?.state === 'pending_review' && !here) await readOpen(open.prescriptionId);
  }

  async function readOpen(prescriptionId: string): Promise<void> {
    const mine = ++opens;
    const open = await api.get<Prescription>(`/prescriptions/${prescriptionId}`);
    if (mine === opens) set({ open, openId: prescriptionId });
  }

  /** The stream says only that something changed; a failure here is healed by the next word, or by `refresh`. */
  async function listAgain(): Promise<void> {
    try {
      await readList();
      if (store.get().problem?.action === 'list') set({ problem: null });
    } catch (problem) {
      failed('list', problem);
    }
  }

  /** Does one request and says in the store how it went. */
  async function ask(action: PharmacyAction, request: () => Promise<void>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy: action, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      failed(action, problem);
      return false;
    } finally {
      set({ busy: null });
    }
  }

  async function begin(clinician: Clinician): Promise<void> {
    set({ clinician });
    await readList();
    set({ phase: 'ready' });
    offReviews ??= live.on('reviews', {
      reviews({ at }) {
        set({ skewMs: Date.parse(at) - Date.now() });
        void listAgain();
      },
    });
  }

  async function decide(decision: Decision, more: object): Promise<boolean> {
    const { open, busy } = store.get();
    if (busy || open?.state !== 'pending_review') return false;
    const { prescriptionId, rxHash, checks } = open;
    const ok = await ask(decision, async () => {
      const seen = { rxHash, alertSetHash: checks.alertSetHash };
      const decided = await api.post<Prescription>(`/prescriptions/${prescriptionId}/${decision}`, {
        ...seen,
        ...more,
      });
      opens++;
      set({ open: decided });
    });
    const { problem } = store.get();
    // Whoever changed it meanwhile: show it as it stands now.
    if (!ok && problem?.problem.status === 409)
      await readOpen(prescriptionId).catch((p) => failed('open', p));
    if (session.get()) void listAgain();
    return ok;
  }

  live.state.subscribe((state) => set({ live: state }));
  watchSession(care, (problem) => failed('list', problem));

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, 'pharmacist', {
      get: store.get,
      set,
      busy: () => !!store.get().busy,
      ask,
      begin,
      leave: () => leave(),
    }),
    async open(prescriptionId) {
      const { openId, busy } = store.get();
      if (busy) return;
      set({ openId: prescriptionId, problem: null, ...(openId === prescriptionId ? {} : { open: null }) });
      try {
        await readOpen(prescriptionId);
      } catch (problem) {
        if (store.get().openId === prescriptionId) failed('open', problem);
      }
    },
    close() {
      opens++;
      set({ openId: null, open: null, problem: null });
    },
    refresh: listAgain,
    approve: () => decide('approve', {}),
    refuse: (decision, reason, note) => decide(decision, { reason, note }),
  };
}
