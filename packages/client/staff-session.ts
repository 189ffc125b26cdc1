/** Owns what the desks do about being signed in: a clinician's token is taken, given back, and found to have ended. */
import type { Clinician, ClinicianRole, SessionAnswer } from '@care-elements/contract/session.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';

const CURRENT = '/sessions/current';

/** Whose the remembered token is; rejects with status 401 where it has ended. */
export const whoIsSignedIn = ({ api }: Care): Promise<Clinician> => api.get<Clinician>(CURRENT);

/** Signs in and remembers the token. Rejects with `wrong-role` for a clinician of another role, and remembers nothing. */
export async function signInAs(
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
export const endSession = ({ api }: Care): Promise<void> => api.call<void>('DELETE', CURRENT).catch(() => {});

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
