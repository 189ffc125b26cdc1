/** Owns a pharmacy's counter in this browser: who stands there, its list, the prescription in hand and the secret that goes with it. */
import type { dispenseRoutes } from '@care-elements/contract/dispense.routes.ts';
import type { DeclineReason, VoidRefusal } from '@care-elements/contract/dispense.terms.ts';
import type { Claim, Counter, DispenseLine, FreshClaim } from '@care-elements/contract/dispense.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care, LiveState } from './care.ts';
import { keepSecrets } from './claim-secrets.ts';
import type { Problem } from './problem.ts';
import { asker, failing, staffDoor, watchSession } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

/** What is being asked of the server. */
export type CounterAction =
  | 'load'
  | 'sign-in'
  | 'sign-out'
  | 'list'
  | 'open'
  | 'claim'
  | 'recover'
  | 'release'
  | 'decline'
  | 'dispense'
  | 'ready'
  | 'answer-void'
  | 'courier'
  | 'outcome';
export type Outcome = 'delivered' | 'failed' | 'returned' | 'picked_up';

export interface CounterState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** Null until it was read, and for whoever stands at no counter (`problem` says `not-entitled`). */
  counter: Counter | null;
  openId: string | null;
  /** The claim in hand, as it stands. */
  open: Claim | null;
  /** This page knows the secret of the open claim: without it, `recover` first. */
  hasSecret: boolean;
  live: LiveState;
  /** Server's clock minus ours, in ms: what a lease's end must add. */
  skewMs: number;
  busy: CounterAction | null;
  problem: { action: CounterAction; problem: Problem } | null;
}

export interface CounterStore extends Readable<CounterState> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  refresh(): Promise<void>;
  /** By the patient's code. One that this pharmacy has already is taken up again with a new secret. */
  claim(accessCode: string): Promise<boolean>;
  /** One that a patient chose this pharmacy for. */
  claimChosen(fulfilmentId: string): Promise<boolean>;
  open(claimId: string): Promise<boolean>;
  /** A new secret for the open claim; another page that has the old one can do no more with it. */
  recover(): Promise<boolean>;
  close(): void;
  release(): Promise<boolean>;
  decline(reason: DeclineReason, note: string): Promise<boolean>;
  dispense(lines: DispenseLine[]): Promise<boolean>;
  setAside(): Promise<boolean>;
  giveBack(): Promise<boolean>;
  keep(reason: VoidRefusal, note: string): Promise<boolean>;
  handToCourier(fulfilmentId: string, name: string, number: string): Promise<boolean>;
  settleDelivery(fulfilmentId: string, outcome: Outcome): Promise<boolean>;
}

const CLOSED = { openId: null, open: null, hasSecret: false };
const SIGNED_OUT = { clinician: null, counter: null, ...CLOSED };

export function createCounterStore(care: Care, storage?: () => Storage): CounterStore {
  const { api, session, live } = care;
  const store = createStore<CounterState>({
    ...{ phase: 'loading', hospital: null, ...SIGNED_OUT },
    ...{ live: live.state.get(), skewMs: 0, busy: null, problem: null },
  });
  const set = (change: Partial<CounterState>) => store.set({ ...store.get(), ...change });
  const secrets = keepSecrets(`care:claims:${care.server}:${care.hospitalId}`, storage);
  let off: (() => void) | undefined;
  let lists = 0;
  let opens = 0;

  function leave(problem: CounterState['problem'] = null): void {
    off?.();
    off = undefined;
    lists++;
    opens++;
    secrets.clear();
    session.set(null);
    set({ phase: 'signed-out', ...SIGNED_OUT, problem });
  }

  const asking = { get: store.get, set, leave };
  const failed = failing<CounterAction>(asking);
  const ask = asker<CounterAction>(asking);

  function show(claim: Claim | FreshClaim): void {
    const { claimId } = claim;
    if ('secret' in claim) secrets.set(claimId, claim.secret);
    // The secret is in no state that a page could print.
    const open: Claim & { secret?: string } = { ...claim };
    delete open.secret;
    opens++;
    set({ open, openId: claimId, hasSecret: secrets.has(claimId) });
  }
  async function readList(): Promise<void> {
    const mine = ++lists;
    const counter = await api.get<Answer<typeof dispenseRoutes.getCounter>>('/counter');
    if (mine === lists) set({ counter });
  }
  /** As it stands now; one that this pharmacy has no more is put away. */
  async function readOpen(claimId: string): Promise<void> {
    const mine = ++opens;
    try {
      const open = await api.get<Claim>(`/claims/${claimId}`);
      if (mine === opens) set({ open, openId: claimId, hasSecret: secrets.has(claimId) });
    } catch (problem) {
      if (mine !== opens) return;
      if ((problem as Problem).status !== 404) throw problem;
      secrets.delete(claimId);
      set({ ...CLOSED });
    }
  }
  /** The stream says only that something changed. */
  async function again(): Promise<void> {
    try {
      await readList();
      const { openId } = store.get();
      if (openId) await readOpen(openId);
      if (store.get().problem?.action === 'list') set({ problem: null });
    } catch (problem) {
      failed('list', problem);
    }
  }

  async function begin(clinician: Clinician): Promise<void> {
    set({ clinician });
    try {
      await readList();
    } catch (problem) {
      // A pharmacist who only reviews: signed in, and told so.
      if ((problem as Problem).code !== 'not-entitled') throw problem;
      set({ phase: 'ready' });
      throw problem;
    }
    set({ phase: 'ready' });
    off ??= live.on(`counter:${store.get().counter!.pharmacy.pharmacyId}`, {
      counter({ at }) {
        set({ skewMs: Date.parse(at) - Date.now() });
        void again();
      },
    });
  }

  async function take(body: { accessCode: string } | { fulfilmentId: string }): Promise<void> {
    try {
      show(await api.post<FreshClaim>('/claims', body));
    } catch (problem) {
      // Taken here before, and the answer was lost or the page is another.
      const { code, current } = problem as Problem;
      const claimId = (current as { claimId?: string } | undefined)?.claimId;
      if (code !== 'already-claimed' || !claimId) throw problem;
      show(await api.post<FreshClaim>(`/claims/${claimId}/recover`));
    }
  }

  /** Does something with the open claim, and shows what became of it, whatever that is. */
  async function withOpen(
    action: CounterAction,
    path: string,
    body: object,
    then: 'show' | 'close',
  ): Promise<boolean> {
    const { openId } = store.get();
    const secret = openId && secrets.get(openId);
    if (!openId || !secret) return false;
    const ok = await ask(action, async () => {
      const answer = await api.post<Claim | undefined>(`/claims/${openId}/${path}`, { secret, ...body });
      if (then === 'show') return show(answer!);
      secrets.delete(openId);
      opens++;
      set({ ...CLOSED });
    });
    const problem = store.get().problem?.problem;
    if (!ok && problem?.code === 'claim-secret-wrong') {
      secrets.delete(openId);
      set({ hasSecret: false });
    }
    if (!ok && problem && [404, 409].includes(problem.status))
      await readOpen(openId).catch((p) => failed('open', p));
    if (session.get()) void again();
    return ok;
  }
  const onParcel = async (action: CounterAction, fulfilmentId: string, path: string, body: object) => {
    const ok = await ask(action, () => api.post(`/fulfilments/${fulfilmentId}/${path}`, body));
    if (session.get()) void again();
    return ok;
  };
  const claiming = async (body: { accessCode: string } | { fulfilmentId: string }) => {
    const ok = await ask('claim', () => take(body));
    if (session.get()) void again();
    return ok;
  };

  live.state.subscribe((state) => set({ live: state }));
  // Signed out at the desk that this counter stands in.
  session.subscribe((now) => now || store.get().phase === 'signed-out' || leave());
  watchSession(care, (problem) => failed('list', problem));

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, ['pharmacy', 'pharmacist'], {
      ...{ get: store.get, set, ask, begin },
      busy: () => !!store.get().busy,
      leave: () => leave(),
    }),
    refresh: again,
    claim: (accessCode) => claiming({ accessCode }),
    claimChosen: (fulfilmentId) => claiming({ fulfilmentId }),
    open: (claimId) => ask('open', () => readOpen(claimId)),
    async recover() {
      const { openId } = store.get();
      if (!openId) return false;
      return ask('recover', async () => show(await api.post<FreshClaim>(`/claims/${openId}/recover`)));
    },
    close() {
      opens++;
      set({ ...CLOSED, problem: null });
    },
    release: () => withOpen('release', 'release', {}, 'close'),
    decline: (reason, note) => withOpen('decline', 'decline', { reason, note }, 'close'),
    dispense: (lines) => withOpen('dispense', 'dispenses', { lines }, 'show'),
    setAside: () => withOpen('ready', 'ready', {}, 'show'),
    giveBack: () => withOpen('answer-void', 'void-request', { accept: true }, 'close'),
    async keep(reason, note) {
      const { openId } = store.get();
      const secret = openId && secrets.get(openId);
      if (!secret) return false;
      const body = { secret, accept: false, reason, note };
      const ok = await ask('answer-void', async () => {
        await api.post(`/claims/${openId}/void-request`, body);
        await readOpen(openId);
      });
      if (session.get()) void again();
      return ok;
    },
    handToCourier: (id, name, number) => onParcel('courier', id, 'courier', { name, number }),
    settleDelivery: (id, outcome) => onParcel('outcome', id, 'outcome', { outcome }),
  };
}
