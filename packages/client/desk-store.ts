/** Owns the doctor's desk in this browser: who is signed in, the department's live queue, and the patient of the moment. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { EncounterView, encounterRoutes } from '@care-elements/contract/encounter.ts';
import type { Colleagues, Transfer } from '@care-elements/contract/handover.ts';
import type { CalledEntry, DeskQueue } from '@care-elements/contract/queue.ts';
import type { Clinician, Post } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care, LiveState } from './care.ts';
import { Problem } from './problem.ts';
import { watchSession, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

/** What is being asked of the server; an alarm's carries its id. */
export type DeskAction =
  | 'load'
  | 'sign-in'
  | 'sign-out'
  | 'call'
  | 'miss'
  | 'hold'
  | 'transfer'
  | 'finish'
  | `back:${string}`
  | `alarm:${string}`;

/** The patient who was here last. `gone`: they left by themselves, or another window of this desk ended it. */
export interface LastPatient {
  encounterId: string;
  ticket: string;
  name: string;
  why: 'finished' | 'missed' | 'held' | 'transferred' | 'gone';
}
export interface DeskState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** Null while a doctor of several departments has not chosen. */
  departmentId: string | null;
  /** Null until the stream has brought it. */
  queue: DeskQueue | null;
  current: EncounterView | null;
  last: LastPatient | null;
  live: LiveState;
  /** When the server last said that something of this doctor's changed: reason to read again what hangs on it. */
  changedAt: string;
  /** Server's clock minus ours, in ms: what a countdown must add. */
  skewMs: number;
  busy: readonly DeskAction[];
  problem: { action: DeskAction; problem: Problem } | null;
}
export interface DeskStore extends Readable<DeskState> {
  /** Fetches the hospital and, with a remembered token, doctor and patient. Again after `unreachable`. */
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  /** Signs out in this browser because the server no longer takes the token. */
  expired(problem: Problem): void;
  choose(departmentId: string): void;
  callNext(): Promise<boolean>;
  /** The called patient did not come. */
  miss(): Promise<boolean>;
  /** The patient waits again, before everybody, until this doctor calls them back. */
  hold(): Promise<boolean>;
  /** Calls one who was with a doctor already. */
  callBack(entryId: string): Promise<boolean>;
  /** Hands the patient and the record over. */
  transfer(to: Transfer): Promise<boolean>;
  /** Whom one can hand over to; throws `Problem`. */
  colleagues(): Promise<Colleagues>;
  /** Signs the note of this version and ends the visit. */
  finish(rowVersion: number): Promise<boolean>;
  acknowledge(alarmId: string): Promise<boolean>;
  /** The last request's problem has been read. */
  forgive(): void;
}

/** What the doctor may do in a department, which is another question in each. */
export const rightsIn = (
  { clinician }: Pick<DeskState, 'clinician'>,
  departmentId: string | null | undefined,
): Pick<Post, 'consultRight' | 'treatmentRight'> =>
  clinician?.departments.find((post) => post.departmentId === departmentId) ?? {
    consultRight: false,
    treatmentRight: false,
  };

export function createDeskStore(care: Care): DeskStore {
  const { api, session, live } = care;
  const store = createStore<DeskState>({
    phase: 'loading',
    hospital: null,
    clinician: null,
    departmentId: null,
    queue: null,
    current: null,
    last: null,
    live: live.state.get(),
    changedAt: '',
    skewMs: 0,
    busy: [],
    problem: null,
  });
  const set = (change: Partial<DeskState>) => store.set({ ...store.get(), ...change });
  let offDesk: (() => void) | undefined;
  let offQueue: (() => void) | undefined;
  let watched: string | null = null;
  /** Counts what the stream said of the patient: an answer asked for before is older. */
  let heard = 0;
  let parting: LastPatient['why'] = 'gone';
  let parted: Promise<unknown> = Promise.resolve();

  function setCurrent(current: EncounterView | null): void {
    const old = store.get().current;
    const gone = old && old.encounterId !== current?.encounterId ? old : null;
    const last = gone && {
      encounterId: gone.encounterId,
      ticket: gone.ticket,
      name: gone.patient.name,
      why: parting,
    };
    if (gone) parting = 'gone';
    set({ current, ...(last ? { last } : {}) });
    if (current && !store.get().departmentId) choose(current.departmentId);
  }

  async function readCurrent(): Promise<void> {
    const before = heard;
    const { current } = await api.get<Answer<typeof encounterRoutes.listMyEncounters>>('/encounters/mine');
    if (before === heard) setCurrent(current);
  }

  /** After a write that went through: a failure here is healed by the stream. */
  const readAgain = () => readCurrent().catch(() => {});

  function watchDesk(): void {
    offDesk ??= live.on('desk', {
      desk({ current, at }) {
        heard++;
        set({ changedAt: at, skewMs: Date.parse(at) - Date.now() });
        setCurrent(current);
      },
    });
  }

  function watchQueue(): void {
    const { departmentId } = store.get();
    if (watched === departmentId) return;
    offQueue?.();
    offQueue = undefined;
    watched = departmentId;
    set({ queue: null });
    if (departmentId) offQueue = live.on(`queue:${departmentId}`, { queue: ({ queue }) => set({ queue }) });
  }

  function choose(departmentId: string): void {
    set({ departmentId });
    session.set({ ...session.get()!, departmentId });
    watchQueue();
  }

  function leave(problem: DeskState['problem'] = null): void {
    offDesk?.();
    offQueue?.();
    offDesk = offQueue = undefined;
    watched = null;
    session.set(null);
    set({
      phase: 'signed-out',
      clinician: null,
      departmentId: null,
      queue: null,
      current: null,
      last: null,
      problem,
    });
  }

  function expired(problem: Problem): void {
    if (session.get()) leave({ action: 'sign-in', problem });
  }

  /** Does one request and says in the store how it went. */
  async function ask(action: DeskAction, request: () => Promise<void>): Promise<boolean> {
    const { busy } = store.get();
    // An alarm waits for nothing but itself.
    if (action.startsWith('alarm:') ? busy.includes(action) : busy.some((one) => !one.startsWith('alarm:')))
      return false;
    set({ busy: [...busy, action], problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem: { action, problem } });
      if (problem.status === 401 && action !== 'sign-in') expired(problem);
      // Whoever else changed it, this is how it stands now.
      else if (problem.status === 409) void readAgain();
      return false;
    } finally {
      set({ busy: store.get().busy.filter((one) => one !== action) });
    }
  }

  /** A request after which the patient is no longer here, and why. */
  const part = (
    action: DeskAction,
    why: LastPatient['why'],
    request: (current: EncounterView) => Promise<unknown>,
  ): Promise<boolean> => {
    const done = ask(action, async () => {
      parting = why;
      try {
        await request(store.get().current!);
      } catch (problem) {
        parting = 'gone';
        throw problem;
      }
      await readAgain();
    });
    parted = Promise.all([parted, done]);
    return done;
  };

  /** The stream may say that the last patient is gone before the answer does: a call waits for that, and is not lost. */
  const call = async (action: DeskAction, request: () => Promise<unknown>): Promise<boolean> => {
    await parted;
    return ask(action, async () => {
      await request();
      await readAgain();
    });
  };

  async function begin(clinician: Clinician): Promise<void> {
    const { departments } = clinician;
    const remembered = session.get()?.['departmentId'];
    const known = departments.find(({ departmentId }) => departmentId === remembered);
    const chosen = known ?? (departments.length === 1 ? departments[0] : undefined);
    set({ clinician, departmentId: chosen?.departmentId ?? null });
    await readCurrent();
    set({ phase: 'ready' });
    watchDesk();
    watchQueue();
  }

  live.state.subscribe((state) => set({ live: state }));
  watchSession(care, expired);

  return {
    get: store.get,
    subscribe: store.subscribe,
    expired,
    choose,
    ...staffDoor(care, 'doctor', {
      get: store.get,
      set,
      busy: () => store.get().busy.length > 0,
      ask,
      begin,
      leave: () => leave(),
    }),
    callNext: () =>
      call('call', () => {
        const { departmentId, last } = store.get();
        // After another patient it is another call.
        const after = last?.encounterId;
        return api.post<CalledEntry>(`/departments/${departmentId}/call-next`, undefined, { after });
      }),
    callBack: (entryId) =>
      call(`back:${entryId}`, () => api.post<CalledEntry>(`/queue-entries/${entryId}/call-back`)),
    miss: () => part('miss', 'missed', (current) => api.post(`/queue-entries/${current.entryId}/miss`)),
    hold: () => part('hold', 'held', (current) => api.post(`/queue-entries/${current.entryId}/hold`)),
    transfer: (to) =>
      part('transfer', 'transferred', (current) =>
        api.post(`/queue-entries/${current.entryId}/transfer`, to),
      ),
    colleagues: () => api.get<Colleagues>('/colleagues'),
    finish: (rowVersion) =>
      part('finish', 'finished', (current) =>
        api.post(`/encounters/${current.encounterId}/finish`, { rowVersion }),
      ),
    acknowledge: (alarmId) =>
      ask(`alarm:${alarmId}`, async () => {
        try {
          await api.post(`/alarms/${alarmId}/acknowledge`);
        } catch (problem) {
          // A colleague was faster: the alarm is in good hands, and the queue's next event takes it away.
          if (!(problem instanceof Problem) || problem.code !== 'already-decided') throw problem;
        }
        const { queue } = store.get();
        if (queue) set({ queue: { ...queue, alarms: queue.alarms.filter((a) => a.alarmId !== alarmId) } });
      }),
    forgive: () => set({ problem: null }),
  };
}
