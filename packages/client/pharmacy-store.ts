/** Owns the pharmacy in this browser: who is signed in, what waits for review, the prescription in hand, the decision. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { ReviewReason, ReviewStep } from '@care-elements/contract/prescription.terms.ts';
import type {
  Checklist,
  OpenReview,
  ReviewEntry,
  ReviewLease,
  ReviewList,
  reviewRoutes,
} from '@care-elements/contract/review.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care, LiveState } from './care.ts';
import { Problem } from './problem.ts';
import { createSigningStore } from './signing-store.ts';
import { asker, failing, staffDoor, watchSession } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

export type Decision = 'approve' | 'return' | 'reject';
/** What is being asked of the server. */
export type PharmacyAction = 'load' | 'sign-in' | 'sign-out' | 'open' | 'next' | 'list' | Decision;

export interface PharmacyState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** What waits, oldest first; null until it was read. More wait behind it where `more` says so. */
  waiting: ReviewEntry[] | null;
  more: boolean;
  counts: ReviewList['counts'];
  /** Minutes from which a wait is long, and very long. */
  waits: ReviewList['waits'];
  /** The prescription asked for; `open` follows when it is here. */
  openId: string | null;
  open: Prescription | null;
  /** Who has the open one in hand, and why this pharmacist can't decide on it; `bar` null: they can. */
  lease: ReviewLease | null;
  bar: OpenReview['bar'];
  /** What is gone through before a decision, in its order; null while nothing is open. */
  checklist: Checklist | null;
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
  /** Opens it and takes it in hand where nobody else has it; what was open before is put away. Again, where it came free. */
  open(prescriptionId: string): Promise<void>;
  /** The longest waiting that nobody has in hand; false where there is none. */
  next(): Promise<boolean>;
  /** Puts the open prescription away. */
  close(): void;
  /** Reads the rows behind those that are here. */
  showMore(): Promise<void>;
  /** Reads the list again. */
  refresh(): Promise<void>;
  /** Passes the open prescription, as it was shown and gone through. */
  approve(walk: Walk): Promise<boolean>;
  /** Gives the open prescription back to its doctor (`return`) or ends it (`reject`). */
  refuse(decision: 'return' | 'reject', reason: ReviewReason, note: string, walk: Walk): Promise<boolean>;
}

/** The steps that were walked, in their order, and the lines that were looked at by hand. */
export interface Walk {
  readonly walked: readonly ReviewStep[];
  readonly ticked: readonly string[];
}

const CLOSED = { openId: null, open: null, lease: null, bar: null, checklist: null };
const SIGNED_OUT = { clinician: null, waiting: null, more: false, ...CLOSED };
const NONE = { counts: { waiting: 0, held: 0, asked: 0 }, waits: { longMin: 10, veryLongMin: 30 } };
/** Rows of the list that are read at once. */
const PAGE = 50;
/** How often the server hears that the prescription is still open here; three missed ones free it. */
const BEAT_MS = 60_000;

/** As the pharmacist's text says it. */
const DECIDED = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

export function createPharmacyStore(care: Care): PharmacyStore {
  const { api, session, live } = care;
  const signer = care.use(createSigningStore);
  const store = createStore<PharmacyState>({
    ...{ phase: 'loading', hospital: null, ...SIGNED_OUT, ...NONE },
    ...{ live: live.state.get(), skewMs: 0, busy: null, problem: null },
  });
  const set = (change: Partial<PharmacyState>) => store.set({ ...store.get(), ...change });
  let offReviews: (() => void) | undefined;
  /** Counts what was asked, so that a slow answer never overtakes a newer one. */
  let lists = 0;
  let opens = 0;
  /** Pages that somebody has asked to see. */
  let pages = 1;
  let beats: ReturnType<typeof setInterval> | undefined;

  function leave(problem: PharmacyState['problem'] = null): void {
    offReviews?.();
    offReviews = undefined;
    lists++;
    opens++;
    pages = 1;
    clearInterval(beats);
    session.set(null);
    set({ phase: 'signed-out', ...SIGNED_OUT, ...NONE, problem });
  }

  const asking = { get: store.get, set, leave };
  const failed = failing<PharmacyAction>(asking);
  const ask = asker<PharmacyAction>(asking);

  async function readList(): Promise<void> {
    const mine = ++lists;
    const read = (after?: string) =>
      api.get<Answer<typeof reviewRoutes.listReviews>>('/prescriptions/reviews', {
        query: { limit: PAGE, after },
      });
    let list = await read();
    const waiting = list.prescriptions;
    for (let page = 1; list.next && page < pages && mine === lists; page++) {
      list = await read(list.next);
      waiting.push(...list.prescriptions);
    }
    if (mine !== lists) return;
    const { next, counts, waits } = list;
    set({ waiting, more: next !== null, counts, waits });
    const { open, lease } = store.get();
    if (open?.state !== 'pending_review') return;
    // Gone from the list under our eyes (a colleague decided, the doctor took it back, its day has ended), or in other hands.
    const here = waiting.find(({ prescriptionId }) => prescriptionId === open.prescriptionId);
    if (here ? here.lease?.leaseId !== lease?.leaseId || here.lease?.askedAt !== lease?.askedAt : !next)
      await readOpen(open.prescriptionId);
  }

  const pathOf = (prescriptionId: string) => `/prescriptions/${prescriptionId}/review`;

  function show(review: OpenReview): void {
    const { prescription: open, lease, bar, checklist } = review;
    set({ open, openId: open.prescriptionId, lease, bar, checklist });
    clearInterval(beats);
    if (bar !== null) return;
    beats = setInterval(() => void beat(open.prescriptionId, lease!.leaseId), BEAT_MS);
    // Node's timers would keep a test alive.
    (beats as { unref?: () => void }).unref?.();
  }

  /** Without an answer the next beat tries again; a lease that has ended is shown as it stands. */
  async function beat(prescriptionId: string, leaseId: string): Promise<void> {
    try {
      const lease = await api.put<ReviewLease>(`${pathOf(prescriptionId)}/lease`, { leaseId });
      if (store.get().lease?.leaseId === leaseId) set({ lease });
    } catch (problem) {
      if (store.get().openId === prescriptionId && (problem as Problem).status === 409)
        await readOpen(prescriptionId).catch((p) => failed('open', p));
    }
  }

  /** What this pharmacist has in hand is put away; if the word does not arrive, the lease ends by itself. */
  function putAway(): void {
    const { openId, lease, bar } = store.get();
    clearInterval(beats);
    if (openId && lease && bar === null)
      void api.call('DELETE', `${pathOf(openId)}/lease`, { leaseId: lease.leaseId }).catch(() => {});
  }

  /** Taken for a page that has moved on meanwhile. */
  function giveBack({ prescription: { prescriptionId }, lease, bar }: OpenReview): void {
    if (bar === null && store.get().openId !== prescriptionId)
      void api.call('DELETE', `${pathOf(prescriptionId)}/lease`, { leaseId: lease!.leaseId }).catch(() => {});
  }

  async function readOpen(prescriptionId: string): Promise<void> {
    const mine = ++opens;
    const review = await api.get<OpenReview>(pathOf(prescriptionId));
    if (mine === opens) show(review);
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

  async function begin(clinician: Clinician): Promise<void> {
    set({ clinician });
    // A partner's staff see the counter alone.
    if (clinician.role === 'pharmacy') return set({ phase: 'ready' });
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
    if (busy || open?.state !== 'pending_review' || store.get().bar !== null) return false;
    const { prescriptionId, rxHash, checks } = open;
    let done = false;
    const ok = await ask(decision, async () => {
      const seen = { rxHash, alertSetHash: checks.alertSetHash };
      const path = `/prescriptions/${prescriptionId}`;
      const decided = await signer.confirm<Prescription>({
        plain: [`${path}/${decision}`, { ...seen, ...more }],
        begin: [`${path}/review/begin`, { decision, ...seen, reason: null, note: '', ...more }],
        complete: `${path}/review/complete`,
        fits: (said) => said['rxHash'] === rxHash && said['decision'] === DECIDED[decision],
      });
      if (!decided) return;
      done = true;
      opens++;
      clearInterval(beats);
      set({ open: decided, lease: null, bar: 'over' });
    });
    const { problem } = store.get();
    // Whoever changed it meanwhile: show it as it stands now.
    if (!ok && problem?.problem.status === 409)
      await readOpen(prescriptionId).catch((p) => failed('open', p));
    if (session.get()) void listAgain();
    return done;
  }

  live.state.subscribe((state) => set({ live: state }));
  // The counter beside it found that the token has ended.
  session.subscribe((now) => {
    if (!now && store.get().phase === 'ready')
      leave({ action: 'sign-in', problem: new Problem(401, { code: 'token-expired' }) });
  });
  watchSession(care, (problem) => failed('list', problem));

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, ['pharmacist', 'pharmacy'], {
      get: store.get,
      set,
      busy: () => !!store.get().busy,
      ask,
      begin,
      leave: () => leave(),
    }),
    async open(prescriptionId) {
      const { openId, busy } = store.get();
      // A decision under way is waited for; a choice by hand goes before the next one.
      if (busy && busy !== 'next') return;
      if (openId !== prescriptionId) {
        putAway();
        set({ ...CLOSED });
      }
      set({ openId: prescriptionId, problem: null });
      const mine = ++opens;
      try {
        const review = await api.post<OpenReview>(pathOf(prescriptionId));
        if (mine === opens) show(review);
        else giveBack(review);
      } catch (problem) {
        if (store.get().openId === prescriptionId) failed('open', problem);
      }
    },
    async next() {
      const besides = store.get().openId;
      let found = false;
      const mine = ++opens;
      await ask('next', async () => {
        const { review } = await api.post<Answer<typeof reviewRoutes.nextReview>>(
          '/prescriptions/reviews/next',
          { besides },
        );
        if (mine !== opens) return void (review && giveBack(review));
        clearInterval(beats);
        if (review) show(review);
        else set({ ...CLOSED });
        found = review !== null;
      });
      return found;
    },
    close() {
      signer.rest();
      putAway();
      opens++;
      set({ ...CLOSED, problem: null });
    },
    async showMore() {
      pages++;
      await listAgain();
    },
    refresh: listAgain,
    approve: (walk) => decide('approve', walk),
    refuse: (decision, reason, note, walk) => decide(decision, { reason, note, ...walk }),
  };
}
