/** Owns a guest's way in: the link is opened once, and the place before the call's door is told as it changes. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { GuestView, invitationRoutes } from '@care-elements/contract/invitation.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface GuestState {
  /**
   * `opening` the link; `inside` with what the server says of the invitation; `used` by somebody before, `unknown` or run out;
   * `over`, the visit; `unreachable`, to be tried again.
   */
  phase: 'opening' | 'inside' | 'used' | 'unknown' | 'over' | 'unreachable';
  guest: GuestView | null;
  /** Who invites; null until it is known. */
  hospital: Pick<Hospital, 'name' | 'phone'> | null;
}

export interface GuestStore extends Readable<GuestState> {
  /** Opens the link with this secret, or comes back to it after a reload. */
  open(secret: string): Promise<void>;
  /** For good: the link is of no more use. */
  leave(): Promise<void>;
}

const ANSWERS = { 'already-decided': 'used', 'visit-ended': 'over' } as const;

export function createGuestStore(care: Care): GuestStore {
  const { api, session, live } = care;
  const store = createStore<GuestState>({ phase: 'opening', guest: null, hospital: null });
  const set = (change: Partial<GuestState>) => store.set({ ...store.get(), ...change });
  let off: (() => void) | undefined;

  function accept(guest: GuestView): void {
    set({ phase: guest.over ? 'over' : 'inside', guest });
    off ??= live.on(`guest:${guest.invitationId}`, {
      guest: ({ guest: now }) => set({ phase: now.over ? 'over' : 'inside', guest: now }),
    });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    async open(secret) {
      set({ phase: 'opening', guest: null });
      // The way in does not wait for a name.
      if (!store.get().hospital)
        void api.get<Hospital>('').then(
          (hospital) => set({ hospital }),
          () => {},
        );
      try {
        if (session.get()?.['secret'] === secret)
          return accept(await api.get<GuestView>('/invitations/current'));
        const opened = await api.post<Answer<typeof invitationRoutes.openInvitation>>('/invitations/open', {
          secret,
        });
        session.set({ token: opened.token, secret });
        accept(opened.guest);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const { code, status } = problem;
        const refused = status >= 400 && status < 500 && status !== 429;
        set({
          phase: ANSWERS[code as keyof typeof ANSWERS] ?? (refused ? 'unknown' : 'unreachable'),
          guest: null,
        });
      }
    },
    async leave() {
      accept(await api.post<GuestView>('/invitations/current/leave'));
    },
  };
}
