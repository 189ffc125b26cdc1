/** Owns the hospital's theme in its administrator's browser: who is signed in, and the theme that the server keeps. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { themeRoutes } from '@care-elements/contract/theme.ts';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import type { Problem } from './problem.ts';
import { asker, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

export type StudioAsk = 'load' | 'sign-in' | 'sign-out' | 'save' | 'take-off';

export interface StudioState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** What the server keeps. */
  theme: ThemeData | null;
  /** What was done last, as the server has it. */
  done: 'save' | 'take-off' | null;
  busy: StudioAsk | null;
  problem: { action: StudioAsk; problem: Problem } | null;
}

export interface StudioStore extends Readable<StudioState> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  /** Null takes it off. */
  save(theme: ThemeData | null): Promise<boolean>;
}

export function createStudioStore(care: Care): StudioStore {
  const { api, session } = care;
  const store = createStore<StudioState>({
    ...{ phase: 'loading', hospital: null, clinician: null, theme: null },
    ...{ done: null, busy: null, problem: null },
  });
  const set = (change: Partial<StudioState>) => store.set({ ...store.get(), ...change });

  function leave(problem: StudioState['problem'] = null): void {
    session.set(null);
    set({ phase: 'signed-out', clinician: null, done: null, problem });
  }

  const asked = asker<StudioAsk>({ get: store.get, set, leave });
  const ask: typeof asked = (action, request) => {
    if (!store.get().busy) set({ done: null });
    return asked(action, request);
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, 'administrator', {
      get: store.get,
      // The hospital comes with its theme, for whoever asks.
      set: (change) => set({ ...change, ...(change.hospital && { theme: change.hospital.theme ?? null }) }),
      busy: () => !!store.get().busy,
      ask,
      begin: async (clinician) => set({ clinician, phase: 'ready' }),
      leave: () => leave(),
    }),
    save: (theme) => {
      const action = theme ? 'save' : 'take-off';
      return ask(action, async () => {
        const kept = await api.put<Answer<typeof themeRoutes.setTheme>>('/theme', { theme });
        set({ theme: kept.theme, done: action });
      });
    },
  };
}
