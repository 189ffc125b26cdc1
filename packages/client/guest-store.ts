/** Owns a guest's way in: the link is opened once, and the place before the call's door is told as it changes. */
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
  const store = createStore<GuestState>({ phase: 'opening', guest: null });
  let off: (() => void) | undefined;

  function accept(guest: GuestView): void {
    store.set({ phase: guest.over ? 'over' : 'inside', guest });
    off ??= live.on(`guest:${guest.invitationId}`, {
      guest: ({ guest: now }) => store.set({ phase: now.over ? 'over' : 'inside', guest: now }),
    });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    async open(secret) {
      store.set({ phase: 'opening', guest: null });
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
        store.set({
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
