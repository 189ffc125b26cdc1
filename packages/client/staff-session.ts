/** Owns what the desks do about being signed in: a clinician's token is taken, given back, and found to have ended. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Clinician, ClinicianRole, SessionAnswer } from '@care-elements/contract/session.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';

const CURRENT = '/sessions/current';

/** Whose the remembered token is; rejects with status 401 where it has ended. */
const whoIsSignedIn = ({ api }: Care): Promise<Clinician> => api.get<Clinician>(CURRENT);

/** Signs in and remembers the token. Rejects with `wrong-role` for a clinician of another role, and remembers nothing. */
async function signInAs(
  care: Care,
  roles: ClinicianRole | readonly ClinicianRole[],
  username: string,
  password: string,
): Promise<Clinician> {
  const { token, clinician } = await care.api.post<SessionAnswer>('/sessions', { username, password });
  care.session.set({ token });
  if ([roles].flat().includes(clinician.role)) return clinician;
  // The token is of no use here and nobody would ever end it.
  await endSession(care);
  care.session.set(null);
  throw new Problem(403, { code: 'wrong-role' });
}

/** Where the server can't be reached the token runs out by itself; the person has to be able to go. */
const endSession = ({ api }: Care): Promise<void> => api.call<void>('DELETE', CURRENT).catch(() => {});

/** Calls `ended` when the token has. A stream that ends over and over may have been refused: only a call can tell. */
export function watchSession(care: Care, ended: (problem: Problem) => void): void {
  let checking = false;
  care.live.state.subscribe((state) => {
    if (state !== 'reconnecting' || checking || !care.session.get()) return;
    checking = true;
    whoIsSignedIn(care)
      .catch((problem: Problem) => problem.status === 401 && ended(problem))
      .finally(() => (checking = false));
  });
}

/** What every desk's state has of being signed in. */
export interface StaffDoorState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
}

/** What a desk's state says of the request under way, and of the last that failed. */
export interface AskState<A extends string> {
  busy: A | null;
  problem: { action: A | 'sign-in'; problem: Problem } | null;
}

interface AskingDesk<A extends string> {
  get(): AskState<A>;
  set(change: Partial<AskState<A>>): void;
  /** The token has ended. */
  leave(problem: NonNullable<AskState<A>['problem']>): void;
}

/** Says in the desk's state that a request failed; what is no `Problem` is thrown on. */
export const failing =
  <A extends string>(desk: AskingDesk<A>) =>
  (action: A, problem: unknown): void => {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 401 && action !== 'sign-in') desk.leave({ action: 'sign-in', problem });
    else desk.set({ problem: { action, problem } });
  };

/** One request at a time, and in the desk's state how it went. True where it went well. */
export const asker =
  <A extends string>(desk: AskingDesk<A>) =>
  async (action: A, request: () => Promise<void>): Promise<boolean> => {
    if (desk.get().busy) return false;
    desk.set({ busy: action, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      failing(desk)(action, problem);
      return false;
    } finally {
      desk.set({ busy: null });
    }
  };

/**
 * How one comes in at a desk and goes. `ask` does one request and says in the desk's state how it went; `begin` reads what the
 * desk shows first; `leave` forgets everything; `busy` tells of a request under way.
 */
export function staffDoor(
  care: Care,
  roles: ClinicianRole | readonly ClinicianRole[],
  desk: {
    get(): StaffDoorState;
    set(change: Partial<StaffDoorState>): void;
    busy(): boolean;
    ask(action: 'load' | 'sign-in' | 'sign-out', request: () => Promise<void>): Promise<boolean>;
    begin(clinician: Clinician): Promise<void>;
    leave(): void;
  },
) {
  const { api, session } = care;
  return {
    async load(): Promise<void> {
      if (desk.busy()) return;
      desk.set({ phase: 'loading' });
      const ok = await desk.ask('load', async () => {
        desk.set({ hospital: desk.get().hospital ?? (await api.get<Hospital>('')) });
        if (session.get()) await desk.begin(await whoIsSignedIn(care));
        else desk.set({ phase: 'signed-out' });
      });
      if (!ok && desk.get().phase === 'loading') desk.set({ phase: 'unreachable' });
    },
    signIn: (username: string, password: string): Promise<boolean> =>
      desk.ask('sign-in', async () => desk.begin(await signInAs(care, roles, username, password))),
    async signOut(): Promise<void> {
      await desk.ask('sign-out', async () => {
        await endSession(care);
        desk.leave();
      });
    },
  };
}
