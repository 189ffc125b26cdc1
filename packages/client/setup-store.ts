/** Owns the setting up of a hospital's pages in its administrator's browser: who is signed in, and the origins that are registered. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import { isOwnMachine } from '@care-elements/contract/origin.faults.ts';
import type { originRoutes, RegisteredOrigin } from '@care-elements/contract/origin.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import type { Problem } from './problem.ts';
import { asker, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

export type SetupAsk = 'load' | 'sign-in' | 'sign-out' | 'register' | 'remove';

export interface SetupState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  origins: RegisteredOrigin[];
  /** What was registered last, as the server has it. */
  registered: string | null;
  busy: SetupAsk | null;
  problem: { action: SetupAsk; problem: Problem } | null;
}

export interface SetupStore extends Readable<SetupState> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  register(origin: string): Promise<boolean>;
  remove(origin: string): Promise<boolean>;
  /** Another store of the setup was told that the token has ended. */
  ended(problem: Problem): void;
}

/** What a person typed or copied from the address bar, as an origin; null where there is none in it. */
export function originOf(text: string): string | null {
  const address = text.trim();
  if (!address) return null;
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(address);
  try {
    let url = new URL(named ? address : `https://${address}`);
    if (!named && isOwnMachine(url.hostname)) url = new URL(`http://${address}`);
    const { origin, protocol, hostname } = url;
    return /^https?:$/.test(protocol) && !hostname.includes('*') ? origin : null;
  } catch {
    return null;
  }
}

export function createSetupStore(care: Care): SetupStore {
  const { api, session } = care;
  type List = Answer<typeof originRoutes.listOrigins>;
  const store = createStore<SetupState>({
    ...{ phase: 'loading', hospital: null, clinician: null, origins: [] },
    ...{ registered: null, busy: null, problem: null },
  });
  const set = (change: Partial<SetupState>) => store.set({ ...store.get(), ...change });

  function leave(problem: SetupState['problem'] = null): void {
    session.set(null);
    set({ phase: 'signed-out', clinician: null, origins: [], registered: null, problem });
  }

  const ask = asker<SetupAsk>({ get: store.get, set, leave });

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, 'administrator', {
      get: store.get,
      set,
      busy: () => !!store.get().busy,
      ask,
      async begin(clinician) {
        const { origins } = await api.get<List>('/origins');
        set({ clinician, origins, phase: 'ready' });
      },
      leave: () => leave(),
    }),
    ended: (problem) => leave({ action: 'sign-in', problem }),
    register: (origin) =>
      ask('register', async () => {
        const { origins } = await api.post<List>('/origins', { origin });
        set({ origins, registered: origin });
      }),
    remove: (origin) =>
      ask('remove', async () => {
        const { origins } = await api.post<List>('/origins/remove', { origin });
        set({ origins, registered: null });
      }),
  };
}
